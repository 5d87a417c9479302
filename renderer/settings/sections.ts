/** The sections of the settings, in the order in which somebody new needs them. Each is the id of its heading. */
export const sections = [
  { id: 'connect', words: 'Connect an app' },
  { id: 'projects', words: 'Projects' },
  { id: 'look', words: 'Appearance' },
  { id: 'keys', words: 'Keys' },
  { id: 'redaction', words: 'Redaction and copies' },
  { id: 'alerts', words: 'Notifications' },
  { id: 'desktop', words: 'Desktop' },
  { id: 'code', words: 'Code on this computer' },
  { id: 'symbols', words: 'Symbol files' },
  { id: 'reports', words: 'Reports' },
  { id: 'grouping', words: 'Grouping' },
  { id: 'storage', words: 'Storage' },
  { id: 'account', words: 'Account' },
  { id: 'data', words: 'Data' },
  { id: 'about', words: 'About' },
] as const;
export type SectionId = (typeof sections)[number]['id'];

/** The section in hand: the last one whose head has passed the line, or the last of all at the end of the page. */
export function sectionAt(heads: readonly { id: SectionId; top: number }[], line: number, isAtEnd: boolean): SectionId {
  const passed = isAtEnd ? heads.at(-1) : heads.findLast(({ top }) => top <= line);
  return (passed ?? heads[0])?.id ?? sections[0].id;
}
