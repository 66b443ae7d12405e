import { address } from "../api/client";
import { useAnswer } from "../api/answer";
import type { Fact, Facts } from "../api/type";
import { count, number, span, t } from "../state/language";
import { type State, withFact } from "../state/location";
import { useNames } from "../state/name";
import { familyOf } from "../part/family";
import { Fault } from "../part/fault";
import { EntityLink, Link } from "../part/link";
import { StatusMark } from "../part/status";

const ROWS = 50;
const COLUMNS = ["subject", "predicate", "object", "status", "date", "documents"] as const;
type Column = (typeof COLUMNS)[number];

/** The server sorts by all columns but the status. */
const sortable = (column: Column): boolean => column !== "status";

export function FactTable({ state }: { state: State }) {
  const { sort, order, offset } = state;
  const url = address("api/facts", { ...state.filters, sort, order, offset, limit: ROWS });
  const { value, error, busy } = useAnswer<Facts>(url, 60);
  const says = busy ? t("busy") : value ? count("fact", value.total) : "";
  return (
    <section class="facts" aria-busy={busy} aria-label={t("view.facts")}>
      <div class="bar">
        <div role="status">
          <h2>{value && busy ? count("fact", value.total) : says}</h2>
        </div>
        {value && <Pages state={state} total={value.total} />}
      </div>
      <Fault message={error} />
      {value?.total === 0 && <p>{t("facts.none")}</p>}
      {value && value.rows.length > 0 && <Table state={state} rows={value.rows} />}
    </section>
  );
}

function Table({ state, rows }: { state: State; rows: Fact[] }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={t("facts.caption")}>
      <table>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <Head key={column} state={state} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.iri} state={state} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Head({ state, column }: { state: State; column: Column }) {
  const name = t(`column.${column}`);
  if (!sortable(column)) return <th scope="col">{name}</th>;
  const here = state.sort === column;
  const order = here && state.order === "asc" ? "desc" : "asc";
  const sorted = here ? (state.order === "asc" ? "ascending" : "descending") : undefined;
  return (
    <th scope="col" aria-sort={sorted}>
      <Link to={{ ...state, sort: column, order, offset: 0 }} title={t("sort.by", { column: name })}>
        {name}
        <span aria-hidden="true">{here ? (state.order === "asc" ? " ↑" : " ↓") : ""}</span>
      </Link>
    </th>
  );
}

function Row({ state, row }: { state: State; row: Fact }) {
  const names = useNames();
  const predicate = names.predicate(row.predicate);
  const open = row.iri === state.fact;
  return (
    <tr class={open ? "open" : undefined}>
      <td>
        <span class={`dot ${familyOf(row.subject.class)}`} aria-hidden="true" />
        <EntityLink state={state} entity={row.subject} />
      </td>
      <td>
        <Link
          class="predicate"
          id={`fact-${row.iri}`}
          to={withFact(state, row.iri)}
          aria-label={t("evidence.open", { fact: `${row.subject.label} ${predicate} ${row.object.label}` })}
        >
          {predicate}
        </Link>
      </td>
      <td>
        <span class={`dot ${familyOf(row.object.class)}`} aria-hidden="true" />
        <EntityLink state={state} entity={row.object} />
      </td>
      <td>
        {row.statuses.map((status) => (
          <StatusMark key={status} status={status} />
        ))}
      </td>
      <td class="date">{span(row.from, row.to)}</td>
      <td class="number">
        <span class="word">{count("dispatch", row.documents)}</span>
        <span class="figure" aria-hidden="true">
          {number(row.documents)}
        </span>
      </td>
    </tr>
  );
}

function Pages({ state, total }: { state: State; total: number }) {
  if (total <= ROWS) return null;
  const { offset } = state;
  const range = { from: offset + 1, to: Math.min(total, offset + ROWS), total };
  return (
    <nav class="pages" aria-label={t("page.label")}>
      <Step shown={offset > 0} to={{ ...state, offset: Math.max(0, offset - ROWS) }} rel="prev" text={t("page.previous")} />
      <span>{t("page.range", { from: number(range.from), to: number(range.to), total: number(range.total) })}</span>
      <Step shown={offset + ROWS < total} to={{ ...state, offset: offset + ROWS }} rel="next" text={t("page.next")} />
    </nav>
  );
}

function Step({ shown, to, rel, text }: { shown: boolean; to: State; rel: string; text: string }) {
  return shown ? (
    <Link class="button" rel={rel} to={to}>
      {text}
    </Link>
  ) : (
    <span class="button" aria-disabled="true">
      {text}
    </span>
  );
}
