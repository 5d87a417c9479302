/** A fresh installation has one project and one token, ready to be copied. */
import type { CollectorContext } from './collector.ts';
import { newToken } from './tokens.ts';

const defaultName = 'My app';
const settingName = 'firstToken';

/** Makes the project unless it is there, and returns its token. */
export function ensureFirstProject(context: CollectorContext): string {
  const { store } = context;
  const known = store.settings.get(settingName);
  if (typeof known === 'string') return known;
  return store.inTransaction((at) => {
    const projectId = store.projects.create({ name: defaultName, namedBy: 'default', at });
    const token = newToken(context, { projectId, at });
    store.settings.set(settingName, token);
    return token;
  });
}
