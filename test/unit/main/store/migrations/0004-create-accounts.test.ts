import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrations } from '../../../../../main/store/migrate.ts';

it('gives tokens that were there a public id of their own, and changes nothing else about them', () => {
  const db = new Database(':memory:');
  for (const step of migrations.slice(0, 3)) step(db);
  db.exec(`
    INSERT INTO project (id, name, named_by, created_at) VALUES (1, 'shop', 'person', 1);
    INSERT INTO token (project_id, name, secret, hash, hint, scopes, status, created_at)
      VALUES (1, 'default', 's', x'01', 's', '["read"]', 'enabled', 1), (1, 'first report', NULL, x'02', 't', '[]', 'disabled', 2);
  `);
  const before = db.prepare('SELECT * FROM token').all() as object[];
  migrations[3]?.(db);
  const after = db.prepare('SELECT * FROM token').all() as { public_id: string }[];
  expect(after).toEqual(
    before.map((token) => ({
      ...token,
      ...{ public_id: expect.stringMatching(/^[\da-f]{32}$/) as string, kind: 'legacy', modified_at: null },
      ...{ deleted_at: null, limit_count: null, limit_seconds: null, window_started_at: null, window_used: 0 },
    })),
  );
  expect(new Set(after.map((token) => token.public_id)).size).toBe(2);
  expect(db.prepare('SELECT deleted_at FROM project').pluck().all()).toEqual([null]);
  db.close();
});
