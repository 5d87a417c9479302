/**
 * What may stay of an element's attributes: no handlers, no address but that of a picture within the recording. Pure.
 * The frame's own policy refuses what would be missed here, except for what no policy covers (preconnecting, looking up
 * the hosts of links).
 */
import { isObject } from '../../shared/json.ts';

type Attributes = Record<string, unknown>;

/** Names with which an element loads or goes somewhere, whatever the element. */
const addresses = new Set([
  ...['src', 'href', 'xlink:href', 'poster', 'background', 'rr_dataurl'],
  ...['srcset', 'imagesrcset', 'lowsrc', 'dynsrc', 'data', 'action', 'formaction', 'ping', 'cite', 'manifest'],
  ...['longdesc', 'codebase', 'archive', 'classid', 'profile', 'usemap', 'icon', 'code'],
]);
const pictures = new Set(['src', 'poster', 'background', 'rr_dataurl', 'href', 'xlink:href']);
/** They take the focus, ask for permissions or change how the frame itself is loaded. */
const troublesome = new Set([
  ...['autofocus', 'autoplay', 'http-equiv', 'nonce', 'target', 'is', 'rel', 'allow', 'sandbox', 'csp', 'integrity'],
  ...['popovertarget', 'commandfor', 'command', 'interestfor', 'attributionsrc'],
]);
/** What rrweb itself noted of an element. Media does not play: its sound and pictures are not in a recording. */
const noted = new Set(['rr_width', 'rr_height', 'rr_scrollleft', 'rr_scrolltop', 'rr_dataurl']);

/** Those attributes that can do no harm. `tag` is null when an attribute changes on an element known only by its id. */
export function harmlessAttributes(tag: string | null, given: unknown): Attributes {
  if (!isObject(given)) return {};
  const kept = Object.entries(given).flatMap(([name, value]): [string, unknown][] => {
    const harmless = harmlessValue(tag, name.toLowerCase(), value);
    return harmless === undefined ? [] : [[name, harmless]];
  });
  return Object.fromEntries(kept);
}

function harmlessValue(tag: string | null, name: string, value: unknown): unknown {
  if (name.startsWith('on') || troublesome.has(name)) return undefined;
  if (name.startsWith('rr_') && !noted.has(name)) return undefined;
  if (addresses.has(name) || name.startsWith('src')) return harmlessAddress(tag, name, value);
  if (name === 'style' && isObject(value)) return value;
  return isPlain(value) ? value : undefined;
}

/** A link stays recognizable as one, and leads nowhere; elsewhere `#` would be loaded. */
function harmlessAddress(tag: string | null, name: string, value: unknown): unknown {
  if (value === null || value === false) return value;
  if (typeof value !== 'string') return undefined;
  const isLink = name === 'href' || name === 'xlink:href';
  if (isLink && (tag === 'a' || tag === 'area')) return '#';
  if (isLink && /^#./.test(value)) return value;
  return pictures.has(name) && tag !== 'iframe' && /^data:image\//i.test(value) ? value : undefined;
}

function isPlain(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
