/** Which folders of this computer belong to which project, and which editor opens them. */
import * as v from 'valibot';
import type {
  EditorAnswer,
  EditorChoice,
  MappingsAnswer,
  MappingSuggestion,
  PathMapping,
  ProjectMappings,
  SourceSettings,
} from '../../shared/source.ts';
import { parseTemplate, problemsOf, suggestMappings } from '../source/source.ts';
import type { CallContext } from './dispatch.ts';
import { latestOccurrence } from './read-occurrences.ts';

const mappingsName = 'path-mappings';
const editorName = 'editor';

const keptMappings = v.array(
  v.object({ projectId: v.number(), mappings: v.array(v.object({ prefix: v.string(), folder: v.string() })) }),
);
const keptEditor = v.variant('kind', [
  v.object({ kind: v.literal('automatic') }),
  v.object({ kind: v.literal('known'), id: v.string() }),
  v.object({ kind: v.literal('own'), template: v.string() }),
]);

export async function readSourceSettings({ store, source }: CallContext): Promise<SourceSettings> {
  return {
    projects: projectsOf(store.settings.get(mappingsName)),
    editor: editorChoice(store),
    editors: await source.editors(),
  };
}

/** The folders of one project; none when it is not mapped. */
export function mappingsOf({ store }: Pick<CallContext, 'store'>, projectId: number): PathMapping[] {
  const projects = projectsOf(store.settings.get(mappingsName));
  return projects.find((each) => each.projectId === projectId)?.mappings ?? [];
}

export function editorChoice(store: CallContext['store']): EditorChoice {
  const kept = v.safeParse(keptEditor, store.settings.get(editorName));
  return kept.success ? kept.output : { kind: 'automatic' };
}

/** Saves all or nothing. */
export async function mapSource(
  context: CallContext,
  { projectId, mappings }: ProjectMappings,
): Promise<MappingsAnswer> {
  const problems = await problemsOf(mappings);
  if (problems.length > 0) return { kind: 'problems', problems };
  const { settings } = context.store;
  const others = projectsOf(settings.get(mappingsName)).filter((each) => each.projectId !== projectId);
  const kept = mappings.length === 0 ? others : [...others, { projectId, mappings }];
  settings.set(
    mappingsName,
    kept.map((each) => ({ ...each, mappings: each.mappings.map((mapping) => ({ ...mapping })) })),
  );
  return { kind: 'saved', settings: await readSourceSettings(context) };
}

export async function chooseSourceEditor(
  context: CallContext,
  { editor }: { editor: EditorChoice },
): Promise<EditorAnswer> {
  const parsed = editor.kind === 'own' ? parseTemplate(editor.template) : null;
  if (parsed && 'problem' in parsed) return { kind: 'problem', words: parsed.problem };
  if (editor.kind === 'known' && !(await context.source.editors()).some(({ id }) => id === editor.id))
    return { kind: 'problem', words: 'Stacktray does not know this editor.' };
  context.store.settings.set(editorName, { ...editor });
  return { kind: 'saved', settings: await readSourceSettings(context) };
}

/** Reading a report back takes a while; the latest few say enough. */
const itemsAsked = 8;

/** From the latest reports of the project. */
export async function suggestSource(
  context: CallContext,
  { projectId }: { projectId: number },
): Promise<MappingSuggestion[]> {
  const filter = { view: 'all' as const, projectId, environment: null, text: '' };
  const latestFirst = { sort: 'last', ascending: false, grouped: false } as const;
  const wanted = { filter, ...latestFirst, cursor: null, limit: itemsAsked };
  const { rows } = context.store.itemListing.page(wanted, context.now());
  const known = rows.filter(({ id }) => context.store.occurrences.latestOf(id) !== undefined);
  const views = await Promise.all(known.map(({ id }) => latestOccurrence(context, { itemId: id })));
  return suggestMappings(views.map(({ occurrence }) => occurrence));
}

function projectsOf(kept: unknown): ProjectMappings[] {
  const parsed = v.safeParse(keptMappings, kept);
  return parsed.success ? parsed.output : [];
}
