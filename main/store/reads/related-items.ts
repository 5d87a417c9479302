/** Items that have to do with one: the same failure elsewhere, the same class or place, or the same deploy. */
import type { Database } from 'better-sqlite3';
import type { Relation } from '../../../shared/related-item.ts';

export interface RelatedId {
  id: number;
  relations: Relation[];
}

interface Subject {
  id: number;
  projectId: number;
  environmentId: number;
  title: string;
  culprit: string;
  firstSeenAt: number;
}

const mostEach = 40;
const most = 60;
/** An item that appears later has some other reason. */
const deployReach = 24 * 3_600_000;

/** Those with the most relations first, then the most recent. */
export function relatedItems(db: Database, { itemId }: { itemId: number }): RelatedId[] {
  const subject = db
    .prepare<[number], Subject>(
      `SELECT id, project_id AS projectId, environment_id AS environmentId, title, culprit, first_seen_at AS firstSeenAt
       FROM item WHERE id = ?`,
    )
    .get(itemId);
  if (!subject) return [];
  const found = new Map<number, { id: number; lastSeenAt: number; relations: Relation[] }>();
  for (const [relation, where, values] of questions(db, subject)) {
    const rows = db
      .prepare<[object], { id: number; lastSeenAt: number }>(
        `SELECT id, last_seen_at AS lastSeenAt FROM item WHERE id <> @id AND ${where}
         ORDER BY last_seen_at DESC, id DESC LIMIT @limit`,
      )
      .all({ ...subject, ...values, limit: mostEach });
    for (const row of rows) {
      const known = found.get(row.id);
      if (known) known.relations.push(relation);
      else found.set(row.id, { ...row, relations: [relation] });
    }
  }
  return [...found.values()]
    .sort((a, b) => b.relations.length - a.relations.length || b.lastSeenAt - a.lastSeenAt || b.id - a.id)
    .slice(0, most)
    .map(({ id, relations }) => ({ id, relations }));
}

type Question = [Relation, where: string, values: object];

function questions(db: Database, subject: Subject): Question[] {
  const elsewhere = '(project_id <> @projectId OR environment_id <> @environmentId)';
  const list: Question[] = [['same-title', `title = @title AND ${elsewhere}`, {}]];
  const name = classOf(subject.title);
  if (name !== null) {
    const start = `${name}: `;
    const where = 'project_id = @projectId AND (title = @name OR substr(title, 1, @length) = @start)';
    list.push(['same-class', where, { name, start, length: [...start].length }]);
  }
  if (subject.culprit !== '') list.push(['same-place', 'project_id = @projectId AND culprit = @culprit', {}]);
  const span = spanOfDeploy(db, subject);
  const after = 'project_id = @projectId AND environment_id = @environmentId AND first_seen_at BETWEEN @from AND @to';
  if (span) list.push(['same-deploy', after, span]);
  return list;
}

/** `TypeError` of `TypeError: x is not a function`; null when the title does not begin with a class. */
export function classOf(title: string): string | null {
  return /^([\p{L}_$][\p{L}\p{N}_$.:\\]*?)(?:: |$)/u.exec(title)?.[1] ?? null;
}

/** From the latest deploy before the item was first seen to the next one, when it was first seen soon after. */
function spanOfDeploy(db: Database, { environmentId, firstSeenAt }: Subject): { from: number; to: number } | null {
  const time = 'coalesce(finished_at, started_at)';
  const at = (sql: string): number | null =>
    db.prepare<[number, number], number | null>(sql).pluck().get(environmentId, firstSeenAt) ?? null;
  const from = at(`SELECT max(${time}) FROM deploy WHERE environment_id = ? AND ${time} <= ? AND status <> 'failed'`);
  if (from === null || firstSeenAt - from > deployReach) return null;
  const next = at(`SELECT min(${time}) FROM deploy WHERE environment_id = ? AND ${time} > ? AND status <> 'failed'`);
  return { from, to: Math.min(from + deployReach, (next ?? Number.MAX_SAFE_INTEGER) - 1) };
}
