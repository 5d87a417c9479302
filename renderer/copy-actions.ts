/** The menu of copies of the open item: the commands, with their keys and whether they can be done now. */
import { run, type PageHands } from './commands.ts';
import { canCopy, type CopyForm } from './copying.ts';
import type { CopyAction } from './item/copy-action.ts';
import type { CommandId } from './keys/bindings.ts';
import { nameOfCommand } from './keys/command-names.ts';
import { hintFor } from './keys/key-labels.ts';
import type { App } from './state/app.svelte.ts';

const forms: readonly (readonly [CommandId, CopyForm])[] = [
  ['item.copy', 'markdown'],
  ['item.copyFrames', 'frames'],
  ['item.copyCurl', 'curl'],
  ['item.copyJson', 'json'],
  ['item.copyTitle', 'title'],
  ['item.copyLink', 'link'],
];

/** Which form a command copies in; null when it copies nothing. */
export function formOf(command: CommandId): CopyForm | null {
  return forms.find(([copies]) => copies === command)?.[1] ?? null;
}

export function copyActions(app: App, hands: PageHands): CopyAction[] {
  const action = (command: CommandId): CopyAction => ({
    ...{ id: command, words: nameOfCommand(command), caps: hintFor(command) },
    run: () => {
      run(app, command, hands);
    },
  });
  return [
    ...forms.map(([command, form]) => ({ ...action(command), disabled: !canCopy(app, form) })),
    { ...action('item.resend'), apart: true, words: 'Send again…', disabled: app.item.shown === null },
  ];
}
