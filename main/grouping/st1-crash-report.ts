/**
 * Part of the frozen mechanism st1 (rollbar.md 4.3): what a crash report in Apple's text form is for the key: the kind of
 * exception and where the crashed thread stood. Addresses differ in every run and take no part.
 */
import { messageForKey } from './st1-message.ts';
import { methodForKey } from './st1-method.ts';

/** Frames of the crashed thread that are looked at, from the crash on. */
const TOP_FRAMES = 10;
/** Characters of a line that are looked at. */
const CONSIDERED = 500;

const CRASHED_THREAD = /^Thread \d+ Crashed:/m;
const FRAME = /^\d+\s+(\S.*?)\s+0x[0-9a-f]+\s+(\S.*)$/i;
const OFFSET = /\s\+\s(\d+)(?:\s\(.*\))?$/;

export function crashReportForKey(raw: string): string[] {
  return [`crash:${messageForKey(exceptionLine(raw))}`, ...crashedFrames(raw)];
}

/** The line that names the exception, else the first line that says something; empty when none does. */
export function exceptionLine(raw: string): string {
  const line = /^Exception Type:.*$/m.exec(raw) ?? /\S.*/.exec(raw);
  return line === null ? '' : line[0].slice(0, CONSIDERED).trim();
}

function crashedFrames(raw: string): string[] {
  const thread = CRASHED_THREAD.exec(raw);
  if (thread === null) return [];
  const lines = raw.slice(thread.index).split('\n', TOP_FRAMES + 1);
  const frames: string[] = [];
  for (const line of lines.slice(1)) {
    const found = FRAME.exec(line.slice(0, CONSIDERED).trimEnd());
    if (found === null) break;
    const [, image = '', symbol = ''] = found;
    frames.push(`${image}:${placeIn(symbol)}`);
  }
  return frames;
}

/** The function; where the report has an address instead, the place within the image, which is the same in each run. */
function placeIn(symbol: string): string {
  const offset = OFFSET.exec(symbol);
  const name = offset === null ? symbol : symbol.slice(0, offset.index);
  return name.startsWith('0x') ? `+${offset?.[1] ?? ''}` : methodForKey(name);
}
