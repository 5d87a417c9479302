/**
 * Every key of the product, as data: the dispatcher, the keys sheet and the hints in buttons all read this one table.
 * A key is written as the browser names it, with `Shift+` or `Mod+` (Ctrl, or Cmd on a Mac) in front where it is held;
 * `g d` is g, then d. What such a pair begins with means nothing by itself.
 */

/**
 * Where a binding holds. Several scopes may be open at once; the innermost is asked first. What holds `always` does so
 * while somebody types, too.
 */
export type Scope = 'everywhere' | 'list' | 'item' | 'refused' | 'deploys' | 'releases' | 'filter' | 'sheet' | 'always';

export const groups = ['Move', 'Triage', 'Find and copy', 'Go to', 'Window'] as const;
export type Group = (typeof groups)[number];

export type CommandId =
  | 'list.next'
  | 'list.previous'
  | 'list.first'
  | 'list.last'
  | 'list.pageDown'
  | 'list.pageUp'
  | 'list.open'
  | 'list.peek'
  | 'list.window'
  | 'list.arrivals'
  | 'list.check'
  | 'list.checkDown'
  | 'list.checkUp'
  | 'list.checkAll'
  | 'list.clear'
  | 'item.next'
  | 'item.previous'
  | 'item.back'
  | 'item.window'
  | 'item.older'
  | 'item.newer'
  | 'item.newest'
  | 'item.oldest'
  | 'item.nextTab'
  | 'item.previousTab'
  | 'item.compare'
  | 'item.note'
  | 'item.nextFrame'
  | 'item.previousFrame'
  | 'item.editor'
  | 'item.copy'
  | 'item.copyJson'
  | 'item.copyCurl'
  | 'item.copyLink'
  | 'item.copyFrames'
  | 'item.copyTitle'
  | 'item.resend'
  | 'item.reveal'
  | 'triage.resolve'
  | 'triage.resolveIn'
  | 'triage.mute'
  | 'triage.snooze'
  | 'triage.assign'
  | 'triage.level'
  | 'triage.rename'
  | 'triage.merge'
  | 'triage.delete'
  | 'triage.pin'
  | 'triage.walk'
  | 'triage.undo'
  | 'refused.next'
  | 'refused.previous'
  | 'refused.first'
  | 'refused.last'
  | 'refused.close'
  | 'releases.next'
  | 'releases.previous'
  | 'releases.first'
  | 'releases.last'
  | 'releases.close'
  | 'deploys.record'
  | 'filter.focus'
  | 'filter.leave'
  | 'filter.toList'
  | 'filter.searchAll'
  | 'sort.next'
  | 'sort.turn'
  | 'sort.group'
  | 'go.active'
  | 'go.new'
  | 'go.snoozed'
  | 'go.muted'
  | 'go.resolved'
  | 'go.deleted'
  | 'go.refused'
  | 'go.deploys'
  | 'go.versions'
  | 'go.query'
  | 'go.occurrences'
  | 'go.settings'
  | 'test.send'
  | 'window.density'
  | 'window.theme'
  | 'window.palette'
  | 'window.keys'
  | 'window.closeSheet';

export interface Binding {
  command: CommandId;
  /** Alternatives; the first is the one that hints show. */
  keys: [string, ...string[]];
  scope: Scope;
  group: Group;
  /** What it does, as the sheet says it; null keeps a binding that another line already tells out of the sheet. */
  words: string | null;
}

const list = (command: CommandId, keys: Binding['keys'], words: string | null): Binding => ({
  command,
  keys,
  words,
  group: 'Move',
  scope: 'list',
});
const decide = (command: CommandId, keys: Binding['keys'], words: string): Binding => ({
  ...list(command, keys, words),
  group: 'Triage',
});

const copy = (command: CommandId, key: string, words: string): Binding => ({
  ...{ command, keys: [key], words },
  ...{ group: 'Find and copy', scope: 'item' },
});

