/**
 * Where a person wants it, a deploy that succeeded resolves what is active in its environment, in its revision
 * (rollbar.md 4.8): what comes from an older version afterwards leaves it resolved.
 */
import type { Deploy } from '../../shared/deploy.ts';
import { Refusal } from '../../shared/error-codes.ts';
import { carryOut } from './apply-triage.ts';
import type { CollectorContext } from './collector.ts';
import { longestVersion } from './offer-versions.ts';

/** The names of the project's environments whose items are resolved by deploys. */
export function resolvingEnvironments({ store }: Pick<CollectorContext, 'store'>, projectId: number): string[] {
  const names = store.settings.get(settingOf(projectId));
  return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
}

/** Refusals: `not-found`. */
export function changeResolvingEnvironments(
  { store }: Pick<CollectorContext, 'store'>,
  { id, environments }: { id: number; environments: string[] },
): string[] {
  if (!store.projects.byId(id)) throw new Refusal('not-found', 'This project is not there any more.');
  const names = [...new Set(environments)];
  store.inTransaction(() => {
    store.settings.set(settingOf(id), names);
  });
  return names;
}

/** Within the transaction that writes the deploy, at `at`. Returns the items that it has resolved. */
export function resolveOnDeploy(
  context: Pick<CollectorContext, 'store' | 'newUuid'>,
  { projectId, environment, revision, status }: Pick<Deploy, 'projectId' | 'environment' | 'revision' | 'status'>,
  at: number,
): number[] {
  const { store } = context;
  if (status !== 'succeeded' || !resolvingEnvironments(context, projectId).includes(environment)) return [];
  const itemIds = store.items.activeIn(projectId, store.environments.idOf(projectId, environment));
  const inVersion = revision.length > longestVersion ? null : revision;
  const command = { id: context.newUuid(), at, kind: 'resolve' as const, itemIds, inVersion };
  return carryOut(context, command, { by: 'deploy' }).applied;
}

function settingOf(projectId: number): string {
  return `resolve-on-deploy ${String(projectId)}`;
}
