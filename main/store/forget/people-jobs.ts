/** Jobs that delete a person, and how far each has come. */
import type { Database } from 'better-sqlite3';
import type { PersonTraces, WantedPerson } from './person-traces.ts';

export type PeopleJobState = 'new' | 'running' | 'success' | 'failed';

/** `traces` is null until somebody has looked who fits. */
export interface JobPerson {
  wanted: WantedPerson;
  traces: PersonTraces | null;
}

export interface PeopleJobRecord {
  id: number;
  state: PeopleJobState;
  /** Null as soon as it is not needed any more: the job must not remember whom it deleted. */
  person: JobPerson | null;
  /** Index of the place that is being cleaned, and the last key of it that is done. */
  place: number;
  position: string;
}

export interface PeopleJobTable {
  create(wanted: WantedPerson, at: number): number;
  byId(id: number): PeopleJobRecord | undefined;
  /** Ids of jobs that are not finished, oldest first. */
  unfinished(): number[];
  save(job: PeopleJobRecord, at: number): void;
}

interface JobRow {
  id: number;
  state: PeopleJobState;
  person: string;
  place: number;
  position: string;
}

export function peopleJobTable(db: Database): PeopleJobTable {
  const insert = db.prepare<[string, number, number]>(
    `INSERT INTO people_job (state, person, place, position, created_at, modified_at) VALUES ('new', ?, 0, '', ?, ?)`,
  );
  const one = db.prepare<[number], JobRow>('SELECT id, state, person, place, position FROM people_job WHERE id = ?');
  const unfinished = db
    .prepare<[], number>(`SELECT id FROM people_job WHERE state IN ('new', 'running') ORDER BY id`)
    .pluck();
  const update = db.prepare<[string, string, number, string, number, number]>(
    'UPDATE people_job SET state = ?, person = ?, place = ?, position = ?, modified_at = ? WHERE id = ?',
  );
  return {
    create: (wanted, at) => {
      const person: JobPerson = { wanted, traces: null };
      return Number(insert.run(JSON.stringify(person), at, at).lastInsertRowid);
    },
    byId: (id) => {
      const row = one.get(id);
      return row && { ...row, person: row.person === '' ? null : (JSON.parse(row.person) as JobPerson) };
    },
    unfinished: () => unfinished.all(),
    save: ({ id, state, person, place, position }, at) => {
      update.run(state, person === null ? '' : JSON.stringify(person), place, position, at, id);
    },
  };
}
