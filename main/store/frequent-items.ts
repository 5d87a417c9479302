/**
 * The items that occurred most in a span of hours. They are looked for among those that occurred most in all: as none
 * can have occurred more often in the span, the search ends where that is less than what was found.
 */
import type { Database } from 'better-sqlite3';
import { levels as allLevels } from '../../shared/level.ts';
import type { CountsWanted } from '../../shared/report.ts';
import { levelCode } from './codes.ts';

export interface FrequentItem {
  id: number;
  occurrences: number;
}

/** Active items that occurred in the span: severest first, then most occurrences, then the newest. */
export type FrequentItems = (wanted: CountsWanted & { limit: number }) => FrequentItem[];

interface Candidate extends FrequentItem {
  total: number;
}

interface Searched {
  wanted: CountsWanted;
  level: number;
  limit: number;
}

const atOnce = 50;
const hourMs = 3_600_000;

/** The query of the next candidates of a level. */
export const candidatesSql = `
  SELECT id, total_occurrences AS total,
    (SELECT coalesce(sum(count), 0) FROM item_hour WHERE item_id = item.id AND hour BETWEEN @firstHour AND @lastHour
       AND (@environments IS NULL OR item_hour.environment_id IN (SELECT value FROM json_each(@environments))))
     AS occurrences
  FROM item INDEXED BY item_by_frequency
  WHERE status = 1 AND project_id = @projectId AND level = @level AND total_occurrences <= @most
    AND (total_occurrences, id) < (@most, @before) AND last_seen_at >= @since
  ORDER BY total_occurrences DESC, id DESC LIMIT ${String(atOnce)}`;

export function frequentItems(db: Database): FrequentItems {
  const candidates = db.prepare<[object], Candidate>(candidatesSql);
  const environmentIds = db
    .prepare<[number, string], number>(
      'SELECT id FROM environment WHERE project_id = ? AND name IN (SELECT value FROM json_each(?))',
    )
    .pluck();

  function ofLevel({ wanted, level, limit }: Searched): FrequentItem[] {
    const { projectId, environments, firstHour, lastHour } = wanted;
    const ids = environments.length === 0 ? null : environmentIds.all(projectId, JSON.stringify(environments));
    const fixed = { projectId, level, firstHour, lastHour, since: firstHour * hourMs };
    let found: FrequentItem[] = [];
    let last = { id: Number.MAX_SAFE_INTEGER, total: Number.MAX_SAFE_INTEGER };
    const least = (): number => (found.length < limit ? 0 : (found.at(-1)?.occurrences ?? 0));
    for (;;) {
      const place = { most: last.total, before: last.id, environments: ids && JSON.stringify(ids) };
      const next = candidates.all({ ...fixed, ...place });
      found.push(
        ...next.filter(({ occurrences }) => occurrences > 0).map(({ id, occurrences }) => ({ id, occurrences })),
      );
      found = found.toSorted((a, b) => b.occurrences - a.occurrences || b.id - a.id).slice(0, limit);
      last = next.at(-1) ?? last;
      if (next.length < atOnce || last.total < least()) return found;
    }
  }

  return ({ limit, ...wanted }) => {
    const found: FrequentItem[] = [];
    for (const level of allLevels.toReversed()) {
      if (wanted.levels.length > 0 && !wanted.levels.includes(level)) continue;
      if (found.length < limit)
        found.push(...ofLevel({ wanted, level: levelCode[level], limit: limit - found.length }));
    }
    return found;
  };
}
