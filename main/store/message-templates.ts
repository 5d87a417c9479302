/** Templates of messages, each with the item that its messages belong to. */
import type { Database } from 'better-sqlite3';
import { hashIn, type KeySpace } from './item-keys.ts';

export interface StoredTemplate {
  id: number;
  itemId: number;
  words: string[];
}

export interface MessageTemplateTable {
  /** Of one family, oldest first; no more than are kept. */
  ofFamily(space: KeySpace, family: string): StoredTemplate[];
  /** A new template, unless the family has as many as are kept. */
  add(space: KeySpace, family: string, template: Omit<StoredTemplate, 'id'>): void;
  widen(id: number, words: string[]): void;
}

/** Templates that are kept and compared for one family: a message is compared with each of them. */
export const mostOfFamily = 100;

export function messageTemplateTable(db: Database): MessageTemplateTable {
  const list = db.prepare<[number, Buffer], { id: number; item_id: number; words: string }>(
    `SELECT id, item_id, words FROM message_template WHERE project_id = ? AND family = ?
     ORDER BY id LIMIT ${String(mostOfFamily)}`,
  );
  const add = db.prepare<[number, Buffer, number, string, number, Buffer]>(
    `INSERT INTO message_template (project_id, family, item_id, words) SELECT ?, ?, ?, ?
     WHERE (SELECT count(*) FROM message_template WHERE project_id = ? AND family = ?) < ${String(mostOfFamily)}`,
  );
  const widen = db.prepare<[string, number]>('UPDATE message_template SET words = ? WHERE id = ?');
  return {
    ofFamily: (space, family) =>
      list
        .all(space.projectId, hashIn(space, family))
        .map((row) => ({ id: row.id, itemId: row.item_id, words: JSON.parse(row.words) as string[] })),
    add: (space, family, { itemId, words }) => {
      const hashed = hashIn(space, family);
      add.run(space.projectId, hashed, itemId, JSON.stringify(words), space.projectId, hashed);
    },
    widen: (id, words) => {
      widen.run(JSON.stringify(words), id);
    },
  };
}
