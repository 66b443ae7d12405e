import { useState } from "preact/hooks";
import type { Edge, Node } from "../api/type";
import { count, number, t } from "../state/language";
import { filtered, go, type State, withFact } from "../state/location";
import { type Names, useNames } from "../state/name";
import type { Line, Point } from "../part/drawing";
import { familyOf } from "../part/family";
import { Fault } from "../part/fault";
import { LIMIT, useGrowth } from "../part/growth";
import { Link } from "../part/link";
import { Picture } from "./picture";

/** Edges of the same two entities are one line, named by all its predicates. */
function linesOf(edges: Edge[], names: Names): Line[] {
  const pairs = new Map<string, Edge[]>();
  for (const edge of edges) {
    const key = `${edge.source} ${edge.target}`;
    pairs.set(key, [...(pairs.get(key) ?? []), edge]);
  }
  return [...pairs].map(([key, [first, ...rest]]) => ({
    key,
    source: first!.source,
    target: first!.target,
    label: [first!, ...rest].map((edge) => names.predicate(edge.predicate)).join(", "),
    size: [first!, ...rest].reduce((sum, edge) => sum + edge.documents, 0),
  }));
}

/** An entity that was grown has more lines than the filters gave it facts. */
function pointsOf(nodes: Node[], edges: Edge[]): Point[] {
  const lines = (iri: string) => edges.filter(({ source, target }) => source === iri || target === iri).length;
  return nodes.map((node) => ({ ...node, size: Math.max(node.facts, lines(node.iri)) }));
}

const grownBy = (state: State, iri: string): State => ({ ...state, grow: [...state.grow.filter((old) => old !== iri), iri] });

export function NetworkView({ state }: { state: State }) {
  const names = useNames();
  const [chosen, setChosen] = useState<string | null>(null);
  const { nodes, edges, total, error, busy } = useGrowth(state);
  const says = t(state.grow.length > 0 ? "network.grown" : "network.shown", {
    shown: state.grow.length > 0 ? count("entity", nodes.length) : number(nodes.length),
    total: count("entity", total),
    edges: edges.length,
  });
  const grow = (iri: string) => {
    setChosen(iri);
    if (nodes.length < LIMIT) go(grownBy(state, iri));
  };
  return (
    <section aria-label={t("view.network")} aria-busy={busy}>
      <div class="bar">
        <div role="status">
          <h2>{busy && nodes.length === 0 ? t("busy") : says}</h2>
        </div>
        {nodes.length > 0 && <span class="quiet">{nodes.length < LIMIT ? t("network.help") : t("network.full", { limit: LIMIT })}</span>}
        {state.grow.length > 0 && (
          <Link class="button" to={{ ...state, grow: [] }}>
            {t("network.reset")}
          </Link>
        )}
      </div>
      <Fault message={error} />
      {nodes.length === 0 && !busy && <p>{t("network.none")}</p>}
      {nodes.length > 0 && (
        <div class={chosen ? "beside" : undefined}>
          <Picture points={pointsOf(nodes, edges)} lines={linesOf(edges, names)} chosen={chosen} onPoint={grow} onLine={setChosen} />
          {chosen && <Chosen state={state} chosen={chosen} nodes={nodes} edges={edges} />}
        </div>
      )}
      {nodes.length > 0 && <NodeList state={state} nodes={nodes} grow={grow} />}
    </section>
  );
}

interface ChosenProps {
  state: State;
  chosen: string;
  nodes: Node[];
  edges: Edge[];
}

/** The facts of the entity or line that was clicked. */
function Chosen({ state, chosen, nodes, edges }: ChosenProps) {
  const names = useNames();
  const node = nodes.find(({ iri }) => iri === chosen);
  const label = (iri: string) => nodes.find((other) => other.iri === iri)?.label ?? "…";
  const shown = edges.filter((edge) => (node ? [edge.source, edge.target].includes(chosen) : `${edge.source} ${edge.target}` === chosen));
  return (
    <div class="card chosen-facts" role="region" aria-live="polite" aria-label={t("view.facts")}>
      {node && (
        <h3>
          <span class={`dot ${familyOf(node.class)}`} aria-hidden="true" />
          {node.label} <small>{names.class(node.class)}</small>{" "}
          <Link class="button" to={filtered(state, { entity: node.iri })}>
            {t("network.open")}
          </Link>
        </h3>
      )}
      <ul>
        {shown.map((edge) => (
          <li key={edge.facts.join()}>
            <Link id={`fact-${edge.facts[0]}`} to={withFact(state, edge.facts[0])}>
              {label(edge.source)} <b>{names.predicate(edge.predicate)}</b> {label(edge.target)}
            </Link>{" "}
            <small class="quiet">{count("dispatch", edge.documents)}</small>
          </li>
        ))}
      </ul>
    </div>
  );
}

function NodeList({ state, nodes, grow }: { state: State; nodes: Node[]; grow: (iri: string) => void }) {
  const names = useNames();
  return (
    <details class="node-list">
      <summary>{t("network.list")}</summary>
      <ul>
        {nodes.map((node) => (
          <li key={node.iri}>
            <Link class="entity" to={filtered(state, { entity: node.iri })}>
              {node.label}
            </Link>{" "}
            <small>
              {names.class(node.class)}, {count("fact", node.facts)}
            </small>{" "}
            <button type="button" onClick={() => grow(node.iri)} aria-label={`${t("network.grow")}: ${node.label}`}>
              {t("network.grow")}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
