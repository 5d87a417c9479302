/**
 * Part of the mechanism st2: what an occurrence says about its error, taken apart once. Keys, culprit and the explanation
 * all come from here.
 */
import type { Occurrence } from '../../shared/occurrence.ts';
import { classForSt2, evenWording, rootCause } from './st2-exception.ts';
import { countedFrames, siteOf, type CountedFrame, type Site } from './st2-frames.ts';
import { constantsIn, wordsForSt2 } from './st2-message.ts';
import { framesOfRawStack } from './st2-raw-stack.ts';

export interface Analysis {
  /** Which exception of the chain is the error; -1 without exceptions. */
  exception: number;
  /** Its class without the package; empty when that says nothing. */
  class: string;
  /** Its message, or the report's, as words. */
  readonly words: string[];
  constants: string[];
  /** Crashing call first. */
  frames: CountedFrame[];
  /** Undefined without frames. */
  site: Site | undefined;
}

/** Pure; takes time linear in the size of the occurrence. */
export function analyse(occurrence: Occurrence): Analysis {
  const { exceptions, message } = occurrence;
  const root = rootCause(exceptions);
  const said = evenWording(root?.message ?? message?.template ?? message?.text ?? '');
  const sent = root?.frames ?? [];
  const frames = countedFrames(sent.length > 0 ? sent : framesOfRawStack(root?.rawStack ?? ''));
  let words: string[] | undefined;
  return {
    exception: root === undefined ? -1 : exceptions.indexOf(root),
    class: classForSt2(root?.class ?? ''),
    // Most occurrences are known by their stack, and nobody asks for their words.
    get words() {
      return (words ??= wordsForSt2(said));
    },
    constants: constantsIn(said),
    frames,
    site: siteOf(frames),
  };
}
