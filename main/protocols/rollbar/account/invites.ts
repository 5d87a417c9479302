/** Invites to teams (rollbar.md 3.11). They are kept and answered for; nobody is written to, and the answer says so. */
import type { Invite } from '../../../../shared/account.ts';
import type { Account } from '../../account.ts';
import type { Route } from '../../route.ts';
import { invalid, seconds, type Answer, type Request } from '../api/endpoint.ts';
import { numberIn } from '../api/identifiers.ts';
import { pageOf, parametersOf } from '../api/parameters.ts';
import { accountEndpoint, done, refusedWith } from './account-endpoint.ts';
import { noSuchTeam, teamIn } from './teams.ts';

const noMail =
  'Stacktray sends no e-mail: the invite stays pending until a user with this address is added in its settings.';

export function inviteRoutes(account: Account): Route[] {
  const { invites } = account;
  return [
    accountEndpoint({
      ...{ method: 'POST', path: '/api/1/team/:id/invites' },
      answer: (asked) => create(account, asked),
    }),
    accountEndpoint({
      ...{ method: 'GET', path: '/api/1/team/:id/invites' },
      answer: (asked) => {
        const team = teamIn(account, asked);
        return team ? list(account, asked, team.id) : noSuchTeam;
      },
    }),
    accountEndpoint({
      ...{ method: 'GET', path: '/api/1/invites' },
      answer: (asked) => list(account, asked, null),
    }),
    accountEndpoint({
      ...{ method: 'GET', path: '/api/1/invite/:id' },
      answer: ({ path }) => {
        const invite = invites.byId(numberIn(path['id'] ?? ''));
        return invite ? { result: inviteShape(invite) } : noSuchInvite;
      },
    }),
    accountEndpoint({
      ...{ method: 'DELETE', path: '/api/1/invite/:id' },
      answer: ({ path }) => {
        const outcome = invites.cancel(numberIn(path['id'] ?? ''));
        if (outcome.kind === 'missing') return noSuchInvite;
        return outcome.kind === 'closed' ? refusedWith(422, `Invite already ${outcome.status}`) : done;
      },
    }),
  ];
}

const noSuchInvite = refusedWith(404, 'Invite not found');

function list({ invites }: Account, { query }: Request, teamId: number | null): Answer {
  const email = query.get('email') ?? '';
  const part = pageOf(query, { usual: 5000 });
  return { result: invites.page({ ...part, teamId, email: email === '' ? null : email }).map(inviteShape) };
}

/** `message` stands beside the result, where clients look for it only when something failed. */
function create(account: Account, asked: Request): Answer {
  const team = teamIn(account, asked);
  if (!team) return noSuchTeam;
  const parameters = parametersOf(asked.fields);
  const email = (parameters.text('email') ?? '').trim();
  if (email === '') parameters.refuse('email is missing and it is required.');
  if (email.length > 254 || !/^[^\s@]+@[^\s@]+$/.test(email)) parameters.refuse("'email' must be an e-mail address.");
  const problem = parameters.problem();
  if (problem !== null) return invalid(problem);
  const invite = account.invites.create(team.id, email);
  const said = invite.status === 'pending' ? { message: noMail } : {};
  const body = JSON.stringify({ err: 0, result: inviteShape(invite), ...said });
  return { reply: { status: 200, headers: { 'Content-Type': 'application/json; charset=utf-8' }, body } };
}

function inviteShape(invite: Invite): Record<string, unknown> {
  return {
    ...{ id: invite.id, from_user_id: invite.fromUserId, team_id: invite.teamId, to_email: invite.email },
    ...{ status: invite.status, date_created: seconds(invite.createdAt), date_redeemed: seconds(invite.redeemedAt) },
  };
}
