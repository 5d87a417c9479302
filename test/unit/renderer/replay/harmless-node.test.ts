import { expect, it } from 'vitest';
import { harmlessNode } from '../../../../renderer/replay/harmless-node.ts';

const budget = () => ({ nodes: 10_000 });
const element = (id: number, tagName: string, childNodes: unknown[] = []) => ({
  ...{ type: 2, id, tagName, attributes: {}, childNodes },
});
const text = (id: number, textContent: unknown) => ({ type: 3, id, textContent });

it('makes the same tree anew', () => {
  const page = {
    ...{ type: 0, id: 1, compatMode: 'BackCompat' },
    childNodes: [{ type: 1, id: 2, name: 'evil "name"' }, element(3, 'html', [element(4, 'body', [text(5, 'hello')])])],
  };
  expect(harmlessNode(page, budget())).toMatchObject({
    ...{ type: 0, id: 1, compatMode: 'BackCompat' },
    childNodes: [
      { type: 1, id: 2, name: 'html' },
      { id: 3, tagName: 'html', childNodes: [{ id: 4, childNodes: [{ id: 5, textContent: 'hello' }] }] },
    ],
  });
});

it.each(['script', 'SCRIPT', 'base', 'meta', 'link', 'object', 'embed', 'frame', 'noscript'])(
  'turns %s into what is never shown',
  (tag) => {
    const node = harmlessNode(
      { ...element(1, tag, [text(2, 'x')]), attributes: { src: 'x', rel: 'preconnect' } },
      budget(),
    );
    expect(node).toEqual({ id: 1, type: 2, tagName: 'noscript', attributes: {}, childNodes: [] });
  },
);

it('keeps the style sheet that a link had loaded', () => {
  const link = { ...element(1, 'link'), attributes: { rel: 'stylesheet', href: 'http://x', _cssText: 'p {}' } };
  expect(harmlessNode(link, budget())).toMatchObject({ tagName: 'style', attributes: { _cssText: 'p {}' } });
});

it('drops what would make building fail', () => {
  const odd = element(1, 'p<script>', [
    null,
    5,
    {},
    text(1, 'same id'),
    text(2, 7),
    { type: 9, id: 3 },
    { type: 4, id: 4 },
  ]);
  expect(harmlessNode({ ...odd, isCustom: true }, budget())).toEqual({
    ...{ id: 1, type: 2, tagName: 'span', attributes: {} },
    childNodes: [
      { id: 2, type: 3, textContent: '', isStyle: false },
      { id: 4, type: 3, textContent: '', isStyle: false },
    ],
  });
  expect(harmlessNode({ ...element(1, 'img'), isShadowHost: true }, budget())).not.toHaveProperty('isShadowHost');
  expect(harmlessNode({ ...element(1, 'my-app'), isShadowHost: true }, budget())).toHaveProperty('isShadowHost', true);
});

it('ends at a depth and at a number of nodes', () => {
  let deep: object = text(1, 'bottom');
  for (let id = 2; id < 2000; id += 1) deep = element(id, 'div', [deep]);
  expect(JSON.stringify(harmlessNode(deep, budget()))).not.toContain('bottom');
  expect(() => harmlessNode(element(1, 'div', [text(2, ''), text(3, '')]), { nodes: 2 })).toThrow(RangeError);
});
