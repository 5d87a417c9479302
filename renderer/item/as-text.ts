/** Exceptions and their calls as plain text, to paste where somebody is to look into them. */
import type { ExceptionRecord, Frame } from '../../shared/occurrence.ts';
import { amount } from '../ui/format-number.ts';
import { cutText } from '../ui/one-line.ts';
import { foldFrames } from './fold-frames.ts';

const mostPieces = 40;
const longestText = 4000;

/** One exception with its calls. */
export function exceptionText(exception: ExceptionRecord, isCause: boolean): string {
  const said = exception.message ?? exception.description;
  const name = said === null ? exception.class : `${exception.class}: ${cutText(said, longestText)}`;
  const pieces = foldFrames(exception.frames, 'newest');
  const lines = pieces.slice(0, mostPieces).flatMap((piece) => {
    if (piece.kind === 'frame') return frameLines(piece.frame);
    const what = piece.kind === 'libraries' ? `in ${piece.place}` : 'more of the same call';
    return [`  … ${amount(piece.frames.length, 'frame')} ${what}`];
  });
  if (pieces.length > mostPieces) lines.push(`  … ${amount(pieces.length - mostPieces, 'more line')}`);
  const stack = exception.frames.length === 0 && exception.rawStack ? [cutText(exception.rawStack, longestText)] : [];
  return [isCause ? `caused by ${name}` : name, ...lines, ...stack].join('\n');
}

/** One call with the source that came with it. */
export function frameText(frame: Frame): string {
  return frameLines({ ...frame, inProject: true }).join('\n');
}

function frameLines(frame: Frame): string[] {
  const at = frame.line === null ? frame.file : `${frame.file}:${String(frame.line)}`;
  const place = `  ${at}${frame.function === null ? '' : ` in ${frame.function}`}`;
  if (!frame.inProject || frame.code === null) return [place];
  const shown = (line: string): string => `      ${cutText(line, 200)}`;
  const failing = `    > ${cutText(frame.code, 200)}`;
  return [place, ...frame.before.slice(-3).map(shown), failing, ...frame.after.slice(0, 2).map(shown)];
}
