import { useEffect, useState } from "preact/hooks";
import { address, get } from "../api/client";
import type { Edge, Network, Node } from "../api/type";
import type { State } from "../state/location";

/** As many entities as a person can read. */
export const LIMIT = 150;
const FIRST = 90;
const EACH = 25;

export interface Grown extends Network {
  error: string | null;
  busy: boolean;
}

/** The network of the filters, and after it those of the entities that were clicked, up to the limit. */
export function merge(networks: Network[]): Network {
  const nodes = new Map<string, Node>();
  const edges = new Map<string, Edge>();
  for (const network of networks) {
    for (const node of network.nodes) if (nodes.size < LIMIT && !nodes.has(node.iri)) nodes.set(node.iri, node);
    for (const edge of network.edges) edges.set(edge.facts.join(), edge);
  }
  const kept = [...edges.values()].filter((edge) => nodes.has(edge.source) && nodes.has(edge.target));
  const linked = new Set(kept.flatMap((edge) => [edge.source, edge.target]));
  return { nodes: [...nodes.values()].filter((node) => linked.has(node.iri)), edges: kept, total: networks[0]?.total ?? 0 };
}

export function useGrowth(state: State): Grown {
  const [grown, setGrown] = useState<Grown>({ nodes: [], edges: [], total: 0, error: null, busy: true });
  const first = address("api/network", { ...state.filters, limit: FIRST });
  const others = state.grow.map((entity) => address("api/network", { entity, limit: EACH }));
  const urls = [first, ...others];
  useEffect(() => {
    const control = new AbortController();
    setGrown((old) => ({ ...old, busy: true }));
    Promise.all(urls.map((url) => get<Network>(url, control.signal)))
      .then((networks) => setGrown({ ...merge(networks), error: null, busy: false }))
      .catch((error: Error) => {
        if (!control.signal.aborted) setGrown({ nodes: [], edges: [], total: 0, error: error.message, busy: false });
      });
    return () => control.abort();
  }, [urls.join()]);
  return grown;
}
