import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { address } from "../api/client";
import { useAnswer } from "../api/answer";
import type { Found } from "../api/type";
import { inLanguage, number, t } from "../state/language";
import { type Filter, filtered, go, type State } from "../state/location";
import { useNames, useOverview } from "../state/name";
import { Choice } from "../part/choice";
import { ExportMenu } from "./export";

/** On a telephone the filters would hide what they filter. */
const WIDE = matchMedia("(min-width: 761px)").matches;

type Item = { name: string; text: string };

export function FilterForm({ state }: { state: State }) {
  const overview = useOverview();
  const items = <T extends { name: string; label: { fr: string; en: string } }>(list: T[] | undefined, size: (item: T) => number): Item[] =>
    (list ?? [])
      .map((item) => ({ name: item.name, text: `${inLanguage(item.label)} (${number(size(item))})` }))
      .sort((a, b) => a.text.localeCompare(b.text));
  const sources = (overview?.sources ?? []).map((source) => ({ name: source.name, text: `${source.name} (${number(source.facts)})` }));
  return (
    <form class="filters" aria-label={t("filters")} onSubmit={(event) => event.preventDefault()}>
      <details open={WIDE}>
        <summary>{t("filters")}</summary>
        <Select state={state} filter="predicate" items={items(overview?.predicates, (item) => item.facts)} />
        <Select state={state} filter="class" items={items(overview?.classes, (item) => item.entities)} />
        <Select state={state} filter="status" items={items(overview?.statuses, (item) => item.facts)} />
        <div class="pair">
          <DateField state={state} filter="from" />
          <DateField state={state} filter="to" />
        </div>
        <Select state={state} filter="source" items={sources} />
        <PlaceField state={state} />
        <LeastField state={state} />
      </details>
      <ExportMenu state={state} />
    </form>
  );
}

const set = (state: State, filter: Filter, value: string) => go(filtered(state, { [filter]: value || undefined }));

function Field({ filter, children }: { filter: Filter; children: ComponentChildren }) {
  return (
    <label class="field">
      <span>{t(`filter.${filter}`)}</span>
      {children}
    </label>
  );
}

/** A list with nothing to choose from is not shown. */
function Select({ state, filter, items }: { state: State; filter: Filter; items: Item[] }) {
  if (items.length === 0) return null;
  return (
    <Field filter={filter}>
      <select value={state.filters[filter] ?? ""} onChange={(event) => set(state, filter, event.currentTarget.value)}>
        <option value="">{t("filter.any")}</option>
        {items.map((item) => (
          <option key={item.name} value={item.name}>
            {item.text}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** A browser tells every key of a date; only days with a year of four digits go to the server. */
function DateField({ state, filter }: { state: State; filter: "from" | "to" }) {
  const change = (value: string) => {
    if (value === "" || /^[12]\d{3}-/.test(value)) set(state, filter, value);
  };
  return (
    <Field filter={filter}>
      <input type="date" max="2999-12-31" value={state.filters[filter] ?? ""} onChange={(event) => change(event.currentTarget.value)} />
    </Field>
  );
}

function LeastField({ state }: { state: State }) {
  return (
    <Field filter="least">
      <span class="inline">
        <input
          type="number"
          min="1"
          max="999"
          placeholder="1"
          value={state.filters.least ?? ""}
          onChange={(event) => set(state, "least", event.currentTarget.value)}
        />
        {t("filter.least.unit")}
      </span>
    </Field>
  );
}

function PlaceField({ state }: { state: State }) {
  const names = useNames();
  const [text, setText] = useState("");
  const q = text.trim();
  const found = useAnswer<{ rows: Found[] }>(q ? address("api/entities", { q, class: "Place", limit: 10 }) : null, 150);
  const options = (found.value?.rows ?? []).map((row) => ({
    key: row.iri,
    content: (
      <>
        {row.label} <small>{names.class(row.class)}</small>
      </>
    ),
    choose: () => {
      setText("");
      set(state, "place", row.iri);
    },
  }));
  return (
    <div class="field">
      <span aria-hidden="true">{t("filter.place")}</span>
      <Choice
        label={t("filter.place")}
        hint={t("filter.place.hint")}
        text={text}
        options={options}
        empty={found.value && !found.busy ? t("search.none") : undefined}
        says={t("search.found", { n: options.length })}
        onText={setText}
      />
    </div>
  );
}