export const bindings: readonly Binding[] = [
  list('list.next', ['j', 'ArrowDown'], 'Next'),
  list('list.previous', ['k', 'ArrowUp'], 'Previous'),
  list('list.open', ['Enter'], 'Open'),
  { command: 'item.back', keys: ['u', 'Escape'], scope: 'item', group: 'Move', words: 'Back to the list' },
  list('list.peek', [' '], 'Peek'),
  list('list.window', ['Mod+Enter'], 'Open in a new window'),
  { command: 'item.window', keys: ['Mod+Enter'], scope: 'item', group: 'Move', words: null },
  list('list.first', ['Home'], 'First'),
  list('list.last', ['End'], 'Last'),
  list('list.pageDown', ['PageDown'], null),
  list('list.pageUp', ['PageUp'], null),
  list('list.arrivals', ['.'], 'Show new arrivals'),
  { command: 'item.next', keys: ['j'], scope: 'item', group: 'Move', words: null },
  { command: 'item.previous', keys: ['k'], scope: 'item', group: 'Move', words: null },
  { command: 'item.older', keys: ['['], scope: 'item', group: 'Move', words: 'Older occurrence' },
  { command: 'item.newer', keys: [']'], scope: 'item', group: 'Move', words: 'Newer occurrence' },
  { command: 'item.oldest', keys: ['{'], scope: 'item', group: 'Move', words: 'Oldest occurrence' },
  { command: 'item.newest', keys: ['}'], scope: 'item', group: 'Move', words: 'Newest occurrence' },
  { command: 'item.nextTab', keys: ['Shift+ArrowRight'], scope: 'item', group: 'Move', words: 'Next tab' },
  { command: 'item.previousTab', keys: ['Shift+ArrowLeft'], scope: 'item', group: 'Move', words: 'Previous tab' },
  { command: 'item.nextFrame', keys: ['n'], scope: 'item', group: 'Move', words: 'Next project frame' },
  { command: 'item.previousFrame', keys: ['Shift+n'], scope: 'item', group: 'Move', words: 'Previous project frame' },
  { command: 'refused.next', keys: ['j', 'ArrowDown'], scope: 'refused', group: 'Move', words: null },
  { command: 'refused.previous', keys: ['k', 'ArrowUp'], scope: 'refused', group: 'Move', words: null },
  { command: 'refused.first', keys: ['Home'], scope: 'refused', group: 'Move', words: null },
  { command: 'refused.last', keys: ['End'], scope: 'refused', group: 'Move', words: null },
  { command: 'refused.close', keys: ['u', 'Escape'], scope: 'refused', group: 'Move', words: null },
  { command: 'releases.next', keys: ['j', 'ArrowDown'], scope: 'releases', group: 'Move', words: null },
  { command: 'releases.previous', keys: ['k', 'ArrowUp'], scope: 'releases', group: 'Move', words: null },
  { command: 'releases.first', keys: ['Home'], scope: 'releases', group: 'Move', words: null },
  { command: 'releases.last', keys: ['End'], scope: 'releases', group: 'Move', words: null },
  { command: 'releases.close', keys: ['u', 'Escape'], scope: 'releases', group: 'Move', words: null },

  decide('triage.resolve', ['e'], 'Resolve, or reopen'),
  decide('triage.resolveIn', ['Shift+e'], 'Resolve in a version'),
  decide('triage.mute', ['m'], 'Mute, or unmute'),
  decide('triage.snooze', ['h'], 'Snooze, or wake'),
  decide('triage.assign', ['a'], 'Assign'),
  decide('triage.level', ['l'], 'Change the level'),
  decide('triage.rename', ['r'], 'Rename'),
  decide('triage.merge', ['Shift+m'], 'Merge'),
  decide('triage.delete', ['Delete'], 'Delete, or bring back'),
  decide('triage.pin', ['p'], 'Pin, or unpin'),
  decide('triage.walk', ['Shift+t'], 'One after the other'),
  { command: 'triage.resolve', keys: ['e'], scope: 'item', group: 'Triage', words: null },
  { command: 'triage.resolveIn', keys: ['Shift+e'], scope: 'item', group: 'Triage', words: null },
  { command: 'triage.level', keys: ['l'], scope: 'item', group: 'Triage', words: null },
  { command: 'triage.rename', keys: ['r'], scope: 'item', group: 'Triage', words: null },
  { command: 'triage.mute', keys: ['m'], scope: 'item', group: 'Triage', words: null },
  { command: 'triage.snooze', keys: ['h'], scope: 'item', group: 'Triage', words: null },
  { command: 'triage.assign', keys: ['a'], scope: 'item', group: 'Triage', words: null },
  { command: 'triage.delete', keys: ['Delete'], scope: 'item', group: 'Triage', words: null },
  { command: 'triage.pin', keys: ['p'], scope: 'item', group: 'Triage', words: null },
  { command: 'triage.walk', keys: ['Shift+t'], scope: 'item', group: 'Triage', words: null },
  { command: 'triage.undo', keys: ['z', 'Mod+z'], scope: 'everywhere', group: 'Triage', words: 'Undo' },
  decide('list.check', ['x'], 'Select'),
  decide('list.checkDown', ['Shift+j', 'Shift+ArrowDown'], 'Extend down'),
  decide('list.checkUp', ['Shift+k', 'Shift+ArrowUp'], 'Extend up'),
  decide('list.checkAll', ['Mod+a'], 'Select all'),
  decide('list.clear', ['Escape'], 'Clear'),

  { command: 'filter.focus', keys: ['/', 'Mod+f'], scope: 'everywhere', group: 'Find and copy', words: 'Filter' },
  { command: 'filter.leave', keys: ['Escape'], scope: 'filter', group: 'Find and copy', words: null },
  { command: 'filter.toList', keys: ['Enter', 'ArrowDown'], scope: 'filter', group: 'Find and copy', words: null },
  { command: 'filter.searchAll', keys: ['Shift+Enter'], scope: 'list', group: 'Find and copy', words: null },
  {
    command: 'filter.searchAll',
    keys: ['Shift+Enter'],
    scope: 'filter',
    group: 'Find and copy',
    words: 'Search all items',
  },
  { command: 'sort.next', keys: ['s'], scope: 'list', group: 'Find and copy', words: 'Sort by the next column' },
  { command: 'item.editor', keys: ['o'], scope: 'item', group: 'Find and copy', words: 'Open in editor' },
  { command: 'item.compare', keys: ['v'], scope: 'item', group: 'Find and copy', words: 'Compare occurrences' },
  { command: 'item.note', keys: ['w'], scope: 'item', group: 'Triage', words: 'Write a note' },
  { command: 'sort.turn', keys: ['Shift+s'], scope: 'list', group: 'Find and copy', words: 'Sort the other way' },
  { command: 'sort.group', keys: ['Shift+g'], scope: 'list', group: 'Find and copy', words: 'Group by project' },
  { command: 'item.copy', keys: ['c'], scope: 'item', group: 'Find and copy', words: 'Copy as Markdown' },
  copy('item.copyJson', 'y j', 'Copy as JSON'),
  copy('item.copyCurl', 'y c', 'Copy as cURL'),
  copy('item.copyLink', 'y l', 'Copy a link'),
  copy('item.copyFrames', 'y f', 'Copy the frames'),
  copy('item.copyTitle', 'y t', 'Copy the title'),
  copy('item.resend', 'Shift+y', 'Send again'),
  copy('item.reveal', 'Shift+r', 'Reveal, or hide'),

  { command: 'go.active', keys: ['1'], scope: 'everywhere', group: 'Go to', words: 'Active' },
  { command: 'go.new', keys: ['2'], scope: 'everywhere', group: 'Go to', words: 'New' },
  { command: 'go.snoozed', keys: ['3'], scope: 'everywhere', group: 'Go to', words: 'Snoozed' },
  { command: 'go.muted', keys: ['4'], scope: 'everywhere', group: 'Go to', words: 'Muted' },
  { command: 'go.resolved', keys: ['5'], scope: 'everywhere', group: 'Go to', words: 'Resolved' },
  { command: 'go.refused', keys: ['6'], scope: 'everywhere', group: 'Go to', words: 'Refused' },
  { command: 'go.deleted', keys: ['7'], scope: 'everywhere', group: 'Go to', words: 'Deleted' },
  { command: 'go.deploys', keys: ['g d'], scope: 'everywhere', group: 'Go to', words: 'Deploys' },
  { command: 'go.versions', keys: ['g v'], scope: 'everywhere', group: 'Go to', words: 'Versions' },
  { command: 'go.query', keys: ['g q'], scope: 'everywhere', group: 'Go to', words: 'Query' },
  { command: 'go.occurrences', keys: ['g o'], scope: 'everywhere', group: 'Go to', words: 'Occurrences' },
  { command: 'go.settings', keys: [','], scope: 'everywhere', group: 'Go to', words: 'Settings' },

  { command: 'deploys.record', keys: ['n'], scope: 'deploys', group: 'Window', words: 'Record a deploy' },
  { command: 'test.send', keys: ['t'], scope: 'list', group: 'Window', words: 'Send a test error' },
  { command: 'window.density', keys: ['Mod+Shift+d'], scope: 'everywhere', group: 'Window', words: 'Compact rows' },
  {
    command: 'window.theme',
    keys: ['Mod+Shift+l'],
    scope: 'everywhere',
    group: 'Window',
    words: 'Light, dark, system',
  },
  { command: 'window.palette', keys: ['Mod+k'], scope: 'always', group: 'Window', words: 'Commands' },
  { command: 'window.keys', keys: ['?'], scope: 'everywhere', group: 'Window', words: 'This sheet' },
  { command: 'window.closeSheet', keys: ['Escape', '?'], scope: 'sheet', group: 'Window', words: null },
];
