/** What rules would make of stored occurrences: which items would become one, and which several. Nothing is changed. */
import type { RuleMerge, RulesPreview, RuleSplit } from '../../shared/fingerprint-rule.ts';
import type { ItemName } from '../../shared/regrouping.ts';
import type { CallContext } from './dispatch.ts';
import { checkedRules, groupingRules, type WantedRules } from './grouping-rules.ts';
import type { PlacedByRules, Placement, PlaceRequest } from './place-reports.ts';

/** The newest, which are those that somebody thinks of. */
const mostOccurrences = 20_000;
const atATime = 500;
const mostExamples = 12;
const mostOthers = 8;

/** Refusals: `not-found`, `bad-request`. */
export async function previewRules(context: CallContext, wanted: WantedRules): Promise<RulesPreview> {
  groupingRules(context, wanted);
  const rules = { ...checkedRules(wanted), version: 0 };
  const look = newLook();
  let before: number | null = Number.MAX_SAFE_INTEGER;
  let looked = 0;
  while (before !== null && looked < mostOccurrences) {
    const mechanism = context.settings.mechanism();
    const request: PlaceRequest = { kind: 'place', rules, mechanism, before, limit: atATime };
    const { placed, position }: PlacedByRules = await context.matching.ask(request);
    for (const one of placed) count(look, one);
    looked += placed.length;
    before = position;
  }
  return { looked, isPartial: before !== null, ...resultOf(context, { look, projectId: rules.projectId }) };
}

/** Of an item: how many occurrences no rule decides of, and how many go to each key. */
interface Sorted {
  stay: number;
  byKey: Map<string, number>;
  /** Of its oldest occurrence that a rule decides of. */
  firstKey: string;
}

interface Look {
  items: Map<number, Sorted>;
  matched: number;
}

const newLook = (): Look => ({ items: new Map(), matched: 0 });
/** Stands for the item that the default way would find. */
const byDefault = 'default';
const keyOf = (scope: string, fingerprint: string): string => JSON.stringify([scope, fingerprint]);

function count(look: Look, { itemId, scope, fingerprint, isLeftBehind }: Placement): void {
  const item = look.items.get(itemId) ?? { stay: 0, byKey: new Map<string, number>(), firstKey: '' };
  look.items.set(itemId, item);
  if (fingerprint === null && !isLeftBehind) {
    item.stay += 1;
    return;
  }
  const key = fingerprint === null ? byDefault : keyOf(scope, fingerprint);
  if (fingerprint !== null) {
    look.matched += 1;
    // From the newest to the oldest: the last is the first.
    item.firstKey = key;
  }
  item.byKey.set(key, (item.byKey.get(key) ?? 0) + 1);
}

/** Which item has a key: the one that has it already, else the oldest whose occurrences all have keys. */
function ownersOf({ store }: CallContext, { look, projectId }: { look: Look; projectId: number }): Map<string, number> {
  const owners = new Map<string, number>();
  const keys = new Set([...look.items.values()].flatMap(({ byKey }) => [...byKey.keys()]));
  keys.delete(byDefault);
  for (const key of keys) {
    const [scope = '', fingerprint = ''] = JSON.parse(key) as string[];
    const space = { projectId, mechanism: 'rule', scope };
    const known = store.items.find({ ...space, fingerprint });
    if (known) owners.set(key, known.id);
  }
  for (const [id, { stay, firstKey }] of [...look.items].sort(([one], [other]) => one - other))
    if (stay === 0 && firstKey !== '' && !owners.has(firstKey)) owners.set(firstKey, id);
  return owners;
}

function resultOf(
  context: CallContext,
  { look, projectId }: { look: Look; projectId: number },
): Omit<RulesPreview, 'looked' | 'isPartial'> {
  const owners = ownersOf(context, { look, projectId });
  const touched = [...look.items].filter(([, { byKey }]) => byKey.size > 0);
  const leavingOf = ([id, { byKey }]: [number, Sorted]): number =>
    sumOf([...byKey].flatMap(([key, each]) => (owners.get(key) === id ? [] : [each])));
  const gone = touched.filter((item) => item[1].stay === 0 && leavingOf(item) === sumOf([...item[1].byKey.values()]));
  const split = touched.filter((item) => leavingOf(item) > 0 && !gone.includes(item));
  const reached = new Set(touched.flatMap(([, { byKey }]) => [...byKey.keys()]));
  const fresh = [...reached].filter((key) => key !== byDefault && !owners.has(key)).length;
  const kept = new Set([...owners.values(), ...touched.filter((item) => !gone.includes(item)).map(([id]) => id)]);
  return {
    matched: look.matched,
    items: new Set([...owners.values(), ...touched.map(([id]) => id)]).size,
    itemsAfter: kept.size + fresh,
    merges: mergesOf(context, gone, owners),
    splits: split
      .map(([id, sorted]) => ({ id, occurrences: leavingOf([id, sorted]), parts: partsOf([id, sorted], owners) }))
      .sort((one, other) => other.occurrences - one.occurrences)
      .slice(0, mostExamples)
      .flatMap(({ id, ...facts }): RuleSplit[] => named(context, id).map((item) => ({ item, ...facts }))),
  };
}

function partsOf([id, { stay, byKey }]: [number, Sorted], owners: Map<string, number>): number {
  const staysAnyway = stay > 0 || [...byKey.keys()].some((key) => owners.get(key) === id);
  const elsewhere = [...byKey.keys()].filter((key) => owners.get(key) !== id).length;
  return elsewhere + Number(staysAnyway);
}

/** Items that lose all occurrences, by the item that most of them go to. */
function mergesOf(context: CallContext, gone: [number, Sorted][], owners: Map<string, number>): RuleMerge[] {
  const byTarget = new Map<number, { others: number[]; occurrences: number }>();
  for (const [id, { byKey }] of gone) {
    const [key = ''] = [...byKey].sort((one, other) => other[1] - one[1])[0] ?? [];
    const target = owners.get(key);
    if (target === undefined) continue;
    const known = byTarget.get(target) ?? { others: [], occurrences: 0 };
    byTarget.set(target, known);
    known.others.push(id);
    known.occurrences += sumOf([...byKey.values()]);
  }
  return [...byTarget]
    .sort((one, other) => other[1].occurrences - one[1].occurrences)
    .slice(0, mostExamples)
    .flatMap(([target, { others, occurrences }]): RuleMerge[] => {
      const names = others.slice(0, mostOthers).flatMap((id) => named(context, id));
      return named(context, target).map((item) => ({
        ...{ item, others: names, occurrences },
        more: others.length - names.length,
      }));
    });
}

const sumOf = (counts: number[]): number => counts.reduce((sum, each) => sum + each, 0);

function named({ store }: CallContext, id: number): ItemName[] {
  const item = store.items.byId(id);
  return item ? [{ id, counter: item.counter, title: item.title }] : [];
}
