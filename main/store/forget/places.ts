/**
 * Every place that holds data of people, in the order in which they are cleaned. A table that comes to hold such data
 * gets a line here: `find` looks for it on a thread that can only read, `make-changes.ts` takes out what was found.
 */
import { isUtf8 } from 'node:buffer';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Database } from 'better-sqlite3';
import { bodyTable } from '../bodies.ts';
import { eraseInJson, eraserOf, type Eraser } from './erase.ts';
import { reportEraser } from './erase-report.ts';
import type { PersonTraces } from './person-traces.ts';

/** What the thread has found, for the writer to do. */
export type Change =
  | { kind: 'report'; occurrenceId: number; isOwn: boolean; deflated: Uint8Array | null }
  | { kind: 'replay'; id: number }
  | { kind: 'meeting'; itemId: number; personId: string }
  /** What is searched of the item may come from reports that are not stored any more: it is read again. */
  | { kind: 'words'; itemId: number }
  | { kind: 'person'; projectId: number; id: string }
  /** Only while the column still holds what was found. */
  | { kind: 'text'; table: string; key: number | string; column: string; before: Kept; after: Kept };

type Kept = string | Uint8Array;

export interface Found {
  changes: Change[];
  /** The last key that was looked at; null when this was the end of the place. */
  position: string | null;
}

export interface Place {
  /** Looks through the next rows after `position`; empty at the beginning. */
  find(db: Database, traces: PersonTraces, position: string): Found;
}

export const places: Place[] = [
  { find: findInReports },
  { find: findInReplays },
  ...[
    textsOf('item', ['title', 'culprit', 'fingerprint']),
    textsOf('activity', ['detail']),
    textsOf('command', ['answer']),
    textsOf('refused_delivery', ['path', 'reason', 'user_agent', 'body']),
    textsOf('deploy', ['account_name', 'local_username', 'comment']),
    textsOf('project', ['name']),
    textsOf('notification_channel', ['settings']),
    textsOf('notification_rule', ['filters', 'config']),
    textsOf('service_link', ['name', 'template']),
    textsOf('rql_job', ['query', 'result']),
    textsOf('saved_query', ['name', 'query']),
    textsOf('saved_search', ['name', 'filter']),
    textsOf('message_template', ['words']),
    textsOf('grouping_rules', ['rules']),
    textsOf('undo_step', ['wish']),
    textsOf('undo_point', ['point']),
  ],
  { find: findMeetings },
  { find: findWordsOfDeleted },
  { find: findPeople },
];

const rowsAtATime = 200;
/** Of changed reports, compressed: what one transaction writes. */
const bytesAtATime = 1_048_576;

function findInReports(db: Database, traces: PersonTraces, position: string): Found {
  const rows = db
    .prepare<[number, number], { id: number; project_id: number; person_id: string | null }>(
      'SELECT id, project_id, person_id FROM occurrence WHERE id > ? ORDER BY id LIMIT ?',
    )
    .all(Number(position), rowsAtATime);
  const bodies = bodyTable(db);
  const eraseReport = reportEraser(traces);
  const changes: Change[] = [];
  let bytes = 0;
  for (const { id, project_id: projectId, person_id: personId } of rows) {
    const isKnown = traces.people.some((person) => person.projectId === projectId && person.id === personId);
    const { isOwn, text } = eraseReport(bodies.read(id) ?? '', isKnown);
    const deflated = text === null ? null : deflateRawSync(Buffer.from(text, 'utf8'));
    if (isOwn || deflated) changes.push({ kind: 'report', occurrenceId: id, isOwn, deflated });
    bytes += deflated?.length ?? 0;
    if (bytes > bytesAtATime) return { changes, position: String(id) };
  }
  return { changes, position: rows.length < rowsAtATime ? null : String(rows.at(-1)?.id) };
}

/** A recording of a page that shows the person is theirs as a whole. */
function findInReplays(db: Database, traces: PersonTraces, position: string): Found {
  const id = db.prepare<[number], number>('SELECT min(id) FROM replay WHERE id > ?').pluck().get(Number(position));
  if (!id) return { changes: [], position: null };
  const pieces = db
    .prepare<[number], Buffer>('SELECT bytes FROM replay_piece WHERE replay_id = ? ORDER BY id')
    .pluck()
    .all(id);
  const text = pieces.map((piece) => inflateRawSync(piece).toString('utf8')).join('');
  const { touches } = eraserOf(traces.everywhere);
  return { changes: touches(text) ? [{ kind: 'replay', id }] : [], position: String(id) };
}

