/** Deploys for programs (rollbar.md 3.3). */
import type { DeployShelf } from '../protocols/library.ts';
import type { Changes } from './changes.ts';
import type { CollectorContext } from './collector.ts';
import { resolveOnDeploy } from './resolve-on-deploy.ts';
import { timeOutDeploys } from './time-out-deploys.ts';

export function deployShelf(context: CollectorContext & { changes: Changes }): DeployShelf {
  const { store, changes } = context;
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
      timeOutDeploys(context);
      return store.deploys.byId(projectId, id);
    },
    page: (projectId, wanted) => {
      timeOutDeploys(context);
      return store.deploys.page({ projectId, ...wanted });
    },
    update: (projectId, id, change) =>
      store.inTransaction((at) => {
        timeOutDeploys(context);
        const deploy = store.deploys.byId(projectId, id);
        if (!deploy) return 'missing';
        if (deploy.status !== 'started') return 'not-started';
        store.deploys.update(id, { ...change, at });
        const itemIds = resolveOnDeploy(context, { ...deploy, status: change.status }, at);
        changes.publish({ itemIds, projects: true });
        return store.deploys.byId(projectId, id) ?? 'missing';
      }),
  };
}
