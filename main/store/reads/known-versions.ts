/** Versions of the projects of some items, by name. */
import type { Database } from 'better-sqlite3';
import type { KnownVersion } from '../../../shared/version-offer.ts';

const mostRows = 500;
const mostNames = 30;

/** Latest first, by when each was first heard of; a name in several environments or projects is one. */
export function knownVersions(db: Database, { itemIds }: { itemIds: readonly number[] }): KnownVersion[] {
  const rows = db
    .prepare<[string, number], { name: string; environment: string }>(
      `SELECT version.name, environment.name AS environment
       FROM version JOIN environment ON environment.id = version.environment_id
       WHERE version.project_id IN
         (SELECT project_id FROM item WHERE id IN (SELECT value FROM json_each(?)))
       ORDER BY version.id DESC LIMIT ?`,
    )
    .all(JSON.stringify(itemIds), mostRows);
  const environments = new Map<string, Set<string>>();
  for (const { name, environment } of rows) {
    const known = environments.get(name);
    if (known) known.add(environment);
    else if (environments.size < mostNames) environments.set(name, new Set([environment]));
  }
  return [...environments].map(([name, those]) => ({ name, environments: [...those] }));
}
