/** Tokens: made here for projects and the account, or met for the first time in a report. */
import { tokenScopes, type TokenScope } from '../../shared/project.ts';
import type { Authorization } from '../protocols/intake.ts';
import type { ReportTables } from '../store/store.ts';
import type { CollectorContext } from './collector.ts';

/** A web page could otherwise fill the list by posting with ever new tokens. */
const mostProjects = 200;

/** Makes a token with all scopes and keeps it in clear. */
export function newToken(
  context: Pick<CollectorContext, 'store' | 'newUuid'>,
  project: { projectId: number; at: number },
): string {
  const token = newSecret(context);
  context.store.tokens.create({ ...project, token, name: 'default', keepSecret: true, scopes: [...tokenScopes] });
  return token;
}

/** Looks like Rollbar's: some SDKs insist on 32 characters. With more `parts`, as much longer. */
export function newSecret({ newUuid }: Pick<CollectorContext, 'newUuid'>, parts = 1): string {
  return Array.from({ length: parts }, () => newUuid().replaceAll('-', '')).join('');
}

interface Asked {
  token: string;
  scopes: TokenScope[];
  strict: boolean;
}

/**
 * May this token do what needs one of `scopes`? Which reports a token may post binds in strict mode only, so that no
 * error is lost; what it may read and change always does, since somebody has chosen it (rollbar.md 1.3).
 */
export function authorize(context: CollectorContext, asked: Asked): Authorization {
  const { token: text, scopes, strict } = asked;
  const token = context.store.tokens.find(text);
  if (!token) return authorizeStranger(context, asked);
  if (token.status === 'deleted') return { kind: 'refused', reason: 'unknown' };
  if (token.status === 'disabled') return { kind: 'refused', reason: 'disabled' };
  if ((strict || isOfData(scopes)) && !scopes.some((scope) => token.scopes.includes(scope)))
    return { kind: 'refused', reason: 'scope', has: token.scopes };
  return { kind: 'known', projectId: token.projectId };
}

/** A token of no project: one of the account, or one that is new. */
function authorizeStranger({ store }: CollectorContext, { token: text, scopes, strict }: Asked): Authorization {
  const token = store.accountTokens.find(text);
  if (token === undefined) {
    if (strict) return { kind: 'refused', reason: 'unknown' };
    return store.projects.count() < mostProjects
      ? { kind: 'unknown' }
      : { kind: 'refused', reason: 'too-many-projects' };
  }
  if (token.status === 'deleted') return { kind: 'refused', reason: 'unknown' };
  if (token.status === 'disabled') return { kind: 'refused', reason: 'disabled' };
  if (!token.scopes.some((scope) => scopes.includes(scope)))
    return { kind: 'refused', reason: 'scope', has: token.scopes };
  return { kind: 'account', projectIds: store.projects.records().map(({ id }) => id) };
}

function isOfData(scopes: TokenScope[]): boolean {
  return scopes.includes('read') || scopes.includes('write');
}

/** The project of a token; a token that is new gets a project of its own. */
export function projectOfToken(
  context: { store: Pick<ReportTables, 'tokens' | 'projects'> },
  token: string,
  at: number,
): number {
  const { store } = context;
  const known = store.tokens.find(token);
  if (known) return known.projectId;
  const projectId = store.projects.create({ name: 'New app', namedBy: 'default', at });
  store.tokens.create({ projectId, token, name: 'first report', keepSecret: false, scopes: [...tokenScopes], at });
  return projectId;
}
