/** Which deploy may have caused an item. Two lookups by key, however many deploys there are. */
import type { Database } from 'better-sqlite3';
import type { SuspectDeploy } from '../../shared/deploy.ts';
import { rowToDeploy, selectDeploys, type DeployDbRow } from './deploys.ts';

export interface SuspectDeploys {
  /** Undefined when nothing was deployed to the item's environment before it began or came back. */
  ofItem(itemId: number): SuspectDeploy | undefined;
}

/**
 * An item begins, or comes back, with its activating occurrence. A deploy counts from its start, since its code may run
 * before anybody says that it has ended; one that failed left what was there.
 */
export const suspectSql = `
  SELECT deploy.id, activation.at - deploy.started_at AS before
  FROM (SELECT environment_id, coalesce((SELECT received_at FROM occurrence WHERE id = activating_occurrence_id),
      first_seen_at) AS at FROM item WHERE id = ?) AS activation
  CROSS JOIN deploy ON deploy.environment_id = activation.environment_id AND deploy.started_at <= activation.at
  WHERE deploy.status <> 'failed' ORDER BY deploy.started_at DESC, deploy.id DESC LIMIT 1`;

export function suspectDeploys(db: Database): SuspectDeploys {
  const find = db.prepare<[number], { id: number; before: number }>(suspectSql);
  const one = db.prepare<[number], DeployDbRow>(`${selectDeploys} WHERE deploy.id = ?`);
  return {
    ofItem: (itemId) => {
      const found = find.get(itemId);
      const row = found && one.get(found.id);
      return row && { deploy: rowToDeploy(row), before: found.before };
    },
  };
}
