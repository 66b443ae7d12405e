"""Runs SPARQL queries over a Turtle file with rdflib and prints their rows, or the triples of a graph in order, as JSON. Usage: query_rdf.py FILE QUERY_FILE..."""
import json
import pathlib
import sys

import rdflib

# rdflib would otherwise rewrite literals into its own canonical forms while reading.
rdflib.NORMALIZE_LITERALS = False

graph = rdflib.Graph().parse(sys.argv[1], format="turtle")
out = {}
for path in map(pathlib.Path, sys.argv[2:]):
    answer = graph.query(path.read_text(encoding="utf-8"))
    rows = [["" if value is None else str(value) for value in row] for row in answer]
    out[path.stem] = rows if answer.type == "SELECT" else sorted(rows)
json.dump(out, sys.stdout)
