/** A page's nodes as rrweb recorded them, made anew of what is known to be harmless, so that they can be built. Pure. */
import { isObject } from '../../shared/json.ts';
import { harmlessAttributes } from './harmless-attributes.ts';
import { nodeTypes } from './rrweb-numbers.ts';

type Fields = Record<string, unknown>;

/** What is left of a limit that holds for a whole recording. */
export interface Budget {
  nodes: number;
}

/** Parsers of HTML stop nesting there, too. */
const deepest = 500;

/** They become `noscript`, which a replay never shows. */
const forbidden = new Set([
  ...['script', 'noscript', 'base', 'meta', 'link', 'object', 'embed', 'applet', 'param', 'frame', 'portal'],
  ...['fencedframe', 'webview'],
]);
const hosts =
  /^(?:article|aside|blockquote|body|div|footer|h[1-6]|header|main|nav|p|section|span|[a-z][a-z\d]*-[-.\w]*)$/;

/** The node with all that is in it; null when it is none. Throws RangeError when the recording has too many nodes. */
export function harmlessNode(given: unknown, budget: Budget): Fields | null {
  return nodeWithin(given, { budget, seen: new Set(), depth: 0 });
}

interface Place {
  budget: Budget;
  /** Ids in this tree: a node that came twice would be moved, perhaps into itself. */
  seen: Set<number>;
  depth: number;
}

function nodeWithin(given: unknown, place: Place): Fields | null {
  if (!isObject(given) || !isId(given['id']) || place.seen.has(given['id']) || place.depth > deepest) return null;
  place.budget.nodes -= 1;
  if (place.budget.nodes < 0) throw new RangeError('too many nodes');
  place.seen.add(given['id']);
  const common: Fields = { id: given['id'] };
  if (isId(given['rootId'])) common['rootId'] = given['rootId'];
  if (given['isShadow'] === true) common['isShadow'] = true;
  switch (given['type']) {
    case nodeTypes.document:
      return { ...common, ...documentOf(given, place) };
    case nodeTypes.doctype:
      return { ...common, type: nodeTypes.doctype, name: 'html', publicId: '', systemId: '' };
    case nodeTypes.element:
      return { ...common, ...elementOf(given, place) };
    case nodeTypes.text:
    case nodeTypes.cdata:
      return { ...common, type: nodeTypes.text, textContent: textOf(given), isStyle: given['isStyle'] === true };
    case nodeTypes.comment:
      return { ...common, type: nodeTypes.comment, textContent: '' };
    default:
      return null;
  }
}

function documentOf(given: Fields, place: Place): Fields {
  const childNodes = childrenOf(given, place);
  const compatMode = given['compatMode'] === 'BackCompat' && childNodes.length > 0 ? 'BackCompat' : 'CSS1Compat';
  return { type: nodeTypes.document, compatMode, childNodes };
}

function elementOf(given: Fields, place: Place): Fields {
  const name = typeof given['tagName'] === 'string' ? given['tagName'] : '';
  const tag = name.toLowerCase();
  const style = styleOfLink(tag, given['attributes']);
  const type = nodeTypes.element;
  if (style !== null) return { type, tagName: 'style', attributes: { _cssText: style }, childNodes: [] };
  if (forbidden.has(tag)) return { type, tagName: 'noscript', attributes: {}, childNodes: [] };
  return {
    type,
    tagName: /^[a-z][-.\w]*$/i.test(name) ? name : 'span',
    attributes: harmlessAttributes(tag, given['attributes']),
    childNodes: childrenOf(given, place),
    ...(given['isSVG'] === true && { isSVG: true }),
    ...(given['isShadowHost'] === true && hosts.test(tag) && { isShadowHost: true }),
  };
}

/** The recorder keeps the text of a style sheet in the link that loaded it. */
function styleOfLink(tag: string, attributes: unknown): string | null {
  const text = tag === 'link' && isObject(attributes) ? attributes['_cssText'] : null;
  return typeof text === 'string' ? text : null;
}

function childrenOf({ childNodes }: Fields, place: Place): Fields[] {
  if (!Array.isArray(childNodes)) return [];
  const inner = { ...place, depth: place.depth + 1 };
  return childNodes.flatMap((each: unknown) => {
    const node = nodeWithin(each, inner);
    return node ? [node] : [];
  });
}

function textOf({ textContent }: Fields): string {
  return typeof textContent === 'string' ? textContent : '';
}

export function isId(value: unknown): value is number {
  return Number.isSafeInteger(value);
}
