/** How far tokens had used their limits when Stacktray was stopped. While it runs, that is counted in memory. */
import type { Database } from 'better-sqlite3';

export interface RateWindow {
  /** Unix milliseconds: the first request of the window. */
  startedAt: number;
  used: number;
}

export interface RateWindowTable {
  /** By id of the token. */
  all(): Map<number, RateWindow>;
  save(windows: ReadonlyMap<number, RateWindow>): void;
}

interface Row {
  id: number;
  started_at: number;
  used: number;
}

export function rateWindowTable(db: Database): RateWindowTable {
  const all = db.prepare<[], Row>(
    `SELECT id, window_started_at AS started_at, window_used AS used FROM token
     WHERE limit_count IS NOT NULL AND window_started_at IS NOT NULL AND deleted_at IS NULL`,
  );
  const save = db.prepare<[number, number, number]>(
    'UPDATE token SET window_started_at = ?, window_used = ? WHERE id = ?',
  );
  return {
    all: () => new Map(all.all().map((row) => [row.id, { startedAt: row.started_at, used: row.used }])),
    save: (windows) => {
      for (const [id, { startedAt, used }] of windows) save.run(startedAt, used, id);
    },
  };
}
