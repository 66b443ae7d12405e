import type { EditorView } from "@codemirror/view";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useAnswer } from "../api/answer";
import type { NamedQuery } from "../api/type";
import { question, t } from "../state/language";
import { current, go, type State } from "../state/location";
import { openEditor, setText, textOf } from "../part/editor";
import { Fault } from "../part/fault";
import { type Result, runQuery } from "../part/query";
import { ResultView } from "./result";

type Run = { query: string; result?: Result; error?: string };

export function SparqlView({ state }: { state: State }) {
  const examples = useAnswer<{ rows: NamedQuery[] }>("./api/queries");
  const [run, setRun] = useState<Run | null>(null);
  const first = state.query ?? examples.value?.rows[0]?.sparql ?? (examples.error ? "" : null);
  useEffect(() => {
    if (!state.query) return;
    const control = new AbortController();
    const query = state.query;
    setRun({ query });
    runQuery(query, control.signal)
      .then((result) => setRun({ query, result }))
      .catch((error: Error) => !control.signal.aborted && setRun({ query, error: error.message }));
    return () => control.abort();
  }, [state.query]);
  return (
    <section class="sparql" aria-label={t("view.sparql")}>
      {first !== null && <Editor key="editor" text={first} examples={examples.value?.rows ?? []} />}
      <div aria-live="polite" aria-busy={!!run && !run.result && !run.error}>
        {run && !run.result && !run.error && <p class="quiet">{t("sparql.running")}</p>}
        <Fault message={run?.error ?? null} />
        {run?.result && <ResultView key={run.query} state={state} query={run.query} result={run.result} />}
      </div>
    </section>
  );
}

/** A query that is run becomes part of the address; one that is being written does not. */
function Editor({ text, examples }: { text: string; examples: NamedQuery[] }) {
  const root = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const run = () => view.current && go({ ...current(), query: textOf(view.current) });
  // Before the choice of examples can be used: one that came earlier would be lost.
  useLayoutEffect(() => {
    view.current = openEditor(root.current!, text, t("sparql.editor"), () => void run());
    return () => view.current?.destroy();
  }, []);
  useEffect(() => {
    if (view.current) setText(view.current, text);
  }, [text]);
  const choose = (name: string) => {
    const sparql = examples.find((example) => example.name === name)?.sparql;
    if (sparql && view.current) setText(view.current, sparql);
  };
  return (
    <>
      <div class="bar">
        <label class="examples">
          <span>{t("sparql.examples")}</span>{" "}
          <select onChange={(event) => choose(event.currentTarget.value)}>
            <option value="">{t("sparql.choose")}</option>
            {examples.map((example) => (
              <option key={example.name} value={example.name}>
                {question(example)}
              </option>
            ))}
          </select>
        </label>
        <button type="button" class="primary" onClick={run} title={t("sparql.key")}>
          {t("sparql.run")} <kbd>{t("sparql.key")}</kbd>
        </button>
      </div>
      <div ref={root} class="editor" />
    </>
  );
}
