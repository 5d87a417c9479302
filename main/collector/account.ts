/** The account of this installation: what programs with one of its tokens read and change. */
import type { Account, PeopleDesk } from '../protocols/account.ts';
import { projectDesk, tokenDesk } from './account-projects.ts';
import { inviteDesk, teamDesk, userDesk } from './account-teams.ts';
import type { Changes } from './changes.ts';
import type { CollectorContext } from './collector.ts';
import type { RateLimits } from './rate-limits.ts';

export interface AccountContext extends CollectorContext {
  changes: Changes;
  limits: RateLimits;
}

export function createAccount(context: AccountContext & { people: PeopleDesk }): Account {
  return {
    projects: projectDesk(context),
    tokens: tokenDesk(context),
    users: userDesk(context),
    teams: teamDesk(context),
    invites: inviteDesk(context),
    people: context.people,
  };
}
