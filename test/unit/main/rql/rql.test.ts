import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeRqlError, readQuery, RqlError, type CheckedSelect } from '../../../../main/rql/rql.ts';

function select(text: string): CheckedSelect {
  const query = readQuery(text);
  if (query.kind !== 'select') throw new Error('no select');
  return query;
}

function errorOf(text: string): RqlError {
  try {
    readQuery(text);
  } catch (error) {
    if (error instanceof RqlError) return error;
    throw error;
  }
  throw new Error('the query is fine');
}

/** The message, and the text from the place that the error names. */
function complaint(text: string): [string, string] {
  const { message, at } = errorOf(text);
  return [message, text.slice(at)];
}

describe('a query', () => {
  it('is read in any case, over lines, with or without a semicolon', () => {
    const query = select('Select Count(*)\nFrom ITEM_OCCURRENCE where timestamp > 5 LIMIT 5, 10;');
    expect(query).toMatchObject({ table: 'item_occurrence', isGrouped: true, limit: { offset: 5, count: 10 } });
    expect(query.columns.map(({ label }) => label)).toEqual(['Count(*)']);
    expect(query.warnings).toEqual([]);
  });

  it('has 100 rows unless it says otherwise, and never more than 1000', () => {
    expect(select('select uuid from item_occurrence').limit).toEqual({ offset: 0, count: 100 });
    const greedy = select('select uuid from item_occurrence where timestamp > 0 limit 2000');
    expect(greedy.limit.count).toBe(1000);
    expect(greedy.warnings).toEqual(['No more than 1000 rows are returned.']);
  });

  it('names a column by its alias, else by its source text', () => {
    const query = select('select item.counter , count( * ) AS n, max(timestamp) latest, lower("A") "x y" from deploy');
    expect(query.columns.map(({ label }) => label)).toEqual(['item.counter', 'n', 'latest', 'x y']);
  });

  it('knows the tables', () => {
    expect(readQuery('SHOW tables')).toEqual({ kind: 'show-tables', tables: ['item_occurrence', 'deploy'] });
  });

  it('expands the star', () => {
    const query = select('select * from deploy');
    expect(query.columns.map(({ label }) => label)).toContain('local_username');
    expect(query.isGrouped).toBe(false);
  });

  it('takes a number or an alias for the column it means', () => {
    const query = select('select context c, count(*) from item_occurrence group by 1 order by 2 desc, C');
    expect(query.groupBy).toEqual([query.columns[0]?.expression]);
    expect(query.orderBy).toEqual([
      { expression: query.columns[1]?.expression, descending: true },
      { expression: query.columns[0]?.expression, descending: false },
    ]);
  });

  it('warns when it reads all of the time', () => {
    expect(select('select uuid from item_occurrence where item.counter = 1').warnings).toEqual([
      'No timestamp filter.',
    ]);
  });

  it('may have hundreds of alternatives', () => {
    const where = Array.from({ length: 900 }, (_, index) => `item.counter = ${String(index)}`).join(' or ');
    expect(select(`select count(*) from item_occurrence where ${where}`).isGrouped).toBe(true);
  });
});

