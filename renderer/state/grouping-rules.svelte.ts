/** Rules by which a person groups the reports of a project: as they are kept, and what others would change. */
import { Refusal } from '../../shared/error-codes.ts';
import type { FingerprintRule, GroupingRules, KeptRule, RulesPreview } from '../../shared/fingerprint-rule.ts';
import type { CellValue, PayloadPath } from '../../shared/occurrence-row.ts';
import { codeOf, errorWords } from './error-words.ts';
import type { Surroundings } from './surroundings.ts';

export type GroupingRulesState = ReturnType<typeof createGroupingRules>;

export interface CountedValue {
  value: CellValue;
  count: number;
}

const newest = 100;

export function createGroupingRules({ client }: Pick<Surroundings, 'client'>) {
  let kept = $state.raw<GroupingRules | null>(null);
  let preview = $state.raw<RulesPreview | null>(null);
  let isLooking = $state(false);
  let failure = $state<string | null>(null);
  /** Answers to what was asked before are not waited for any more. */
  let asked = 0;

  async function attempt<Result>(work: () => Promise<Result>): Promise<Result | null> {
    try {
      const result = await work();
      failure = null;
      return result;
    } catch (error) {
      failure = wordsOf(error);
      return null;
    }
  }
  async function save(wanted: Omit<GroupingRules, 'version'>, version: number): Promise<boolean> {
    const saved = await attempt(() => client.call('groupingRules.change', { ...wanted, version }));
    if (saved) kept = saved;
    return saved !== null;
  }
  function forgetPreview(): void {
    asked += 1;
    preview = null;
    isLooking = false;
  }

  return {
    /** Null until they are known. */
    get kept() {
      return kept;
    },
    get preview() {
      return preview;
    },
    get isLooking() {
      return isLooking;
    },
    /** What went wrong last, in a sentence. */
    get failure() {
      return failure;
    },
    forgetPreview,
    /** Ends what was said about other rules. */
    async load(projectId: number): Promise<void> {
      forgetPreview();
      if (kept?.projectId !== projectId) kept = null;
      const found = await attempt(() => client.call('groupingRules.read', { projectId }));
      if (found) kept = found;
    },
    /** Resolves with whether they are kept now. */
    change: async (wanted: Partial<Pick<GroupingRules, 'rules' | 'ignoresClient'>>): Promise<boolean> => {
      if (!kept) return false;
      const { version, ...rest } = kept;
      forgetPreview();
      return save({ ...rest, ...wanted }, version);
    },
    /** Puts a rule before those of the project. Resolves with whether it is kept now. */
    add: async (projectId: number, rule: FingerprintRule): Promise<boolean> => {
      const now = await attempt(() => client.call('groupingRules.read', { projectId }));
      if (!now) return false;
      const { version, ...rest } = now;
      return save({ ...rest, rules: [{ isOn: true, rule }, ...now.rules] }, version);
    },
    /** What is written in Rollbar's JSON form; null when it is none, and `failure` says why. */
    parse: (text: string): Promise<FingerprintRule[] | null> =>
      attempt(() => client.call('groupingRules.parse', { text })),
    /** Looks what these would make of stored occurrences. */
    async look(wanted: { projectId: number; ignoresClient: boolean; rules: KeptRule[] }): Promise<void> {
      forgetPreview();
      const mine = asked;
      isLooking = true;
      const found = await attempt(() => client.call('groupingRules.preview', wanted));
      if (mine !== asked) return;
      preview = found;
      isLooking = false;
    },
    /** What the newest payloads of an item have. */
    paths: async (itemId: number): Promise<PayloadPath[]> =>
      (await attempt(() => client.call('occurrences.paths', { itemId }))) ?? [],
    /** The values of its newest occurrences at a path, the most common first. */
    values: async (itemId: number, path: string): Promise<CountedValue[]> => {
      const page = { order: 'newest', cursor: null, limit: newest } as const;
      const found = await attempt(() =>
        client.call('occurrences.list', { itemId, ids: null, columns: [path], ...page }),
      );
      return counted(found?.rows.map(({ values: [value = null] }) => value) ?? []);
    },
  };
}

function counted(values: readonly CellValue[]): CountedValue[] {
  const counts = new Map<CellValue, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count })).sort((one, other) => other.count - one.count);
}

/** What is wrong with a rule says the collector. */
function wordsOf(error: unknown): string {
  if (error instanceof Refusal && error.code === 'bad-request') return error.message;
  const { title, advice } = errorWords[codeOf(error)];
  return `${title}. ${advice}`;
}
