/** The account's side of Rollbar's API (rollbar.md 3.10, 3.11): all its routes. */
import type { Account } from '../../account.ts';
import type { Route } from '../../route.ts';
import { inviteRoutes } from './invites.ts';
import { peopleRoutes } from './people.ts';
import { projectRoutes } from './projects.ts';
import { teamRoutes } from './teams.ts';
import { projectTokenRoutes } from './project-tokens.ts';
import { userRoutes } from './users.ts';

export function accountRoutes(account: Account): Route[] {
  return [
    ...projectRoutes(account),
    ...projectTokenRoutes(account),
    ...userRoutes(account),
    ...teamRoutes(account),
    ...inviteRoutes(account),
    ...peopleRoutes(account),
  ];
}
