/** Deploys as the page shows them, with the items after them. */
import type { Page, ParamsOf } from '../../shared/contract.ts';
import type { DeployDetail, DeployRow } from '../../shared/deploy.ts';
import { Refusal } from '../../shared/error-codes.ts';
import type { CollectorContext } from './collector.ts';
import { itemRows } from './read-items.ts';
import { timeOutDeploys } from './time-out-deploys.ts';

export function listDeploys(context: CollectorContext, params: ParamsOf<'deploys.list'>): Promise<Page<DeployRow>> {
  timeOutDeploys(context);
  return context.store.reader.ask('deployRows', params);
}

/** Refusals: `not-found`. */
export async function deployDetail(context: CollectorContext, { id }: { id: number }): Promise<DeployDetail> {
  timeOutDeploys(context);
  const found = await context.store.reader.ask('deployAndItems', { id });
  if (!found) throw new Refusal('not-found', 'This deploy is not there any more.');
  const { startedIds, backIds, ...deploy } = found;
  return { ...deploy, started: itemRows(context, startedIds), back: itemRows(context, backIds) };
}
