/** Which folders of this computer hold the code, which editor opens it, and what the disk says about a frame. */
import type {
  EditorChoice,
  FrameAddress,
  MappingProblem,
  MappingSuggestion,
  PathMapping,
  SourceSettings,
} from '../../shared/source.ts';
import { codeOf, errorWords, type ErrorWords } from './error-words.ts';
import { createFrameDisk, type FrameDisk } from './frame-disk.svelte.ts';
import type { Surroundings } from './surroundings.ts';
import type { Toasts } from './toasts.svelte.ts';

export type SourceState = ReturnType<typeof createSource>;

/** Lets a person choose a folder; null when they choose none. */
export type ChooseFolder = () => Promise<string | null>;

const nothing: readonly PathMapping[] = [];

export function createSource({ client }: Surroundings, toasts: Toasts, chooseFolder: ChooseFolder | null) {
  let settings = $state.raw<SourceSettings | null>(null);
  let suggestions = $state.raw<Record<number, MappingSuggestion[]>>({});
  let failure = $state.raw<ErrorWords | null>(null);
  /** Of the occurrence that was looked at last. */
  let disks = new Map<string, FrameDisk>();
  let disksOf: number | null = null;

  /** The answer, or null with `failure` saying why there is none. */
  async function ask<Answer>(call: () => Promise<Answer>): Promise<Answer | null> {
    try {
      const answer = await call();
      failure = null;
      return answer;
    } catch (error) {
      failure = errorWords[codeOf(error)];
      return null;
    }
  }
  const mappingsOf = (projectId: number): readonly PathMapping[] =>
    settings?.projects.find((each) => each.projectId === projectId)?.mappings ?? nothing;

  return {
    /** Null until the collector has answered. */
    get settings() {
      return settings;
    },
    get suggestions() {
      return suggestions;
    },
    get failure() {
      return failure;
    },
    /** Null where the window cannot ask for a folder: in a browser. */
    chooseFolder,
    mappingsOf,
    isMapped: (projectId: number): boolean => mappingsOf(projectId).length > 0,
    async load() {
      settings = (await ask(() => client.call('source.settings', {}))) ?? settings;
    },
    async suggest(projectId: number) {
      const found = await ask(() => client.call('source.suggest', { projectId }));
      if (found) suggestions = { ...suggestions, [projectId]: found };
    },
    /** What has to be put right; empty when it was saved. */
    async map(projectId: number, mappings: PathMapping[]): Promise<MappingProblem[] | null> {
      const answer = await ask(() => client.call('source.map', { projectId, mappings }));
      if (answer?.kind === 'problems') return answer.problems;
      if (!answer) return null;
      settings = answer.settings;
      disks = new Map();
      return [];
    },
    /** What is wrong with the choice; null when it was saved. */
    async chooseEditor(editor: EditorChoice): Promise<string | null> {
      const answer = await ask(() => client.call('source.chooseEditor', { editor }));
      if (answer?.kind === 'saved') settings = answer.settings;
      return answer?.kind === 'problem' ? answer.words : null;
    },
    /** The disk's side of a frame, the same for as long as its occurrence is looked at. */
    frame(projectId: number, address: FrameAddress): FrameDisk {
      if (disksOf !== address.occurrenceId) {
        disks = new Map();
        disksOf = address.occurrenceId;
      }
      const key = `${String(address.exception)}:${String(address.frame)}`;
      const known = disks.get(key);
      if (known) return known;
      const disk = createFrameDisk(client, address, () => mappingsOf(projectId).length > 0);
      disks.set(key, disk);
      return disk;
    },
    /** Opens the frame's file in the editor and says how that went. */
    async open(address: FrameAddress) {
      try {
        const answer = await client.call('source.open', address);
        if (answer.kind === 'opened') toasts.show('plain', `Opened in ${answer.editor}`);
        else toasts.show('refused', answer.words, { more: answer.advice });
      } catch (error) {
        const { title, advice } = errorWords[codeOf(error)];
        toasts.show('refused', title, { more: advice });
      }
    },
  };
}
