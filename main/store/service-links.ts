/** Links to other services, as clients configured them. */
import type { Database } from 'better-sqlite3';
import type { ServiceLink } from '../../shared/notification.ts';

export interface ServiceLinkTable {
  /** Oldest first. */
  ofProject(projectId: number): ServiceLink[];
  byId(projectId: number, id: number): ServiceLink | undefined;
  /** Returns the id of the new link. */
  add(projectId: number, link: Omit<ServiceLink, 'id'>): number;
  change(projectId: number, link: ServiceLink): void;
  /** False when there is no such link. */
  remove(projectId: number, id: number): boolean;
}

export function serviceLinkTable(db: Database): ServiceLinkTable {
  const list = db.prepare<[number], ServiceLink>(
    'SELECT id, name, template FROM service_link WHERE project_id = ? ORDER BY id',
  );
  const one = db.prepare<[number, number], ServiceLink>(
    'SELECT id, name, template FROM service_link WHERE project_id = ? AND id = ?',
  );
  const insert = db.prepare<[number, string, string]>(
    'INSERT INTO service_link (project_id, name, template) VALUES (?, ?, ?)',
  );
  const update = db.prepare<[string, string, number, number]>(
    'UPDATE service_link SET name = ?, template = ? WHERE project_id = ? AND id = ?',
  );
  const drop = db.prepare<[number, number]>('DELETE FROM service_link WHERE project_id = ? AND id = ?');
  return {
    ofProject: (projectId) => list.all(projectId),
    byId: (projectId, id) => one.get(projectId, id),
    add: (projectId, { name, template }) => Number(insert.run(projectId, name, template).lastInsertRowid),
    change: (projectId, { id, name, template }) => {
      update.run(name, template, projectId, id);
    },
    remove: (projectId, id) => drop.run(projectId, id).changes > 0,
  };
}
