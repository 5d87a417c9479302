/**
 * What happened on a page as rrweb recorded it: what is played is kept in the shape that the player relies on, all else
 * (canvas commands, fonts, media, plugins) is left out. Pure.
 */
import { isObject } from '../../shared/json.ts';
import { harmlessAttributes } from './harmless-attributes.ts';
import { harmlessNode, isId, type Budget } from './harmless-node.ts';
import { eventTypes, sources } from './rrweb-numbers.ts';

type Fields = Record<string, unknown>;

export interface RecordedEvent {
  type: number;
  data: Fields;
  /** Unix milliseconds of the page's own clock. */
  timestamp: number;
}

/** Of a page, in pixels: screens are no larger. */
const largestSide = 8192;

/** The event, or null when it is not played. Throws RangeError when the recording has too many nodes. */
export function harmlessEvent(given: RecordedEvent, budget: Budget): RecordedEvent | null {
  const data = dataOf(given, budget);
  return data && { type: given.type, data, timestamp: given.timestamp };
}

function dataOf({ type, data }: RecordedEvent, budget: Budget): Fields | null {
  if (type === eventTypes.loaded || type === eventTypes.load) return {};
  // The recorder's last word: nothing is seen of it, but that long the recording is.
  if (type === eventTypes.custom) return { tag: '', payload: {} };
  if (type === eventTypes.page) return { href: '', ...sizeOf(data) };
  if (type === eventTypes.change) return changeOf(data, budget);
  if (type !== eventTypes.picture) return null;
  const node = harmlessNode(data['node'], budget);
  const offset = isObject(data['initialOffset']) ? data['initialOffset'] : {};
  return node && { node, initialOffset: { left: numberOf(offset['left']), top: numberOf(offset['top']) } };
}

function changeOf(data: Fields, budget: Budget): Fields | null {
  const { source } = data;
  switch (source) {
    case sources.mutation:
      return mutationOf(data, budget);
    case sources.mouseMove:
    case sources.touchMove:
    case sources.drag:
      return withList(data, 'positions', ['x', 'y', 'id', 'timeOffset']);
    case sources.viewport:
      return { source, ...sizeOf(data) };
    case sources.selection:
      return withList(data, 'ranges', ['start', 'startOffset', 'end', 'endOffset']);
    case sources.mouse:
    case sources.scroll:
      return isId(data['id']) ? data : null;
    case sources.input:
      return isId(data['id']) && typeof data['text'] === 'string' ? data : null;
    case sources.styleRule:
    case sources.styleDeclaration:
    case sources.adoptedStyles:
      return data;
    default:
      return null;
  }
}

function mutationOf(data: Fields, budget: Budget): Fields {
  return {
    source: sources.mutation,
    texts: objectsIn(data['texts']).filter(
      ({ id, value }) => isId(id) && (value === null || typeof value === 'string'),
    ),
    removes: objectsIn(data['removes']).filter(({ id, parentId }) => isId(id) && isId(parentId)),
    attributes: objectsIn(data['attributes']).flatMap(({ id, attributes }) =>
      isId(id) ? [{ id, attributes: harmlessAttributes(null, attributes) }] : [],
    ),
    adds: objectsIn(data['adds']).flatMap(({ parentId, nextId, node: given }) => {
      const node = isId(parentId) ? harmlessNode(given, budget) : null;
      return node ? [{ parentId, nextId: isId(nextId) ? nextId : null, node }] : [];
    }),
    ...(data['isAttachIframe'] === true && { isAttachIframe: true }),
  };
}

/** With a list of objects that hold numbers under these names. */
function withList(data: Fields, list: string, names: string[]): Fields | null {
  const all = objectsIn(data[list]).filter((each) => names.every((name) => Number.isFinite(each[name])));
  return all.length > 0 ? { ...data, [list]: all } : null;
}

function sizeOf({ width, height }: Fields): { width: number; height: number } {
  const side = (value: unknown): number => Math.min(largestSide, Math.max(1, Math.round(numberOf(value))));
  return { width: side(width), height: side(height) };
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

/** The objects of a list; none when it is no list. */
export function objectsIn(list: unknown): Fields[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}
