"""Parses RDF files with rdflib and prints, for each, the number of triples and a digest of them. Usage: read_rdf.py FILE..."""
import hashlib
import json
import sys

import rdflib

# rdflib would otherwise rewrite literals into its own canonical forms while reading.
rdflib.NORMALIZE_LITERALS = False

FORMATS = {"ttl": "turtle", "nt": "nt", "nq": "nquads", "trig": "trig", "jsonld": "json-ld", "rdf": "xml"}
out = {}
for path in sys.argv[1:]:
    extension = path.rsplit(".", 1)[1]
    dataset = rdflib.Dataset(default_union=True)
    (dataset if extension in ("nq", "trig", "jsonld") else dataset.default_graph).parse(path, format=FORMATS[extension])
    triples = sorted({" ".join(term.n3() for term in quad[:3]) for quad in dataset.quads((None, None, None, None))})
    graphs = {quad[3] for quad in dataset.quads((None, None, None, None))}
    digest = hashlib.sha256("\n".join(triples).encode()).hexdigest()
    out[path.rsplit("/", 1)[1]] = {"triples": len(triples), "graphs": len(graphs), "digest": digest}
json.dump(out, sys.stdout)
