/**
 * The sections of the settings, in the order in which somebody new needs them. Each is the id of its heading and holds
 * settings that are looked for by these words.
 */
export const sections = [
  { id: 'connect', words: 'Connect an app', holds: ['Endpoint', 'Token', 'SDK', 'First report'] },
  {
    ...({ id: 'projects', words: 'Projects' } as const),
    holds: ['Name', 'Colour', 'Icon', 'Archive', 'Tokens', 'Scopes', 'Rate limit', 'Auto-resolve', 'Resolve on deploy'],
  },
  { id: 'reports', words: 'Listener', holds: ['Port', 'Largest report', 'Strict'] },
  { id: 'look', words: 'Appearance', holds: ['Theme', 'Dark', 'Light', 'Rows', 'Density', 'Compact'] },
  { id: 'keys', words: 'Keys', holds: ['Shortcuts'] },
  { id: 'redaction', words: 'Redaction and copies', holds: ['Masked keys', 'Patterns', 'Size of copies'] },
  { id: 'alerts', words: 'Notifications', holds: ['Thresholds', 'Quiet hours', 'Pause'] },
  { id: 'desktop', words: 'Desktop', holds: ['Tray', 'Start at login'] },
  { id: 'code', words: 'Code on this computer', holds: ['Folders', 'Path mappings', 'Editor'] },
  { id: 'symbols', words: 'Symbol files', holds: ['Source maps'] },
  { id: 'grouping', words: 'Grouping', holds: ['Regroup'] },
  { id: 'storage', words: 'Storage', holds: ['Limits', 'Retention', 'Deleting', 'Storms', 'Room on disk'] },
  { id: 'account', words: 'Account', holds: ['Account tokens', 'Users'] },
  { id: 'data', words: 'Data', holds: ['Data folder', 'Backup', 'Restore', 'Export', 'Import'] },
  { id: 'about', words: 'About', holds: ['Version', 'Updates', 'Licences'] },
] as const;
export type SectionId = (typeof sections)[number]['id'];

/** The section in hand: the last one whose head has passed the line, or the last of all at the end of the page. */
export function sectionAt(heads: readonly { id: SectionId; top: number }[], line: number, isAtEnd: boolean): SectionId {
  const passed = isAtEnd ? heads.at(-1) : heads.findLast(({ top }) => top <= line);
  return (passed ?? heads[0])?.id ?? sections[0].id;
}

/** A section, or a setting within it. */
export interface FoundSetting {
  id: SectionId;
  words: string;
  /** The section of a setting; null for a section. */
  within: string | null;
}

/** Sections first, then settings, whose words hold all that was typed; nothing was typed: all sections. */
export function findSettings(typed: string): FoundSetting[] {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (words: string): boolean => wanted.every((word) => words.toLowerCase().includes(word));
  const found = sections.filter(({ words }) => fits(words)).map(({ id, words }) => ({ id, words, within: null }));
  if (wanted.length === 0) return found;
  const settings = sections.flatMap(({ id, words, holds }) =>
    holds.filter(fits).map((held) => ({ id, words: held, within: words })),
  );
  return [...found, ...settings];
}
