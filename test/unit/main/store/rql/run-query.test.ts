import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readQuery } from '../../../../../main/rql/rql.ts';
import { openForReading, openQueryDatabase } from '../../../../../main/store/rql/run-query.ts';
import { now, openDatabase, type TestDatabase } from './a-database.ts';

let db: TestDatabase;
const uuid = '0b6c9d1e-7d0a-4c55-9a3e-4f0a6b1f2c3d';

beforeAll(() => {
  db = openDatabase();
  const [first, second] = [db.addItem({ title: 'TypeError: x' }), db.addItem({ level: 'critical' })];
  const trace = (name: string): object => ({ exception: { class: name } });
  db.add(first, {
    ...{ context: 'cart#pay', code_version: '1.10.0', person_id: '12', timestamp: now - 60 },
    body: { trace_chain: [trace('TypeError'), trace('Cause')] },
    request: { headers: { 'User-Agent': 'curl/8' }, user_ip: '$remote_ip', params: { id: '7', deep: [[1, 2]] } },
    custom: { price: 12.5, count: '3', flag: true, nothing: null, text: 'naïve 😀 text', odd: "it's; DROP TABLE item" },
  } as never);
  db.add(first, { context: 'cart#list', level: 50, custom: { price: 2, count: 'many' } }, { packed: true, uuid });
  db.add(second, { context: 'Home', custom: { price: '7' } }, { packed: true });
  const other = db.store.projects.create({ name: 'other', namedBy: 'person', at: 5 });
  db.add(second, { context: 'secret' }, { projectId: other });
});
afterAll(() => db.close());

/** The values of the only row with an occurrence_id of 1. */
function values(...expressions: string[]): unknown[] {
  const [row] = db.rows(`select ${expressions.join(', ')} from item_occurrence where occurrence_id = 1`);
  return row?.slice(0, -2) ?? [];
}

describe('a simple select', () => {
  it('gives newest rows first, with the hidden columns behind', () => {
    const result = db.run('select context, item.counter from item_occurrence');
    expect(result).toMatchObject({
      isSimpleSelect: true,
      rowcount: 3,
      selectionColumns: ['context', 'item.counter'],
      columns: ['context', 'item.counter', 'item.counter', 'occurrence_id'],
      warnings: ['No timestamp filter.'],
    });
    expect(JSON.parse(result.rows)).toEqual([
      ['Home', 2, 2, 3],
      ['cart#list', 1, 1, 2],
      ['cart#pay', 1, 1, 1],
    ]);
  });

  it('orders by what it is told, equal rows newest first, and skips', () => {
    const ids = (rest: string): unknown[] => db.rows(`select uuid from item_occurrence ${rest}`).map((row) => row[2]);
    expect(ids('order by item.counter')).toEqual([2, 1, 3]);
    expect(ids('order by custom.price desc')).toEqual([3, 1, 2]);
    expect(ids('order by custom.price * 1 desc limit 1, 1')).toEqual([3]);
    expect(ids('order by custom.missing, occurrence_id')).toEqual([1, 2, 3]);
    expect(ids('limit 0')).toEqual([]);
  });

  it('has all columns of an item and an occurrence', () => {
    expect(
      values('item.id', 'item.counter', 'item.environment', 'item.platform', 'item.framework', 'item.hash'),
    ).toEqual([1, 1, 'production', 1, 7, 'f1']);
    expect(
      values('item.level', 'item.status', 'item.title', 'item.total_occurrences', 'item.assigned_user_id'),
    ).toEqual([40, 1, 'TypeError: x', 0, null]);
    expect(values('item.first_occurrence_timestamp', 'item.last_resolved_timestamp', 'item.unheard_of')).toEqual([
      now,
      null,
      null,
    ]);
    expect(values('timestamp', 'project_id', 'project_slug', 'environment', 'level', 'code_version', 'uuid')).toEqual([
      now,
      db.projectId,
      'my-shop',
      'production',
      'error',
      '1.10.0',
      'u1',
    ]);
    expect(values('person.id', 'metadata.customer_timestamp', 'metadata.timestamp_ms')).toEqual([
      '12',
      now - 60,
      now * 1000 + 500,
    ]);
  });

  it('reads dotted paths of the report, with indexes, fresh or packed', () => {
    expect(values('body.trace_chain.1.exception.class', '`request.headers.User-Agent`', 'request.user_ip')).toEqual([
      'Cause',
      'curl/8',
      '127.0.0.9',
    ]);
    expect(
      values('custom.price', 'custom.flag', 'custom.nothing', 'request.params.deep', 'request.params.deep.0.1'),
    ).toEqual([12.5, 1, null, '[[1,2]]', 2]);
    expect(
      values('constructor', 'custom.__proto__', 'body.trace_chain.length', '`a..b`', 'body.trace_chain.9.x'),
    ).toEqual([null, null, null, null, null]);
    expect(db.rows(`select context from item_occurrence where uuid = '${uuid}'`)).toEqual([['cart#list', 1, 2]]);
  });
});

