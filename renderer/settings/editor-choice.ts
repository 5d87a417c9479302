/** The choice of an editor as a menu has it: one word for each. Pure. */
import type { EditorChoice, EditorOption } from '../../shared/source.ts';

const own = 'own';
const automatic = 'automatic';

/** Editors that are here come first; those that are not say so and can be chosen all the same. */
export function editorChoices(editors: readonly EditorOption[]): { value: string; words: string }[] {
  const first = editors.find(({ found }) => found);
  const sorted = [...editors].sort((one, other) => Number(other.found) - Number(one.found));
  return [
    { value: automatic, words: first ? `Automatic (${first.name})` : 'Automatic (none found)' },
    ...sorted.map(({ id, name, found }) => ({ value: `known:${id}`, words: found ? name : `${name} – not found` })),
    { value: own, words: 'Own command' },
  ];
}

export function valueOf(choice: EditorChoice): string {
  return choice.kind === 'known' ? `known:${choice.id}` : choice.kind;
}

/** The choice behind a menu's value that is not the own command. */
export function choiceOf(value: string): EditorChoice {
  return value.startsWith('known:') ? { kind: 'known', id: value.slice('known:'.length) } : { kind: automatic };
}
