/**
 * The door of source: code on this computer for the frames of a report. Frames are a stranger's words; the folders that
 * may be read are a person's, and nothing outside of them is ever opened or handed to an editor or to git.
 */
import type { Frame } from '../../shared/occurrence.ts';
import type { BlameAnswer, EditorChoice, EditorOption, FrameSource, OpenAnswer } from '../../shared/source.ts';
import { aroundLine } from './around-line.ts';
import { rememberBlames } from './blame-cache.ts';
import { chooseEditor, editorOptions } from './choose-editor.ts';
import { findFile, type WantedFile } from './find-file.ts';
import type { Surroundings } from './find-program.ts';
import { blameLine } from './git/blame-line.ts';
import { fixingCommits, type NewCommits } from './git/fixing-commits.ts';
import { readTextFile, type ReadFile } from './read-file.ts';
import { startEditor } from './start-editor.ts';

export type { FixingCommit, NewCommits } from './git/fixing-commits.ts';
export { problemsOf } from './check-mappings.ts';
export { parseTemplate } from './command-template.ts';
export { suggestMappings } from './suggest-mappings.ts';

export interface WantedFrame extends WantedFile {
  frame: Frame;
  /** Unix milliseconds, by the clock of the application. */
  occurredAt: number;
}

export interface SourceReader {
  /** The lines around the failing one as they are on the disk. */
  read(wanted: WantedFrame): Promise<FrameSource>;
  blame(wanted: WantedFrame): Promise<BlameAnswer>;
  /** Opens the file in an editor of this computer, at the line. */
  open(wanted: WantedFrame, choice: EditorChoice): Promise<OpenAnswer>;
  editors(): Promise<EditorOption[]>;
  /** Commits since `since` that say which items they fix; null when the folder is in no clone that can be read. */
  newCommits(wanted: { folder: string; since: string | null }): Promise<NewCommits | null>;
}

/** What cannot be done is told in words, never by rejecting. */
export function createSourceReader(surroundings: Surroundings & { now: () => number }): SourceReader {
  const blame = rememberBlames((line) => blameLine(line, surroundings), surroundings.now);
  return {
    read: async (wanted) => {
      const file = await fileOf(wanted);
      return file.kind === 'absent' ? file : aroundLine(file, wanted.frame, wanted.occurredAt);
    },
    blame: async (wanted) => {
      const { line } = wanted.frame;
      const file = await fileOf(wanted);
      if (file.kind === 'absent') return { kind: 'unknown', words: file.words };
      if (line === null) return { kind: 'unknown', words: 'The report does not name a line.' };
      return blame({ path: file.path, line, text: file.text });
    },
    open: async (wanted, choice) => {
      const file = await fileOf(wanted);
      const advice = 'Look at the folders in Settings, under Code on this computer.';
      if (file.kind === 'absent') return { kind: 'failed', words: file.words, advice };
      const command = await chooseEditor(choice, surroundings);
      if (command.kind === 'none') return { kind: 'failed', words: command.words, advice: command.advice };
      const { line, column } = wanted.frame;
      const place = { file: file.path, line: line ?? 1, column: column ?? 1 };
      return startEditor(command, place, surroundings);
    },
    editors: () => editorOptions(surroundings),
    newCommits: (wanted) => fixingCommits(wanted, surroundings),
  };
}

type FileOfFrame = ({ path: string } & Extract<ReadFile, { kind: 'text' }>) | Extract<ReadFile, { kind: 'absent' }>;

async function fileOf(wanted: WantedFile): Promise<FileOfFrame> {
  const found = await findFile(wanted);
  if (found.kind === 'absent') return found;
  const file = await readTextFile(found.path);
  return file.kind === 'absent' ? file : { ...file, path: found.path };
}
