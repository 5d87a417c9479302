/**
 * What occurrences that are not stored still add to the counts of items. Counts of an item are its stored occurrences
 * and these; whoever makes counts anew from stored occurrences adds these to them.
 */
import type { Database } from 'better-sqlite3';

export interface UnstoredCounts {
  /** How many of the item's occurrences are not stored. */
  totalOf(itemId: number): number;
  /** Adds them to counts of the item that were made anew. An item that has no stored occurrence is left as it is. */
  addTo(itemId: number): void;
  /** Those of `from` that would be in `owners` if nothing were merged belong to `to` from now on; no count is changed. */
  move(owners: readonly number[], places: { from: number; to: number }): void;
  /** A change of the grouping has moved the item's last stored occurrence: what it counted is counted by `into`. */
  follow(itemId: number, into: number): void;
  /** Takes `follow` back, and what has gone since where the change had put it; the items to count anew, empty when there were none. */
  goBack(): number[];
  /** The item goes. */
  forget(itemId: number): void;
}

const sums = [
  `INSERT INTO item_hour (item_id, hour, environment_id, count)
     SELECT @to, hour, environment_id, sum(count) FROM unstored_count WHERE item_id = @from GROUP BY 2, 3
     ON CONFLICT DO UPDATE SET count = count + excluded.count`,
  `INSERT INTO item_version
       (version_id, item_id, first_occurrence_id, first_seen_at, last_occurrence_id, last_seen_at, count, reactivated)
     SELECT version_id, @to, min(first_id), min(first_at), max(last_id), max(last_at), sum(count), 0
     FROM unstored_count WHERE item_id = @from AND version_id > 0 GROUP BY version_id
     ON CONFLICT DO UPDATE SET count = count + excluded.count,
       first_occurrence_id = min(first_occurrence_id, excluded.first_occurrence_id),
       first_seen_at = min(first_seen_at, excluded.first_seen_at),
       last_occurrence_id = max(last_occurrence_id, excluded.last_occurrence_id),
       last_seen_at = max(last_seen_at, excluded.last_seen_at)`,
  `INSERT INTO item_person (item_id, person_id) SELECT DISTINCT @to, person_id FROM unstored_person
     WHERE item_id = @from ON CONFLICT DO NOTHING`,
  `UPDATE item SET total_occurrences = total_occurrences + gone.total,
       occurrences_since_resolved = occurrences_since_resolved + gone.since,
       last_seen_at = max(last_seen_at, gone.last), people = (SELECT count(*) FROM item_person WHERE item_id = @to)
     FROM (SELECT sum(count) AS total, max(last_at) AS last,
         total(count) FILTER (WHERE first_id >= (SELECT activating_occurrence_id FROM item WHERE id = @to)) AS since
       FROM unstored_count WHERE item_id = @from) AS gone
     WHERE item.id = @to AND gone.total > 0`,
];

export function unstoredCounts(db: Database): UnstoredCounts {
  const total = db.prepare<[number], number | null>('SELECT sum(count) FROM unstored_count WHERE item_id = ?').pluck();
  const add = sums.map((sql) => db.prepare<[{ from: number; to: number }]>(sql));
  const isStored = db.prepare<[number], number>('SELECT 1 FROM occurrence WHERE item_id = ? LIMIT 1').pluck();
  const merged = shifter(db, {
    where: 'item_id = @from AND own_item_id IN (SELECT value FROM json_each(@owners))',
    to: { item: '@to', own: 'own_item_id', from: 'from_item_id' },
  });
  const restart = db.prepare<[number, number]>('DELETE FROM retention_item WHERE item_id IN (?, ?)');
  const forgets = ['unstored_count', 'unstored_person', 'retention_item', 'storm_gap'].map((table) =>
    db.prepare<[number]>(`DELETE FROM ${table} WHERE item_id = ?`),
  );
  return {
    totalOf: (itemId) => total.get(itemId) ?? 0,
    addTo: (itemId) => {
      if (isStored.get(itemId) === undefined) return;
      for (const statement of add) statement.run({ from: itemId, to: itemId });
    },
    move: (owners, { from, to }) => {
      merged({ from, to, owners: JSON.stringify(owners) });
      // Both have other occurrences than those that were looked at.
      restart.run(from, to);
    },
    ...regrouped(db, add),
    forget: (itemId) => {
      for (const statement of forgets) statement.run(itemId);
    },
  };
}

type AddStatements = { run(parameters: { from: number; to: number }): unknown }[];

