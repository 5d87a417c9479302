/** The calls of the contract about projects. */
import * as v from 'valibot';
import { call } from './call.ts';
import { projectColours, projectIcons, type Project, type ProjectToken } from './project.ts';

const id = v.pipe(v.number(), v.integer(), v.minValue(1));

const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(64));

export const projectCalls = {
  /** Projects that have had a report or were made by hand, oldest first; archived ones, too. */
  'projects.list': call<Project[]>()(v.strictObject({})),
  'projects.create': call<Project>()(v.strictObject({ name })),
  'projects.rename': call<Project>()(v.strictObject({ id, name })),
  'projects.tokens': call<ProjectToken[]>()(v.strictObject({ id })),
  /** The environments in which a deploy that succeeded resolves everything that is active. */
  'projects.resolvingEnvironments': call<string[]>()(v.strictObject({ id })),
  /** Refusals: `not-found`. */
  'projects.changeResolvingEnvironments': call<string[]>()(
    v.strictObject({ id, environments: v.pipe(v.array(v.pipe(v.string(), v.maxLength(255))), v.maxLength(1000)) }),
  ),
  /** Nothing shows it or its items any more, and its tokens are refused. What was reported stays on disk. */
  'projects.remove': call<null>()(v.strictObject({ id })),
  /** Null for what Stacktray chooses. Refusals: `not-found`. */
  'projects.mark': call<Project>()(
    v.strictObject({ id, colour: v.nullable(v.picklist(projectColours)), icon: v.nullable(v.picklist(projectIcons)) }),
  ),
  /**
   * Puts it out of the way, or brings it back. Of an archived one items are only listed where it is asked for by itself,
   * and nothing notifies; its reports are taken as before, and nothing of it is lost. Refusals: `not-found`.
   */
  'projects.archive': call<Project>()(v.strictObject({ id, isArchived: v.boolean() })),
} as const;
