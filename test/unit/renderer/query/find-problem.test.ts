import { expect, it } from 'vitest';
import { examples } from '../../../../renderer/query/examples.ts';
import { findProblem, placeOf } from '../../../../renderer/query/find-problem.ts';
import { firstQuery } from '../../../../renderer/state/query.svelte.ts';

/** What is underlined, and where. */
function marked(query: string): [string, string] | null {
  const problem = findProblem(query);
  return problem && [query.slice(problem.from, problem.to), placeOf(problem, query)];
}

it('finds nothing in a query that can be run, nor where there is none', () => {
  expect(['select 1 from deploy', 'show tables;', '', ' \n'].map(findProblem)).toEqual([null, null, null, null]);
});

it('marks the word where it shows', () => {
  expect(marked('select level\nfrom item_occurrence\nwher x = 1')).toEqual(['wher', 'line 3, column 1']);
  expect(marked('select level from items')).toEqual(['items', 'line 1, column 19']);
  expect(marked('select nope(level) from deploy')).toEqual(['nope', 'line 1, column 8']);
  expect(marked('select distinct level from deploy')?.[0]).toBe('distinct');
});

it('marks the last sign where the text ends too early, and a quote that is never closed', () => {
  expect(marked('select level from \n')?.[0]).toBe('m');
  expect(marked("select 'abc from deploy")?.[0]).toBe("'abc from deploy");
});

it('is found in none of the queries that are given to begin with', () => {
  expect([firstQuery, ...examples.map(({ query }) => query)].map(findProblem).filter(Boolean)).toEqual([]);
});
