// Comunica over an endpoint: node query.mjs ENDPOINT QUERY. Prints rows as lists of values and the number of quads of a CONSTRUCT.
import { QueryEngine } from "@comunica/query-sparql";

const [endpoint, query] = process.argv.slice(2);
const prefixes = `PREFIX dep: <https://w3id.org/depeche/ontology#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
  PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>`;
const engine = new QueryEngine();
const context = { sources: [{ type: "sparql", value: endpoint }] };
const bindings = await (await engine.queryBindings(prefixes + query, context)).toArray();
const rows = bindings.map((row) => [row.get("who").value, row.get("what").value]);
const quads = await (await engine.queryQuads(`${prefixes} CONSTRUCT { ?s a ?c } WHERE { ?s a ?c }`, context)).toArray();
console.log(JSON.stringify({ rows, quads: quads.length }));
