/** Projects, their names and their counters. */
import type { Database } from 'better-sqlite3';
import { projectColours, projectIcons, type Project } from '../../shared/project.ts';
import { statusCode } from './codes.ts';

export interface ProjectTable {
  /** A name that is taken gets a number behind it. Returns the new id. */
  create(project: { name: string; namedBy: 'default' | 'report' | 'person'; at: number }): number;
  /** Projects that have had a report or were named by a person, oldest first. */
  list(): Project[];
  byId(id: number): Project | undefined;
  /** All that are not deleted, those without a report among them, oldest first. */
  records(): ProjectRecord[];
  isNameTaken(name: string): boolean;
  /** Nothing shows it or its items any more; its name is free again. What was reported stays on disk. */
  remove(id: number, at: number): void;
  rename(id: number, name: string): void;
  mark(id: number, look: Pick<Project, 'colour' | 'icon'>): void;
  /** Null brings it back. */
  archive(id: number, at: number | null): void;
  /** Gives a name taken from a report, unless a report or a person has named the project already. */
  nameFromReport(id: number, name: string): void;
  hasDefaultName(id: number): boolean;
  /** The next item number of the project; each is handed out once. */
  takeCounter(id: number): number;
  reported(id: number, at: number): void;
  /** How many projects there are, those without a report among them. */
  count(): number;
}

/** Times are unix milliseconds. */
export interface ProjectRecord {
  id: number;
  name: string;
  createdAt: number;
  modifiedAt: number;
}

interface ProjectRow {
  id: number;
  name: string;
  created_at: number;
  last_report_at: number | null;
  active_items: number;
  environments: string;
  colour: number | null;
  icon: string | null;
  archived_at: number | null;
}

const select = `
  SELECT id, name, created_at, last_report_at, colour, icon, archived_at,
    (SELECT coalesce(sum(count), 0) FROM item_count
     WHERE project_id = project.id AND status = ${String(statusCode.active)}) AS active_items,
    (SELECT json_group_array(name) FROM
      (SELECT name FROM environment WHERE project_id = project.id ORDER BY name)) AS environments
  FROM project`;

export function projectTable(db: Database): ProjectTable {
  const insert = db.prepare<[string, string, number]>(
    'INSERT INTO project (name, named_by, created_at) VALUES (?, ?, ?)',
  );
  const shown = db.prepare<[], ProjectRow>(
    `${select} WHERE deleted_at IS NULL AND (last_report_at IS NOT NULL OR named_by = 'person') ORDER BY id`,
  );
  const one = db.prepare<[number], ProjectRow>(`${select} WHERE id = ? AND deleted_at IS NULL`);
  const names = db.prepare<[string], number>('SELECT 1 FROM project WHERE name = ? AND deleted_at IS NULL').pluck();
  const setName = db.prepare<[string, string, number]>('UPDATE project SET name = ?, named_by = ? WHERE id = ?');
  const take = db
    .prepare<[number], number>(
      'UPDATE project SET next_counter = next_counter + 1 WHERE id = ? RETURNING next_counter - 1',
    )
    .pluck();
  const reported = db.prepare<[number, number]>('UPDATE project SET last_report_at = ? WHERE id = ?');
  const count = db.prepare<[], number>('SELECT count(*) FROM project WHERE deleted_at IS NULL').pluck();

  const freeName = (wanted: string): string => {
    let name = wanted;
    for (let number = 2; names.get(name) !== undefined; number += 1) name = `${wanted} ${String(number)}`;
    return name;
  };
  return {
    create: ({ name, namedBy: by, at }) => Number(insert.run(freeName(name), by, at).lastInsertRowid),
    list: () => shown.all().map(rowToProject),
    byId: (id) => {
      const row = one.get(id);
      return row && rowToProject(row);
    },
    isNameTaken: (name) => names.get(name) !== undefined,
    ...recordsOf(db),
    ...looksOf(db),
    rename: (id, name) => {
      setName.run(name, 'person', id);
    },
    nameFromReport: (id, name) => {
      setName.run(freeName(name), 'report', id);
    },
    hasDefaultName: defaultNameAsker(db),
    takeCounter: (id) => {
      const counter = take.get(id);
      if (counter === undefined) throw new Error(`no project ${String(id)}`);
      return counter;
    },
    reported: (id, at) => {
      reported.run(at, id);
    },
    count: () => count.get() ?? 0,
  };
}

/** Every report asks, and a name once given never becomes the default one again. */
function defaultNameAsker(db: Database): ProjectTable['hasDefaultName'] {
  const namedBy = db.prepare<[number], string>('SELECT named_by FROM project WHERE id = ?').pluck();
  const named = new Set<number>();
  return (id) => {
    if (named.has(id)) return false;
    const isDefault = namedBy.get(id) === 'default';
    if (!isDefault) named.add(id);
    return isDefault;
  };
}

function recordsOf(db: Database): Pick<ProjectTable, 'records' | 'remove'> {
  const records = db.prepare<[], ProjectRecord>(
    `SELECT id, name, created_at AS createdAt, coalesce(modified_at, created_at) AS modifiedAt
     FROM project WHERE deleted_at IS NULL ORDER BY id`,
  );
  const remove = db.prepare<[number, number]>('UPDATE project SET deleted_at = ? WHERE id = ?');
  const archive = db.prepare<[number, number]>('UPDATE item SET status = ? WHERE project_id = ?');
  return {
    records: () => records.all(),
    remove: (id, at) => {
      remove.run(at, id);
      archive.run(statusCode.archived, id);
    },
  };
}

function looksOf(db: Database): Pick<ProjectTable, 'mark' | 'archive'> {
  const mark = db.prepare<[number | null, string | null, number]>(
    'UPDATE project SET colour = ?, icon = ? WHERE id = ?',
  );
  const archive = db.prepare<[number | null, number]>('UPDATE project SET archived_at = ? WHERE id = ?');
  return {
    mark: (id, { colour, icon }) => {
      mark.run(colour, icon, id);
    },
    archive: (id, at) => {
      archive.run(at, id);
    },
  };
}

function rowToProject(row: ProjectRow): Project {
  return {
    id: row.id,
    name: row.name,
    createdAt: row.created_at,
    lastReportAt: row.last_report_at,
    activeItems: row.active_items,
    environments: JSON.parse(row.environments) as string[],
    // What a later Stacktray knows and this one does not is left to the page.
    colour: projectColours.find((each) => each === row.colour) ?? null,
    icon: projectIcons.find((each) => each === row.icon) ?? null,
    archivedAt: row.archived_at,
  };
}
