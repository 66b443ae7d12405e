import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--accent)", fontWeight: "600" },
  { tag: tags.comment, color: "var(--quiet)", fontStyle: "italic" },
  { tag: [tags.string, tags.atom, tags.number], color: "var(--code-string)" },
  { tag: tags.variableName, color: "var(--code-variable)" },
]);

const theme = EditorView.theme({
  "&": { backgroundColor: "var(--paper)", color: "var(--ink)", height: "100%" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--quiet)", border: "none" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-scroller": { fontFamily: "ui-monospace, monospace", fontSize: "13px" },
});

/** A SPARQL editor; Ctrl+Enter runs. Tab leaves it, so that the keyboard is not caught. */
export function openEditor(parent: HTMLElement, doc: string, name: string, run: () => void): EditorView {
  const enter = { key: "Mod-Enter", run: () => (run(), true) };
  const state = EditorState.create({
    doc,
    extensions: [
      lineNumbers(),
      history(),
      drawSelection(),
      bracketMatching(),
      StreamLanguage.define(sparql),
      syntaxHighlighting(colours),
      keymap.of([enter, ...defaultKeymap, ...historyKeymap]),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": name, tabindex: "0" }),
      theme,
    ],
  });
  return new EditorView({ state, parent });
}

export const textOf = (view: EditorView): string => view.state.doc.toString();

export function setText(view: EditorView, text: string): void {
  if (textOf(view) !== text) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
}
