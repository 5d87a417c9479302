/** Up to which occurrence limits let go. Ids ascend with arrival, so each limit comes down to an id. */
import type { Database } from 'better-sqlite3';
import type { RetentionLimits, RetentionRule } from '../../../shared/retention.ts';

export interface Cutoff {
  /** Occurrences up to this id may go; 0: none. */
  untilId: number;
  /** Of each item, all but the newest so many may go. */
  mostOfItem: number | null;
}

export interface Cutoffs {
  of(projectId: number): Cutoff;
  /** Nothing behind this id goes: it is too young. */
  settledId: number;
}

/** What arrived so recently stays: its sender may repeat it, and would be counted twice. */
const graceMs = 600_000;
const dayMs = 86_400_000;

/** By the age and the number of occurrences. `now` is unix ms. */
export function cutoffsOf(db: Database, limits: RetentionLimits, now: number): Cutoffs {
  const settledId = lastBefore(db, now - graceMs);
  const nth = db
    .prepare<[number, number], number>(
      'SELECT id FROM occurrence WHERE project_id = ? ORDER BY id DESC LIMIT 1 OFFSET ?',
    )
    .pluck();
  const known = new Map<number, Cutoff>();
  const cutoffOf = (projectId: number): Cutoff => {
    const { days, mostOfProject, mostOfItem } = ruleOf(limits, projectId);
    const byAge = days === null ? 0 : lastBefore(db, now - days * dayMs);
    const byCount = mostOfProject === null ? 0 : (nth.get(projectId, mostOfProject) ?? 0);
    return { untilId: Math.min(settledId, Math.max(byAge, byCount)), mostOfItem };
  };
  return {
    settledId,
    of: (projectId) => {
      const cutoff = known.get(projectId) ?? cutoffOf(projectId);
      known.set(projectId, cutoff);
      return cutoff;
    },
  };
}

/** The oldest `count` occurrences that are not milestones of their items. */
export function oldest(db: Database, count: number, settledId: number): Cutoffs {
  const milestones = db.prepare<[], number>('SELECT count(*) FROM milestone').pluck().get() ?? 0;
  const nth = db.prepare<[number], number>('SELECT id FROM occurrence ORDER BY id LIMIT 1 OFFSET ?').pluck();
  const untilId = Math.min(settledId, nth.get(count + milestones) ?? settledId);
  return { settledId, of: () => ({ untilId, mostOfItem: null }) };
}

function ruleOf({ everywhere, projects }: RetentionLimits, projectId: number): RetentionRule {
  return projects.find((own) => own.projectId === projectId)?.rule ?? everywhere;
}

/**
 * The last occurrence that was received before `time`. Times ascend with ids unless the clock was put back, and then the
 * order of arrival decides.
 */
function lastBefore(db: Database, time: number): number {
  const from = db.prepare<[number], { id: number; at: number }>(
    'SELECT id, received_at AS at FROM occurrence WHERE id >= ? ORDER BY id LIMIT 1',
  );
  let low = db.prepare<[], number | null>('SELECT min(id) FROM occurrence').pluck().get() ?? 0;
  let high = db.prepare<[], number | null>('SELECT max(id) FROM occurrence').pluck().get() ?? 0;
  let found = 0;
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const row = from.get(middle);
    if (row && row.at < time) {
      found = row.id;
      low = row.id + 1;
    } else high = middle - 1;
  }
  return found;
}
