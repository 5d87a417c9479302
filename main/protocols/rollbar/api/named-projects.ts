/**
 * Which projects a request means. A project's token means its own. One of the account has to name them, as `project_id`
 * or `project_ids`, in the query or in the body (rollbar.md 1.3).
 */
import type { Refused } from '../../route.ts';
import type { Access } from '../read-access.ts';
import { numberIn } from './identifiers.ts';
import { parametersOf } from './parameters.ts';

/** How many projects an endpoint can answer for at once; `any` takes all when none is named. */
export type ProjectRule = 'one' | 'several' | 'any';

export type Meant = { projectIds: number[]; isNamed: boolean } | { refused: Refused };

export function projectsMeant(
  access: Exclude<Access, { kind: 'refused' }>,
  sent: { query: URLSearchParams; fields: Record<string, unknown> },
  rule: ProjectRule,
): Meant {
  if (access.kind === 'project') return { projectIds: [access.projectId], isNamed: true };
  const named = namesIn(sent);
  if (named.length === 0)
    return rule === 'any' ? { projectIds: access.projectIds, isNamed: false } : { refused: unnamed(rule) };
  if (named.length > 1 && rule === 'one') return { refused: severalNamed };
  if (!named.every((id) => access.projectIds.includes(id))) return { refused: noSuchProject };
  return { projectIds: named, isNamed: true };
}

/** In the words of the hosted service. */
export const noSuchProject: Refused = { status: 404, message: 'Project not found in this account.' };

const severalNamed: Refused = { status: 422, message: 'Invalid format. Only one project can be asked for here.' };

function unnamed(rule: 'one' | 'several'): Refused {
  const name = rule === 'one' ? 'project_id' : 'project_ids';
  return { status: 422, message: `Invalid format. ${name} is missing and an account access token requires it.` };
}

function namesIn({ query, fields }: { query: URLSearchParams; fields: Record<string, unknown> }): number[] {
  const texts = [parametersOf(query), parametersOf(fields)].flatMap((parameters) =>
    ['project_id', 'project_ids'].flatMap((name) => parameters.commaList(name)),
  );
  return [...new Set(texts.map(numberIn))];
}
