/** The README of Rollbar's API lists every endpoint of the hosted service; what it calls served is what has a route. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Account } from '../../../../../main/protocols/account.ts';
import type { Library } from '../../../../../main/protocols/library.ts';
import type { Queries } from '../../../../../main/protocols/queries.ts';
import { createRouter } from '../../../../../main/protocols/router.ts';
import { createRollbar } from '../../../../../main/protocols/rollbar/routes.ts';

const readme = readFileSync(new URL('../../../../../main/protocols/rollbar/README.md', import.meta.url), 'utf8');
const rows = Array.from(
  readme.matchAll(/^\| ([A-Z]+) +\| `([^`]+)` +\| ([a-z ]+?) +\|/gm),
  ([, method = '', path = '', state = '']) => ({ method, path: `/api/1${path}`, state }),
);
const { routes } = createRollbar({ queries: {} as Queries, library: {} as Library, account: {} as Account });
const nameOf = ({ method, path }: { method: string; path: string }): string => `${method} ${path}`;

it('calls served what has a route, and nothing else', () => {
  const served = rows.filter(({ state }) => state === 'served').map(nameOf);
  const routed = routes.filter(({ path }) => path.startsWith('/api/1/')).map(nameOf);
  expect(served.toSorted()).toEqual(routed.toSorted());
});

it('answers 404 or 405 to what is not served', () => {
  const find = createRouter(routes);
  const others = rows.filter(({ state }) => state !== 'served');
  expect(others.length).toBeGreaterThan(0);
  for (const { method, path } of others) {
    const place = find(path.replaceAll(/:\w+/g, '1'))?.place;
    expect(place?.methods.has(method) ?? false, `${method} ${path}`).toBe(false);
  }
});

it('lists each endpoint once, in a state that it explains', () => {
  expect(new Set(rows.map(nameOf)).size).toBe(rows.length);
  expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['served', 'never']));
});