describe('conditions', () => {
  const ids = (where: string): unknown[] =>
    db.rows(`select uuid from item_occurrence where ${where} order by occurrence_id`).map((row) => row[2]);

  it.each([
    ["context = 'Home'", [3]],
    ["context != 'Home'", [1, 2]],
    ["context like 'CART#%'", [1, 2]],
    ["context not like '%a_t%'", [3]],
    ['custom.price > 5', [1, 3]],
    ["custom.price = '12.5'", [1]],
    ['custom.count = 3', [1]],
    ["custom.count = 'many' or custom.count = 3", [1, 2]],
    ['custom.count = 0', []],
    ['not custom.count = 3', [2]],
    ['custom.count is null', [3]],
    ["custom.price in (2, '7')", [2, 3]],
    ['custom.price not in (2, 7)', [1]],
    ['custom.price not in (2, null)', []],
    ['custom.count in (custom.price, 3)', [1]],
    ['custom.price between 2 and 7', [2, 3]],
    ['custom.price not between 2 and 7', [1]],
    ['item.counter in (1, 5)', [1, 2]],
    ["item.counter = '2'", [3]],
    ["item.counter in ('2', 'x')", [3]],
    ['person.id = 12', [1]],
    ["person.id = '12'", [1]],
    ['item.level >= 50', [3]],
    ['custom.flag', [1]],
    ['custom.flag = true', [1]],
    ['null', []],
    [`uuid = '${uuid.replaceAll('-', '').toUpperCase()}'`, [2]],
    [`uuid in ('${uuid}', 'u1')`, [1, 2]],
    [`uuid != '${uuid}'`, [1, 3]],
    [`timestamp > ${String(now)}`, [2, 3]],
    [`timestamp >= ${String(now)}`, [1, 2, 3]],
    [`timestamp = '${String(now + 1)}'`, [2]],
    [`${String(now + 1)} > timestamp`, [1]],
    [`timestamp <= ${String(now)}.5`, [1]],
    [`timestamp between ${String(now + 1)} and ${String(now + 2)}`, [2, 3]],
    ['timestamp between unix_timestamp() - 60 * 60 and unix_timestamp()', [1]],
    ['timestamp > null', []],
    ["custom.odd = 'it''s; DROP TABLE item'", [1]],
    ["context = ''' or 1 = 1 --'", []],
    ["item.title = 'TypeError: x' and custom.price < 5", [2]],
    ['project_id = 2', []],
  ])('%s', (where, found) => {
    expect(ids(where)).toEqual(found);
  });
});

describe('expressions', () => {
  it.each([
    ['7 / 2', 3.5],
    ['7 div 2', 3],
    ['-7 div 2', -3],
    ['7 mod 4', 3],
    ['7 % 0', null],
    ['1 / 0', null],
    ["'3 apples' + 1", 4],
    ['custom.price * 2', 25],
    ['- custom.count', -3],
    ['1 + null', null],
    ["concat('a', 1, 2.5)", 'a12.5'],
    ["concat('a', null)", null],
    ["concat_ws('-', 'a', null, item.counter)", 'a-1'],
    ['concat(item.counter, custom.price)', '112.5'],
    ["upper('straße') ", 'STRASSE'],
    ["left('😀bc', 2)", '😀b'],
    ["right('abc', 2)", 'bc'],
    ["right('abc', 0)", ''],
    ["substring('abcdef', 2)", 'bcdef'],
    ["substring('abcdef', 2, 3)", 'bcd'],
    ["substring('abcdef', -3, 2)", 'de'],
    ["substring('abcdef', 0)", ''],
    ["locate('C', 'abcabc')", 3],
    ["locate('c', 'abcabc', 4)", 6],
    ["locate('x', 'abc')", 0],
    ["locate('b', '😀b')", 2],
    ["length('ä😀')", 6],
    ["char_length('ä😀')", 2],
    ["if(item.counter = 1, 'one', 'more')", 'one'],
    ['if(null, 1, 2)', 2],
    ['unix_timestamp()', now],
    ['timestamp div 86400 * 86400', now - (now % 86400)],
    ["'b' > 'a'", 1],
    ['not true', 0],
    ['context is not null', 1],
  ])('%s', (expression, value) => {
    expect(values(expression)).toEqual([value]);
  });
});

