/** The calls of the contract about the data as a whole: backups, checks, exports and imports. */
import * as v from 'valibot';
import { call } from './call.ts';
import { mostKeptDaily, pieceBytes, type FilePiece, type SafekeepingState } from './safekeeping.ts';

const nothing = v.strictObject({});
const id = v.pipe(v.number(), v.integer(), v.minValue(1));
const place = v.pipe(v.number(), v.integer(), v.minValue(0));
const path = v.pipe(v.string(), v.minLength(1), v.maxLength(4096));
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(100));

export const safekeepingCalls = {
  /** What there is, and what runs. The calls below that start something answer the same. */
  'data.read': call<SafekeepingState>()(nothing),
  /** How many daily backups are kept; 0 makes none, and leaves those that are there. */
  'data.keepDaily': call<SafekeepingState>()(
    v.strictObject({ keep: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(mostKeptDaily)) }),
  ),
  /** Into a folder that the person named, by its whole path, or else beside the data. Refusals: `conflict`. */
  'data.backUp': call<SafekeepingState>()(v.strictObject({ folder: v.nullable(path) })),
  /** Looks through the data, or through a listed backup. Refusals: `conflict`, `not-found`. */
  'data.check': call<SafekeepingState>()(v.strictObject({ backup: v.nullable(name) })),
  /**
   * Looks through a listed backup, or a file that the person named, and starts again with it; what is here now is put
   * aside. Refusals: `conflict`, `not-found`.
   */
  'data.restore': call<SafekeepingState>()(v.strictObject({ backup: v.nullable(name), file: v.nullable(path) })),
  /** For good. Refusals: `not-found`. */
  'data.removeBackup': call<SafekeepingState>()(v.strictObject({ backup: name })),
  /** Starts again, saving what can be read of the data into a new database; the old one is put aside. */
  'data.repair': call<null>()(nothing),
  /** Everything, a project, or some items with all that belongs to them. Refusals: `conflict`. */
  'data.export': call<SafekeepingState>()(
    v.strictObject({
      projectId: v.nullable(id),
      itemIds: v.nullable(v.pipe(v.array(id), v.minLength(1), v.maxLength(10_000))),
    }),
  ),
  /** What the last export wrote, from a place on: 0, then what the piece before gave as `next`. Refusals: `not-found`. */
  'data.exported': call<FilePiece>()(v.strictObject({ after: place })),
  /** The next piece of a bundle that is to be imported; at 0 it begins anew. Refusals: `conflict`. */
  'data.bring': call<null>()(
    v.strictObject({
      after: place,
      base64: v.pipe(v.string(), v.maxLength(Math.ceil(pieceBytes / 3) * 4), v.base64()),
    }),
  ),
  /** Imports what was brought. Refusals: `conflict`, `not-found`. */
  'data.import': call<SafekeepingState>()(nothing),
  'data.cancel': call<SafekeepingState>()(nothing),
} as const;
