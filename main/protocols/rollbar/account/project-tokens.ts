/** Tokens of projects (rollbar.md 3.10). A path names one by its public id or by itself, a body does so, too. */
import { tokenScopes } from '../../../../shared/project.ts';
import type { Account, AccountProjectToken, NewProjectToken, ProjectTokenChange } from '../../account.ts';
import type { Route } from '../../route.ts';
import { invalid, seconds, type Answer, type Request } from '../api/endpoint.ts';
import { numberIn } from '../api/identifiers.ts';
import { noSuchProject } from '../api/named-projects.ts';
import { parametersOf, type Parameters } from '../api/parameters.ts';
import { accountEndpoint, done } from './account-endpoint.ts';

const kinds = ['legacy', 'v1', 'v2'] as const;
const statuses = ['enabled', 'disabled'] as const;
/** A hundred days: longer windows than the hosted service offers, and no more. */
const longestWindow = 8_640_000;
const mostRequests = 1_000_000_000;

export function projectTokenRoutes(account: Account): Route[] {
  const { projects, tokens } = account;
  const inProject = (answer: (asked: Request, projectId: number) => Answer) => (asked: Request) => {
    const project = projects.byId(numberIn(asked.path['id'] ?? ''));
    return project ? answer(asked, project.id) : { refused: noSuchProject };
  };
  const one = '/api/1/project/:id/access_token';
  return [
    accountEndpoint({
      ...{ method: 'GET', path: '/api/1/project/:id/access_tokens' },
      answer: inProject((_asked, projectId) => ({ result: tokens.of(projectId).map(tokenShape) })),
    }),
    accountEndpoint({
      ...{ method: 'POST', path: '/api/1/project/:id/access_tokens' },
      answer: inProject((asked, projectId) => create(account, asked, projectId)),
    }),
    ...[one, `${one}/:token`].flatMap((path) => [
      accountEndpoint({
        ...{ method: 'PATCH', path },
        answer: inProject((asked, projectId) => change(account, asked, projectId)),
      }),
      accountEndpoint({
        ...{ method: 'DELETE', path },
        answer: inProject((asked, projectId) =>
          tokens.remove(projectId, keyOf(asked)) === 'removed'
            ? { result: 'Access token has been deleted.' }
            : invalidToken,
        ),
      }),
    ]),
  ];
}

/** The one refusal whose words are in `result`; they are in `message`, too, where clients look for them. */
const invalidToken: Answer = {
  reply: {
    status: 400,
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    body: JSON.stringify({
      ...{ err: 1, message: 'Invalid project access token' },
      ...{ result: 'Invalid project access token', status_code: 400 },
    }),
  },
};

function keyOf({ path, fields }: Request): string {
  const body = parametersOf(fields);
  return path['token'] ?? body.text('public_id') ?? body.text('project_access_token') ?? '';
}

function create({ tokens }: Account, { fields, isStrict }: Request, projectId: number): Answer {
  const parameters = parametersOf(fields);
  const name = nameIn(parameters);
  if (name === null) parameters.refuse('name is missing and it is required.');
  const scopes = [...new Set(parameters.anyOf('scopes', tokenScopes))];
  if (scopes.length === 0) parameters.refuse('scopes is missing and it is required.');
  const kind = parameters.oneOf('token_type', kinds) ?? 'legacy';
  // Legacy tokens may hold any mix (rollbar.md 1.3).
  const isMixed = new Set(scopes.map((scope) => scope.startsWith('post_'))).size > 1;
  if (isStrict && kind !== 'legacy' && isMixed)
    parameters.refuse("'scopes' must not mix post_server_item and post_client_item with others.");
  const status = parameters.oneOf('status', statuses) ?? 'enabled';
  const { count = 0, seconds: size = 0 } = limitIn(parameters);
  const problem = parameters.problem();
  if (problem !== null || name === null) return invalid(problem ?? '');
  const wanted: NewProjectToken = { name, scopes, kind, status, limit: { count, seconds: size } };
  return { result: tokenShape(tokens.create(projectId, wanted)) };
}

function change({ tokens }: Account, asked: Request, projectId: number): Answer {
  const { fields } = asked;
  const parameters = parametersOf(fields);
  const wanted: ProjectTokenChange = {};
  const name = nameIn(parameters);
  if (name !== null) wanted.name = name;
  const scopes = [...new Set(parameters.anyOf('scopes', tokenScopes))];
  if (scopes.length > 0) wanted.scopes = scopes;
  else if (Object.hasOwn(fields, 'scopes')) parameters.refuse("'scopes' must name at least one scope.");
  const status = parameters.oneOf('status', statuses);
  if (status !== null) wanted.status = status;
  const limit = limitIn(parameters);
  if (Object.keys(limit).length > 0) wanted.limit = limit;
  const problem = parameters.problem();
  if (problem !== null) return invalid(problem);
  return tokens.change(projectId, keyOf(asked), wanted) === 'changed' ? done : invalidToken;
}

function nameIn(parameters: Parameters): string | null {
  const name = parameters.text('name')?.trim() ?? '';
  if (name.length > 64) parameters.refuse("'name' must be at most 64 characters long.");
  return name === '' ? null : name;
}

/** Only what was sent; null means 0, which means no limit. */
function limitIn(parameters: Parameters): { count?: number; seconds?: number } {
  const number = (name: string, most: number): number => parameters.integer(name, { least: 0, most, fallback: 0 });
  return {
    ...(parameters.isSent('rate_limit_window_count') ? { count: number('rate_limit_window_count', mostRequests) } : {}),
    ...(parameters.isSent('rate_limit_window_size')
      ? { seconds: number('rate_limit_window_size', longestWindow) }
      : {}),
  };
}

function tokenShape(token: AccountProjectToken): Record<string, unknown> {
  return {
    ...{ project_id: token.projectId, access_token: token.secret, public_id: token.publicId, name: token.name },
    ...{ status: token.status, scopes: token.scopes, token_type: token.kind },
    rate_limit_window_size: token.limit?.seconds ?? null,
    rate_limit_window_count: token.limit?.count ?? null,
    cur_rate_limit_window_start: seconds(token.window.startedAt),
    cur_rate_limit_window_count: token.window.used,
    date_created: seconds(token.createdAt),
    date_modified: seconds(token.modifiedAt),
  };
}
