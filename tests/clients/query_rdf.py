"""Runs a SPARQL query over a Turtle file with rdflib and prints the rows as JSON. Usage: query_rdf.py FILE QUERY_FILE"""
import json
import sys

import rdflib

graph = rdflib.Graph().parse(sys.argv[1], format="turtle")
with open(sys.argv[2], encoding="utf-8") as file:
    rows = graph.query(file.read())
json.dump([["" if value is None else str(value) for value in row] for row in rows], sys.stdout)
