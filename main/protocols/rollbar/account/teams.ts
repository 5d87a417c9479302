/** Teams, with the users and projects in them (rollbar.md 3.11). Unknown teams are a 403, as clients expect them. */
import { accessLevels, type Team } from '../../../../shared/account.ts';
import type { Account, MemberKind } from '../../account.ts';
import type { Method, Route } from '../../route.ts';
import { invalid, type Answer, type Request } from '../api/endpoint.ts';
import { numberIn } from '../api/identifiers.ts';
import { noSuchProject } from '../api/named-projects.ts';
import { pageOf, parametersOf } from '../api/parameters.ts';
import { accountId } from './account-id.ts';
import { accountEndpoint, done, refusedWith } from './account-endpoint.ts';

const longestName = 32;

export function teamRoutes(account: Account): Route[] {
  const { teams } = account;
  const ofTeam =
    (answer: (team: Team, asked: Request) => Answer) =>
    (asked: Request): Answer => {
      const team = teamIn(account, asked);
      return team ? answer(team, asked) : noSuchTeam;
    };
  return [
    accountEndpoint({
      ...{ method: 'GET', path: '/api/1/teams' },
      answer: ({ query }) => ({ result: teams.page(pageOf(query, { usual: 20 })).map(teamShape) }),
    }),
    accountEndpoint({ method: 'POST', path: '/api/1/teams', answer: (asked) => create(account, asked) }),
    accountEndpoint({
      ...{ method: 'GET', path: '/api/1/team/:id' },
      answer: ofTeam((team) => ({ result: teamShape(team) })),
    }),
    accountEndpoint({
      ...{ method: 'DELETE', path: '/api/1/team/:id' },
      answer: ofTeam((team) =>
        teams.remove(team.id) === 'built-in' ? refusedWith(422, `The team ${team.name} cannot be deleted.`) : done,
      ),
    }),
    accountEndpoint({
      ...{ method: 'GET', path: '/api/1/team/:id/users' },
      answer: ofTeam((team, { query }) => ({
        result: { users: teams.users(team.id, pageOf(query, { usual: 5000 })) },
      })),
    }),
    accountEndpoint({
      ...{ method: 'GET', path: '/api/1/team/:id/projects' },
      answer: ofTeam((team, { query }) => {
        const ids = teams.projects(team.id, pageOf(query, { usual: 20 }));
        return { result: ids.map((id) => ({ team_id: team.id, project_id: id })) };
      }),
    }),
    ...membershipRoutes(account, 'project'),
    ...membershipRoutes(account, 'user'),
  ];
}

export const noSuchTeam = refusedWith(403, 'Team not found in this account.');

export function teamIn({ teams }: Pick<Account, 'teams'>, { path }: Pick<Request, 'path'>): Team | undefined {
  return teams.byId(numberIn(path['id'] ?? ''));
}

export function teamShape({ id, name, accessLevel }: Team): Record<string, unknown> {
  return { id, account_id: accountId, name, access_level: accessLevel };
}

function create({ teams }: Account, { fields }: Request): Answer {
  const parameters = parametersOf(fields);
  const name = (parameters.text('name') ?? '').trim();
  if (name === '') parameters.refuse('name is missing and it is required.');
  if (name.length > longestName) parameters.refuse(`'name' must be at most ${String(longestName)} characters long.`);
  const accessLevel = parameters.oneOf('access_level', accessLevels);
  if (accessLevel === null) parameters.refuse(`'access_level' must be one of ${accessLevels.join(', ')}.`);
  const problem = parameters.problem();
  if (problem !== null || accessLevel === null) return invalid(problem ?? '');
  const team = teams.create({ name, accessLevel });
  return team === 'taken' ? invalid('A team with this name already exists.') : { result: teamShape(team) };
}

/** PUT, GET and DELETE of one user or project of a team. */
function membershipRoutes(account: Account, kind: MemberKind): Route[] {
  const { teams, users, projects } = account;
  const missing: Record<MemberKind, { here: Answer; inTeam: Answer }> = {
    user: {
      here: refusedWith(403, 'User not found in this account.'),
      inTeam: refusedWith(404, 'User is not on this Team.'),
    },
    project: { here: { refused: noSuchProject }, inTeam: refusedWith(404, 'Project is not in this Team.') },
  };
  const route = (method: Method, answer: (team: Team, id: number) => Answer, noTeam = noSuchTeam): Route =>
    accountEndpoint({
      ...{ method, path: `/api/1/team/:id/${kind}/:${kind}` },
      answer: (asked) => {
        const team = teamIn(account, asked);
        return team ? answer(team, numberIn(asked.path[kind] ?? '')) : noTeam;
      },
    });
  const shape = (team: Team, id: number): Answer => ({ result: { team_id: team.id, [`${kind}_id`]: id } });
  const isHere = (id: number): boolean => (kind === 'user' ? users : projects).byId(id) !== undefined;
  return [
    route('PUT', (team, id) => {
      if (!isHere(id)) return missing[kind].here;
      teams.add(kind, { teamId: team.id, id });
      return shape(team, id);
    }),
    route('GET', (team, id) => (teams.has(kind, { teamId: team.id, id }) ? shape(team, id) : missing[kind].inTeam)),
    route(
      'DELETE',
      (team, id) => {
        if (kind === 'user' && !teams.has(kind, { teamId: team.id, id })) return notForThisAccount;
        if (kind === 'user' && team.accessLevel === 'everyone')
          return refusedWith(422, 'Every user is on the team Everyone.');
        teams.takeOut(kind, { teamId: team.id, id });
        return done;
      },
      notForThisAccount,
    ),
  ];
}

/** Whether the team or the user is missing, the hosted service says this. */
const notForThisAccount = refusedWith(422, 'Team not found for this account');
