/** What the palette offers on this screen now: commands that would do something, and places to go to. */
import type { ItemRow } from '../shared/item.ts';
import { goToView, openItem, openScopes, openSearch, run, targets, type PageHands } from './commands.ts';
import { formOf } from './copy-actions.ts';
import { canCopy } from './copying.ts';
import type { CommandId, Group, Scope } from './keys/bindings.ts';
import { namedCommands, type NamedCommand } from './keys/command-names.ts';
import { hintFor } from './keys/key-labels.ts';
import { keysInForce } from './keys/keys-in-force.svelte.ts';
import type { Entry } from './palette/entries.ts';
import { sections } from './settings/sections.ts';
import type { App } from './state/app.svelte.ts';
import { everything } from './state/inbox.svelte.ts';
import { oneLine } from './ui/one-line.ts';

/** Commands of a field or of the palette itself would do nothing from in here. */
const notOffered = new Set<CommandId>(['window.palette', 'window.closeSheet', 'filter.leave', 'filter.toList']);
const sectionOf: Record<Group, Entry['section']> = {
  ...{ Triage: 'Here', 'Find and copy': 'Here', 'Go to': 'Go to', Window: 'Stacktray', Move: 'Move' },
};
const longestWords = 120;

export function paletteEntries(app: App, hands: PageHands): Entry[] {
  return [...commandsHere(app, hands), ...projects(app), ...searches(app), ...settingSections(app)];
}

export function itemEntries(app: App, rows: readonly ItemRow[]): Entry[] {
  return rows.map((row) => ({
    ...{ id: `item:${String(row.id)}`, section: 'Items', level: row.level },
    words: oneLine(row.title, longestWords) || 'No readable title',
    detail: `${app.projects.byId(row.projectId)?.name ?? ''} #${String(row.counter)}`,
    run: () => {
      openItem(app, row.id);
    },
  }));
}

/** What the commands here act on, in a few words. */
export function aboutHere(app: App): string {
  const isAboutItems = ['inbox', 'item'].includes(app.address.route.screen);
  const items = isAboutItems ? targets(app) : [];
  const [only] = items;
  if (!only) return '';
  if (items.length > 1) return `${String(items.length)} items`;
  return `${app.projects.byId(only.projectId)?.name ?? ''} #${String(only.counter)}`;
}

function commandsHere(app: App, hands: PageHands): Entry[] {
  const open = new Set<Scope>(openScopes(app, null));
  const here = new Map<CommandId, Scope>();
  for (const { command, scope } of keysInForce()) if (open.has(scope) && !here.has(command)) here.set(command, scope);
  const offered = namedCommands.filter(({ command }) => here.has(command) && !notOffered.has(command));
  return offered.filter(({ command }) => canRun(app, command)).map((named) => commandEntry(app, named, hands));
}

function commandEntry(app: App, { command, name, group }: NamedCommand, hands: PageHands): Entry {
  return {
    ...{ id: `command:${command}`, section: sectionOf[group], words: name, also: group, caps: hintFor(command) },
    run: () => {
      run(app, command, hands);
    },
  };
}

/** Would the command do anything now? */
function canRun(app: App, command: CommandId): boolean {
  const form = formOf(command);
  if (form !== null) return canCopy(app, form);
  if (command === 'item.resend') return app.item.shown !== null;
  if (command === 'item.reveal') return app.item.masked.maskedPlaces > 0;
  if (command === 'triage.undo' || command === 'triage.walk') return true;
  if (command === 'triage.merge') return targets(app).length > 1;
  return !command.startsWith('triage.') || targets(app).length > 0;
}

function projects(app: App): Entry[] {
  return app.projects.list.map(({ id, name }) => ({
    ...{ id: `project:${String(id)}`, section: 'Projects', words: oneLine(name, longestWords), also: 'project' },
    run: () => {
      app.address.go({ screen: 'inbox', filter: { ...everything, view: 'active', projectId: id } });
    },
  }));
}

function searches(app: App): Entry[] {
  const saved = app.savedSearches.list.map((search): Entry => ({
    ...{ id: `search:${String(search.id)}`, section: 'Searches', words: oneLine(search.name, longestWords) },
    ...{ also: 'saved search', detail: search.filter.text },
    run: () => {
      openSearch(app, search);
    },
  }));
  const all: Entry = {
    ...{ id: 'search:all', section: 'Searches', words: 'All items' },
    run: () => {
      goToView(app, 'all');
    },
  };
  return [...saved, all];
}

function settingSections(app: App): Entry[] {
  return sections.map(({ id, words, holds }) => ({
    ...{ id: `setting:${id}`, section: 'Settings', words, also: `settings ${holds.join(' ').toLowerCase()}` },
    run: () => {
      app.address.go({ screen: 'settings', section: id });
    },
  }));
}
