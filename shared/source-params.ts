/** What calls about code on this computer name: a frame, a mapping of folders, an editor. */
import * as v from 'valibot';

const id = v.pipe(v.number(), v.integer(), v.minValue(1));
const place = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000));
/** As `FrameAddress` in source.ts. */
export const frameAddress = v.strictObject({ occurrenceId: id, exception: place, frame: place });
export const mapping = v.strictObject({
  prefix: v.pipe(v.string(), v.trim(), v.maxLength(4096)),
  folder: v.pipe(v.string(), v.trim(), v.maxLength(4096)),
});
export const editorChoice = v.variant('kind', [
  v.strictObject({ kind: v.literal('automatic') }),
  v.strictObject({ kind: v.literal('known'), id: v.pipe(v.string(), v.maxLength(40)) }),
  v.strictObject({ kind: v.literal('own'), template: v.pipe(v.string(), v.trim(), v.maxLength(1000)) }),
]);
