/** What each command is called where it stands alone: in the palette, and in the list of keys that can be changed. */
import { bindings, groups, type CommandId, type Group } from './bindings.ts';

export interface NamedCommand {
  command: CommandId;
  name: string;
  group: Group;
}

/** Commands that the sheet leaves out, since another line of it tells their key. */
const untold: Partial<Record<CommandId, string>> = {
  'list.pageDown': 'A page down',
  'list.pageUp': 'A page up',
  'item.next': 'Next item',
  'item.previous': 'Previous item',
  'item.window': 'Open this item in a new window',
  'refused.next': 'Next refused report',
  'refused.previous': 'Previous refused report',
  'refused.first': 'First refused report',
  'refused.last': 'Last refused report',
  'refused.close': 'Close the refused report',
  'releases.next': 'Next deploy or version',
  'releases.previous': 'Previous deploy or version',
  'releases.first': 'First deploy or version',
  'releases.last': 'Last deploy or version',
  'releases.close': 'Close the deploy or version',
  'filter.leave': 'Empty and leave the filter',
  'filter.toList': 'From the filter to the list',
  'window.closeSheet': 'Close the sheet',
};

/** Every command once, group by group, in the order of the table. */
export const namedCommands: readonly NamedCommand[] = groups.flatMap((group) =>
  [...new Set(bindings.filter((binding) => binding.group === group).map(({ command }) => command))].flatMap(
    (command) => {
      const lines = bindings.filter((binding) => binding.command === command);
      const told = lines.find(({ words }) => words !== null) ?? lines[0];
      // A command is told in the group of the line that tells it.
      return told?.group === group ? [{ command, group, name: told.words ?? untold[command] ?? command }] : [];
    },
  ),
);

export function nameOfCommand(command: CommandId): string {
  return namedCommands.find((each) => each.command === command)?.name ?? command;
}
