/**
 * Puts right what rows that were lost leave behind: what others belong to is made again as far as they tell about it, what
 * belongs to nothing goes, and counts are made again from the occurrences.
 */
import type { Database } from 'better-sqlite3';
import { recountTable } from '../recounts.ts';
import { settingTable } from '../settings.ts';
import { blockReader } from './block-bodies.ts';
import { countAgain } from './kept-counters.ts';
import { quoted } from './table-list.ts';

/** For a database that nobody else has open. Where nothing was lost, nothing is changed. */
export function mendReferences(db: Database, { isDamaged }: { isDamaged: boolean }): void {
  if (!isDamaged) return;
  db.transaction(() => {
    for (const sql of parents) db.exec(sql);
    mendBodies(db);
    for (const sql of [...versions, ...strays]) db.exec(sql);
    dropOrphans(db);
    recountAll(db);
    db.exec(counters);
    countAgain(db);
  })();
}

/** What is known of a lost row that others belong to; in the order in which they belong to each other. */
const parents = [
  `INSERT INTO account_user (id, username, email) SELECT 1, 'you', 'you@localhost'
   WHERE NOT EXISTS (SELECT 1 FROM account_user)`,
  `INSERT INTO team (id, name, access_level) VALUES (1, 'Owners', 'owner'), (2, 'Everyone', 'everyone')
   ON CONFLICT DO NOTHING`,
  `INSERT INTO project (id, name, named_by, created_at)
   SELECT project_id, 'Recovered project ' || project_id, 'person', min(at) FROM (
     SELECT project_id, received_at AS at FROM occurrence UNION ALL SELECT project_id, first_seen_at FROM item
     UNION ALL SELECT project_id, 0 FROM environment)
   WHERE project_id NOT IN (SELECT id FROM project) GROUP BY project_id`,
  `INSERT INTO environment (id, project_id, name)
   SELECT environment_id, project_id, 'recovered-' || environment_id FROM (
     SELECT environment_id, project_id FROM occurrence UNION SELECT environment_id, project_id FROM item)
   WHERE environment_id NOT IN (SELECT id FROM environment) GROUP BY environment_id`,
  `INSERT INTO item (id, project_id, counter, mechanism, scope, fingerprint, protocol, title, culprit, level,
     environment_id, status, last_activated_at, first_occurrence_id, first_seen_at, last_occurrence_id, last_seen_at,
     activating_occurrence_id, total_occurrences, occurrences_since_resolved, people)
   SELECT item_id, project_id,
     coalesce((SELECT max(counter) FROM item WHERE item.project_id = occurrence.project_id), 0)
       + row_number() OVER (PARTITION BY project_id ORDER BY item_id),
     coalesce((SELECT value ->> '$' FROM setting WHERE name = 'grouping'), 'st2'), '', 'recovered ' || item_id,
     protocol, 'Recovered item: its title could not be read', '', max(level), environment_id, 1, min(received_at), min(id),
     min(received_at), max(id), max(received_at), min(id), 0, 0, 0
   FROM occurrence WHERE item_id NOT IN (SELECT id FROM item) GROUP BY item_id`,
];

/** What happened when, and to whom, is told by the occurrence; the report says what has become of it. */
const lostReport = JSON.stringify({
  data: { body: { message: { body: 'This report could not be read from the damaged database.' } } },
});
const bodies = `
  INSERT INTO fresh_body (occurrence_id, text)
   SELECT id, '${lostReport}' FROM occurrence WHERE id NOT IN (SELECT occurrence_id FROM fresh_body)
     AND id NOT IN (SELECT occurrence_id FROM packed_body) AND id NOT IN (SELECT occurrence_id FROM temp.in_block);
  -- Which bodies were to be taken out of blocks may be lost, too: old ones never come back.
  INSERT OR IGNORE INTO removed_body (occurrence_id) SELECT occurrence_id FROM temp.in_block
    WHERE occurrence_id NOT IN (SELECT id FROM occurrence) OR occurrence_id IN (SELECT occurrence_id FROM packed_body)`;

/** Blocks that cannot be unpacked go, and only what was in them is lost. */
function mendBodies(db: Database): void {
  const broken: number[] = [];
  const idsOf = blockReader(db, (firstId) => broken.push(firstId));
  db.exec('CREATE TEMP TABLE in_block (occurrence_id INTEGER PRIMARY KEY)');
  const note = db.prepare<[{ id: number }]>(
    'INSERT OR IGNORE INTO temp.in_block SELECT @id WHERE @id NOT IN (SELECT occurrence_id FROM removed_body)',
  );
  for (const firstId of db.prepare<[], number>('SELECT first_id FROM body_block').pluck().all())
    for (const id of idsOf(firstId)) note.run({ id });
  const drop = db.prepare<[number]>('DELETE FROM body_block WHERE first_id = ?');
  for (const firstId of broken) drop.run(firstId);
  db.exec(bodies);
  db.exec('DROP TABLE temp.in_block');
}

/** What tells of items and occurrences without being bound to them. */
const strays = ['unstored_count', 'unstored_person', 'retention_item', 'storm_gap']
  .map((table) => `DELETE FROM ${table} WHERE item_id NOT IN (SELECT id FROM item)`)
  .concat('DELETE FROM milestone WHERE occurrence_id NOT IN (SELECT id FROM occurrence)');

const versions = [
  `INSERT INTO version (project_id, environment_id, name, created_at)
   SELECT project_id, environment_id, release, min(received_at) FROM occurrence
   WHERE release IS NOT NULL GROUP BY 1, 2, 3 ON CONFLICT DO NOTHING`,
];

const counters = `
  UPDATE project SET next_counter = max(next_counter,
    1 + coalesce((SELECT max(counter) FROM item WHERE project_id = project.id), 0))`;

interface Reference {
  table: string;
  column: string;
  parent: string;
  /** Null for the parent's primary key. */
  parentColumn: string | null;
  isOptional: 0 | 1;
}

/** Takes away rows whose parent is not there; one that goes may have had others that belong to it. */
export function dropOrphans(db: Database): void {
  const references = db
    .prepare<[], Reference>(
      `SELECT list.name AS "table", fk."from" AS "column", fk."table" AS parent, fk."to" AS parentColumn,
         info."notnull" = 0 AND info.pk = 0 AS isOptional
       FROM sqlite_schema AS list JOIN pragma_foreign_key_list(list.name) AS fk
       JOIN pragma_table_info(list.name) AS info ON info.name = fk."from"
       WHERE list.type = 'table'`,
    )
    .all();
  const steps = references.map(({ table, column, parent, parentColumn, isOptional }) => {
    const name = quoted(column);
    const isBroken = `${name} IS NOT NULL AND ${name} NOT IN (SELECT ${quoted(parentColumn ?? 'id')} FROM ${quoted(parent)})`;
    const change = isOptional === 1 ? `UPDATE ${quoted(table)} SET ${name} = NULL` : `DELETE FROM ${quoted(table)}`;
    return db.prepare(`${change} WHERE ${isBroken}`);
  });
  while (steps.some((step) => step.run().changes > 0));
}

function recountAll(db: Database): void {
  const recounts = recountTable(db);
  const last = db.prepare<[], number | null>('SELECT max(id) FROM occurrence').pluck().get() ?? 0;
  const items = db.prepare<[], number>('SELECT DISTINCT item_id FROM occurrence').pluck().all();
  for (const itemId of items) {
    recounts.queue(itemId);
    recounts.begin(itemId, last);
    while (recounts.step(itemId));
  }
  settingTable(db).set('counted-occurrence', last);
}