/** Columns of a table whose key is its `id`. What they hold is plain text, JSON or bytes of text. */
function textsOf(table: string, columns: string[]): Place {
  return {
    find: (db, traces, position) => {
      const erasers = [eraserOf(traces.everywhere), eraserOf([...traces.everywhere, ...traces.own])] as const;
      const rows = db
        .prepare<[string | number, number], Record<string, Kept | number | null> & { id: number | string }>(
          `SELECT id, ${columns.join(', ')} FROM ${table} WHERE id > ? ORDER BY id LIMIT ?`,
        )
        .all(table === 'command' ? position : Number(position), rowsAtATime);
      const changes = rows.flatMap((row) =>
        columns.flatMap((column): Change[] => {
          const before = row[column];
          if (typeof before !== 'string' && !(before instanceof Uint8Array)) return [];
          const after = cleaned(before, erasers);
          return after === null ? [] : [{ kind: 'text', table, key: row.id, column, before, after }];
        }),
      );
      return { changes, position: rows.length < rowsAtATime ? null : String(rows.at(-1)?.id) };
    },
  };
}

/** A text that names the person beyond doubt loses the other words for them, too. Null when it stays as it is. */
function cleaned(kept: Kept, [everywhere, all]: readonly [Eraser, Eraser]): Kept | null {
  const { text, write } = readable(kept);
  // Escapes can spell anything.
  if (!everywhere.touches(text) && !text.includes(String.raw`\u`)) return null;
  const isNamed = eraseInText(text, everywhere) !== text;
  return isNamed ? write(eraseInText(text, all)) : null;
}

/** Bytes that are no text are read so that they can be written as they were. */
function readable(kept: Kept): { text: string; write(text: string): Kept } {
  if (typeof kept === 'string') return { text: kept, write: (text) => text };
  const bytes = Buffer.from(kept);
  const encoding = isUtf8(bytes) ? 'utf8' : 'latin1';
  return { text: bytes.toString(encoding), write: (text) => Buffer.from(text, encoding) };
}

/** What stands outside of quotes is looked through, too: not every text with quotes is JSON. */
function eraseInText(text: string, eraser: Eraser): string {
  return eraser.erase(eraseInJson(text, eraser));
}

function findMeetings(db: Database, traces: PersonTraces, position: string): Found {
  const rows = db
    .prepare<[number, number], { id: number; project_id: number }>(
      'SELECT id, project_id FROM item WHERE id > ? ORDER BY id LIMIT ?',
    )
    .all(Number(position), rowsAtATime);
  const met = db.prepare<[{ itemId: number; personId: string }]>(
    `SELECT 1 FROM item_person WHERE item_id = @itemId AND person_id = @personId
     UNION ALL SELECT 1 FROM unstored_person WHERE item_id = @itemId AND person_id = @personId`,
  );
  const changes = rows.flatMap(({ id: itemId, project_id: projectId }) =>
    traces.people
      .filter((person) => person.projectId === projectId && met.get({ itemId, personId: person.id }) !== undefined)
      .map(({ id: personId }): Change => ({ kind: 'meeting', itemId, personId })),
  );
  return { changes, position: rows.length < rowsAtATime ? null : String(rows.at(-1)?.id) };
}

/** Which people were in them nobody can tell any more. */
function findWordsOfDeleted(db: Database, _traces: PersonTraces, position: string): Found {
  const ids = db
    .prepare<[number, number], number>(
      'SELECT item_id FROM retention_item WHERE unread > 0 AND item_id > ? ORDER BY item_id LIMIT ?',
    )
    .pluck()
    .all(Number(position), rowsAtATime);
  return {
    changes: ids.map((itemId): Change => ({ kind: 'words', itemId })),
    position: ids.length < rowsAtATime ? null : String(ids.at(-1)),
  };
}

function findPeople(_db: Database, { people }: PersonTraces): Found {
  return { changes: people.map((person): Change => ({ kind: 'person', ...person })), position: null };
}
