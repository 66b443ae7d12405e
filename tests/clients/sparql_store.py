"""rdflib's stores for SPARQL endpoints against a server: sparql_store.py BASE TOKEN QUERY GRAPH_QUERY. Prints what they see, as JSON."""

import json
import sys

from rdflib import RDF, Dataset, Graph, Literal, Namespace, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore

base, token, query, construct = sys.argv[1:]
DEP = Namespace("https://w3id.org/depeche/ontology#")
PREFIXES = """PREFIX dep: <https://w3id.org/depeche/ontology#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> """

graph = Graph(SPARQLStore(f"{base}/sparql"))
rows = [[str(row.who), str(row.what)] for row in graph.query(PREFIXES + query)]
drawn = len(graph.query(construct).graph)
facts = len(list(graph.subjects(RDF.type, DEP.Fact)))
store = SPARQLUpdateStore(f"{base}/sparql", f"{base}/sparql", headers={"Authorization": f"Bearer {token}"}, context_aware=True)
dataset = Dataset(store)
own = dataset.graph(URIRef("http://example.org/own"))
own.add((URIRef("x:a"), URIRef("x:b"), Literal("é")))
own.add((URIRef("x:a"), URIRef("x:b"), Literal(2)))
added = len(list(own.triples((None, None, Literal("é")))))
json.dump({"rows": rows, "construct": drawn, "facts": facts, "added": added, "named": len(list(own))}, sys.stdout)
