import { ask } from "../api/client";
import { parseTriples, type Term, type Triple } from "./term";

export type Result =
  | { kind: "rows"; columns: string[]; rows: Record<string, Term | undefined>[] }
  | { kind: "answer"; yes: boolean }
  | { kind: "graph"; triples: Triple[] }
  | { kind: "large"; of: "rows" | "graph" };

/** Bytes of an answer that the page takes in; larger ones are for the download. */
const MOST = 32 * 1024 * 1024;

interface Json {
  head: { vars?: string[] };
  boolean?: boolean;
  results?: { bindings: Record<string, Term>[] };
}

/** Comments, IRIs and strings may hold words that look like the form of a query. */
const bare = (query: string): string => query.replace(/<[^>\s]*>|"[^"]*"|'[^']*'|#[^\n]*/g, " ");

export function isGraphQuery(query: string): boolean {
  return /^[^{]*\b(construct|describe)\b/i.test(bare(query).replace(/\bprefix\s+[^\s:]*:/gi, " "));
}

/** The text of an answer; none if it is longer than a page can show. */
async function limited(response: Response): Promise<string | null> {
  const reader = response.body!.getReader();
  const decoder = new TextDecoder();
  let [text, bytes] = ["", 0];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.length;
    text += decoder.decode(value, { stream: true });
    if (bytes <= MOST) continue;
    await reader.cancel();
    return null;
  }
}

export async function runQuery(query: string, signal: AbortSignal): Promise<Result> {
  if (isGraphQuery(query)) {
    const text = await limited(await ask(query, "application/n-triples", signal));
    return text === null ? { kind: "large", of: "graph" } : { kind: "graph", triples: parseTriples(text) };
  }
  const text = await limited(await ask(query, "application/sparql-results+json", signal));
  if (text === null) return { kind: "large", of: "rows" };
  const json = JSON.parse(text) as Json;
  if (json.boolean !== undefined) return { kind: "answer", yes: json.boolean };
  return { kind: "rows", columns: json.head.vars ?? [], rows: json.results?.bindings ?? [] };
}

/** Forms that results are handed out in, by what the query gives. */
export const FORMS: Record<"rows" | "graph", Record<string, string>> = {
  rows: {
    csv: "text/csv",
    tsv: "text/tab-separated-values",
    json: "application/sparql-results+json",
    xml: "application/sparql-results+xml",
  },
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
