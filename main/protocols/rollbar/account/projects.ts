/** Projects (rollbar.md 3.10). */
import type { Account, AccountProject } from '../../account.ts';
import type { Route } from '../../route.ts';
import { endpoint, invalid, seconds, type Answer, type Request } from '../api/endpoint.ts';
import { numberIn } from '../api/identifiers.ts';
import { noSuchProject } from '../api/named-projects.ts';
import { parametersOf } from '../api/parameters.ts';
import { accountId } from './account-id.ts';
import { accountEndpoint, done } from './account-endpoint.ts';

/** In characters: the hosted service's limit, and this installation's. */
const longestName = { strict: 32, usual: 64 };

export function projectRoutes({ projects, teams }: Account): Route[] {
  const idOf = ({ path }: Request): number => numberIn(path['id'] ?? '');
  return [
    accountEndpoint({
      ...{ method: 'GET', path: '/api/1/projects' },
      answer: () => ({ result: projects.list().map(projectShape) }),
    }),
    accountEndpoint({
      ...{ method: 'POST', path: '/api/1/projects' },
      answer: (asked) => create({ projects }, asked),
    }),
    accountEndpoint({
      ...{ method: 'GET', path: '/api/1/project/:id' },
      answer: (asked) => {
        const project = projects.byId(idOf(asked));
        return project ? { result: projectShape(project) } : { refused: noSuchProject };
      },
    }),
    accountEndpoint({
      ...{ method: 'DELETE', path: '/api/1/project/:id' },
      answer: (asked) => (projects.remove(idOf(asked)) === 'removed' ? done : { refused: noSuchProject }),
    }),
    accountEndpoint({
      ...{ method: 'GET', path: '/api/1/project/:id/teams' },
      answer: (asked) => {
        const id = idOf(asked);
        if (!projects.byId(id)) return { refused: noSuchProject };
        const flags = parametersOf(asked.query);
        const isLeftOut = { owner: flags.flag('exclude_owners_team'), builtIn: flags.flag('exclude_builtin_teams') };
        const found = teams.ofProject(id).filter(({ accessLevel }) => {
          const isOwner = accessLevel === 'owner';
          if (isOwner && isLeftOut.owner === true) return false;
          return !((isOwner || accessLevel === 'everyone') && isLeftOut.builtIn === true);
        });
        const problem = flags.problem();
        if (problem !== null) return invalid(problem);
        return { result: found.map((team) => ({ team_id: team.id, project_id: id })) };
      },
    }),
  ];
}

/** The project of the token itself, for a client that asks so (rollbar.md 3.10). */
export function ownProjectRoute({ projects }: Account): Route {
  return endpoint({
    ...{ method: 'GET', path: '/api/1/project', scopes: ['read'] },
    answer: ({ projectId }) => {
      const project = projects.byId(projectId);
      return project ? { result: projectShape(project) } : { refused: noSuchProject };
    },
  });
}

function create({ projects }: Pick<Account, 'projects'>, { fields, isStrict }: Request): Answer {
  const parameters = parametersOf(fields);
  const name = (parameters.text('name') ?? '').trim();
  if (name === '') parameters.refuse('name is missing and it is required.');
  const most = isStrict ? longestName.strict : longestName.usual;
  if (name.length > most) parameters.refuse(`'name' must be at most ${String(most)} characters long.`);
  if (isStrict && !/^[a-z][\w .,-]*$/i.test(name))
    parameters.refuse("'name' must start with a letter and hold letters, digits, spaces and _ - . , only.");
  const source = parameters.id('source_project_id');
  const problem = parameters.problem();
  if (problem !== null) return invalid(problem);
  // Projects have no settings of their own here, so there is nothing to copy.
  if (source !== null && !projects.byId(source)) return { refused: noSuchProject };
  const project = projects.create(name);
  return project === 'taken' ? invalid('A project with this name already exists.') : { result: projectShape(project) };
}

/** The settings are those of every project here. */
function projectShape(project: AccountProject): Record<string, unknown> {
  return {
    ...{ id: project.id, account_id: accountId, status: 'enabled', name: project.name },
    date_created: seconds(project.createdAt),
    date_modified: seconds(project.modifiedAt),
    settings_data: {
      ...{ time_format: '24h', timezone: 'GMT', integrations: {}, encryption_at_rest: false },
      grouping: { auto_upgrade: false, recent_versions: ['st1'] },
    },
  };
}
