import { expect, it } from 'vitest';
import { createAccount } from '../../../../renderer/state/account.svelte.ts';
import type { AccountToken, User } from '../../../../shared/account.ts';
import { Refusal } from '../../../../shared/error-codes.ts';
import { createStage } from '../stage.ts';

function setUp() {
  let tokens: AccountToken[] = [];
  const users: User[] = [{ id: 1, username: 'you', email: 'you@localhost' }];
  return createAccount(
    createStage({
      'account.tokens': () => tokens,
      'users.list': () => users,
      'account.createToken': ({ name, scopes }) => {
        const token = { id: 5, name, hint: 'cdef', scopes, status: 'enabled' as const, createdAt: 0 };
        tokens = [...tokens, token];
        return { token, secret: '0123456789abcdef' };
      },
      'account.changeToken': ({ id, status }) => {
        const token = tokens.find((each) => each.id === id);
        if (!token) throw new Refusal('not-found', 'gone');
        tokens = [{ ...token, status }];
        return { ...token, status };
      },
      'account.removeToken': () => {
        tokens = [];
        return null;
      },
      'users.create': () => {
        throw new Refusal('conflict', 'taken');
      },
    }),
  );
}

it('tells the secret of a new token once, and shows what became of the token', async () => {
  const account = setUp();
  expect([account.tokens, account.users]).toEqual([null, null]);
  await account.load();
  expect(account.users).toHaveLength(1);
  expect([account.nameOf(1), account.nameOf(7)]).toEqual(['you', 'User 7']);
  expect(await account.createToken({ name: 'mcp', scopes: ['read'] })).toBe('0123456789abcdef');
  expect(JSON.stringify(account.tokens)).not.toContain('0123456789abcdef');
  await account.setStatus(5, 'disabled');
  expect(account.tokens).toMatchObject([{ name: 'mcp', status: 'disabled' }]);
  await account.removeToken(5);
  expect(account.tokens).toEqual([]);
});

it('says why something was not done, until something is', async () => {
  const account = setUp();
  expect(await account.setStatus(9, 'disabled')).toBeUndefined();
  expect(account.failure?.title).toBe('This is not there any more');
  expect(await account.addUser({ username: 'you', email: 'a@b' })).toBeUndefined();
  expect(account.failure?.title).toBe('Another user has this name or address');
  await account.load();
  expect(account.failure).toBeNull();
});
