/**
 * The items that occurred most in a span of hours. They are looked for among those that occurred most in all: as none
 * can have occurred more often in the span, the search ends where that is less than what was found.
 */
import type { Database, Statement } from 'better-sqlite3';
import { levels as allLevels } from '../../shared/level.ts';
import type { CountsWanted, HourCount } from '../../shared/report.ts';
import { levelCode } from './codes.ts';

export interface FrequentItem {
  id: number;
  occurrences: number;
}

/** Active items that occurred in the span: severest first, then most occurrences, then the newest. */
export type FrequentItems = (wanted: CountsWanted & { limit: number }) => FrequentItem[];

interface Candidate {
  id: number;
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
  SELECT id, total_occurrences AS total FROM item INDEXED BY item_by_frequency
  WHERE status = 1 AND project_id = @projectId AND level = @level AND total_occurrences <= @most
    AND (total_occurrences, id) < (@most, @before) AND last_seen_at >= @since
  ORDER BY total_occurrences DESC, id DESC LIMIT ${String(atOnce)}`;

/** `ofItem` is the query of an item's hours. */
export function frequentItems(db: Database, ofItem: Statement<[object], HourCount>): FrequentItems {
  const candidates = db.prepare<[object], Candidate>(candidatesSql);
  const countOf = (id: number, wanted: CountsWanted): number =>
    ofItem.all(hoursOfItem(wanted, id)).reduce((sum, { count }) => sum + count, 0);

  function ofLevel({ wanted, level, limit }: Searched): FrequentItem[] {
    let found: FrequentItem[] = [];
    let last: Candidate = { id: Number.MAX_SAFE_INTEGER, total: Number.MAX_SAFE_INTEGER };
    const least = (): number => (found.length < limit ? 0 : (found.at(-1)?.occurrences ?? 0));
    for (;;) {
      const since = wanted.firstHour * hourMs;
      const place = { projectId: wanted.projectId, level, since, most: last.total, before: last.id };
      const next = candidates.all(place);
      for (const { id } of next.filter(({ total }) => total >= least())) {
        const occurrences = countOf(id, wanted);
        if (occurrences > 0) found.push({ id, occurrences });
      }
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

/** What `ofItem` is asked with. */
export function hoursOfItem({ environments, firstHour, lastHour }: CountsWanted, itemId: number): object {
  return { itemId, firstHour, lastHour, environments: JSON.stringify(environments) };
}
