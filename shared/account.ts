/** The one account of an installation: who its users are, and the keys that reach all of its projects. */

export const accountScopes = ['read', 'write'] as const;
export type AccountScope = (typeof accountScopes)[number];

/** A key for programs that look after projects. Its secret is shown once, when it is made, and stored nowhere. */
export interface AccountToken {
  id: number;
  name: string;
  /** The last characters, to tell tokens apart. */
  hint: string;
  scopes: AccountScope[];
  status: 'enabled' | 'disabled';
  createdAt: number;
}

/** Somebody to whom items can be assigned. Users do not log in: whoever sits at this computer is all of them. */
export interface User {
  id: number;
  username: string;
  email: string;
}

export const accessLevels = ['standard', 'light', 'view'] as const;

export interface Team {
  id: number;
  name: string;
  /** `owner` and `everyone` are the two teams that are always there. */
  accessLevel: (typeof accessLevels)[number] | 'owner' | 'everyone';
}

export const inviteStatuses = ['pending', 'accepted', 'rejected', 'canceled'] as const;

/** No e-mail is ever sent: an invite waits until a user with its address is made. */
export interface Invite {
  id: number;
  fromUserId: number;
  teamId: number;
  email: string;
  status: (typeof inviteStatuses)[number];
  /** Unix milliseconds. */
  createdAt: number;
  redeemedAt: number | null;
}
