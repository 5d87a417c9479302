/** Which token the code for a project shows. */
import type { ProjectToken } from '../../shared/project.ts';

export interface ShownToken {
  /** Null when only its end is known, since it was made elsewhere. */
  secret: string | null;
  hint: string;
}

export interface ProjectOfToken {
  /** Not known while they are on their way. */
  tokens: readonly ProjectToken[] | undefined;
  /** Reports sent with the installation's own token land in it. */
  isFirst: boolean;
}

/**
 * A token of the project that can report and whose secret is known, else the end of one that is not; the installation's
 * own token for the first project and before there is any.
 */
export function tokenFor(project: ProjectOfToken | null, ownToken: string): ShownToken {
  const usable = (project?.tokens ?? []).filter(
    (token) => token.status === 'enabled' && token.scopes.some((scope) => scope.startsWith('post_')),
  );
  const known = usable.find((token) => token.secret !== null);
  if (known) return { secret: known.secret, hint: known.hint };
  const hint = usable[0]?.hint;
  return project === null || project.isFirst || hint === undefined
    ? { secret: ownToken, hint: ownToken.slice(-4) }
    : { secret: null, hint };
}
