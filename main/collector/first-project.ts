/** A fresh installation has one project and one token, ready to be copied. */
import type { ProjectToken } from '../../shared/project.ts';
import type { CollectorContext } from './collector.ts';
import { newToken } from './tokens.ts';

const defaultName = 'My app';
const settingName = 'firstToken';

export interface FirstProject {
  token: string;
  firstProjectId: number;
}

/** Makes the project unless it is there, and its token good. */
export function ensureFirstProject(context: Pick<CollectorContext, 'store' | 'newUuid'>): FirstProject {
  const { store } = context;
  const token = store.settings.get(settingName);
  const known = typeof token === 'string' ? store.tokens.find(token) : undefined;
  if (typeof token === 'string' && known?.status === 'enabled') return { token, firstProjectId: known.projectId };
  return store.inTransaction((at) => {
    // Its token may have been revoked, or the project deleted.
    const isThere = known !== undefined && store.projects.byId(known.projectId) !== undefined;
    const projectId = isThere ? known.projectId : store.projects.create({ name: defaultName, namedBy: 'default', at });
    const made = store.tokens.ofProject(projectId).find(isUsable)?.secret ?? newToken(context, { projectId, at });
    store.settings.set(settingName, made);
    return { token: made, firstProjectId: projectId };
  });
}

/** Can it be shown, and can every kind of program report with it? */
function isUsable({ secret, status, scopes }: ProjectToken): boolean {
  return (
    secret !== null &&
    status === 'enabled' &&
    scopes.includes('post_server_item') &&
    scopes.includes('post_client_item')
  );
}
