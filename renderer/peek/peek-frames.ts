/** The frames that a glance needs: where it failed in the project's own code, and who called. Pure. */
import type { Frame, Occurrence } from '../../shared/occurrence.ts';

export interface PeekFrame {
  frame: Frame;
  /** The failing line with the nearest ones around it; empty when the report has no source. */
  lines: string[];
  /** Number of the first line; null when it is not known. */
  from: number | null;
  /** Index of the failing line. */
  failing: number;
}

const around = 2;
const mostFrames = 3;

/** The innermost frames of the project, of the exception that is on top; frames of libraries when there are no others. */
export function peekFrames({ exceptions }: Occurrence): PeekFrame[] {
  const frames = exceptions[0]?.frames.toReversed() ?? [];
  const own = frames.filter((frame) => frame.inProject);
  return (own.length > 0 ? own : frames).slice(0, mostFrames).map(withLines);
}

function withLines(frame: Frame): PeekFrame {
  if (frame.code === null) return { frame, lines: [], from: null, failing: 0 };
  const before = frame.before.slice(-around);
  return {
    frame,
    lines: [...before, frame.code, ...frame.after.slice(0, around)],
    from: frame.line === null ? null : Math.max(1, frame.line - before.length),
    failing: before.length,
  };
}
