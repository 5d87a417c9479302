import { expect, it } from 'vitest';
import { applyMaps, mapVersion, type MapDesk } from '../../../../main/symbols/apply-maps.ts';
import type { Original } from '../../../../main/symbols/source-map.ts';
import type { Frame } from '../../../../shared/occurrence.ts';
import { aFrame, anException, anOccurrence } from '../../an-occurrence.ts';

const original = (given: Partial<Original>): Original => ({
  ...{ source: 'src/shop.js', line: 4, column: 2, name: null, hasFunction: false, isLibrary: false, excerpt: null },
  ...given,
});

const url = 'https://shop.example/main.js';
/** A desk with one map, which answers by the column of the place. */
function deskOf(answers: Record<number, Original>, more: Partial<MapDesk> = {}): MapDesk {
  return {
    find: (asked) => (asked === url ? 7 : null),
    trace: (_fileId, places) => Promise.resolve(places.map(({ column }) => answers[column] ?? null)),
    isInProject: () => true,
    ...more,
  };
}

async function mapped(frames: Partial<Frame>[], desk: MapDesk): Promise<Frame[]> {
  const exception = { ...anException('E'), frames: frames.map((frame) => aFrame({ file: url, line: 1, ...frame })) };
  const { exceptions } = await applyMaps(anOccurrence({ exceptions: [exception] }), '1.0', desk);
  return exceptions[0]?.frames ?? [];
}

it('calls a function as its caller does in the source', async () => {
  const desk = deskOf({ 10: original({ name: 'total' }), 20: original({ line: 9 }) });
  const frames = await mapped(
    [
      { column: 10, function: 't' },
      { column: 20, function: 'n' },
    ],
    desk,
  );
  expect(frames.map((frame) => frame.function)).toEqual([null, 'total']);
});

it.each([
  {
    what: 'its own name where the source knows that',
    given: { hasFunction: true },
    sent: 'Cart.total',
    name: 'Cart.total',
  },
  { what: 'no name that a minifier made', given: { hasFunction: false }, sent: 't', name: null },
  { what: 'no name where the runtime has none', called: 'total', sent: null, name: null },
  { what: 'the name of a class', called: 'Cart', sent: 'new t', name: 'new Cart' },
  { what: 'not by the word for calling', given: { hasFunction: true }, called: 'apply', sent: 'total', name: 'total' },
])('gives a function $what', async ({ given = {}, called = null, sent, name }) => {
  const desk = deskOf({ 10: original({ name: called }), 20: original(given) });
  const frames = await mapped(
    [
      { column: 10, function: 'x' },
      { column: 20, function: sent },
    ],
    desk,
  );
  expect(frames[1]?.function).toBe(name);
});

it('judges anew whether the code belongs to the project', async () => {
  const desk = deskOf({ 1: original({}), 2: original({ isLibrary: true }) }, { isInProject: () => true });
  const frames = await mapped(
    [
      { column: 1, inProject: false },
      { column: 2, inProject: true },
    ],
    desk,
  );
  expect(frames.map(({ inProject }) => inProject)).toEqual([true, false]);
});

it('says what kept a frame from being told in the source, and leaves frames without a file of the web', async () => {
  const desk = deskOf({});
  const frames = await mapped(
    [
      { column: 5 },
      { column: null },
      { column: 1, file: 'https://cdn.example/x.js' },
      { column: 1, file: '<anonymous>' },
    ],
    desk,
  );
  const problems = frames.map(({ mapping }) => mapping?.kind === 'failed' && mapping.problem);
  expect(problems).toEqual(['not-covered', 'no-column', 'no-map', false]);
  const [broken] = await mapped([{ column: 5 }], deskOf({}, { trace: () => Promise.resolve(null) }));
  expect(broken?.mapping).toEqual({ kind: 'failed', problem: 'unreadable', version: '1.0' });
});

it('gives back the same occurrence when there is nothing to map', async () => {
  const occurrence = anOccurrence({ exceptions: [anException('E', [['/srv/a.py', 'f']])] });
  expect(await applyMaps(occurrence, '1.0', deskOf({}))).toBe(occurrence);
});

it('takes the version of the browser’s code before that of the report', () => {
  const client = { javascript: { code_version: '2.0' } };
  expect(mapVersion(anOccurrence({ release: '1.0', client }))).toBe('2.0');
  expect(mapVersion(anOccurrence({ client: { javascript: { code_version: 7 } } }))).toBe('7');
  expect(mapVersion(anOccurrence({ release: '1.0', client: { javascript: null } }))).toBe('1.0');
  expect(mapVersion(anOccurrence())).toBeNull();
});
