/** Tokens: made here for projects, or met for the first time in a report. */
import { tokenScopes, type TokenScope } from '../../shared/project.ts';
import type { Authorization } from '../protocols/intake.ts';
import type { CollectorContext } from './collector.ts';

/** A web page could otherwise fill the list by posting with ever new tokens. */
const mostProjects = 200;

/** Makes a token with all scopes and keeps it in clear. It looks like Rollbar's: some SDKs insist on 32 characters. */
export function newToken(context: CollectorContext, project: { projectId: number; at: number }): string {
  const token = context.newUuid().replaceAll('-', '');
  context.store.tokens.create({ ...project, token, name: 'default', keepSecret: true, scopes: [...tokenScopes] });
  return token;
}

/** May this token do what needs one of `scopes`? Scopes bind in strict mode only (rollbar.md 1.3). */
export function authorize(
  { store }: CollectorContext,
  asked: { token: string; scopes: TokenScope[]; strict: boolean },
): Authorization {
  const token = store.tokens.find(asked.token);
  if (!token) {
    if (asked.strict) return { kind: 'refused', reason: 'unknown' };
    return store.projects.count() < mostProjects
      ? { kind: 'unknown' }
      : { kind: 'refused', reason: 'too-many-projects' };
  }
  if (token.status === 'disabled') return { kind: 'refused', reason: 'disabled' };
  if (asked.strict && !asked.scopes.some((scope) => token.scopes.includes(scope)))
    return { kind: 'refused', reason: 'scope', has: token.scopes };
  return { kind: 'known', projectId: token.projectId };
}

/** The project of a token; a token that is new gets a project of its own. */
export function projectOfToken(context: CollectorContext, token: string, at: number): number {
  const { store } = context;
  const known = store.tokens.find(token);
  if (known) return known.projectId;
  const projectId = store.projects.create({ name: 'New app', namedBy: 'default', at });
  store.tokens.create({ projectId, token, name: 'first report', keepSecret: false, scopes: [...tokenScopes], at });
  return projectId;
}
