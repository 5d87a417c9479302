/** The users and teams to whom programs assign items. */
import type { MemberShelf } from '../protocols/library.ts';
import type { CollectorContext } from './collector.ts';

export function memberShelf({ store }: CollectorContext): MemberShelf {
  const { users, teams } = store;
  return {
    userNamed: (name) => users.named(name)?.id,
    teamNamed: (name) => teams.named(name)?.id,
    isUser: (id) => users.byId(id) !== undefined,
    isTeam: (id) => teams.byId(id) !== undefined,
  };
}
