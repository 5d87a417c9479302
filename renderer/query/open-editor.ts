/** The editor of queries, of CodeMirror. This file is loaded when a query is going to be written, not before. */
import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  completionStatus,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching } from '@codemirror/language';
import { Annotation, EditorState, Prec, StateEffect, StateField } from '@codemirror/state';
import {
  Decoration,
  drawSelection,
  EditorView,
  highlightSpecialChars,
  keymap,
  placeholder,
  type DecorationSet,
} from '@codemirror/view';
import { offersAt } from './complete-query.ts';
import { editorTheme } from './editor-theme.ts';
import type { Problem } from './find-problem.ts';
import { rqlLanguage } from './rql-language.ts';

export interface EditorWanted {
  text: string;
  /** The id of the element that tells what is wrong. */
  describedBy: string;
  /** Paths of the data, asked for when something is completed. */
  paths: () => readonly string[];
  onchange: (text: string) => void;
  onrun: () => void;
  /** Escape, when nothing of the editor is open that it would close. */
  onescape: () => void;
}

export interface OpenEditor {
  /** Writes another text in place of what is there; undoing brings that back. */
  setText(text: string): void;
  /** Underlines it; null for nothing. */
  mark(problem: Problem | null): void;
  focus(): void;
  destroy(): void;
}

const setProblem = StateEffect.define<Problem | null>();
/** On changes that do not come from the person who writes. */
const isOurs = Annotation.define<boolean>();
const underline = Decoration.mark({ class: 'cm-problem' });

const problemField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (marks, { effects, changes, newDoc }) => {
    const effect = effects.findLast((each) => each.is(setProblem));
    if (!effect) return marks.map(changes);
    const problem = effect.value;
    const to = Math.min(problem?.to ?? 0, newDoc.length);
    return problem && problem.from < to ? Decoration.set(underline.range(problem.from, to)) : Decoration.none;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Puts an editor into `parent`. */
export function openEditor(parent: HTMLElement, wanted: EditorWanted): OpenEditor {
  const { text } = wanted;
  const state = EditorState.create({ doc: text, selection: { anchor: text.length }, extensions: extensions(wanted) });
  const view = new EditorView({ parent, state });
  return {
    setText: (insert) => {
      if (view.state.doc.toString() === insert) return;
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert },
        selection: { anchor: insert.length },
        annotations: isOurs.of(true),
      });
    },
    mark: (problem) => {
      view.contentDOM.setAttribute('aria-invalid', String(problem !== null));
      view.dispatch({ effects: setProblem.of(problem) });
    },
    focus: () => {
      view.focus();
    },
    destroy: () => {
      view.destroy();
    },
  };
}

function extensions(wanted: EditorWanted) {
  const run = (): boolean => {
    wanted.onrun();
    return true;
  };
  const escape = ({ state }: EditorView): boolean => {
    if (completionStatus(state) === 'active') return false;
    wanted.onescape();
    return true;
  };
  return [
    Prec.highest(
      keymap.of([
        { key: 'Mod-Enter', run },
        { key: 'Escape', run: escape },
        // Tab leaves the editor, unless a completion is open.
        { key: 'Tab', run: acceptCompletion },
      ]),
    ),
    ...[history(), drawSelection(), bracketMatching(), closeBrackets(), highlightSpecialChars()],
    keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
    autocompletion({
      override: [({ state, pos, explicit }) => complete(state, pos, { explicit, wanted })],
      icons: false,
    }),
    ...[rqlLanguage, editorTheme, problemField, EditorView.lineWrapping, placeholder('SELECT … FROM item_occurrence')],
    EditorView.contentAttributes.of({
      ...{ 'aria-label': 'Query', 'aria-describedby': wanted.describedBy },
      ...{ spellcheck: 'false', autocapitalize: 'off' },
    }),
    EditorView.updateListener.of(({ docChanged, state, transactions }) => {
      const isTyped = !transactions.some((each) => each.annotation(isOurs));
      if (docChanged && isTyped) wanted.onchange(state.doc.toString());
    }),
  ];
}

function complete(
  state: EditorState,
  at: number,
  { explicit, wanted }: { explicit: boolean; wanted: EditorWanted },
): CompletionResult | null {
  const found = offersAt(state.doc.toString(), at, wanted.paths());
  if (!found || (found.from === at && !explicit)) return null;
  return {
    from: found.from,
    validFor: /^[`\w$.-]*$/,
    options: found.offers.map(({ label, text, kind, detail, rank }) => ({
      ...{ label, apply: text, type: kind, detail, boost: rank },
    })),
  };
}
