/** Users (rollbar.md 3.11). */
import type { Account, AccountProject } from '../../account.ts';
import type { Route } from '../../route.ts';
import type { User } from '../../../../shared/account.ts';
import type { Answer, Request } from '../api/endpoint.ts';
import { numberIn } from '../api/identifiers.ts';
import { accountId } from './account-id.ts';
import { accountEndpoint, refusedWith } from './account-endpoint.ts';
import { teamShape } from './teams.ts';

export function userRoutes({ users }: Account): Route[] {
  const ofUser =
    (answer: (user: User) => unknown) =>
    (asked: Request): Answer => {
      const user = users.byId(numberIn(asked.path['id'] ?? ''));
      return user ? { result: answer(user) } : refusedWith(404, 'User not found in this account.');
    };
  return [
    accountEndpoint({
      ...{ method: 'GET', path: '/api/1/users' },
      answer: ({ query }) => {
        const email = query.get('email')?.toLowerCase() ?? '';
        const found = users.list().filter((user) => email === '' || user.email.toLowerCase() === email);
        return { result: { users: found } };
      },
    }),
    accountEndpoint({
      ...{ method: 'GET', path: '/api/1/user/:id' },
      answer: ofUser((user) => ({ ...user, email_enabled: 0 })),
    }),
    accountEndpoint({
      ...{ method: 'GET', path: '/api/1/user/:id/teams' },
      answer: ofUser((user) => ({ teams: users.teams(user.id).map(teamShape) })),
    }),
    accountEndpoint({
      ...{ method: 'GET', path: '/api/1/user/:id/projects' },
      answer: ofUser((user) => ({ projects: users.projects(user.id).map(projectOfUser) })),
    }),
  ];
}

function projectOfUser({ id, name }: AccountProject): Record<string, unknown> {
  return { id, slug: name, account_id: accountId, status: 1 };
}
