import { expect, it } from 'vitest';
import { peekFrames } from '../../../../renderer/peek/peek-frames.ts';
import type { Frame } from '../../../../shared/occurrence.ts';
import { anOccurrence } from '../../an-occurrence.ts';

const frame = (file: string, more: Partial<Frame> = {}): Frame => ({
  ...{ file, absolutePath: null, line: 10, column: null, function: null, module: null, code: null },
  ...{ before: [], after: [], inProject: true, locals: null, args: null, mapRef: null, extra: null, ...more },
});
const framesOf = (...frames: Frame[]): ReturnType<typeof peekFrames> => {
  const exception = { class: 'E', message: null, description: null, module: null, mechanism: null, rawStack: null };
  return peekFrames(anOccurrence({ exceptions: [{ ...exception, frames }] }));
};

it('begins where the project failed, and says who called', () => {
  const frames = framesOf(frame('main.ts'), frame('cart.ts'), frame('lib.js', { inProject: false }));
  expect(frames.map((each) => each.frame.file)).toEqual(['cart.ts', 'main.ts']);
});

it('shows libraries when nothing else is known', () => {
  expect(framesOf(frame('lib.js', { inProject: false })).map((each) => each.frame.file)).toEqual(['lib.js']);
  expect(peekFrames(anOccurrence({ exceptions: [] }))).toEqual([]);
});

it('cuts the source around the failing line, with its numbers', () => {
  const [cut] = framesOf(frame('a.ts', { before: ['6', '7', '8', '9'], code: '10', after: ['11', '12', '13'] }));
  expect(cut).toMatchObject({ lines: ['8', '9', '10', '11', '12'], from: 8, failing: 2 });
});
