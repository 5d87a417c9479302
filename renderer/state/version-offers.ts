/** Versions that are offered when items are to be resolved in one. */
import type { Client } from '../../shared/client.ts';
import type { VersionOffers } from '../../shared/version-offer.ts';
import { codeOf } from './error-words.ts';

const most = 10_000;

/** Without an answer nothing is offered: a version can be typed all the same. */
export async function askVersions(client: Client, itemIds: readonly number[]): Promise<VersionOffers> {
  try {
    return await client.call('versions.offers', { itemIds: itemIds.slice(0, most) });
  } catch (error) {
    codeOf(error);
    return { next: [], known: [] };
  }
}
