/** The users of this installation: a person adds them, to have somebody to assign items to. */
import type { User } from '../../shared/account.ts';
import { Refusal } from '../../shared/error-codes.ts';
import { everyoneId, type Store } from '../store/store.ts';
import type { CallContext } from './dispatch.ts';

/** Joins everyone, and the teams to which the address was invited. Refusals: `conflict`. */
export function createUser({ store }: CallContext, { username, email }: Omit<User, 'id'>): User {
  return store.inTransaction((at) => {
    refuseTaken(store, { id: 0, username, email });
    const id = store.users.create({ username, email });
    store.teams.users.add(everyoneId, id);
    for (const invite of store.invites.pending(email)) {
      store.teams.users.add(invite.teamId, id);
      store.invites.close(invite.id, 'accepted', at);
    }
    return { id, username, email };
  });
}

/** Refusals: `not-found`, `conflict`. */
export function changeUser({ store }: CallContext, user: User): User {
  return store.inTransaction(() => {
    if (!store.users.byId(user.id)) throw new Refusal('not-found', 'This user is not there any more.');
    refuseTaken(store, user);
    store.users.change(user);
    return user;
  });
}

function refuseTaken({ users }: Store, { id, username, email }: User): void {
  const others = [users.named(username), users.byEmail(email)].filter((other) => other && other.id !== id);
  if (others.length > 0) throw new Refusal('conflict', 'Another user has this name or address.');
}
