/** Reports in the shape of real ones, the same in every run: how many items, over which time, of which people. */
import type { JsonObject } from '../../shared/json.ts';
import { randomFrom, zipf } from '../bench/random.ts';
import { applications, nouns, reportKinds, type ReportKind } from './report-kinds.ts';

export interface SeededReport {
  /** When it arrives, unix milliseconds. */
  at: number;
  token: string;
  data: JsonObject;
}

export const dayMs = 86_400_000;
const people = ['ada', 'björn', 'chiara', 'dmitri', 'eun-ji', 'فاطمة', 'grace', 'hiro', 'ines', 'joão'];
const agents = [
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0',
];

/** Tokens by application, 32 signs each. */
export const tokens = Object.fromEntries(
  Object.keys(applications).map((name, index) => [name, 'abcd'.charAt(index).repeat(32)]),
) as Record<keyof typeof applications, string>;

/** Oldest first; `ago` is days before the picture. */
export const seededDeploys = [
  { ago: 9.2, revision: '4.18.1', comment: 'Vouchers can be combined' },
  { ago: 0.4, revision: '4.18.2', comment: 'Lower the PSP timeout to 5 s' },
] as const;

/** Every item at least once, some `occurrences` in all, oldest first, the last one just before `now`. */
export function seededReports(items: number, occurrences: number, now: number): SeededReport[] {
  const random = randomFrom(items);
  const pick = zipf(items, random);
  const order = shuffled(items, random);
  const reports = Array.from({ length: Math.max(items, occurrences) }, (_, turn) => {
    const item = turn < items ? turn : (order[pick()] ?? 0);
    // Squared: more of them today than two weeks ago. What occurs once did so at any time.
    const ago = (turn < items ? random() : random() ** 1.8) * 14 * dayMs;
    const release = seededDeploys.findLast((deploy) => deploy.ago * dayMs > ago)?.revision ?? '4.17.0';
    return seededReport({ item, at: Math.round(now - 4000 - ago), release }, random);
  });
  return reports.sort((one, other) => one.at - other.at);
}

/** One report of the item with this number. */
export function seededReport(
  { item, at, release }: { item: number; at: number; release: string },
  random: () => number,
): SeededReport {
  const kind = reportKinds[item % reportKinds.length] ?? reportKinds[0];
  if (kind === undefined) throw new Error('there are no kinds of reports');
  const word = wordOf(Math.floor(item / reportKinds.length));
  const name = (text: string): string => text.replaceAll('{noun}', word).replaceAll('{Noun}', capitalOf(word));
  const { root, language, framework, hosts } = applications[kind.application];
  const isBrowser = kind.application === 'storefront';
  const environment = item % 9 === 4 ? 'staging' : item % 13 === 7 ? 'development' : 'production';
  return {
    at,
    token: tokens[kind.application],
    data: {
      ...{ environment, level: kind.level, language, framework, platform: isBrowser ? 'browser' : 'linux' },
      ...{ timestamp: at / 1000, code_version: release, context: `${word}#update` },
      body: { ...bodyOf(kind, name), telemetry: isBrowser ? telemetryBefore(at, word) : [] },
      ...(kind.level === 'debug' || kind.application === 'ledger-jobs' ? {} : { person: onePerson(random) }),
      ...(kind.application === 'ledger-jobs' ? {} : { request: requestOf(word, oneOf(agents, random)) }),
      server: { root, host: oneOf(hosts, random), branch: 'main', pid: 4242 },
      custom: { tenant: oneOf(['acme', 'globex', 'initech'], random), attempt: 1 + Math.floor(random() * 4) },
      notifier: { name: isBrowser ? 'rollbar.js' : 'pyrollbar', version: isBrowser ? '3.1.0' : '1.3.0' },
    },
  };
}

function bodyOf(kind: ReportKind, name: (text: string) => string): JsonObject {
  if (kind.class === undefined) return { message: { body: name(kind.text) } };
  const { root } = applications[kind.application];
  const own = kind.frames.map(([file, method, code], index) => ({
    ...{ filename: `${root}/${name(file)}`, method: name(method), lineno: 74 + index * 114, code: name(code) },
    context: { pre: linesBefore(kind), post: ['', ''] },
    locals: { attempt: 3, intent: { id: 'in_7QK2', amount: 4990, currency: 'EUR' }, scrubbed: '********' },
  }));
  const library = ['router/index.js', 'router/layer.js', 'http/server.js'].map((file, index) => ({
    ...{ filename: `${root}/node_modules/${file}`, method: 'handle', lineno: 84 + index * 7 },
  }));
  const exception = { class: kind.class, message: name(kind.text) };
  const cause = { frames: library, exception: { class: 'SocketTimeout', message: 'The read operation timed out' } };
  const first = { frames: [...library, ...own], exception };
  return kind.class === 'ReadTimeout' ? { trace_chain: [first, cause] } : { trace: first };
}

const comments = { python: '#', ruby: '#', go: '//', javascript: '//' };

function linesBefore({ application }: ReportKind): string[] {
  const sign = comments[applications[application].language];
  const indent = sign === '#' ? '    ' : '  ';
  return ['', `${indent}${sign} the provider answers within two seconds, or not at all`, ''];
}

function telemetryBefore(at: number, word: string): JsonObject[] {
  const event = (secondsAgo: number, type: string, { level = 'info', ...body }: Record<string, string | number>) => ({
    ...{ level, type, source: 'client', timestamp_ms: at - secondsAgo * 1000, body },
  });
  return [
    event(41, 'navigation', { from: '/', to: `/${word}` }),
    event(33.5, 'dom', { subtype: 'click', element: 'button#apply.primary' }),
    event(33.1, 'network', { method: 'GET', url: `/api/${word}/42`, status_code: 200, subtype: 'fetch' }),
    event(12, 'dom', { subtype: 'input', element: 'input[name="code"]' }),
    event(2.4, 'network', { level: 'error', method: 'POST', url: `/api/${word}/42/apply`, status_code: 502 }),
    event(0.3, 'log', { level: 'warning', message: `could not apply ${word}, trying once more` }),
  ];
}

function requestOf(word: string, agent: string): JsonObject {
  return {
    ...{ url: `https://storefront.example/${word}/42?ref=mail`, method: 'POST', user_ip: '203.0.113.7' },
    headers: { Host: 'storefront.example', 'User-Agent': agent, Accept: 'application/json' },
    params: { id: '42' },
  };
}

function onePerson(random: () => number): JsonObject {
  const index = Math.floor(random() ** 2 * 400);
  const username = people[index % people.length] ?? 'ada';
  return { id: String(1000 + index), username, email: `${String(1000 + index)}@storefront.example` };
}

/** The nouns, then letters alone behind them: digits are noise to the grouping. */
function wordOf(index: number): string {
  const noun = nouns[index % nouns.length] ?? 'cart';
  let rest = Math.floor(index / nouns.length);
  let letters = '';
  for (; rest > 0; rest = Math.floor(rest / 20)) letters += 'bcdfghjklmnpqrstvwxz'.charAt(rest % 20);
  return letters === '' ? noun : `${noun}_${letters}`;
}

function shuffled(count: number, random: () => number): number[] {
  return Array.from({ length: count }, (_, index) => ({ index, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ index }) => index);
}

function oneOf<Value>(list: readonly [Value, ...Value[]] | readonly Value[], random: () => number): Value {
  const value = list[Math.floor(random() * list.length)];
  if (value === undefined) throw new Error('the list is empty');
  return value;
}

function capitalOf(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
