/** Which project the code to connect an app is for. */
import type { Project } from '../../shared/project.ts';
import { oneLine } from '../ui/one-line.ts';

/** Stands for the first project while nothing has been reported to it: it is in no list, but its token can be used. */
export const another = 'another';

export interface ProjectChoice {
  choices: { value: string; words: string }[];
  value: string | null;
  /** Null for `another`, and before there is any. */
  project: Project | null;
}

/** `firstId` is the project of the installation's own token; undefined while it is not known. */
export function projectChoice(
  list: readonly Project[],
  wanted: string | null,
  firstId: number | undefined,
): ProjectChoice {
  const isListed = firstId === undefined || list.some((each) => each.id === firstId);
  const choices = list.map((each) => ({ value: String(each.id), words: oneLine(each.name, 60) }));
  if (!isListed) choices.push({ value: another, words: 'Another app' });
  // Its first report has come: it is in the list now.
  const asked = wanted === another && isListed ? String(firstId) : wanted;
  const value = (choices.find((each) => each.value === asked) ?? choices[0])?.value ?? null;
  return { choices, value, project: list.find((each) => String(each.id) === value) ?? null };
}
