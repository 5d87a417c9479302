import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrations } from '../../../../../main/store/migrate.ts';

/** A database as it was before, with two versions of one item in one of two environments. */
function databaseBefore(): Database.Database {
  const db = new Database(':memory:');
  for (const step of migrations.slice(0, 2)) step(db);
  db.exec(`
    INSERT INTO project (id, name, named_by, created_at) VALUES (1, 'shop', 'person', 1);
    INSERT INTO environment (id, project_id, name) VALUES (1, 1, 'production'), (2, 1, 'test');
    INSERT INTO item (id, project_id, counter, mechanism, scope, fingerprint, protocol, title, culprit, level,
        environment_id, status, last_activated_at, first_occurrence_id, first_seen_at, last_occurrence_id, last_seen_at,
        activating_occurrence_id, total_occurrences, occurrences_since_resolved, people)
      VALUES (1, 1, 1, 'st1', 'production', 'f', 1, 'Cart is empty', '', 40, 1, 1, 10, 1, 10, 4, 40, 1, 4, 4, 0);
  `);
  const insert = db.prepare(
    `INSERT INTO occurrence (id, project_id, item_id, uuid, protocol, environment_id, level, release, occurred_at,
       received_at, remote_address) VALUES (?, 1, 1, ?, 1, ?, 40, ?, 1, ?, '')`,
  );
  insert.run(1, 'a', 1, '1.0', 10);
  insert.run(2, 'b', 1, '1.0', 20);
  insert.run(3, 'c', 2, '2.0', 30);
  insert.run(4, 'd', 1, null, 40);
  return db;
}

it('counts the versions that were seen before, and leaves everything else as it was', () => {
  const db = databaseBefore();
  const all = (table: string): unknown[] => db.prepare(`SELECT * FROM ${table}`).all();
  const [item] = all('item');
  const occurrences = all('occurrence');
  migrations[2]?.(db);
  expect(all('version')).toEqual([
    { id: 1, project_id: 1, environment_id: 1, name: '1.0', created_at: 10 },
    { id: 2, project_id: 1, environment_id: 2, name: '2.0', created_at: 30 },
  ]);
  const counted = { item_id: 1, reactivated: 0 };
  expect(all('item_version')).toEqual([
    {
      ...{ ...counted, version_id: 1, first_occurrence_id: 1, first_seen_at: 10 },
      ...{ last_occurrence_id: 2, last_seen_at: 20, count: 2 },
    },
    {
      ...{ ...counted, version_id: 2, first_occurrence_id: 3, first_seen_at: 30 },
      ...{ last_occurrence_id: 3, last_seen_at: 30, count: 1 },
    },
  ]);
  const marks = { title_locked: 0, level_locked: 0, assigned_user_id: null, assigned_team_id: null };
  expect(all('item')).toEqual([{ ...(item as object), ...marks, snoozed_at: null, snoozed_until: null }]);
  expect(all('occurrence')).toEqual(occurrences);
  expect(all('deploy')).toEqual([]);
  db.close();
});
