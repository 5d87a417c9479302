/** What is said of updates. */
import type { UpdateState } from '../../shared/desktop.ts';

/** `updates` is null until the program has answered, and in a browser. */
export function updateWords(updates: UpdateState | null, isBrowser: boolean): string {
  if (isBrowser) return 'Off: the program that serves this page is updated where it was installed.';
  if (updates === null) return '';
  switch (updates.kind) {
    case 'off':
      return `Off. ${updates.reason}`;
    case 'current':
      return 'This is the newest version.';
    case 'checking':
      return 'Looking for a newer version…';
    case 'loading':
      return `Version ${updates.version} is being loaded.`;
    case 'ready':
      return `Version ${updates.version} is installed when you quit Stacktray.`;
    case 'failed':
      return `The last look for a newer version failed: ${updates.reason}`;
  }
}
