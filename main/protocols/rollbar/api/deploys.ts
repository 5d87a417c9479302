/** Deploys (rollbar.md 3.3). A reported deploy is answered with its id in `data`: `err` is an extra that clients skip. */
import { deployStatuses, type Deploy, type NewDeploy } from '../../../../shared/deploy.ts';
import type { Library } from '../../library.ts';
import type { Route } from '../../route.ts';
import { endpoint, invalid, notFound, seconds, type Answer, type Asked } from './endpoint.ts';
import { numberIn } from './identifiers.ts';
import { pageOf, parametersOf } from './parameters.ts';

/** In characters. */
const longest = { name: 255, comment: 65_536 };

export function deployRoutes({ deploys }: Library): Route[] {
  return [
    endpoint({
      // The client's scope was enough once, and does no harm (rollbar.md 7, 15).
      ...{ method: 'POST', path: '/api/1/deploy', scopes: ['post_server_item', 'post_client_item'], isReport: true },
      answer: (asked) => {
        const read = deployOf(asked);
        if ('problem' in read) return { refused: { status: 422, message: read.problem } };
        return { reply: created(deploys.create(read)) };
      },
    }),
    endpoint({
      ...{ method: 'GET', path: '/api/1/deploys', scopes: ['read'] },
      answer: ({ projectId, query }) => {
        const { page, ...part } = pageOf(query, { usual: 20 });
        const environment = query.get('environment') ?? '';
        const found = deploys.page(projectId, { ...part, environment: environment === '' ? null : environment });
        return { result: { page, deploys: found.map(deployShape) } };
      },
    }),
    endpoint({
      ...{ method: 'GET', path: '/api/1/deploy/:id', scopes: ['read'] },
      answer: ({ projectId, path }) => {
        const deploy = deploys.byId(projectId, numberIn(path['id'] ?? ''));
        return deploy ? { result: deployShape(deploy) } : notFound('Deploy');
      },
    }),
    endpoint({
      ...{ method: 'PATCH', path: '/api/1/deploy/:id', scopes: ['post_server_item'] },
      answer: (asked) => update({ deploys }, asked),
    }),
  ];
}

function created(id: number): { status: number; headers: Record<string, string>; body: string } {
  const body = `{"err":0,"data":{"deploy_id":${String(id)}}}`;
  return { status: 200, headers: { 'Content-Type': 'application/json; charset=utf-8' }, body };
}

function update({ deploys }: Pick<Library, 'deploys'>, { projectId, path, fields }: Asked): Answer {
  const parameters = parametersOf(fields);
  const status = parameters.oneOf('status', deployStatuses);
  if (status === null) parameters.refuse(`'status' must be one of ${deployStatuses.join(', ')}.`);
  const comment = parameters.text('comment')?.slice(0, longest.comment) ?? null;
  const problem = parameters.problem();
  if (problem !== null || status === null) return invalid(problem ?? '');
  const deploy = deploys.update(projectId, numberIn(path['id'] ?? ''), { status, comment });
  if (deploy === 'missing') return notFound('Deploy');
  if (deploy === 'not-started')
    return {
      refused: { status: 409, message: 'The deploy can not be updated because its status is not started.' },
    };
  return { result: deployShape(deploy) };
}

/** Problems in the words of the hosted service: all missing keys together. */
function deployOf({ projectId, fields, isStrict }: Asked): NewDeploy | { problem: string } {
  const missing = [
    ...(isGiven(fields['environment']) ? [] : ["Missing 'environment' key."]),
    ...(isGiven(fields['revision']) || isGiven(fields['head_long']) ? [] : ["Missing 'revision' or 'head_long' key."]),
  ];
  if (missing.length > 0) return { problem: missing.join(' ') };
  const texts = textsOf(fields, isStrict);
  if ('problem' in texts) return texts;
  const status = parametersOf({ status: texts.get('status') ?? 'succeeded' }).oneOf('status', deployStatuses);
  if (status === null) return { problem: `'status' must be one of ${deployStatuses.join(', ')}` };
  return {
    ...{ projectId, status, environment: texts.get('environment') ?? '' },
    revision: texts.get('revision') ?? texts.get('head_long') ?? '',
    accountName: texts.get('rollbar_username') ?? null,
    localUsername: texts.get('local_username') ?? null,
    comment: texts.get('comment') ?? null,
  };
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

const keys = ['environment', 'revision', 'head_long', 'rollbar_username', 'local_username', 'comment', 'status'];

/** What is too long is cut, or refused in strict mode (rollbar.md 7, 25). */
function textsOf(fields: Record<string, unknown>, isStrict: boolean): Map<string, string> | { problem: string } {
  const texts = new Map<string, string>();
  for (const key of keys) {
    const value = fields[key];
    if (!isGiven(value)) continue;
    if (typeof value !== 'string') return { problem: `'${key}' key must be a string` };
    const most = key === 'comment' ? longest.comment : longest.name;
    if (isStrict && value.length > most)
      return { problem: `'${key}' key must be at most ${String(most)} characters long` };
    texts.set(key, value.slice(0, most));
  }
  return texts;
}

function deployShape(deploy: Deploy): Record<string, unknown> {
  return {
    ...{ id: deploy.id, project_id: deploy.projectId, environment: deploy.environment, revision: deploy.revision },
    local_username: deploy.localUsername ?? deploy.accountName,
    ...{ comment: deploy.comment, status: deploy.status, user_id: deploy.userId },
    start_time: seconds(deploy.startedAt),
    finish_time: seconds(deploy.finishedAt),
  };
}
