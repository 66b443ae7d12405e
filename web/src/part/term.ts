/** RDF terms as SPARQL results in JSON have them. */
export interface Term {
  type: "uri" | "literal" | "bnode" | "triple";
  value: string;
  datatype?: string;
  "xml:lang"?: string;
}

export type Triple = [Term, Term, Term];

const TERM = /<([^>]*)>|(_:[^\s.]+)|"((?:[^"\\]|\\.)*)"(?:@([\w-]+)|\^\^<([^>]*)>)?/g;
const ESCAPES: Record<string, string> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

const unescape = (text: string): string =>
  text.replace(/\\(?:u([\dA-Fa-f]{4})|U([\dA-Fa-f]{8})|(.))/g, (_, short?: string, long?: string, sign?: string) =>
    short || long ? String.fromCodePoint(Number.parseInt((short ?? long)!, 16)) : (ESCAPES[sign!] ?? sign!),
  );

function term([, iri, blank, text, language, datatype]: RegExpMatchArray): Term {
  if (iri !== undefined) return { type: "uri", value: unescape(iri) };
  if (blank !== undefined) return { type: "bnode", value: blank };
  return { type: "literal", value: unescape(text ?? ""), datatype, "xml:lang": language };
}

/** N-Triples, one triple a line; a line that is none (a quoted triple, a comment) is left out. */
export function parseTriples(text: string): Triple[] {
  const triples = text.split("\n").map((line) => (/^[<_]/.test(line) && !line.startsWith("<<") ? [...line.matchAll(TERM)].map(term) : []));
  return triples.filter((triple): triple is Triple => triple.length === 3);
}

/** The last part of an IRI, which is what people read. */
export const shortName = (iri: string): string => decodeURIComponent(/([^/#]+)[/#]?$/.exec(iri)?.[1] ?? iri);
