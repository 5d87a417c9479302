/** Projects and their tokens for programs with a token of the account. */
import { tokenScopes, type RateLimit } from '../../shared/project.ts';
import type {
  AccountProjectToken,
  NewProjectToken,
  ProjectDesk,
  ProjectTokenChange,
  TokenDesk,
} from '../protocols/account.ts';
import type { TokenRecord } from '../store/store.ts';
import type { AccountContext } from './account.ts';
import { newSecret } from './tokens.ts';

/** Uuids that make a secret: the kinds are of 128 bits, but for `v1`, which is of 512. */
const secretParts = { legacy: 1, v1: 4, v2: 1 };

export function projectDesk(context: AccountContext): ProjectDesk {
  const { store, changes } = context;
  const byId: ProjectDesk['byId'] = (id) => store.projects.records().find((project) => project.id === id);
  return {
    list: store.projects.records,
    byId,
    create: (name) => {
      if (store.projects.isNameTaken(name)) return 'taken';
      const id = store.inTransaction((at) => {
        const projectId = store.projects.create({ name, namedBy: 'person', at });
        for (const scope of tokenScopes) {
          const token = newSecret(context);
          store.tokens.create({ projectId, token, name: scope, keepSecret: true, scopes: [scope], at });
        }
        return projectId;
      });
      changes.publish({ projects: true });
      const made = byId(id);
      if (!made) throw new Error(`project ${String(id)} was made and is not there`);
      return made;
    },
    remove: (id) => removeProject(context, id),
  };
}

/** Its tokens stay, disabled: what still reports with them is refused, and gets no new project. */
export function removeProject({ store, changes }: AccountContext, id: number): 'removed' | 'missing' {
  if (!store.projects.byId(id)) return 'missing';
  store.inTransaction((at) => {
    for (const token of store.tokens.ofProject(id)) store.tokens.change(token.id, { status: 'disabled' }, at);
    store.projects.remove(id, at);
  });
  changes.publish({ projects: true });
  return 'removed';
}

export function tokenDesk(context: AccountContext): TokenDesk {
  const { store, limits } = context;
  const withWindow = (token: TokenRecord): AccountProjectToken => ({
    ...token,
    window: limits.windowOf(token.id) ?? { startedAt: token.createdAt, used: 0 },
  });
  const found = (projectId: number, key: string): TokenRecord | undefined => {
    const ofSecret = store.tokens.find(key)?.id;
    return store.tokens.ofProject(projectId).find(({ id, publicId }) => publicId === key || id === ofSecret);
  };
  return {
    of: (projectId) => store.tokens.ofProject(projectId).map(withWindow),
    create: (projectId, wanted) => {
      const { token, secret } = createProjectToken(context, projectId, wanted);
      return { ...withWindow(token), secret };
    },
    change: (projectId, key, change) => {
      const token = found(projectId, key);
      if (!token) return 'missing';
      changeProjectToken(context, token, change);
      return 'changed';
    },
    remove: (projectId, key) => {
      const token = found(projectId, key);
      if (!token) return 'missing';
      removeProjectToken(context, token.id);
      return 'removed';
    },
  };
}

/** A `legacy` token can be shown again, any other secret is told this once. */
export function createProjectToken(
  context: AccountContext,
  projectId: number,
  { name, scopes, status, kind, limit }: NewProjectToken,
): { token: TokenRecord; secret: string } {
  const { store, limits, changes } = context;
  const secret = newSecret(context, secretParts[kind]);
  const id = store.inTransaction((at) => {
    const kept = { token: secret, keepSecret: kind === 'legacy', kind };
    return store.tokens.create({ ...kept, projectId, name, scopes, status, limit: wholeLimit(limit ?? {}), at });
  });
  limits.changed();
  changes.publish({ projects: true });
  const token = store.tokens.byId(id);
  if (!token) throw new Error(`token ${String(id)} was made and is not there`);
  return { token, secret };
}

export function changeProjectToken(
  { store, limits, changes }: AccountContext,
  token: TokenRecord,
  { limit, ...change }: ProjectTokenChange,
): void {
  store.inTransaction((at) => {
    const wanted = limit === undefined ? {} : { limit: wholeLimit({ ...token.limit, ...limit }) };
    store.tokens.change(token.id, { ...change, ...wanted }, at);
  });
  limits.changed();
  changes.publish({ projects: true });
}

export function removeProjectToken({ store, limits, changes }: AccountContext, id: number): void {
  store.inTransaction((at) => {
    store.tokens.remove(id, at);
  });
  limits.changed();
  changes.publish({ projects: true });
}

/** 0 means that there is none (rollbar.md 1.10). */
function wholeLimit({ count = 0, seconds = 0 }: Partial<RateLimit>): RateLimit | null {
  return count > 0 && seconds > 0 ? { count, seconds } : null;
}
