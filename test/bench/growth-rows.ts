/** What must not depend on how much is stored: taking reports, and what a person asks for. */
import type { ItemFilter } from '../../shared/contract.ts';
import { itemSorts, itemViews } from '../../shared/item.ts';
import type { Pair, Side } from './pair.ts';
import { wordOf } from './payloads.ts';
import { send } from './processes.ts';
import { atLeast, atMost, median, ms, p95, perSecond, type Row, type Scale } from './rows.ts';

export async function* growthRows(pair: Pair, scale: Scale): AsyncGenerator<Row> {
  const questions: [name: string, ask: (side: Side) => Promise<unknown>, most: number][] = [
    ['list: first page', (side) => list(side, {}), 1.5],
    ...itemViews.map((view): Question => [`list: ${view}`, (side) => list(side, { filter: { view } }), 1.5]),
    ...itemSorts.map((sort): Question => [`list: by ${sort}`, (side) => list(side, { sort }), 1.5]),
    ['list: one project', (side) => list(side, { filter: { projectId: 1 } }), 1.5],
    ['list: one environment', (side) => list(side, { filter: { environment: 'staging' } }), 1.5],
    ['list: project by project', (side) => list(side, { grouped: true }), 1.5],
    ['counts of the views', ({ collector }) => collector.call('items.counts', { filter: everything }), 1.5],
    ['projects', ({ collector }) => collector.call('projects.list', {}), 1.5],
    ['item page', itemPage, 1.5],
    ...reports.map(([name, path]): Question => [`report: ${name}`, ({ collector }) => collector.api(path), 1.5]),
    ...searches.map(([name, text]): Question => [`search: ${name}`, (side) => list(side, { filter: { text } }), 5]),
  ];
  yield latePage(pair, scale);
  for (const [name, ask, most] of questions) yield compare(name, { pair, scale, ask, most });
  // Last, since it adds to both.
  yield ingest(pair, scale);
}

/** Of the API: reports, and items as programs ask for them. */
const reports: [name: string, path: string][] = [
  ['top items', '/reports/top_active_items'],
  ['top items of an environment', '/reports/top_active_items?environments=staging&hours=168'],
  ['occurrences by day', '/reports/occurrence_counts'],
  ['occurrences by hour', '/reports/occurrence_counts?bucket_size=3600&buckets=168'],
  ['items by day', '/reports/activated_counts'],
  ['items', '/items?status=active'],
  ['occurrences', '/instances'],
];

/** Words and values that all items have, some, and few. */
const searches: [name: string, text: string][] = [
  ['a word of one item in three', 'orders'],
  ['a word of most items', 'shop'],
  ['a word of few items', wordOf(7).toLowerCase()],
  ['two words', 'cart charge'],
  ['a host', 'host:web-3'],
  ['a file', `file:*${wordOf(7)}*`],
  ['a version', 'code_version:4.3.1'],
  ['a person', 'person:robin77'],
  ['a level', 'level:critical'],
  ['more than so many', 'count:>100'],
  ['a browser', 'browser:chrome'],
];

type Question = [name: string, ask: (side: Side) => Promise<unknown>, most: number];

async function ingest({ small, large }: Pair, scale: Scale): Promise<Row> {
  const rates: { small: number[]; large: number[] } = { small: [], large: [] };
  for (let round = 0; round < scale.rounds; round += 1) {
    for (const side of ['small', 'large'] as const) {
      const { collector, items } = { small, large }[side];
      const wanted = { requests: scale.small, mix: { seed: round + 50, items } };
      rates[side].push((await send(collector, wanted)).perSecond);
    }
  }
  const [few, many] = [median(rates.small), median(rates.large)];
  const absolute = `${perSecond(many)}, ${perSecond(few)}`;
  return atLeast('growth: ingest, many stored ÷ few', 0.9, { ratio: many / few, absolute });
}

const everything: ItemFilter = { view: 'all', projectId: null, environment: null, text: '' };

interface Listed {
  filter?: Partial<ItemFilter>;
  sort?: (typeof itemSorts)[number];
  grouped?: boolean;
  cursor?: string | null;
}

async function list(
  { collector }: Side,
  { filter = {}, sort = 'last', grouped = false, cursor = null }: Listed,
): Promise<string | null> {
  const order = { sort, ascending: false, grouped, span: 'day' } as const;
  return (await collector.call('items.list', { filter: { ...everything, ...filter }, ...order, cursor, limit: 50 }))
    .next;
}

async function latePage(pair: Pair, scale: Scale): Promise<Row> {
  const cursors = new Map<Side, string | null>();
  for (const side of [pair.small, pair.large]) {
    let cursor: string | null = null;
    // The small one has fewer pages: its middle stands for the fiftieth.
    const pages = Math.min(50, Math.floor(side.items / 100));
    for (let page = 1; page < pages; page += 1) cursor = await list(side, { cursor });
    cursors.set(side, cursor);
  }
  const ask = (side: Side): Promise<unknown> => list(side, { cursor: cursors.get(side) ?? null });
  return compare('list: page 50', { pair, scale, ask, most: 1.5 });
}

async function itemPage({ collector }: Side): Promise<void> {
  const order = { sort: 'count', ascending: false, grouped: false, span: 'day' } as const;
  const page = await collector.call('items.list', { filter: everything, ...order, cursor: null, limit: 1 });
  const id = page.rows[0]?.id ?? 0;
  await collector.call('items.get', { id });
  await collector.call('occurrences.latest', { itemId: id });
}

interface Comparison {
  pair: Pair;
  scale: Scale;
  ask: (side: Side) => Promise<unknown>;
  most: number;
}

/** Times both sides in turns; the ratio is of what one in twenty questions takes longer than. */
export async function compare(name: string, { pair, scale, ask, most }: Comparison): Promise<Row> {
  const times: { small: number[]; large: number[] } = { small: [], large: [] };
  const measure = async (side: 'small' | 'large'): Promise<void> => {
    const since = performance.now();
    await ask(pair[side]);
    times[side].push(performance.now() - since);
  };
  for (let i = 0; i < 5; i += 1) await Promise.all([ask(pair.small), ask(pair.large)]);
  for (let i = 0; i < 40 * scale.rounds; i += 1) {
    await measure('small');
    await measure('large');
  }
  const [few, many] = [p95(times.small), p95(times.large)];
  return atMost(name, most, { ratio: many / few, absolute: `p95 ${ms(many)}, ${ms(few)}` });
}
