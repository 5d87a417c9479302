/** The fields of facts, per project, and how many values of each have been kept. */
import type { Database } from 'better-sqlite3';

export interface FactField {
  id: number;
  name: string;
  kept: number;
}

export interface FactFieldTable {
  /** Null when the project has too many. */
  of(projectId: number, name: string): FactField | null;
  /** One more value of it is kept. */
  keep(field: FactField): void;
  /** What is remembered may have changed. */
  clear(): void;
}

/** Custom keys that are data themselves would make fields without end. */
const mostFieldsPerProject = 400;

export function factFieldTable(db: Database): FactFieldTable {
  const insert = db.prepare<[number, string]>('INSERT INTO fact_field (project_id, name, kept) VALUES (?, ?, 0)');
  const all = db.prepare<[number], FactField>('SELECT id, name, kept FROM fact_field WHERE project_id = ?');
  const more = db.prepare<[number]>('UPDATE fact_field SET kept = kept + 1 WHERE id = ?');
  const projects = new Map<number, Map<string, FactField>>();
  return {
    of: (projectId, name) => {
      let fields = projects.get(projectId);
      if (!fields) {
        fields = new Map(all.all(projectId).map((row) => [row.name, row]));
        projects.set(projectId, fields);
      }
      const found = fields.get(name);
      if (found !== undefined) return found;
      if (fields.size >= mostFieldsPerProject) return null;
      const field = { id: Number(insert.run(projectId, name).lastInsertRowid), name, kept: 0 };
      fields.set(name, field);
      return field;
    },
    keep: (field) => {
      field.kept += 1;
      more.run(field.id);
    },
    clear: () => {
      projects.clear();
    },
  };
}
