/** Packs all bodies of a folder whose program does not run, as would happen in time. */
import { join } from 'node:path';
import { bodyPacker } from '../../main/store/packing/body-packer.ts';
import { openPackingDatabase } from '../../main/store/packing/packing-database.ts';

/** Afterwards no body is outside of a block. */
export function packEverything(folder: string): void {
  const db = openPackingDatabase(join(folder, 'stacktray.db'));
  const packer = bodyPacker(db);
  while (packer.takeOut() || packer.packSome(Number.MAX_SAFE_INTEGER, 1));
  const left = db.prepare('SELECT 1 FROM fresh_body UNION ALL SELECT 1 FROM packed_body').all();
  db.close();
  if (left.length > 0) throw new Error(`${String(left.length)} bodies were not packed`);
}
