import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase, type TestDatabase } from './a-database.ts';

let db: TestDatabase;
beforeAll(() => {
  db = openDatabase();
  const [first, second] = [db.addItem(), db.addItem({ title: "it's 😀" })];
  db.add(first, { context: 'a', custom: { n: 1, t: 'x', list: [1, 'b'] }, person_id: '7' });
  db.add(second, { context: 'b', custom: { n: '2', t: null } }, { packed: true });
});
afterAll(() => db.close());

const { value, aggregate } = fc.letrec<{ value: string; aggregate: string; atom: string }>((tie) => ({
  atom: fc.constantFrom(
    ...['1', '0', '-2.5', "'x'", "'12'", '"%_"', 'null', 'true', 'timestamp', 'uuid', 'item.counter', 'item.title'],
    ...['person.id', 'custom.n', 'custom.list.1', 'custom', '`no such`', 'environment', 'unix_timestamp()', 'level'],
  ),
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    tie('atom'),
    fc
      .tuple(
        tie('value'),
        fc.constantFrom('+', '-', '*', '/', 'div', 'mod', '=', '!=', '<', '>=', 'and', 'or', 'like', 'not like'),
        tie('value'),
      )
      .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
    tie('value').map((of) => `(not ${of})`),
    tie('value').map((of) => `(${of} is not null)`),
    fc.tuple(tie('value'), tie('value'), tie('value')).map(([a, b, c]) => `(${a} between ${b} and ${c})`),
    fc.tuple(tie('value'), tie('value'), tie('value')).map(([a, b, c]) => `(${a} not in (${b}, ${c}))`),
    fc.tuple(tie('value'), tie('value'), tie('value')).map(([a, b, c]) => `if(${a}, ${b}, ${c})`),
    fc
      .tuple(fc.constantFrom('concat', 'concat_ws', 'left', 'right', 'substring', 'locate'), tie('value'), tie('value'))
      .map(([name, a, b]) => `${name}(${a}, ${b})`),
    fc
      .tuple(fc.constantFrom('lower', 'upper', 'length', 'char_length'), tie('value'))
      .map(([name, a]) => `${name}(${a})`),
  ),
  aggregate: fc
    .tuple(fc.constantFrom('count', 'count_distinct', 'sum', 'avg', 'min', 'max'), tie('value'))
    .map(([name, of]) => `${name}(${of})`),
}));

it('every query that is understood can be run', () => {
  fc.assert(
    fc.property(value, value, value, (shown, condition, key) => {
      const simple = db.run(
        `select ${shown}, 1 from item_occurrence where ${condition} order by if(true, ${key}, null) desc limit 5`,
      );
      expect(simple.rowcount).toBeLessThanOrEqual(2);
      // A row fulfils a condition, or fails it, or neither.
      const count = (where: string): number => db.run(`select uuid from item_occurrence where ${where}`).rowcount;
      expect(count(condition) + count(`not ${condition}`) + count(`${condition} is null`)).toBe(2);
    }),
    { numRuns: 300 },
  );
});

it('every grouping that is understood can be run', () => {
  fc.assert(
    fc.property(value, aggregate, value, (group, counted, condition) => {
      const query = `select ${group} g, ${counted} from item_occurrence where ${condition} group by g order by 2, if(true, ${group}, null)`;
      expect(db.run(query).isSimpleSelect).toBe(false);
    }),
    { numRuns: 200 },
  );
});
