/** A fresh installation has one project and one token, ready to be copied. */
import type { CollectorContext } from './collector.ts';
import { newToken } from './tokens.ts';

const defaultName = 'My app';
const settingName = 'firstToken';

export interface FirstProject {
  token: string;
  firstProjectId: number;
}

/** Makes the project unless it is there. */
export function ensureFirstProject(context: CollectorContext): FirstProject {
  const { store } = context;
  const token = store.settings.get(settingName);
  const known = typeof token === 'string' ? store.tokens.find(token) : undefined;
  if (typeof token === 'string' && known) return { token, firstProjectId: known.projectId };
  return store.inTransaction((at) => {
    const projectId = store.projects.create({ name: defaultName, namedBy: 'default', at });
    const made = newToken(context, { projectId, at });
    store.settings.set(settingName, made);
    return { token: made, firstProjectId: projectId };
  });
}
