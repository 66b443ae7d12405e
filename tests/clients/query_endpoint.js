// Queries an endpoint with Comunica. Usage: query_endpoint.js ENDPOINT QUERY GRAPH_QUERY. Prints rows as lists of values and the number of quads of the graph.
const { QueryEngine } = require("@comunica/query-sparql-file");

const prefixes = `PREFIX dep: <https://w3id.org/depeche/ontology#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
  PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>`;

async function main([endpoint, query, graph]) {
  const engine = new QueryEngine();
  const context = { sources: [{ type: "sparql", value: endpoint }] };
  const bindings = await (await engine.queryBindings(prefixes + query, context)).toArray();
  const rows = bindings.map((row) => [row.get("who").value, row.get("what").value]);
  const quads = await (await engine.queryQuads(graph, context)).toArray();
  process.stdout.write(JSON.stringify({ rows, quads: quads.length }));
}

main(process.argv.slice(2));
