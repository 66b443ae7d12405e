import { useEffect, useState } from "preact/hooks";
import { address } from "../api/client";
import { useAnswer } from "../api/answer";
import type { Fact, Facts, Found } from "../api/type";
import { t } from "../state/language";
import { filtered, go, type State, withFact } from "../state/location";
import { useNames } from "../state/name";
import { Choice, type Option } from "../part/choice";

const ENTITIES = 8;
const FACTS = 4;
const PAUSE = 150;

/** Suggests entities and facts while one types; Enter keeps the facts that have the words. */
export function Search({ state }: { state: State }) {
  const [text, setText] = useState(state.filters.q ?? "");
  useEffect(() => setText(state.filters.q ?? ""), [state.filters.q]);
  const q = text.trim();
  const wanted = q !== "" && q !== state.filters.q;
  const entities = useAnswer<{ rows: Found[] }>(wanted ? address("api/entities", { q, limit: ENTITIES }) : null, PAUSE);
  const facts = useAnswer<Facts>(wanted ? address("api/facts", { q, limit: FACTS }) : null, PAUSE);
  const words = () => go(filtered(state, { q, entity: undefined }));
  const options = [
    ...(wanted ? [wordsOption(q, words)] : []),
    ...useEntityOptions(state, q, entities.value?.rows ?? [], setText),
    ...useFactOptions(state, facts.value?.rows ?? []),
  ];
  return (
    <search class="search">
      <Choice
        label={t("search")}
        hint={t("search.hint")}
        text={text}
        options={options}
        says={t("search.found", { n: options.length })}
        onText={setText}
        onEnter={words}
      />
    </search>
  );
}

const wordsOption = (q: string, choose: () => void): Option => ({ key: "words", content: t("search.words", { q }), choose });

/** Case and accents do not count, as on the server. */
const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The other name that was found, where the first one would leave one wondering. */
function alias(row: Found, q: string) {
  const holds = (name: string) => plain(name).includes(plain(q));
  const other = holds(row.label) ? undefined : row.labels.find(holds);
  return other && <small>({other})</small>;
}

function useEntityOptions(state: State, q: string, rows: Found[], setText: (text: string) => void): Option[] {
  const names = useNames();
  return rows.map((row) => ({
    key: row.iri,
    group: t("search.entities"),
    content: (
      <>
        <b>{row.label}</b> {alias(row, q)} <small>{names.class(row.class)}</small> <small class="number">{row.facts}</small>
      </>
    ),
    choose: () => {
      setText("");
      go(filtered(state, { entity: row.iri, q: undefined }));
    },
  }));
}

function useFactOptions(state: State, rows: Fact[]): Option[] {
  const names = useNames();
  return rows.map((row) => ({
    key: row.iri,
    group: t("search.facts"),
    content: (
      <>
        {row.subject.label} <i>{names.predicate(row.predicate)}</i> {row.object.label}
      </>
    ),
    choose: () => go(withFact(state, row.iri)),
  }));
}
