/** A project is a source of reports with a key of its own. */

export interface Project {
  id: number;
  name: string;
  createdAt: number;
  /** Null until its first report. */
  lastReportAt: number | null;
  activeItems: number;
  environments: string[];
  /** Null for what the page chooses. */
  colour: ProjectColour | null;
  icon: ProjectIcon | null;
  /** Out of the way since then; null when it is not. */
  archivedAt: number | null;
}

/** Numbers of the design's dots. */
export const projectColours = [1, 2, 3, 4, 5, 6, 7, 8] as const;
export type ProjectColour = (typeof projectColours)[number];

export const projectIcons = [
  ...(['globe', 'server', 'phone', 'terminal', 'database', 'chip'] as const),
  ...(['cart', 'card', 'mail', 'book', 'robot', 'game', 'flask', 'rocket'] as const),
] as const;
export type ProjectIcon = (typeof projectIcons)[number];

/** A key that applications send. The secret is known only for tokens that were made here to be shown again. */
export interface ProjectToken {
  id: number;
  projectId: number;
  name: string;
  secret: string | null;
  /** The last characters, to tell tokens apart. */
  hint: string;
  scopes: TokenScope[];
  status: 'enabled' | 'disabled';
  createdAt: number;
  /** Null for none. */
  limit: RateLimit | null;
}

export const tokenScopes = ['post_server_item', 'post_client_item', 'read', 'write'] as const;
export type TokenScope = (typeof tokenScopes)[number];

/** At most `count` requests in `seconds`, from the first request on. */
export interface RateLimit {
  count: number;
  seconds: number;
}
