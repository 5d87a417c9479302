/**
 * What programs with a token of the account may read and change: projects and their tokens, users, teams and invites.
 * The collector implements it; a test can, too. Who asks has been authorized before. Synchronous.
 */
import type { Invite, Team, User } from '../../shared/account.ts';
import type { ProjectToken, RateLimit, TokenScope } from '../../shared/project.ts';
import type { Part } from './library.ts';

export interface Account {
  projects: ProjectDesk;
  tokens: TokenDesk;
  users: UserDesk;
  teams: TeamDesk;
  invites: InviteDesk;
  people: PeopleDesk;
}

/** Times are unix milliseconds. */
export interface AccountProject {
  id: number;
  name: string;
  createdAt: number;
  modifiedAt: number;
}

export interface ProjectDesk {
  /** Oldest first. */
  list(): AccountProject[];
  byId(id: number): AccountProject | undefined;
  /** With one token for each scope, as the hosted service makes them. */
  create(name: string): AccountProject | 'taken';
  /** It is not shown any more, and its tokens are disabled. */
  remove(id: number): 'removed' | 'missing';
}

/** A token of a project. Its secret is null when it was shown once, or never known. */
export interface AccountProjectToken extends ProjectToken {
  /** Names the token in paths without telling it. */
  publicId: string;
  /** `legacy` ones can be shown again, the others are shown when they are made. */
  kind: 'legacy' | 'v1' | 'v2';
  /** Unix milliseconds. */
  modifiedAt: number;
  window: { startedAt: number; used: number };
}

export interface NewProjectToken {
  name: string;
  scopes: TokenScope[];
  status: ProjectToken['status'];
  kind: AccountProjectToken['kind'];
  limit: RateLimit | null;
}

/** What is left out stays as it is; of a limit each half. */
export interface ProjectTokenChange {
  name?: string;
  scopes?: TokenScope[];
  status?: ProjectToken['status'];
  limit?: Partial<RateLimit>;
}

/** A team has users and projects. */
export type MemberKind = 'user' | 'project';

/** A `key` is a token or its public id. */
export interface TokenDesk {
  /** Oldest first. */
  of(projectId: number): AccountProjectToken[];
  /** With its secret, whatever its kind. */
  create(projectId: number, token: NewProjectToken): AccountProjectToken;
  change(projectId: number, key: string, change: ProjectTokenChange): 'changed' | 'missing';
  remove(projectId: number, key: string): 'removed' | 'missing';
}

export interface UserDesk {
  /** Oldest first. */
  list(): User[];
  byId(id: number): User | undefined;
  teams(userId: number): Team[];
  projects(userId: number): AccountProject[];
}

export interface TeamDesk {
  page(part: Part): Team[];
  byId(id: number): Team | undefined;
  create(team: Pick<Team, 'name' | 'accessLevel'>): Team | 'taken';
  /** The two that are always there stay. */
  remove(id: number): 'removed' | 'missing' | 'built-in';
  users(teamId: number, part: Part): User[];
  /** Ids. */
  projects(teamId: number, part: Part): number[];
  ofProject(projectId: number): Team[];
  /** A team and a user or a project, both of which are there. */
  has(kind: MemberKind, team: { teamId: number; id: number }): boolean;
  add(kind: MemberKind, team: { teamId: number; id: number }): void;
  takeOut(kind: MemberKind, team: { teamId: number; id: number }): void;
}

export interface InviteDesk {
  byId(id: number): Invite | undefined;
  /** Null does not filter. */
  page(wanted: Part & { teamId: number | null; email: string | null }): Invite[];
  /** Somebody who is here already joins at once. No e-mail is sent. */
  create(teamId: number, email: string): Invite;
  /** Only a pending one can be; else its status as it stays. */
  cancel(id: number): { kind: 'canceled' } | { kind: 'missing' } | { kind: 'closed'; status: Invite['status'] };
}

/** Whom somebody wants to have deleted. */
export interface WantedPerson {
  by: 'email' | 'username' | 'id';
  value: string;
}

/** Jobs that delete a person in all projects. */
export interface PeopleDesk {
  /** Returns the id of the job, which has not begun yet. */
  create(wanted: WantedPerson): number;
  /** Undefined when there is no such job. */
  stateOf(id: number): 'new' | 'running' | 'success' | 'failed' | undefined;
}
