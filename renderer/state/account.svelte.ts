/** The account's tokens, and the users to whom items can be assigned. */
import type { AccountScope, AccountToken, User } from '../../shared/account.ts';
import { codeOf, errorWords, type ErrorWords } from './error-words.ts';
import type { Surroundings } from './surroundings.ts';

export type AccountState = ReturnType<typeof createAccount>;

const userTaken: ErrorWords = {
  title: 'Another user has this name or address',
  advice: 'Choose another one.',
};

export function createAccount({ client }: Surroundings) {
  let tokens = $state.raw<AccountToken[] | null>(null);
  let users = $state.raw<User[] | null>(null);
  let failure = $state.raw<ErrorWords | null>(null);

  async function load(): Promise<void> {
    [tokens, users] = await Promise.all([client.call('account.tokens', {}), client.call('users.list', {})]);
  }

  /** Undefined when it was not done; `failure` says why then. `taken` is what a conflict means. */
  async function change<Answer>(ask: () => Promise<Answer>, taken = errorWords.conflict): Promise<Answer | undefined> {
    try {
      const answer = await ask();
      await load();
      failure = null;
      return answer;
    } catch (error) {
      const code = codeOf(error);
      failure = code === 'conflict' ? taken : errorWords[code];
      return undefined;
    }
  }

  return {
    /** Null until the collector has answered. */
    get tokens() {
      return tokens;
    },
    get users() {
      return users;
    },
    /** The name of a user; the number of one that nobody knows. */
    nameOf: (userId: number) => users?.find((user) => user.id === userId)?.username ?? `User ${String(userId)}`,
    get failure() {
      return failure;
    },
    load: () => change(() => Promise.resolve(null)),
    /** Resolves to the new secret, which nobody will tell again. */
    async createToken(made: { name: string; scopes: AccountScope[] }): Promise<string | undefined> {
      return (await change(() => client.call('account.createToken', made)))?.secret;
    },
    setStatus: (id: number, status: AccountToken['status']) =>
      change(() => client.call('account.changeToken', { id, status })),
    removeToken: (id: number) => change(() => client.call('account.removeToken', { id })),
    addUser: (user: Omit<User, 'id'>) => change(() => client.call('users.create', user), userTaken),
    changeUser: (user: User) => change(() => client.call('users.change', user), userTaken),
  };
}
