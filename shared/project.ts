/** A project is a source of reports with a key of its own. */

export interface Project {
  id: number;
  name: string;
  createdAt: number;
  /** Null until its first report. */
  lastReportAt: number | null;
  activeItems: number;
  environments: string[];
}

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
