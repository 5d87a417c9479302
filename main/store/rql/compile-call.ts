/** Calls of the language's functions as SQL. */
import { isFunctionName, type FunctionName } from '../../rql/rql.ts';
import { asNumber, madeOf, numberSql, type Bind, type Sql } from './sql.ts';

interface CallScope {
  args: Sql[] | '*';
  bind: Bind;
  now: number;
}

/** The name and the number of arguments have been checked. */
export function compileCall({ name }: { name: string }, { args, bind, now }: CallScope): Sql {
  if (!isFunctionName(name)) throw new Error(`an unchecked call of ${name}`);
  if (args === '*') return numberSql('count(*)');
  if (name === 'unix_timestamp') return numberSql(bind(now));
  return madeOf(args, shapes[name](args));
}

type Shape = (args: Sql[]) => Pick<Sql, 'text' | 'type'>;

const list = (args: Sql[]): string => args.map((arg) => arg.text).join(', ');
const calling =
  (name: string, type: Sql['type']): Shape =>
  (args) => ({ text: `${name}(${list(args)})`, type });
const ofNumbers =
  (name: string): Shape =>
  (args) => ({ text: `${name}(${list(args.map(asNumber))})`, type: 'number' });
/** One of the values itself. */
const choosing =
  (name: string): Shape =>
  (args) => ({ text: `${name}(${list(args)})`, type: args[0]?.type ?? 'any' });

const shapes: Record<Exclude<FunctionName, 'unix_timestamp'>, Shape> = {
  count: calling('count', 'number'),
  count_distinct: (args) => ({ text: `count(DISTINCT ${list(args)})`, type: 'number' }),
  sum: ofNumbers('sum'),
  avg: ofNumbers('avg'),
  min: choosing('min'),
  max: choosing('max'),
  concat: calling('rql_concat', 'text'),
  concat_ws: calling('rql_concat_ws', 'text'),
  lower: calling('rql_lower', 'text'),
  upper: calling('rql_upper', 'text'),
  left: calling('rql_left', 'text'),
  right: calling('rql_right', 'text'),
  substring: calling('rql_substring', 'text'),
  locate: calling('rql_locate', 'number'),
  char_length: calling('rql_char_length', 'number'),
  length: calling('rql_length', 'number'),
  if: (args) => {
    const [condition, yes, no] = args as [Sql, Sql, Sql];
    return {
      text: `CASE WHEN ${condition.text} THEN ${yes.text} ELSE ${no.text} END`,
      type: yes.type === no.type ? yes.type : 'any',
    };
  },
};