describe('groups', () => {
  it('count, add up and leave out null', () => {
    const aggregates =
      'count(*), count(custom.count), count_distinct(item.counter), sum(custom.price), avg(item.counter)';
    const result = db.run(`select ${aggregates}, min(timestamp), max(custom.missing) from item_occurrence`);
    expect(JSON.parse(result.rows)).toEqual([[3, 2, 2, 21.5, 4 / 3, now, null]]);
    expect(result).toMatchObject({ isSimpleSelect: false, columns: result.selectionColumns });
    expect(db.rows('select count(*), sum(item.counter) from item_occurrence where 1 = 2')).toEqual([[0, null]]);
  });

  it('are made by columns, positions, aliases and functions', () => {
    const counts = [['cart', 2], ['Home', 1]]; // prettier-ignore
    for (const by of ['1', 'page', 'left(context, 4)'])
      expect(
        db.rows(`select left(context, 4) page, count(*) from item_occurrence group by ${by} order by 2 desc`),
      ).toEqual(counts);
    expect(
      db.rows('select item.counter, count(*) n from item_occurrence group by item.counter order by n, 1 desc limit 1'),
    ).toEqual([[2, 1]]);
  });
});

it('reads rows of the projects asked for, and of no others', () => {
  const all = 'select context from item_occurrence where 1 or 1 = 1 order by occurrence_id limit 1000';
  expect(db.run(all, [2]).rows).toBe('[["secret",2,4]]');
  expect(db.run(all, [1, 2]).rowcount).toBe(4);
  expect(db.run(all, []).rowcount).toBe(0);
});

it('has a table of deploys, and tells its tables', () => {
  expect(db.run('select * from deploy order by timestamp desc')).toMatchObject({ rowcount: 0, rows: '[]' });
  expect(db.rows("select environment, count(*) from deploy where revision like '%a%' group by 1")).toEqual([]);
  expect(db.rows('show tables')).toEqual([['item_occurrence'], ['deploy']]);
});

it('cannot write, whatever it is asked', () => {
  const reader = openForReading(db.path);
  expect(() => reader.exec('DELETE FROM item')).toThrow(/readonly|read-only/);
  expect(() => reader.exec('CREATE TEMP TABLE x (y)')).toThrow(/readonly|read-only/);
  reader.close();
});

it('gives up on a result that is too large to keep', () => {
  const small = openQueryDatabase(db.path, 50);
  const query = readQuery("select concat(context, 'abcdefghijklmnopqrstuvwxyz') from item_occurrence");
  expect(() => small.run({ query, projectIds: [1], now })).toThrow(/larger than 16 MB/);
  small.close();
});

it('runs the tallest expressions and the longest lists that are read', () => {
  const nested = (open: string, middle: string, close: string): string => open.repeat(48) + middle + close.repeat(48);
  for (const expression of [
    nested('concat(', 'context', ')'),
    nested('if(context = 1, 2, ', '1', ')'),
    `1 ${'+ custom.price '.repeat(95)}`,
    nested('(not context between 1 and ', '2', ')'),
    `${'('.repeat(95)}1${' between 1 and 2)'.repeat(95)}`,
    nested("('1' = ", '1', ')'),
    nested('(custom.price = ', '1', ')'),
    nested('(1 in (context, ', '1', '))'),
  ])
    expect(db.run(`select ${expression} from item_occurrence`).rowcount).toBe(3);
  const numbers = Array.from({ length: 10_000 }, (_, index) => String(index)).join(',');
  for (const column of ['item.counter', 'custom.price'])
    expect(db.run(`select uuid from item_occurrence where ${column} in (${numbers})`).rowcount).toBeGreaterThan(1);
  const columns = Array.from({ length: 500 }, (_, index) => `custom.a${String(index)}`).join(',');
  expect(db.run(`select ${columns} from item_occurrence`).rowcount).toBe(3);
});

it('reads deploys', () => {
  const environmentId = db.store.environments.idOf(db.projectId, 'production');
  const deploy = { projectId: db.projectId, environment: 'production', environmentId, accountName: null };
  db.store.deploys.create(
    { ...deploy, revision: 'abc', status: 'succeeded', localUsername: 'robin', comment: null },
    now * 1000,
  );
  expect(
    db.rows('select id, user_id, environment, revision, local_username, timestamp, project_slug from deploy'),
  ).toEqual([[1, null, 'production', 'abc', 'robin', now, 'my-shop']]);
  expect(db.run('select count(*) from deploy', [2]).rows).toBe('[[0]]');
});
