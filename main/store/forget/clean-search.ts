/** Takes out of the search index what is to be forgotten there, so that its file holds nothing of it either. */
import { setImmediate } from 'node:timers/promises';
import { searchPathOf } from '../search/search-file.ts';
import { openSearchIndexer } from '../search/search-indexer.ts';
import { sweepFiles } from './sweep.ts';

/** In short transactions beside those of the thread that writes the index. For the database at this path. */
export async function cleanSearch(path: string): Promise<void> {
  const indexer = openSearchIndexer(path);
  try {
    while (indexer.forget() || indexer.sweep()) await setImmediate();
  } finally {
    indexer.close();
  }
  // Words stand there without their beginning when the word before begins alike: nobody could search the file for them.
  await sweepFiles(searchPathOf(path), null);
}
