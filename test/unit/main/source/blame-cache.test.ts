import { expect, it } from 'vitest';
import { rememberBlames } from '../../../../main/source/blame-cache.ts';
import type { BlameAnswer } from '../../../../shared/source.ts';

const uncommitted: BlameAnswer = { kind: 'uncommitted' };

it('asks once for a line of a text, and again when either changes or some time has passed', async () => {
  const asked: string[] = [];
  let now = 0;
  const blame = rememberBlames(
    ({ line, text }) => {
      asked.push(`${String(line)} ${text}`);
      return Promise.resolve(uncommitted);
    },
    () => now,
  );
  const path = '/code/a.ts';
  await Promise.all([blame({ path, line: 1, text: 'a' }), blame({ path, line: 1, text: 'a' })]);
  expect(asked).toEqual(['1 a']);
  await blame({ path, line: 2, text: 'a' });
  await blame({ path, line: 1, text: 'b' });
  expect(asked).toEqual(['1 a', '2 a', '1 b']);
  now = 30_000;
  await blame({ path, line: 1, text: 'a' });
  expect(asked).toHaveLength(4);
});

it('forgets the oldest of very many', async () => {
  let asked = 0;
  const blame = rememberBlames(
    () => {
      asked += 1;
      return Promise.resolve(uncommitted);
    },
    () => 0,
  );
  for (let line = 1; line <= 201; line += 1) await blame({ path: '/a', line, text: '' });
  await blame({ path: '/a', line: 201, text: '' });
  expect(asked).toBe(201);
  await blame({ path: '/a', line: 1, text: '' });
  expect(asked).toBe(202);
});