function regrouped(db: Database, add: AddStatements): Pick<UnstoredCounts, 'follow' | 'goBack'> {
  const shift = shifter(db, { where: 'item_id = @from', to: { item: '@to', own: '@to', from: '@from' } });
  const sources = db.prepare<[], { itemId: number; from: number }>(
    `SELECT item_id AS itemId, from_item_id AS "from" FROM unstored_count WHERE from_item_id > 0
     UNION SELECT item_id, from_item_id FROM unstored_person WHERE from_item_id > 0`,
  );
  const back = shifter(db, {
    where: 'item_id = @from AND from_item_id = @to',
    to: { item: '@to', own: '@to', from: '0' },
  });
  return {
    follow: (itemId, into) => {
      for (const statement of add) statement.run({ from: itemId, to: into });
      shift({ from: itemId, to: into });
    },
    goBack: () => {
      const moves = sources.all();
      for (const { itemId, from } of moves) back({ from: itemId, to: from });
      return [...new Set(moves.flatMap(({ itemId, from }) => [itemId, from]))];
    },
  };
}

interface Shift {
  where: string;
  to: { item: string; own: string; from: string };
}

/** Gives rows other items; what two rows say of the same is summed up. */
function shifter(db: Database, { where, to }: Shift): (parameters: object) => void {
  const owner = `${to.item}, ${to.own}, ${to.from}`;
  const statements = [
    `INSERT INTO unstored_count SELECT ${owner}, hour, environment_id, version_id, since_id, count, first_id, first_at,
       last_id, last_at FROM unstored_count WHERE ${where} ${addedUp}`,
    `DELETE FROM unstored_count WHERE ${where}`,
    `INSERT INTO unstored_person SELECT ${owner}, person_id FROM unstored_person WHERE ${where} ON CONFLICT DO NOTHING`,
    `DELETE FROM unstored_person WHERE ${where}`,
  ].map((sql) => db.prepare<[object]>(sql));
  return (parameters) => {
    for (const statement of statements) statement.run(parameters);
  };
}

const addedUp = `ON CONFLICT DO UPDATE SET count = count + excluded.count,
  first_id = min(first_id, excluded.first_id), first_at = min(first_at, excluded.first_at),
  last_id = max(last_id, excluded.last_id), last_at = max(last_at, excluded.last_at)`;

/** An occurrence that goes, or a number of them that were never stored. */
export interface Uncounted {
  itemId: number;
  ownItemId: number;
  fromItemId: number;
  environmentId: number;
  versionId: number;
  personId: string | null;
  /** An id at or behind the item's activating occurrence when it came after it. */
  id: number;
  /** Unix ms. */
  at: number;
  count: number;
}

interface UnstoredSum extends Omit<Uncounted, 'id' | 'at' | 'personId'> {
  hour: number;
  sinceId: number;
  firstId: number;
  firstAt: number;
  lastId: number;
  lastAt: number;
}

const hourMs = 3_600_000;

/**
 * Notes what occurrences of one item that are not stored count, in the order of their ids. Runs inside a transaction;
 * changes no count of the item.
 */
export function unstoredWriter(db: Database): (gone: readonly Uncounted[]) => void {
  const activating = db.prepare<[number], number>('SELECT activating_occurrence_id FROM item WHERE id = ?').pluck();
  // Of values: a SELECT would make SQLite keep a copy of each page that it changes.
  const count = db.prepare<[UnstoredSum]>(
    `INSERT INTO unstored_count VALUES (@itemId, @ownItemId, @fromItemId, @hour, @environmentId, @versionId, @sinceId,
       @count, @firstId, @firstAt, @lastId, @lastAt) ${addedUp}`,
  );
  const person = db.prepare<[number, number, number, string]>(
    'INSERT INTO unstored_person VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  return (gone) => {
    const since = gone[0] === undefined ? 0 : (activating.get(gone[0].itemId) ?? 0);
    for (const sum of summedUp(gone, since)) count.run(sum);
    for (const { itemId, ownItemId, fromItemId, personId } of gone)
      if (personId !== null) person.run(itemId, ownItemId, fromItemId, personId);
  };
}

function summedUp(gone: readonly Uncounted[], activatingId: number): Iterable<UnstoredSum> {
  const sums = new Map<string, UnstoredSum>();
  for (const { id, at, itemId, ownItemId, fromItemId, environmentId, versionId, count } of gone) {
    const one = { itemId, ownItemId, fromItemId, environmentId, versionId, count };
    const hour = Math.floor(at / hourMs);
    const sinceId = id >= activatingId ? activatingId : 0;
    const key = [one.ownItemId, one.fromItemId, hour, one.environmentId, one.versionId, sinceId].join(' ');
    const sum = sums.get(key);
    if (sum === undefined) {
      sums.set(key, { ...one, hour, sinceId, firstId: id, firstAt: at, lastId: id, lastAt: at });
    } else {
      sum.count += one.count;
      sum.firstAt = Math.min(sum.firstAt, at);
      sum.lastId = id;
      sum.lastAt = Math.max(sum.lastAt, at);
    }
  }
  return sums.values();
}
