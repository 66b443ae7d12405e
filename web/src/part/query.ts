import { ask } from "../api/client";
import { parseTriples, type Term, type Triple } from "./term";

export type Result =
  | { kind: "rows"; columns: string[]; rows: Record<string, Term | undefined>[] }
  | { kind: "answer"; yes: boolean }
  | { kind: "graph"; triples: Triple[] };

interface Json {
  head: { vars?: string[] };
  boolean?: boolean;
  results?: { bindings: Record<string, Term>[] };
}

/** Comments, IRIs and strings may hold words that look like the form of a query. */
const bare = (query: string): string => query.replace(/<[^>\s]*>|"[^"]*"|'[^']*'|#[^\n]*/g, " ");

export function isGraphQuery(query: string): boolean {
  return /^[^{]*\b(construct|describe)\b/i.test(bare(query).replace(/\b(prefix|base)\b[^\n]*/gi, " "));
}

export async function runQuery(query: string, signal: AbortSignal): Promise<Result> {
  if (isGraphQuery(query)) {
    const response = await ask(query, "application/n-triples", signal);
    return { kind: "graph", triples: parseTriples(await response.text()) };
  }
  const response = await ask(query, "application/sparql-results+json", signal);
  const json = (await response.json()) as Json;
  if (json.boolean !== undefined) return { kind: "answer", yes: json.boolean };
  return { kind: "rows", columns: json.head.vars ?? [], rows: json.results?.bindings ?? [] };
}

/** Forms that results are handed out in, by what the query gives. */
export const FORMS: Record<Result["kind"], Record<string, string>> = {
  rows: {
    csv: "text/csv",
    tsv: "text/tab-separated-values",
    json: "application/sparql-results+json",
    xml: "application/sparql-results+xml",
  },
  answer: {},
  graph: { ttl: "text/turtle", nt: "application/n-triples", jsonld: "application/ld+json", rdf: "application/rdf+xml" },
};

export async function download(query: string, ending: string, type: string): Promise<void> {
  const response = await ask(query, type);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = `results.${ending}`;
  link.click();
  URL.revokeObjectURL(link.href);
}
