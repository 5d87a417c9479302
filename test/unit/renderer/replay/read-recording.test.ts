import { expect, it } from 'vitest';
import { readRecording } from '../../../../renderer/replay/read-recording.ts';
import { idOf, longRecording, postOf, startsAt, type Recorded } from '../../a-recording.ts';

const uuid = '11111111-2222-4333-8444-555555555555';
const textOf = (events: Recorded[], reportedAt = 0) => JSON.stringify(postOf(uuid, events, reportedAt));
const change = (at: number, data: object): Recorded => ({ type: 3, at, data });
async function changesIn(data: object): Promise<unknown[]> {
  const recording = await readRecording([textOf([...longRecording(), change(100, data)])]);
  if (typeof recording === 'string') throw new Error(recording);
  return recording.events.filter(({ type, timestamp }) => type === 3 && timestamp === startsAt + 100);
}

it('finds the events in the order of time, and when the error was reported', async () => {
  const [page, picture, ...rest] = longRecording();
  if (!page || !picture) throw new Error('the recording is empty');
  const lines = `${textOf(rest, 700)}\n${textOf([picture, page], 700)}\n`;
  // Pieces end anywhere.
  const recording = await readRecording([lines.slice(0, 300), lines.slice(300)]);
  expect(recording).toMatchObject({ startsAt, endsAt: startsAt + 12_000, isDamaged: false });
  if (typeof recording === 'string') throw new Error(recording);
  expect(recording.events.map(({ type }) => type)).toEqual([4, 2, 3, 5]);
  expect(recording.reportedAt.get(uuid)).toBe(startsAt + 700);
});

it('plays what can be read when a part cannot', async () => {
  expect(await readRecording([textOf(longRecording()), '\n{"resourceSpans":[{"sco'])).toMatchObject({
    isDamaged: true,
  });
});

it.each(['', 'no JSON', '{}', '[]', '{"resourceSpans":[{"scopeSpans":[{"spans":[{"events":[{}]}]}]}]}'])(
  'calls %j broken',
  async (content) => {
    expect(await readRecording([content])).toBe('broken');
  },
);

it('begins with the first picture of the page, without which there is nothing to show', async () => {
  const early = change(-50, { source: 3, id: 1, x: 0, y: 5 });
  expect(await readRecording([textOf([early])])).toBe('no-picture');
  expect(await readRecording([textOf([early, ...longRecording()])])).toMatchObject({ startsAt });
});

it('does not play more nodes than a window can show', async () => {
  const childNodes = Array.from({ length: 1_000_001 }, (_none, index) => ({ type: 5, id: index + 2 }));
  const data = { node: { type: 0, id: 1, childNodes } };
  expect(await readRecording([textOf([{ type: 2, at: 0, data }])])).toBe('too-large');
});

it.each([
  ['canvas commands', { source: 9, id: 1, commands: [] }],
  ['fonts', { source: 10, family: 'x', fontSource: 'url(http://x)' }],
  ['media', { source: 7, id: 1, type: 0 }],
  ['custom elements', { source: 16, define: { name: 'x-y' } }],
  ['moves to nowhere', { source: 1, positions: [{ x: 'a' }] }],
  ['typing without text', { source: 5, id: 1 }],
])('leaves out %s', async (_what, data) => {
  expect(await changesIn(data)).toEqual([]);
});

it('gives a mutation the shape that the player relies on', async () => {
  const [mutation] = await changesIn({
    ...{ source: 0, texts: [{ id: 1, value: 'x' }, { id: 'a' }], removes: 7 },
    attributes: [{ id: 2, attributes: { onclick: 'x', class: 'y' } }],
    adds: [
      { parentId: 1, nextId: 'b', node: { type: 3, id: 9, textContent: 'z' } },
      { parentId: 1, node: {} },
    ],
  });
  expect(mutation).toMatchObject({
    data: {
      ...{ texts: [{ id: 1, value: 'x' }], removes: [], attributes: [{ id: 2, attributes: { class: 'y' } }] },
      adds: [{ parentId: 1, nextId: null, node: { id: 9 } }],
    },
  });
});

it('keeps a page within what a screen can have', async () => {
  const [page, picture] = longRecording();
  if (!page || !picture) throw new Error('the recording is empty');
  const huge = { ...page, data: { href: 'http://x', width: 1e9, height: 'tall' } };
  const recording = await readRecording([textOf([huge, picture])]);
  if (typeof recording === 'string') throw new Error(recording);
  expect(recording.events[0]?.data).toEqual({ href: '', width: 8192, height: 1 });
  expect(idOf(recording.events[1]?.data['node'] as object)).toBeGreaterThan(0);
});
