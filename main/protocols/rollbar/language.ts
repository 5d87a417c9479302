/** The language of a report whose client does not name one, where the frames leave no doubt. */
import type { ExceptionRecord } from '../../../shared/occurrence.ts';

const byEnding: Record<string, string> = {
  ...{ js: 'javascript', mjs: 'javascript', cjs: 'javascript', jsx: 'javascript', ts: 'javascript', tsx: 'javascript' },
  ...{ vue: 'javascript', svelte: 'javascript', py: 'python', rb: 'ruby', erb: 'ruby', php: 'php', go: 'go' },
  ...{ java: 'java', kt: 'kotlin', scala: 'scala', cs: 'c#', vb: 'visual-basic', swift: 'swift', dart: 'dart' },
  ...{ ex: 'elixir', exs: 'elixir', rs: 'rust', pl: 'perl', lua: 'lua' },
};

/** Judged from the crashing call upwards; null when no file has a telling name. */
export function languageOf(exceptions: ExceptionRecord[]): string | null {
  for (const { frames } of exceptions) {
    for (const { file } of frames.toReversed()) {
      const ending = /\.([a-z]+)(?:[?#].*)?$/i.exec(file)?.[1]?.toLowerCase() ?? '';
      if (Object.hasOwn(byEnding, ending)) return byEnding[ending] as string;
    }
  }
  return null;
}
