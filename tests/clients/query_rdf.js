// Runs SPARQL queries over an RDF file with Comunica and prints their rows, or the triples of a graph in order, as JSON. Usage: query_rdf.js FILE QUERY_FILE...
const fs = require("fs");
const path = require("path");
const { QueryEngine } = require("@comunica/query-sparql-file");

async function rows(engine, file, query) {
  // Of a file with named graphs all are asked, as our store does.
  const answer = await engine.query(query, { sources: [{ type: "file", value: file }], unionDefaultGraph: true });
  if (answer.resultType === "quads") return triples(await (await answer.execute()).toArray());
  const variables = (await answer.metadata()).variables.map((variable) => variable.variable ?? variable);
  const bindings = await (await answer.execute()).toArray();
  return bindings.map((binding) => variables.map((variable) => binding.get(variable)?.value ?? ""));
}

// Some engines give a triple once for each solution.
function triples(quads) {
  const lines = quads.map(({ subject, predicate, object }) => JSON.stringify([subject.value, predicate.value, object.value]));
  return [...new Set(lines)].sort().map((line) => JSON.parse(line));
}

async function main([file, ...queries]) {
  const engine = new QueryEngine();
  const out = {};
  for (const query of queries) out[path.basename(query, ".rq")] = await rows(engine, path.resolve(file), fs.readFileSync(query, "utf8"));
  process.stdout.write(JSON.stringify(out));
}

main(process.argv.slice(2));
