/** Projects that a person makes and names. */
import type { ParamsOf } from '../../shared/contract.ts';
import { Refusal } from '../../shared/error-codes.ts';
import type { Project } from '../../shared/project.ts';
import type { CallContext } from './dispatch.ts';
import { newToken } from './tokens.ts';

/** A new project with a token of its own. */
export function createProject(context: CallContext, { name }: { name: string }): Project {
  const id = context.store.inTransaction((at) => {
    const projectId = context.store.projects.create({ name, namedBy: 'person', at });
    newToken(context, { projectId, at });
    return projectId;
  });
  return changedProject(context, id);
}

/** Refusals: `not-found`. */
export function renameProject(context: CallContext, { id, name }: { id: number; name: string }): Project {
  context.store.projects.rename(id, name);
  return changedProject(context, id);
}

/** Refusals: `not-found`. */
export function markProject(context: CallContext, { id, colour, icon }: ParamsOf<'projects.mark'>): Project {
  context.store.projects.mark(id, { colour, icon });
  return changedProject(context, id);
}

/** One that is archived already keeps its time. Refusals: `not-found`. */
export function archiveProject(context: CallContext, { id, isArchived }: ParamsOf<'projects.archive'>): Project {
  const { store, now } = context;
  const since = store.projects.byId(id)?.archivedAt ?? now();
  store.projects.archive(id, isArchived ? since : null);
  return changedProject(context, id);
}

function changedProject({ store, changes }: CallContext, id: number): Project {
  const project = store.projects.byId(id);
  if (!project) throw new Refusal('not-found', 'This project is not there any more.');
  changes.publish({ projects: true });
  return project;
}
