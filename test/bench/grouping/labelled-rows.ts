/** Labelled occurrences: lines of JSON in folders, as other people collected them, read as canonical occurrences. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isInProject } from '../../../main/protocols/rollbar/in-project.ts';
import type { ExceptionRecord, Frame, Occurrence } from '../../../shared/occurrence.ts';
import { aFrame, aMessage, anException, anOccurrence } from '../../unit/an-occurrence.ts';

export interface LabelledRow extends LabelledException {
  id: string;
  /** Rows of one label are one bug, or one template of messages. */
  label: string;
  project: string;
  platform: string;
  /** The causes, root cause last. */
  chain?: LabelledException[];
  /** The stack as text, of which `frames` is somebody's reading. */
  raw?: string;
}

interface LabelledException {
  exception_class: string | null;
  message: string | null;
  /** Oldest call first. */
  frames?: LabelledFrame[];
}

interface LabelledFrame {
  filename?: string | null;
  method?: string | null;
  module?: string | null;
  package?: string | null;
  lineno?: number | null;
  colno?: number | null;
  in_app?: boolean;
}

export interface LabelledFile {
  /** Below the folder, e.g. `js-browsers/stacks.jsonl`. */
  name: string;
  rows: LabelledRow[];
}

/** Every `*.jsonl` below the folder, in the order of their names. */
export function labelledFiles(folder: string): LabelledFile[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.jsonl'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  return files.sort().map((name) => ({ name, rows: rowsOf(readFileSync(join(folder, name), 'utf8')) }));
}

function rowsOf(text: string): LabelledRow[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as LabelledRow);
}

/** The row as a protocol would hand it to grouping; `number` makes its uuid. */
export function occurrenceOf(row: LabelledRow, number: number): Occurrence {
  const base = {
    uuid: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    ...{ platform: row.platform, language: row.platform },
  };
  if (row.exception_class === null && row.raw === undefined && (row.frames ?? []).length === 0)
    return anOccurrence({ ...base, kind: 'message', message: aMessage(row.message ?? '') });
  return anOccurrence({ ...base, exceptions: [outermostOf(row), ...(row.chain ?? []).map(exceptionOf)] });
}

/** Where the text of the stack is there, the client could not read it. */
function outermostOf(row: LabelledRow): ExceptionRecord {
  const exception = exceptionOf(row);
  return row.raw === undefined ? exception : { ...exception, frames: [], rawStack: row.raw };
}

function exceptionOf({ exception_class: name, message, frames = [] }: LabelledException): ExceptionRecord {
  return { ...anException(name ?? '', [], message), frames: frames.map(frameOf) };
}

function frameOf(frame: LabelledFrame): Frame {
  const file = frame.filename ?? '';
  const module = frame.module ?? frame.package ?? null;
  return aFrame({
    ...{ file, module, function: frame.method ?? null, line: frame.lineno ?? null, column: frame.colno ?? null },
    inProject: frame.in_app ?? isInProject(file, module, { root: '', pageHost: '' }),
  });
}
