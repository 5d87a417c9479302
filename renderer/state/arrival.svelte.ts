/** Waiting for a report of a project while somebody connects an application: it arrives, and says from which SDK. */
import type { Surroundings } from './surroundings.ts';

export interface Arrived {
  itemId: number;
  title: string;
  /** The SDK as the report names it; null when it does not. */
  sdk: string | null;
}

/** What is waited for: another project or SDK begins anew. */
export interface Awaited {
  projectId: number;
  sdk: string;
  /** When the project last had a report, unix ms; null for never. */
  lastReportAt: number | null;
}

export type Arrival = ReturnType<typeof createArrival>;

export function createArrival({ client }: Pick<Surroundings, 'client'>) {
  let phase = $state<'waiting' | 'arrived'>('waiting');
  let arrived = $state.raw<Arrived | null>(null);
  let key = '';
  let before: number | null = null;

  /** What it was is a kindness: that it came is told without it. */
  async function find(projectId: number, asked: string): Promise<void> {
    try {
      const filter = { view: 'all', projectId, environment: null, text: '' } as const;
      const order = { sort: 'last', ascending: false, grouped: false, span: 'day' } as const;
      const { rows } = await client.call('items.list', { filter, ...order, cursor: null, limit: 1 });
      const [row] = rows;
      if (!row) return;
      const { occurrence } = await client.call('occurrences.latest', { itemId: row.id });
      if (asked !== key) return;
      const { name, version } = occurrence.notifier ?? { name: null, version: null };
      arrived = { itemId: row.id, title: row.title, sdk: name && [name, version].filter(Boolean).join(' ') };
    } catch {
      arrived = null;
    }
  }

  return {
    get phase() {
      return phase;
    },
    /** Null until it is known. */
    get arrived() {
      return arrived;
    },
    /** Tells what is waited for, and how far it is; as often as one likes. */
    await({ projectId, sdk, lastReportAt }: Awaited) {
      const asked = `${String(projectId)} ${sdk}`;
      if (asked !== key) {
        key = asked;
        before = lastReportAt;
        phase = 'waiting';
        arrived = null;
      } else if (lastReportAt !== null && lastReportAt > (before ?? 0)) {
        before = lastReportAt;
        phase = 'arrived';
        void find(projectId, asked);
      }
    },
    /** Nobody waits any more. */
    end() {
      key = '';
    },
  };
}
