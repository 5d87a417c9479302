/**
 * A JSON value as the lines of a tree. Only what is open is walked, so that a large value costs what is seen of it. A
 * node is known by its pointer (RFC 6901). Nothing here recurses: payloads nest as deep as they like. Pure.
 */
import { isNested, type Json } from './json-preview.ts';

export interface TreeLine {
  pointer: string;
  /** Empty for the root. */
  key: string;
  value: Json;
  /** The root has 0. */
  depth: number;
  isOpen: boolean;
}

interface Node {
  pointer: string;
  key: string;
  value: Json;
  depth: number;
}

/** The lines that are in sight when these nodes are open, in order. */
export function treeLines(root: Json, isOpen: (pointer: string, depth: number) => boolean): TreeLine[] {
  const lines: TreeLine[] = [];
  const rest: Node[] = [{ pointer: '', key: '', value: root, depth: 0 }];
  for (let node = rest.pop(); node; node = rest.pop()) {
    const open = isNested(node.value) && isOpen(node.pointer, node.depth);
    lines.push({ ...node, isOpen: open });
    if (open) pushChildren(rest, node);
  }
  return lines;
}

/** Pointers of the nodes whose key or plain value contains the text, in order; at most `most`. Capitals do not matter. */
export function searchTree(root: Json, text: string, most = 2000): string[] {
  const wanted = text.toLowerCase();
  const found: string[] = [];
  if (wanted === '') return found;
  const rest: Node[] = [{ pointer: '', key: '', value: root, depth: 0 }];
  for (let node = rest.pop(); node && found.length < most; node = rest.pop()) {
    const nested = isNested(node.value);
    const isHit =
      node.key.toLowerCase().includes(wanted) || (!nested && plainText(node.value).toLowerCase().includes(wanted));
    if (isHit) found.push(node.pointer);
    if (nested) pushChildren(rest, node);
  }
  return found;
}

function plainText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Behind one another on a stack the last is taken first. */
function pushChildren(rest: Node[], { pointer, value, depth }: Node): void {
  if (!isNested(value)) return;
  const entries = Array.isArray(value)
    ? value.map((each, index): [string, Json] => [String(index), each])
    : Object.entries(value);
  for (const [key, inner] of entries.reverse()) {
    rest.push({ pointer: `${pointer}/${escaped(key)}`, key, value: inner, depth: depth + 1 });
  }
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The keys on the way to a node, outermost first. */
export function keysOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The pointers of everything that a node lies in, the root first. */
export function ancestorsOf(pointer: string): string[] {
  const parts = pointer.split('/');
  return parts.slice(0, -1).map((_part, index) => parts.slice(0, index + 1).join('/'));
}

/** The way to a node as code: `data.body.trace.frames[0]["my key"]`. */
export function pathText(root: Json, pointer: string): string {
  let value: Json | undefined = root;
  let text = '';
  for (const key of keysOf(pointer)) {
    if (Array.isArray(value)) text += `[${key}]`;
    else if (/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key)) text += text === '' ? key : `.${key}`;
    else text += `[${JSON.stringify(key)}]`;
    value = childOf(value, key);
  }
  return text;
}

function childOf(value: Json | undefined, key: string): Json | undefined {
  if (Array.isArray(value)) return value[Number(key)];
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return value[key];
}
