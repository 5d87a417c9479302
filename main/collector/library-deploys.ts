/** Deploys for programs. What was started and never heard of again has timed out after an hour (rollbar.md 3.3). */
import type { DeployShelf } from '../protocols/library.ts';
import type { Changes } from './changes.ts';
import type { CollectorContext } from './collector.ts';
import { resolveOnDeploy } from './resolve-on-deploy.ts';

const timeOutMs = 60 * 60_000;

export function deployShelf(context: CollectorContext & { changes: Changes }): DeployShelf {
  const { store, now, changes } = context;
  const timeOut = (): void => {
    store.deploys.timeOut(now() - timeOutMs, timeOutMs);
  };
  return {
    create: (deploy) => {
      const id = store.inTransaction((at) => {
        const { projectId, environment, revision } = deploy;
        const environmentId = store.environments.idOf(projectId, environment);
        // A revision is a version of which nothing has been heard yet (rollbar.md 3.4).
        store.versions.idOf({ projectId, environmentId, name: revision }, at);
        const made = store.deploys.create({ ...deploy, environmentId }, at);
        changes.publish({ itemIds: resolveOnDeploy(context, deploy, at), projects: true });
        return made;
      });
      return id;
    },
    byId: (projectId, id) => {
      timeOut();
      return store.deploys.byId(projectId, id);
    },
    page: (projectId, wanted) => {
      timeOut();
      return store.deploys.page({ projectId, ...wanted });
    },
    update: (projectId, id, change) =>
      store.inTransaction((at) => {
        timeOut();
        const deploy = store.deploys.byId(projectId, id);
        if (!deploy) return 'missing';
        if (deploy.status !== 'started') return 'not-started';
        store.deploys.update(id, { ...change, at });
        const itemIds = resolveOnDeploy(context, { ...deploy, status: change.status }, at);
        if (itemIds.length > 0) changes.publish({ itemIds, projects: true });
        return store.deploys.byId(projectId, id) ?? 'missing';
      }),
  };
}
