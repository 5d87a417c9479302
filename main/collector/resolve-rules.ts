/** By which rules items of a project are resolved, as a person has set them. */
import * as v from 'valibot';
import { Refusal } from '../../shared/error-codes.ts';
import type { ResolveRules } from '../../shared/resolve-rules.ts';
import type { CollectorContext } from './collector.ts';

const kept = v.object({ quietDays: v.nullable(v.number()), byCommits: v.boolean() });
const none: ResolveRules = { quietDays: null, byCommits: false };

export function resolveRules({ store }: Pick<CollectorContext, 'store'>, { id }: { id: number }): ResolveRules {
  const parsed = v.safeParse(kept, store.settings.get(settingOf(id)));
  return parsed.success ? parsed.output : none;
}

/** What is committed before commits count is none of their business. Refusals: `not-found`. */
export function changeResolveRules(
  { store }: Pick<CollectorContext, 'store'>,
  { id, rules }: { id: number; rules: ResolveRules },
): ResolveRules {
  if (!store.projects.byId(id)) throw new Refusal('not-found', 'This project is not there any more.');
  if (rules.byCommits && !resolveRules({ store }, { id }).byCommits) store.settings.set(commitsSeenIn(id), null);
  store.settings.set(settingOf(id), { ...rules });
  return rules;
}

/** The projects that have rules of which something is switched on, with what is. */
export function projectsWithRules(context: Pick<CollectorContext, 'store'>): { id: number; rules: ResolveRules }[] {
  return context.store.projects
    .records()
    .map(({ id }) => ({ id, rules: resolveRules(context, { id }) }))
    .filter(({ rules }) => rules.quietDays !== null || rules.byCommits);
}

/** The setting that says which commits have been looked at. */
export function commitsSeenIn(projectId: number): string {
  return `commits-seen ${String(projectId)}`;
}

function settingOf(projectId: number): string {
  return `resolve-rules ${String(projectId)}`;
}
