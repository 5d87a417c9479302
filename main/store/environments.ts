/** Environments: one appears with its first occurrence. */
import type { Database } from 'better-sqlite3';

export interface EnvironmentTable {
  /** The id of the project's environment of this name, made if it is new. */
  idOf(projectId: number, name: string): number;
  /** In the order in which they appeared. */
  page(projectId: number, page: { offset: number; limit: number }): { id: number; name: string }[];
}

export function environmentTable(db: Database): EnvironmentTable {
  const find = db
    .prepare<[number, string], number>('SELECT id FROM environment WHERE project_id = ? AND name = ?')
    .pluck();
  const insert = db.prepare<[number, string]>('INSERT INTO environment (project_id, name) VALUES (?, ?)');
  const page = db.prepare<[number, number, number], { id: number; name: string }>(
    'SELECT id, name FROM environment WHERE project_id = ? ORDER BY id LIMIT ? OFFSET ?',
  );
  return {
    page: (projectId, { offset, limit }) => page.all(projectId, limit, offset),
    idOf: (projectId, name) => find.get(projectId, name) ?? Number(insert.run(projectId, name).lastInsertRowid),
  };
}
