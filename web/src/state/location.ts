import { useEffect, useState } from "preact/hooks";

export const VIEWS = ["facts", "network", "places", "sparql"] as const;
export type View = (typeof VIEWS)[number];

/** The filters have the names of the server's parameters. */
export const FILTERS = ["q", "entity", "predicate", "class", "status", "from", "to", "source", "document", "place", "least"] as const;
export type Filter = (typeof FILTERS)[number];
export type Filters = Partial<Record<Filter, string>>;

/** Everything that the page shows; it has a URL, and a URL has it. */
export interface State {
  view: View;
  filters: Filters;
  sort: string;
  order: "asc" | "desc";
  offset: number;
  fact?: string;
  claim?: string;
  grow: string[];
  query?: string;
  lang?: string;
}

const DEFAULT = { view: "facts", sort: "documents", order: "desc" } as const;

export function parse(search: string): State {
  const params = new URLSearchParams(search);
  const text = (name: string) => params.get(name) || undefined;
  const filters: Filters = {};
  for (const name of FILTERS) if (text(name)) filters[name] = text(name);
  return {
    view: VIEWS.find((view) => view === text("view")) ?? DEFAULT.view,
    filters,
    sort: text("sort") ?? DEFAULT.sort,
    order: text("order") === "asc" ? "asc" : "desc",
    offset: Math.max(0, Number.parseInt(text("offset") ?? "0", 10) || 0),
    fact: text("fact"),
    claim: text("claim"),
    grow: params.getAll("grow"),
    query: text("query"),
    lang: text("lang"),
  };
}

export function href(state: State): string {
  const params = new URLSearchParams();
  const put = (name: string, value: string | undefined, unless?: string) => value && value !== unless && params.set(name, value);
  put("view", state.view, DEFAULT.view);
  for (const name of FILTERS) put(name, state.filters[name]);
  put("sort", state.sort, DEFAULT.sort);
  put("order", state.order, DEFAULT.order);
  put("offset", String(state.offset), "0");
  put("fact", state.fact);
  put("claim", state.claim);
  for (const iri of state.grow) params.append("grow", iri);
  put("query", state.query);
  put("lang", state.lang);
  return `?${params}`;
}

/** A state with other filters begins at its first row, and with an ungrown network. */
export function filtered(state: State, patch: Filters): State {
  const filters = { ...state.filters, ...patch };
  for (const name of FILTERS) if (!filters[name]) delete filters[name];
  const view = state.view === "sparql" ? "facts" : state.view;
  return { ...state, view, filters, offset: 0, grow: [] };
}

export const withFact = (state: State, fact?: string, claim?: string): State => ({ ...state, fact, claim });

const listeners = new Set<() => void>();

export function go(state: State, replace = false): void {
  history[replace ? "replaceState" : "pushState"](null, "", href(state));
  listeners.forEach((listener) => listener());
}

export function current(): State {
  return parse(location.search);
}

export function useLocation(): State {
  const [state, setState] = useState(current);
  useEffect(() => {
    const listener = () => setState(current());
    listeners.add(listener);
    addEventListener("popstate", listener);
    return () => {
      listeners.delete(listener);
      removeEventListener("popstate", listener);
    };
  }, []);
  return state;
}