describe('an expression', () => {
  const where = (text: string): unknown => simplified(select(`select uuid from item_occurrence where ${text}`).where);

  it.each([
    ['a or b and not c = 1 + 2 * 3', ['or', 'a', ['and', 'b', ['not', ['=', 'c', ['+', 1, ['*', 2, 3]]]]]]],
    ['(a or b) and c', ['and', ['or', 'a', 'b'], 'c']],
    ['a - b - c', ['-', ['-', 'a', 'b'], 'c']],
    ['a DIV 2 mod 3 % 4', ['mod', ['mod', ['div', 'a', 2], 3], 4]],
    ['- -a < +5', ['<', ['negative', ['negative', 'a']], 5]],
    ['a between 1 and 2 and b', ['and', ['between', 'a', 1, 2], 'b']],
    ["a not in (1, 'x') or b is not null", ['or', ['not in', 'a', 1, '"x"'], ['not is-null', 'b']]],
    ['a not like "50\\%%"', ['not like', 'a', '"50\\\\%%"']],
    ['`request.headers.User-Agent` <> "it""s"', ['!=', 'request.headers.User-Agent', '"it\\"s"']],
    [
      "body.trace_chain.0.exception.class = 'a\\'b''c\\\\'",
      ['=', 'body.trace_chain.0.exception.class', '"a\'b\'c\\\\"'],
    ],
    ['if(true, NULL, .5e1)', ['if', true, null, 5]],
    ['left(a, 3) = unix_timestamp()', ['=', ['left', 'a', 3], ['unix_timestamp']]],
  ])('%s', (text, tree) => {
    expect(where(text)).toEqual(tree);
  });
});

/** A tree as nested lists: operator first, texts quoted. */
function simplified(expression: CheckedSelect['where']): unknown {
  if (expression === null) return null;
  const negated = 'negated' in expression && expression.negated ? 'not ' : '';
  switch (expression.kind) {
    case 'number':
    case 'boolean':
      return expression.value;
    case 'string':
      return JSON.stringify(expression.value);
    case 'null':
      return null;
    case 'column':
      return expression.path;
    case 'binary':
      return [expression.operator, simplified(expression.left), simplified(expression.right)];
    case 'call':
      return [expression.name, ...(expression.args === '*' ? ['*'] : expression.args.map(simplified))];
    case 'in':
      return [`${negated}in`, simplified(expression.of), ...expression.among.map(simplified)];
    case 'between':
      return [`${negated}between`, ...[expression.of, expression.low, expression.high].map(simplified)];
    case 'like':
      return [`${negated}like`, simplified(expression.of), simplified(expression.pattern)];
    default:
      return [`${negated}${expression.kind}`, simplified(expression.of)];
  }
}

