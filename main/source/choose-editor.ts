/** From what a person has chosen to a program and its words, and what to say where there is none. */
import { basename } from 'node:path';
import type { EditorChoice, EditorOption } from '../../shared/source.ts';
import { parseTemplate } from './command-template.ts';
import { knownEditors, terminals, type KnownEditor } from './editors.ts';
import { findEditorProgram, findProgram, type Surroundings } from './find-program.ts';

export interface EditorCommand {
  kind: 'command';
  /** How the editor is called in a sentence. */
  name: string;
  /** Absolute. */
  program: string;
  /** With placeholders. */
  words: string[];
}
export interface NoEditor {
  kind: 'none';
  words: string;
  advice: string;
}

/** Every known editor, and whether it is here. */
export function editorOptions(surroundings: Surroundings): Promise<EditorOption[]> {
  return Promise.all(
    knownEditors.map(async (editor) => ({
      ...{ id: editor.id, name: editor.name },
      found: (await commandOf(editor, surroundings)) !== null,
    })),
  );
}

export async function chooseEditor(
  choice: EditorChoice,
  surroundings: Surroundings,
): Promise<EditorCommand | NoEditor> {
  if (choice.kind === 'own') return ownCommand(choice.template, surroundings);
  if (choice.kind === 'known') {
    const editor = knownEditors.find(({ id }) => id === choice.id);
    return (editor && (await commandOf(editor, surroundings))) ?? notFound(editor);
  }
  for (const editor of knownEditors) {
    const command = await commandOf(editor, surroundings);
    if (command) return command;
  }
  return {
    ...{ kind: 'none', words: 'No editor was found on this computer.' },
    advice: 'Write the command of yours in Settings, under Code on this computer.',
  };
}

async function ownCommand(template: string, surroundings: Surroundings): Promise<EditorCommand | NoEditor> {
  const parsed = parseTemplate(template);
  const advice = 'Look at the command in Settings, under Code on this computer.';
  if ('problem' in parsed) return { kind: 'none', words: parsed.problem, advice };
  const program = await findProgram(parsed.program, surroundings);
  if (program === null) return { kind: 'none', words: `${parsed.program} was not found, or may not be run.`, advice };
  return { kind: 'command', name: basename(parsed.program), program, words: parsed.words };
}

async function commandOf(editor: KnownEditor, surroundings: Surroundings): Promise<EditorCommand | null> {
  const program = await findEditorProgram(editor, surroundings);
  if (program === null) return null;
  if (!editor.inTerminal) return { kind: 'command', name: editor.name, program, words: editor.words };
  for (const { programs, words } of terminals) {
    for (const name of programs) {
      const terminal = await findProgram(name, surroundings);
      if (terminal === null) continue;
      return { kind: 'command', name: editor.name, program: terminal, words: [...words, program, ...editor.words] };
    }
  }
  return null;
}

function notFound(editor: KnownEditor | undefined): NoEditor {
  const name = editor?.name ?? 'The chosen editor';
  const command = editor?.programs[0] ?? '';
  return {
    ...{ kind: 'none', words: `${name} was not found on this computer.` },
    advice: editor?.inTerminal
      ? 'It needs a terminal that is known, too. Choose another editor in Settings, or write your own command.'
      : `Make its command \`${command}\` known on the PATH, or choose another editor in Settings.`,
  };
}
