/** What a person does with the account's tokens in the settings. */
import type { AccountScope, AccountToken } from '../../shared/account.ts';
import { Refusal } from '../../shared/error-codes.ts';
import type { CallContext } from './dispatch.ts';
import { newSecret } from './tokens.ts';

/** Its secret is stored nowhere: this answer is the one time that it is told. */
export function createAccountToken(
  context: CallContext,
  { name, scopes }: { name: string; scopes: AccountScope[] },
): { token: AccountToken; secret: string } {
  const secret = newSecret(context);
  const wanted = { token: secret, name, scopes: [...new Set(scopes)] };
  return { token: context.store.inTransaction((at) => context.store.accountTokens.create({ ...wanted, at })), secret };
}

/** Refusals: `not-found`. */
export function changeAccountToken(
  { store }: CallContext,
  { id, status }: { id: number; status: AccountToken['status'] },
): AccountToken {
  const token = store.inTransaction(() => store.accountTokens.setStatus(id, status));
  if (!token) throw new Refusal('not-found', 'This token is not there any more.');
  return token;
}

export function removeAccountToken({ store }: CallContext, { id }: { id: number }): null {
  store.inTransaction((at) => {
    store.accountTokens.remove(id, at);
  });
  return null;
}
