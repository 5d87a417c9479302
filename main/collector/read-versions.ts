/** Versions as the page shows them: read in a thread, since their items are counted when they are asked for. */
import type { Page, ParamsOf } from '../../shared/contract.ts';
import { Refusal } from '../../shared/error-codes.ts';
import type { ItemInVersion, VersionRow } from '../../shared/version.ts';
import type { CollectorContext } from './collector.ts';

export function listVersions(
  { store }: CollectorContext,
  params: ParamsOf<'versions.list'>,
): Promise<Page<VersionRow>> {
  return store.reader.ask('versionRows', params);
}

/** Refusals: `not-found`. */
export async function versionDetail({ store }: CollectorContext, { id }: { id: number }): Promise<VersionRow> {
  return (await store.reader.ask('versionRow', { id })) ?? gone();
}

/** Refusals: `not-found`. */
export async function itemsOfVersion(
  { store }: CollectorContext,
  params: ParamsOf<'versions.items'>,
): Promise<ItemInVersion[]> {
  return (await store.reader.ask('versionItems', params)) ?? gone();
}

function gone(): never {
  throw new Refusal('not-found', 'This version is not there any more.');
}
