/** Users, teams and invites for programs with a token of the account. */
import type { InviteDesk, MemberKind, TeamDesk, UserDesk } from '../protocols/account.ts';
import { ownersId, type Store } from '../store/store.ts';
import type { AccountContext } from './account.ts';

export function userDesk({ store }: AccountContext): UserDesk {
  return {
    list: store.users.list,
    byId: store.users.byId,
    teams: store.teams.users.teamsOf,
    projects: (userId) => {
      const ids = new Set(store.teams.projects.ofUser(userId));
      return store.projects.records().filter(({ id }) => ids.has(id));
    },
  };
}

export function teamDesk({ store }: AccountContext): TeamDesk {
  const { teams } = store;
  const members = (kind: MemberKind): Store['teams']['users' | 'projects'] => teams[`${kind}s`];
  return {
    page: teams.page,
    byId: teams.byId,
    create: ({ name, accessLevel }) => {
      if (teams.named(name)) return 'taken';
      return { id: store.inTransaction(() => teams.create({ name, accessLevel })), name, accessLevel };
    },
    remove: (id) => {
      const team = teams.byId(id);
      if (!team) return 'missing';
      if (team.accessLevel === 'owner' || team.accessLevel === 'everyone') return 'built-in';
      store.inTransaction(() => {
        teams.remove(id);
      });
      return 'removed';
    },
    users: teams.users.of,
    projects: teams.projects.of,
    ofProject: teams.projects.teamsOf,
    has: (kind, { teamId, id }) => members(kind).has(teamId, id),
    add: (kind, { teamId, id }) => {
      store.inTransaction(() => {
        members(kind).add(teamId, id);
      });
    },
    takeOut: (kind, { teamId, id }) => {
      store.inTransaction(() => {
        members(kind).remove(teamId, id);
      });
    },
  };
}

export function inviteDesk({ store }: AccountContext): InviteDesk {
  const { invites, users, teams } = store;
  return {
    byId: invites.byId,
    page: invites.page,
    create: (teamId, email) =>
      store.inTransaction((at) => {
        const waiting = invites.pending(email).find((invite) => invite.teamId === teamId);
        if (waiting) return waiting;
        const user = users.byEmail(email);
        if (user) teams.users.add(teamId, user.id);
        const [status, redeemedAt] = user ? (['accepted', at] as const) : (['pending', null] as const);
        return invites.create({ fromUserId: firstUserId(store), teamId, email, status, createdAt: at, redeemedAt });
      }),
    cancel: (id) => {
      const invite = invites.byId(id);
      if (!invite) return { kind: 'missing' };
      if (invite.status !== 'pending') return { kind: 'closed', status: invite.status };
      store.inTransaction(() => {
        invites.close(id, 'canceled', null);
      });
      return { kind: 'canceled' };
    },
  };
}

/** Whoever sits here is an owner. */
function firstUserId({ teams }: Store): number {
  return teams.users.of(ownersId, { offset: 0, limit: 1 })[0]?.id ?? 1;
}
