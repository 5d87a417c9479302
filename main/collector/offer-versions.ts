/** Versions that a person is offered when they resolve items in one. */
import type { VersionOffers } from '../../shared/version-offer.ts';
import { nextVersions } from '../triage/triage.ts';
import type { CollectorContext } from './collector.ts';

/** In characters: a longer name is no version that an item could be resolved in. */
export const longestVersion = 40;

export async function offerVersions(
  { store }: CollectorContext,
  { itemIds }: { itemIds: number[] },
): Promise<VersionOffers> {
  const known = (await store.reader.ask('knownVersions', { itemIds })).filter(
    ({ name }) => name.trim() !== '' && name.length <= longestVersion,
  );
  const names = known.map(({ name }) => name);
  return { next: nextVersions(names).filter((name) => !names.includes(name)), known };
}
