/** What a person does with projects' tokens in the settings. */
import { Refusal } from '../../shared/error-codes.ts';
import type { ProjectToken, RateLimit, TokenScope } from '../../shared/project.ts';
import { changeProjectToken, createProjectToken, removeProject, removeProjectToken } from './account-projects.ts';
import type { CallContext } from './dispatch.ts';

/** Its secret is not kept. Refusals: `not-found`. */
export function createToken(
  context: CallContext,
  { id, name, scopes }: { id: number; name: string; scopes: TokenScope[] },
): { token: ProjectToken; secret: string } {
  if (!context.store.projects.byId(id)) throw new Refusal('not-found', 'This project is not there any more.');
  const wanted = { name, scopes: [...new Set(scopes)], status: 'enabled' as const, kind: 'v2' as const, limit: null };
  return createProjectToken(context, id, wanted);
}

/** Refusals: `not-found`. */
export function changeToken(
  context: CallContext,
  {
    id,
    status,
    limit,
  }: { id: number; status?: ProjectToken['status'] | undefined; limit?: RateLimit | null | undefined },
): ProjectToken {
  const token = context.store.tokens.byId(id);
  if (!token) throw new Refusal('not-found', 'This token is not there any more.');
  changeProjectToken(context, token, {
    ...(status === undefined ? {} : { status }),
    ...(limit === undefined ? {} : { limit: limit ?? { count: 0, seconds: 0 } }),
  });
  return context.store.tokens.byId(id) ?? token;
}

export function removeToken(context: CallContext, { id }: { id: number }): null {
  removeProjectToken(context, id);
  return null;
}

/** Refusals: `not-found`. */
export function deleteProject(context: CallContext, { id }: { id: number }): null {
  if (removeProject(context, id) === 'missing') throw new Refusal('not-found', 'This project is not there any more.');
  return null;
}
