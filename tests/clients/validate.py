"""Validates RDF files against SHACL shapes with pyshacl and prints, for each, the constraints that it violates. Usage: validate.py SHAPES FILE..."""
import json
import sys

import pyshacl
import rdflib

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
shapes = rdflib.Graph().parse(sys.argv[1], format="turtle")
out = {}
for path in sys.argv[2:]:
    data = rdflib.Graph().parse(path, format="nt")
    conforms, report, _ = pyshacl.validate(data, shacl_graph=shapes, meta_shacl=path == sys.argv[2])
    violated = sorted({str(component).rsplit("#", 1)[1] for component in report.objects(None, SH.sourceConstraintComponent)})
    out[path.rsplit("/", 1)[1]] = {"conforms": conforms, "violated": violated}
json.dump(out, sys.stdout)
