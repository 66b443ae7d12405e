import { useState } from "preact/hooks";
import type { Overview } from "../api/type";
import { count, number, t } from "../state/language";
import { filtered, go, type State, withFact } from "../state/location";
import { useNames, useOverview } from "../state/name";
import type { Line, Point } from "../part/drawing";
import { LIMIT } from "../part/growth";
import { Link } from "../part/link";
import { download, FORMS, type Result } from "../part/query";
import { shortName, type Term, type Triple } from "../part/term";
import { Picture } from "./picture";

const SHOWN = 500;
/** Dates and numbers are not broken over lines. */
const SHORT = 12;
const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const LABEL = "http://www.w3.org/2000/01/rdf-schema#label";

interface Props {
  state: State;
  query: string;
  result: Result;
}

export function ResultView({ state, query, result }: Props) {
  const [drawn, setDrawn] = useState(result.kind === "graph");
  if (result.kind === "answer") return <h2>{t(result.yes ? "sparql.yes" : "sparql.no")}</h2>;
  if (result.kind === "large") {
    return (
      <div class="bar">
        <h2>{t("sparql.large")}</h2>
        <Downloads query={query} kind={result.of} />
      </div>
    );
  }
  const [columns, rows] = result.kind === "graph" ? tableOf(result.triples) : [result.columns, result.rows];
  return (
    <>
      <div class="bar">
        <h2>{count("row", rows.length)}</h2>
        {rows.length > SHOWN && !drawn && <span class="quiet">{t("sparql.cut", { shown: number(SHOWN) })}</span>}
        {result.kind === "graph" && (
          <button type="button" onClick={() => setDrawn(!drawn)}>
            {t(drawn ? "sparql.table" : "sparql.network")}
          </button>
        )}
        <Downloads query={query} kind={result.kind} />
      </div>
      {result.kind === "graph" && drawn ? (
        <GraphPicture state={state} triples={result.triples} />
      ) : (
        <ResultTable state={state} columns={columns} rows={rows.slice(0, SHOWN)} />
      )}
    </>
  );
}

type Rows = Record<string, Term | undefined>[];

function tableOf(triples: Triple[]): [string[], Rows] {
  return [["subject", "predicate", "object"], triples.map(([subject, predicate, object]) => ({ subject, predicate, object }))];
}

function Downloads({ query, kind }: { query: string; kind: keyof typeof FORMS }) {
  return (
    <span class="downloads" role="group" aria-label={t("export")}>
      {Object.entries(FORMS[kind]).map(([ending, type]) => (
        <button key={ending} type="button" onClick={() => void download(query, ending, type)}>
          {ending}
        </button>
      ))}
    </span>
  );
}

function ResultTable({ state, columns, rows }: { state: State; columns: string[]; rows: Rows }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={t("sparql.results")}>
      <table class="results">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {columns.map((column) => (
                <td key={column} class={(row[column]?.value.length ?? 0) <= SHORT ? "short" : undefined}>
                  <TermView state={state} term={row[column]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const isEntity = (iri: string): boolean => iri.includes("/id/entity/");

/** IRIs of entities and facts lead to the page's own views of them. */
function TermView({ state, term }: { state: State; term?: Term }) {
  if (!term) return null;
  if (term.type !== "uri") return <>{term.value}</>;
  const name = shortName(term.value);
  if (isEntity(term.value)) return <Link to={filtered(state, { entity: term.value })}>{name.slice(0, 8)}…</Link>;
  if (term.value.includes("/id/fact/")) return <Link to={withFact(state, term.value)}>{name.slice(0, 8)}…</Link>;
  return (
    <a href={term.value} target="_blank" rel="noreferrer" title={term.value}>
      {name}
    </a>
  );
}

/** An entity has its class and those above it: its own is the one of which there are fewest. */
function classesOf(triples: Triple[], overview: Overview | null): Map<string, string> {
  const rank = (name: string) => overview?.classes.find((known) => known.name === name)?.entities ?? Infinity;
  const classes = new Map<string, string>();
  for (const [subject, predicate, object] of triples) {
    if (predicate.value !== TYPE) continue;
    const [name, known] = [shortName(object.value), classes.get(subject.value)];
    if (known === undefined || rank(name) < rank(known)) classes.set(subject.value, name);
  }
  return classes;
}

const valuesOf = (triples: Triple[], wanted: string) =>
  new Map(triples.filter(([, predicate]) => predicate.value === wanted).map(([subject, , object]) => [subject.value, object.value]));

/** Statements between resources are drawn; `rdfs:label` gives the names, `rdf:type` the colours. */
function GraphPicture({ state, triples }: { state: State; triples: Triple[] }) {
  const names = useNames();
  const overview = useOverview();
  const known = (iri: string, list?: Overview["predicates"]) => list?.some(({ name }) => name === shortName(iri));
  const [labels, classes] = [valuesOf(triples, LABEL), classesOf(triples, overview)];
  const links = triples.filter(([, predicate, object]) => object.type !== "literal" && predicate.value !== TYPE);
  const degrees = new Map<string, number>();
  for (const [subject, , object] of links) for (const { value } of [subject, object]) degrees.set(value, (degrees.get(value) ?? 0) + 1);
  const kept = [...degrees].sort(([, a], [, b]) => b - a).slice(0, LIMIT);
  const points: Point[] = kept.map(([iri, size]) => ({
    iri,
    size,
    class: classes.get(iri) ?? "",
    label: labels.get(iri) ?? shortName(iri),
  }));
  const lines: Line[] = links.map(([subject, predicate, object], index) => ({
    key: String(index),
    source: subject.value,
    target: object.value,
    label: known(predicate.value, overview?.predicates) ? names.predicate(shortName(predicate.value)) : shortName(predicate.value),
    size: 1,
  }));
  const open = (iri: string) => isEntity(iri) && go(filtered(state, { entity: iri }));
  return <Picture points={points} lines={lines} onPoint={open} onLine={() => undefined} />;
}
