/** Pieces of Markdown whose content stays content, whatever is in it. */
import { visibleLine, visibleText } from './visible-text.ts';

/** Text of a report within a line: a code span, fenced by more back-quotes than it holds. */
export function codeSpan(text: string, longest = 300): string {
  const line = visibleLine(text, longest);
  if (line === '') return '';
  const fence = '`'.repeat(longestRun(line) + 1);
  const room = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${room}${line}${room}${fence}`;
}

/** A block of code or data. `language` is used when it is a plain word. */
export function codeBlock(text: string, language = ''): string {
  const content = visibleText(text).replace(/\s+$/, '');
  const fence = '`'.repeat(Math.max(3, longestRun(content) + 1));
  return `${fence}${/^[a-z]{1,12}$/.test(language) ? language : ''}\n${content}\n${fence}`;
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}
