import { describe, expect, it } from 'vitest';
import { projectsMeant, type ProjectRule } from '../../../../../../main/protocols/rollbar/api/named-projects.ts';

const account = { kind: 'account' as const, token: 't', projectIds: [1, 2, 3] };

function meant(query: string, rule: ProjectRule = 'one', fields: Record<string, unknown> = {}): unknown {
  const outcome = projectsMeant(account, { query: new URLSearchParams(query), fields }, rule);
  return 'refused' in outcome ? outcome.refused.status : [outcome.projectIds, outcome.isNamed];
}

describe('a token of the account means the projects that are named', () => {
  it.each<[string, ProjectRule, Record<string, unknown>, unknown]>([
    ['project_id=2', 'one', {}, [[2], true]],
    ['project_ids=2', 'one', {}, [[2], true]],
    ['', 'one', { project_id: 3 }, [[3], true]],
    ['project_ids=3&project_ids=1', 'several', {}, [[3, 1], true]],
    ['project_ids=3,1', 'several', {}, [[3, 1], true]],
    ['', 'several', { project_ids: [2, 1, 2] }, [[2, 1], true]],
    ['project_id=1', 'several', { project_id: '1' }, [[1], true]],
    ['', 'any', {}, [[1, 2, 3], false]],
    ['project_id=1', 'any', {}, [[1], true]],
    ['', 'one', {}, 422],
    ['', 'several', {}, 422],
    ['project_ids=1&project_ids=2', 'one', {}, 422],
    ['project_id=9', 'any', {}, 404],
    ['project_id=shop', 'one', {}, 404],
    ['project_ids=1&project_ids=9', 'several', {}, 404],
  ])('%s, %s, %j', (...[query, rule, fields, expected]) => {
    expect(meant(query, rule, fields)).toEqual(expected);
  });
});

it('a token of a project means its own, whatever is named', () => {
  const project = { kind: 'project' as const, token: 't', projectId: 7 };
  const sent = { query: new URLSearchParams('project_id=2'), fields: { project_ids: [1, 2] } };
  expect(projectsMeant(project, sent, 'any')).toEqual({ projectIds: [7], isNamed: true });
});
