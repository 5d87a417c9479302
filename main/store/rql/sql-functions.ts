/** Teaches a connection the functions that compiled queries call. All of them depend on their arguments alone. */
import type { Database } from 'better-sqlite3';
import { frameworkId, platformId } from '../../rql/rql.ts';
import { uuidText } from '../occurrences.ts';
import { compileLike, type Like } from './like.ts';
import { compare, isAmong, isBetween, quotient, remainder, toNumber, type Value } from './mysql-values.ts';
import type { ReadPath } from './stored-bodies.ts';
import {
  byteLength,
  charLength,
  concat,
  concatWs,
  left,
  locate,
  lower,
  right,
  substring,
  upper,
} from './text-functions.ts';

/** Names of these functions in SQL; they cannot be written in the query language. */
export function addFunctions(db: Database, readPath: ReadPath): void {
  const add = (name: string, run: (...args: never[]) => Value): void => {
    db.function(name, { deterministic: true, varargs: true }, run as (...args: unknown[]) => Value);
  };
  add('rql_path', readPath);
  add('rql_number', toNumber);
  add('rql_compare', compare);
  add('rql_between', isBetween);
  add('rql_div', quotient);
  add('rql_mod', remainder);
  add('rql_like', likeFunction());
  add('rql_among', amongFunction());
  add('rql_uuid', uuidText);
  add('rql_platform', platformId);
  add('rql_framework', frameworkId);
  add('rql_concat', concat);
  add('rql_concat_ws', concatWs);
  add('rql_lower', lower);
  add('rql_upper', upper);
  add('rql_left', left);
  add('rql_right', right);
  add('rql_substring', substring);
  add('rql_locate', locate);
  add('rql_char_length', charLength);
  add('rql_length', byteLength);
}

/** Patterns are nearly always the same for each row. */
const mostRemembered = 50;

function remembering<Made>(make: (text: string) => Made): (text: string) => Made {
  const known = new Map<string, Made>();
  return (text) => {
    let made = known.get(text);
    if (made === undefined) {
      if (known.size >= mostRemembered) known.clear();
      known.set(text, (made = make(text)));
    }
    return made;
  };
}

function likeFunction(): (value: Value, pattern: Value) => number | null {
  const likeOf = remembering<Like>(compileLike);
  return (value, pattern) => {
    if (value === null || pattern === null) return null;
    return Number(likeOf(String(pattern))(String(value)));
  };
}

/** Plain values come as one list in JSON, which may be longer than SQLite's lists of arguments. */
function amongFunction(): (value: Value, json: string, ...others: Value[]) => number | null {
  const listOf = remembering((json) => JSON.parse(json) as Value[]);
  return (value, json, ...others) => isAmong(value, others.length === 0 ? listOf(json) : [...listOf(json), ...others]);
}
