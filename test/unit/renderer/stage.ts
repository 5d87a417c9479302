/** A page without a browser: a client whose answers a test decides, a clock and timers that a test moves. */
import type { Client } from '../../../shared/client.ts';
import type { CallName, EventName, Events, ParamsOf, ResultOf } from '../../../shared/contract.ts';
import type { ItemRow } from '../../../shared/item.ts';
import type { Surroundings } from '../../../renderer/state/surroundings.ts';

type Answers = { [Name in CallName]?: (params: ParamsOf<Name>) => ResultOf<Name> | Promise<ResultOf<Name>> };
interface Timer {
  at: number;
  run: () => void;
}

export const start = 1_800_000_000_000;

export interface Stage extends Surroundings {
  /** The names of the calls so far, oldest first. */
  asked: { name: CallName; params: unknown }[];
  emit<Name extends EventName>(name: Name, payload: Events[Name]): void;
  /** Lets everything that was promised happen. */
  settle(): Promise<void>;
  /** Lets time pass, with everything that was waiting for it. */
  pass(ms: number): Promise<void>;
}

export function createStage(answers: Answers): Stage {
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  const asked: Stage['asked'] = [];
  let timers: Timer[] = [];
  let time = start;
  let ids = 0;

  async function settle(): Promise<void> {
    for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
  }
  const client: Client = {
    async call(name, params) {
      asked.push({ name, params });
      await Promise.resolve();
      const answer = answers[name];
      if (!answer) throw new Error(`The test has no answer to ${name}`);
      return answer(params);
    },
    on(name, listener) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set.add(listener));
      return () => set.delete(listener);
    },
    close: () => undefined,
  };
  return {
    client,
    asked,
    now: () => time,
    newId: () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`,
    later: (run, ms) => {
      const timer = { at: time + ms, run };
      timers = [...timers, timer];
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    emit: (name, payload) => {
      for (const listener of listeners.get(name) ?? []) listener(payload as never);
    },
    settle,
    async pass(ms) {
      const until = time + ms;
      await settle();
      for (;;) {
        const next = timers.filter((timer) => timer.at <= until).sort((one, other) => one.at - other.at)[0];
        if (!next) break;
        timers = timers.filter((timer) => timer !== next);
        time = next.at;
        next.run();
        await settle();
      }
      time = until;
    },
  };
}

/** A row with everything a list needs; the test says what matters. */
export function rowOf(change: Partial<ItemRow> & { id: number }): ItemRow {
  return {
    projectId: 1,
    counter: change.id,
    protocol: 'rollbar',
    title: `Error ${String(change.id)}`,
    culprit: '',
    level: 'error',
    environment: 'production',
    platform: null,
    language: null,
    framework: null,
    fingerprint: String(change.id),
    mechanism: 'st1',
    firstSeenAt: start - 1000,
    lastSeenAt: start - change.id,
    deletedAt: null,
    totalOccurrences: 1,
    people: 0,
    viewedAt: null,
    ...{ trend: [], version: null, assignedUserId: null, snoozedAt: null, snoozedUntil: null },
    ...{ snoozeCondition: null, pinnedAt: null },
    status: 'active',
    resolvedInVersion: null,
    lastActivatedAt: start - 1000,
    lastResolvedAt: null,
    lastMutedAt: null,
    reactivatedAt: null,
    ...change,
  };
}
