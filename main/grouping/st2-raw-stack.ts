/**
 * Part of the mechanism st2: frames read from a stack that came as text, because the client could not read it. Browsers
 * (V8, SpiderMonkey, JavaScriptCore, Chakra), the JVM, .NET, Python, Ruby, PHP and Go write it each in its own way.
 */
import type { Frame } from '../../shared/occurrence.ts';

/** Lines and characters of a line that are looked at. */
const MOST_LINES = 120;
const CONSIDERED = 300;

interface Reader {
  line: RegExp;
  /** Python writes the crashing call last; all others first. */
  isCrashLast?: boolean;
}

/** The groups `method`, `file`, `line` and `module`, each if the runtime writes it. In order: what is more special first. */
const READERS: Reader[] = [
  {
    line: /^\s*at (?<module>[\w$.]+)\.(?<method>[\w$<>]+)\((?<file>[\w$]+\.(?:java|kt|scala|groovy)|Native Method|Unknown Source)(?::(?<line>\d+))?\)/,
  },
  { line: /^\s*at (?<method>[^(]+\(.*\)) in (?<file>.+):line (?<line>\d+)$/ },
  { line: /^\s*at (?:(?<method>.+?) \()?(?<file>eval at .*|.*?)(?::(?<line>\d+))?(?::\d+)?\)?$/ },
  { line: /^\s*File "(?<file>[^"]+)", line (?<line>\d+)(?:, in (?<method>.+))?$/, isCrashLast: true },
  { line: /^#\d+ (?<file>.+)\((?<line>\d+)\): (?<method>[^(]+)\(/ },
  { line: /^\s*(?:from )?(?<file>[^\s:][^:]*\.(?:rb|erb|rake)):(?<line>\d+):in ['`](?<method>[^']+)'/ },
  { line: /^\s*(?<method>[^@]*)@(?<file>.*?)(?::(?<line>\d+))?(?::\d+)?$/ },
];
/** JavaScriptCore writes only the name of a call within evaluated code. */
const BARE_NAME = /^\s*(?<method>[\w$]+(?: code)?)$/;

/** Frames, oldest call first; none when the text is in no form that is known. */
export function framesOfRawStack(text: string): Frame[] {
  const lines = text.split('\n', MOST_LINES).map((line) => line.slice(0, CONSIDERED).trimEnd());
  const reader = READERS.find((one) => lines.some((line) => one.line.test(line)));
  if (reader === undefined) return [];
  const isScript = reader.line.source.includes('@');
  const frames = lines.flatMap((line) => {
    const groups = (reader.line.exec(line) ?? (isScript ? BARE_NAME.exec(line) : null))?.groups;
    return groups === undefined ? [] : [frameOf(groups)];
  });
  return reader.isCrashLast === true ? frames : frames.reverse();
}

function frameOf({ method, file = '', line, module }: Record<string, string | undefined>): Frame {
  const isBuiltIn = /^\[?native|^<anonymous>$|^Native Method$/.test(file);
  return {
    ...{ file, function: method ?? null, module: module ?? null, line: line === undefined ? null : Number(line) },
    ...{ absolutePath: null, column: null, code: null, before: [], after: [], locals: null, args: null },
    ...{ mapRef: null, extra: null, inProject: !isBuiltIn && !INSTALLED.test(file) },
  };
}

const INSTALLED = /node_modules\/|(?:site|dist)-packages\/|\/(?:gems|vendor)\/|^node:|\/lib\/python/;
