/** Which paths of payloads complete what is typed. Pure. */
import type { PayloadPath } from '../../shared/occurrence-row.ts';

const most = 10;

/** Every word must occur; paths that begin with the text come first, then the most common. */
export function matchingPaths(
  paths: readonly PayloadPath[],
  text: string,
  taken: readonly string[],
): readonly PayloadPath[] {
  const wanted = text.trim().toLowerCase();
  const words = wanted.split(/\s+/).filter(Boolean);
  const fits = (path: string): boolean => words.every((word) => path.includes(word));
  const found = paths.filter(({ path }) => !taken.includes(path) && fits(path.toLowerCase()));
  const [first, others] = [found.filter((each) => begins(each, wanted)), found.filter((each) => !begins(each, wanted))];
  return [...first, ...others].slice(0, most);
}

function begins({ path }: PayloadPath, text: string): boolean {
  return path.toLowerCase().startsWith(text);
}
