/** Code on this computer: which folders belong to a project, what they say about a frame, and what opens them. */

/** Frames whose file begins with `prefix` are looked for below `folder`. An empty prefix is for relative names. */
export interface PathMapping {
  prefix: string;
  /** Absolute. */
  folder: string;
}

export interface ProjectMappings {
  projectId: number;
  mappings: PathMapping[];
}

/** A name of the table in main/source/editors.ts. */
export type EditorId = string;

/** `automatic` is the first editor that is found here; `own` is a command line with {file}, {line} and {column}. */
export type EditorChoice = { kind: 'automatic' } | { kind: 'known'; id: EditorId } | { kind: 'own'; template: string };

export interface EditorOption {
  id: EditorId;
  name: string;
  /** Whether its program is on this computer. */
  found: boolean;
}

export interface SourceSettings {
  projects: ProjectMappings[];
  editor: EditorChoice;
  editors: EditorOption[];
}

/** A place in the settings that cannot be used, as a sentence. */
export interface MappingProblem {
  /** Which of the mappings that were sent. */
  index: number;
  field: 'prefix' | 'folder';
  words: string;
}

/** Nothing is saved where there is a problem. */
export type MappingsAnswer =
  { kind: 'saved'; settings: SourceSettings } | { kind: 'problems'; problems: MappingProblem[] };
export type EditorAnswer = { kind: 'saved'; settings: SourceSettings } | { kind: 'problem'; words: string };

/** A mapping that the project's latest reports propose; `folder` is empty unless the same folder is here, too. */
export type MappingSuggestion = PathMapping;

/** Which frame of an occurrence: both places count from 0, exceptions outermost first, frames oldest call first. */
export interface FrameAddress {
  occurrenceId: number;
  exception: number;
  frame: number;
}

export type AbsentReason =
  'not-mapped' | 'unusable-name' | 'outside' | 'not-there' | 'too-large' | 'not-text' | 'unreadable';

/** What is on the disk for a frame, or why nothing is, in words. */
export type FrameSource =
  | {
      kind: 'found';
      path: string;
      /** Number of the first of `lines`, from 1. */
      from: number;
      lines: string[];
      /** Index of the failing line in `lines`; null when the file does not have it (any more). */
      failing: number | null;
      /** Whether the file says something else than what ran; null when the report tells too little. */
      differs: boolean | null;
      /** A sentence when the file may not be what ran. */
      note: string | null;
    }
  | { kind: 'absent'; reason: AbsentReason; words: string };

/** Who last changed the failing line, as the local clone knows it. */
export type BlameAnswer =
  | {
      kind: 'committed';
      commit: string;
      author: string;
      /** Unix milliseconds. */
      at: number;
      subject: string;
      /** Whether the file has changes that are in no commit. */
      dirty: boolean;
    }
  /** The line was written or changed since the last commit. */
  | { kind: 'uncommitted' }
  | { kind: 'unknown'; words: string };

export type OpenAnswer = { kind: 'opened'; editor: string } | { kind: 'failed'; words: string; advice: string };
