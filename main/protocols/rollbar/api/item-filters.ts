/** The filters of a list of items (rollbar.md 3.1.6) as a search. */
import { itemStatuses, type ItemStatus } from '../../../../shared/item.ts';
import type { Assigned, ItemSearch, SentFramework } from '../../../../shared/item-search.ts';
import { levels } from '../../../../shared/level.ts';
import { frameworkId, frameworkName } from '../../../rql/rql.ts';
import type { Library } from '../../library.ts';
import type { Asked } from './endpoint.ts';
import { parametersOf, type Parameters } from './parameters.ts';
import { readTerms } from './search-terms.ts';

export type ReadSearch = { kind: 'search'; search: ItemSearch } | { kind: 'problem'; problem: string };

/** All filters are to hold; those with several values hold for any of them. */
export function searchOf(library: Library, { query, projectId }: Pick<Asked, 'query' | 'projectId'>): ReadSearch {
  const { items } = library;
  const parameters = parametersOf(query);
  const frameworks = parameters.commaList('framework').map((name) => name.toLowerCase());
  const typed = readTerms(query.get('query') ?? '');
  if (typed.kind === 'problem') return typed;
  const search: ItemSearch = {
    projectId,
    statuses: statusesOf(parameters),
    levels: parameters.anyOf('level', levels),
    environments: parameters.texts('environment').filter(Boolean),
    frameworks: frameworks.length === 0 ? null : sentAs(frameworks, items.frameworks(projectId)),
    assigned: assignedOf(library, parameters),
    // What no item here can have is among no ids.
    ids: canBeHere(parameters, projectId) ? idsOf(parameters) : [],
    isSnoozed: parameters.flag('is_snoozed'),
    lastSeenFrom: timeOf(parameters, 'date_from'),
    lastSeenTo: timeOf(parameters, 'date_to'),
    terms: typed.terms,
  };
  const problem = parameters.problem();
  return problem === null ? { kind: 'search', search } : { kind: 'problem', problem };
}

/** `any` is how the web page says that it does not filter. */
function statusesOf(parameters: Parameters): ItemStatus[] {
  const statuses = parameters.anyOf('status', [...itemStatuses, 'any']);
  return statuses.includes('any') ? [] : statuses.filter((status) => status !== 'any');
}

/** What clients sent, that Rollbar knows under these names. */
function sentAs(names: string[], sent: SentFramework[]): SentFramework[] {
  return sent.filter(({ framework, language }) => names.includes(frameworkName(frameworkId(framework, language))));
}

/** Somebody who is not here has no items. */
const noOne = { userIds: [] as number[], teamIds: [] as number[] };

function assignedOf({ members }: Library, parameters: Parameters): Assigned | null {
  const user = parameters.text('assigned_user') ?? '';
  const teams = parameters.texts('assigned_team').filter(Boolean);
  if (user !== '' && teams.length > 0)
    parameters.refuse("'assigned_user' and 'assigned_team' cannot be asked for together.");
  if (teams.length > 0) return { ...noOne, teamIds: teams.flatMap((name) => members.teamNamed(name) ?? []) };
  if (user === '') return null;
  if (user === 'assigned') return 'somebody';
  if (user === 'unassigned') return 'nobody';
  const userId = members.userNamed(user) ?? (isId(user) ? Number(user) : undefined);
  return { ...noOne, userIds: userId === undefined ? [] : [userId] };
}

function isId(text: string): boolean {
  return /^\d{1,15}$/.test(text);
}

/** Other projects are out of reach. */
function canBeHere(parameters: Parameters, projectId: number): boolean {
  const projects = parameters.commaList('project_ids');
  return projects.length === 0 || projects.includes(String(projectId));
}

function idsOf(parameters: Parameters): number[] | null {
  const ids = parameters.commaList('ids');
  if (ids.length === 0) return null;
  if (!ids.every(isId)) parameters.refuse("'ids' must be a list of integers.");
  return ids.filter(isId).map(Number);
}

/** A time without a zone is meant as it is on this computer. */
function timeOf(parameters: Parameters, name: string): number | null {
  const text = parameters.text(name);
  if (text === null || text === '') return null;
  const time = Date.parse(text);
  if (!Number.isNaN(time)) return time;
  parameters.refuse(`'${name}' must be a date or a time as in ISO 8601.`);
  return null;
}