describe('an error names what is wrong, and where', () => {
  it.each([
    ['', 'Expected SELECT but found the end of the query', ''],
    ['delete from deploy', 'Expected SELECT but found "delete"', 'delete from deploy'],
    ['select from deploy', 'Expected a value but found "from"', 'from deploy'],
    ['select a b c from deploy', 'Expected FROM but found "c"', 'c from deploy'],
    ['select a from users', 'There is no such table; there are item_occurrence and deploy', 'users'],
    ['select a from deploy where b =', 'Expected a value but found the end of the query', ''],
    ['select a from deploy where b not 5', 'Expected IN, BETWEEN or LIKE but found "5"', '5'],
    ["select 'a from deploy", "The text that starts here has no closing '", "'a from deploy"],
    ['select a # b from deploy', 'Unexpected character "#"', '# b from deploy'],
    ['select 😀 from deploy', 'Unexpected character "😀"', '😀 from deploy'],
    ['select 1e999 from deploy', 'The number 1e999 is too large', '1e999 from deploy'],
    ['select a from deploy limit 1.5', 'Expected a whole number but found "1.5"', '1.5'],
    ['select a from deploy limit -1', 'Expected a whole number but found "-"', '-1'],
    ['select a from deploy; select b', 'A query within a query is not supported', 'select b'],
    ['select sleep(5) from deploy', 'There is no function sleep()', 'sleep(5) from deploy'],
    ['select constructor(5) from deploy', 'There is no function constructor()', 'constructor(5) from deploy'],
    ['select left(a) from deploy', 'left() takes 2 arguments, not 1', 'left(a) from deploy'],
    ['select substring(a) from deploy', 'substring() takes 2 to 3 arguments, not 1', 'substring(a) from deploy'],
    ['select count() from deploy', 'count() takes 1 argument, not 0', 'count() from deploy'],
    ['select sum(*) from deploy', '* is possible in count(*) only', 'sum(*) from deploy'],
    ['select a from deploy where count(*) > 1', 'count() is not possible in WHERE', 'count(*) > 1'],
    [
      'select max(count(*)) from deploy',
      'count(), sum() and their like are not possible in max()',
      'count(*)) from deploy',
    ],
    ['select a, count(*) from deploy group by 2', 'count(), sum() and their like are not possible in GROUP BY', '2'],
    ['select a from deploy group by 2', 'GROUP BY 2 is none of the 1 columns', '2'],
    ['select a from deploy order by 0', 'ORDER BY 0 is none of the 1 columns', '0'],
    ['select * from deploy group by a', 'SELECT * cannot be grouped', 'a'],
    ['select a from deploy having b > 1', 'HAVING is not supported', 'having b > 1'],
    ['select a from deploy union select b from deploy', 'UNION is not supported', 'union select b from deploy'],
    ['select a from deploy join item_occurrence', 'JOIN is not supported', 'join item_occurrence'],
    ['select a from deploy left join item_occurrence', 'JOIN is not supported', 'left join item_occurrence'],
    ['select a from deploy, item_occurrence', 'JOIN is not supported', ', item_occurrence'],
    ['select a from (select 1)', 'A query within a query is not supported', '(select 1)'],
    ['select a from deploy where b in (select 1)', 'A query within a query is not supported', 'select 1)'],
  ])('%s', (text, message, place) => {
    expect(complaint(text)).toEqual([message, place]);
  });

  it('for a list of too many values that have to be computed', () => {
    const list = Array.from({ length: 101 }, () => 'b').join(',');
    expect(complaint(`select a from deploy where c in (${list})`)[0]).toMatch(/^IN takes at most 100 values/);
  });

  it('says DISTINCT is not supported, and what is', () => {
    expect(complaint('select count(distinct a) from deploy')[0]).toMatch(/^DISTINCT is not supported; count_distinct/);
  });

  it('in lines and columns', () => {
    const text = 'select a\nfrom deploy\nwhere b ==';
    expect(describeRqlError(errorOf(text), text)).toBe('Expected a value but found "=" (line 3, column 10)');
  });
});

describe('whatever the text', () => {
  const deep = 20_000;
  it.each([
    ['parentheses', `${'('.repeat(deep)}1${')'.repeat(deep)}`],
    ['NOT', `${'not '.repeat(10_000)}1`],
    ['signs', `${'- '.repeat(deep)}1`],
    ['sums', `1${'+1'.repeat(deep)}`],
    ['comparisons', `1${'=1'.repeat(deep)}`],
    ['tests', `1${' is null'.repeat(5000)}`],
    ['calls', `${'if('.repeat(10_000)}1`],
  ])('nesting by %s is refused, and the stack stays whole', (_what, expression) => {
    expect(errorOf(`select ${expression} from deploy`).message).toMatch(/nested too deeply/);
  });

  const words = fc.constantFrom(
    ...['select', 'from', 'where', 'group by', 'order by', 'limit', 'item_occurrence', 'deploy', 'a.b.0', '`x-y`', '*'],
    ...['count(', 'if(', '(', ')', ',', '1', '2.5', "'x'", '"', "'", '=', '<=', 'and', 'not', 'in (', 'between', 'is'],
    ...['null', 'like', 'as', 'desc', 'div', '-', '/', ';', 'true', '\n', 'distinct', 'concat_ws('],
  );
  it.each([
    ['any text', fc.string({ unit: 'binary', maxLength: 60 })],
    ['words in any order', fc.array(words, { maxLength: 25 }).map((parts) => parts.join(' '))],
    ['words behind SELECT', fc.array(words, { maxLength: 15 }).map((parts) => `select ${parts.join(' ')}`)],
  ])('%s is read or refused at a place within it', (_what, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        try {
          readQuery(text);
        } catch (error) {
          expect(error).toBeInstanceOf(RqlError);
          const { at } = error as RqlError;
          expect(at >= 0 && at <= text.length).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
