/** Leaves out of what is to be imported whatever is here already, told by the uuids of occurrences. */
import type { Database } from 'better-sqlite3';
import { recountTable } from '../recounts.ts';
import { dropOrphans } from './mend-references.ts';

/**
 * `from` holds what is to be imported; `path` is the database that it goes to. An item of which only some occurrences are
 * new counts only those, and what it counts of reports that are not stored goes for known; an item, or a project, of which none is new is left out. Returns how many were known.
 */
export function leaveOutKnown(from: Database, path: string): number {
  from.prepare('ATTACH ? AS live').run(path);
  from.exec(`
    CREATE TEMP TABLE known AS SELECT id, item_id, project_id FROM main.occurrence AS new WHERE EXISTS (
      SELECT 1 FROM live.project CROSS JOIN live.occurrence AS old ON old.project_id = project.id AND old.uuid = new.uuid
      WHERE deleted_at IS NULL)`);
  from.exec('DETACH live');
  const known = from.prepare<[], number>('SELECT count(*) FROM temp.known').pluck().get() ?? 0;
  if (known > 0) from.transaction(leaveOut)(from);
  return known;
}

const unstored = ['unstored_count', 'unstored_person', 'retention_item', 'storm_gap']
  .map((table) => `DELETE FROM ${table} WHERE item_id IN (SELECT item_id FROM temp.known)`)
  .concat('DELETE FROM milestone WHERE occurrence_id NOT IN (SELECT id FROM occurrence)')
  .join(';');

function leaveOut(from: Database): void {
  from.exec(`
    DELETE FROM fresh_body WHERE occurrence_id IN (SELECT id FROM temp.known);
    DELETE FROM occurrence WHERE id IN (SELECT id FROM temp.known);
    DELETE FROM item WHERE id IN (SELECT item_id FROM temp.known)
      AND id NOT IN (SELECT item_id FROM occurrence);
    DELETE FROM project WHERE id IN (SELECT project_id FROM temp.known)
      AND id NOT IN (SELECT project_id FROM item)`);
  from.exec(unstored);
  dropOrphans(from);
  const recounts = recountTable(from);
  const last = from.prepare<[], number | null>('SELECT max(id) FROM occurrence').pluck().get() ?? 0;
  const touched = from.prepare<[], number>('SELECT id FROM item WHERE id IN (SELECT item_id FROM temp.known)');
  for (const itemId of touched.pluck().all()) {
    recounts.queue(itemId);
    recounts.begin(itemId, last);
    while (recounts.step(itemId));
  }
}
