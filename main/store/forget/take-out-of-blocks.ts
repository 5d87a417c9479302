/** Makes blocks anew that hold bodies which were changed or deleted, so that nothing of those is left in them. */
import { setImmediate } from 'node:timers/promises';
import { bodyPacker } from '../packing/body-packer.ts';
import { openPackingDatabase } from '../packing/packing-database.ts';

/** All there are, a block in each transaction. For the database at this path. */
export async function takeOutOfBlocks(path: string): Promise<void> {
  const db = openPackingDatabase(path);
  try {
    const packer = bodyPacker(db);
    while (packer.takeOut()) await setImmediate();
  } finally {
    db.close();
  }
}
