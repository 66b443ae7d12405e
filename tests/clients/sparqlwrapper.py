"""SPARQLWrapper against a server: sparqlwrapper.py BASE TOKEN QUERY GRAPH_QUERY. Prints what each format gives, as JSON."""

import csv
import io
import json
import sys

from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, RDFXML, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

base, token, query, graph = sys.argv[1:]
PREFIXES = """PREFIX dep: <https://w3id.org/depeche/ontology#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> """


def ask(sparql, form, method=None, direct=False):
    wrapper = SPARQLWrapper(f"{base}/sparql")
    wrapper.setQuery(PREFIXES + sparql)
    wrapper.setReturnFormat(form)
    if method:
        wrapper.setMethod(method)
    if direct:
        wrapper.setRequestMethod(POSTDIRECTLY)
    return wrapper.query().convert()


def pairs(answer):
    return [[row["who"]["value"], row["what"]["value"]] for row in answer["results"]["bindings"]]


def refusal():
    try:
        ask("SELECT * { broken", JSON)
    except QueryBadFormed as error:
        return str(error)
    return ""


document = ask(query, XML)
values = [node.firstChild.data for node in document.getElementsByTagName("literal")]
update = SPARQLWrapper(f"{base}/sparql")
update.setMethod(POST)
update.addCustomHttpHeader("Authorization", f"Bearer {token}")
update.setQuery("INSERT DATA { <x:wrapper> <x:b> 1 }")
update.query()
told = {
    "json": pairs(ask(query, JSON)),
    "xml": [values[at : at + 2] for at in range(0, len(values), 2)],
    "csv": list(csv.reader(io.StringIO(ask(query, CSV).decode())))[1:],
    "post": pairs(ask(query, JSON, POST, direct=True)),
    "ask": ask("ASK { ?s a dep:Fact }", JSON)["boolean"],
    "construct": len(ask(graph, RDFXML)),
    "inserted": len(ask("SELECT * { <x:wrapper> ?p ?o }", JSON)["results"]["bindings"]),
    "refused": refusal(),
}
json.dump(told, sys.stdout)
