/**
 * Part of the mechanism st2: a frame as it is compared. What was found out is remembered, since a storm brings the same
 * few frames again and again; it depends on the frame alone.
 */
import type { Frame } from '../../shared/occurrence.ts';
import { isGlue } from './st2-glue.ts';
import { methodForSt2 } from './st2-method.ts';
import { isTestCode, ownerOf, type Owner } from './st2-own.ts';
import { isClass, isScript, placeForSt2 } from './st2-place.ts';

export interface ComparedFrame {
  place: string;
  method: string;
  owner: Owner;
  isTest: boolean;
  /** Whether the place is a class, else it is a file. */
  isClass: boolean;
  isGlue: boolean;
  /** A script with more in a line than a person would write. */
  isMinified: boolean;
}

/** A column beyond which a line was not written by a person. */
const MINIFIED = 200;
/** Frames that are remembered, and the characters of what tells them apart. */
const MOST_REMEMBERED = 5000;
const LONGEST_REMEMBERED = 500;
/** Characters of each name that are looked at. */
const CONSIDERED = 1000;

const remembered = new Map<string, ComparedFrame>();

export function comparedFrame(frame: Frame): ComparedFrame {
  const { file, module, function: method, inProject, line } = frame;
  const isFar = (frame.column ?? 0) > MINIFIED;
  if (file.length + (module?.length ?? 0) + (method?.length ?? 0) > LONGEST_REMEMBERED)
    return compare(cut(frame), isFar);
  const flags = `${String(inProject)} ${String(isFar)} ${String(line === null)}`;
  // With their lengths, so that no text can pass for another frame's.
  const lengths = `${String(file.length)} ${String(module?.length)} ${String(method?.length)}`;
  const name = `${lengths} ${flags}\n${file}${module ?? ''}${method ?? ''}`;
  const known = remembered.get(name);
  if (known !== undefined) return known;
  const compared = compare(frame, isFar);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(name, compared);
  return compared;
}

/** The end of a path and of a class, and the beginning of a function, tell the most; nobody writes longer ones. */
function cut(frame: Frame): Frame {
  const { file, module, function: method } = frame;
  return {
    ...frame,
    ...{ file: file.slice(-CONSIDERED), module: module?.slice(-CONSIDERED) ?? null },
    function: method?.slice(0, CONSIDERED) ?? null,
  };
}

function compare(frame: Frame, isFar: boolean): ComparedFrame {
  const script = isScript(frame);
  const isMinified = script && isFar;
  const method = methodForSt2(frame.function, script);
  return {
    ...{ place: placeForSt2(frame), owner: ownerOf(frame), isTest: isTestCode(frame), isClass: isClass(frame) },
    ...{ isGlue: isGlue(frame), isMinified },
    // Minifiers name functions anew in each build.
    method: isMinified && method.length <= 2 ? '' : method,
  };
}
