"""Runs the W3C's SPARQL 1.1 tests against a server: protocol, graph store, service description, result formats, federated queries.

Usage: w3c.py MANIFESTS SERVER TOKEN SECOND-SERVER

MANIFESTS is a folder with protocol/, graph-store-protocol/, service-description/, csv-tsv-res/, json-res/ and service/, SERVER and SECOND-SERVER
are addresses of two writable servers. Prints a JSON object: the names of the tests that pass, and for the others why not.
"""

import csv
import http.client
import io
import json
import re
import sys
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote, urlsplit

from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.query import Result

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
HT = Namespace("http://www.w3.org/2011/http#")
HTS = Namespace("http://www.w3.org/2011/http-statusCodes#")
CNT = Namespace("http://www.w3.org/2011/content#")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
RDFS_LABEL = URIRef("http://www.w3.org/2000/01/rdf-schema#label")

STATUSES = {"OK": {200}, "Created": {201}, "NoContent": {204}, "NotFound": {404}, "BadRequest": {400}, "UnsupportedMediaType": {415}}
FORMATS = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "tabular": {"application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"},
    "RDF": {"text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json", "application/trig", "application/n-quads"},
}


class Server:
    """A server that shows its token with every request."""

    def __init__(self, base, token):
        self.base, self.token, self.address = base, token, urlsplit(base).netloc

    def send(self, method, path, headers=None, body=None):
        connection = http.client.HTTPConnection(self.address, timeout=60)
        connection.request(method, path, body, {"Authorization": f"Bearer {self.token}", **(headers or {})})
        response = connection.getresponse()
        content = response.read()
        connection.close()
        return response.status, {name.lower(): value for name, value in response.getheaders()}, content

    def update(self, sparql):
        self.checked(*self.send("POST", "/sparql", {"Content-Type": "application/sparql-update"}, sparql.encode()))

    def query(self, sparql, accept):
        headers = {"Content-Type": "application/sparql-query", "Accept": accept}
        return self.checked(*self.send("POST", "/sparql", headers, sparql.encode()))

    def load(self, file, graph=None):
        where = f"graph={quote(graph, safe='')}" if graph else "default"
        kind = "application/n-triples" if file.suffix == ".nt" else "text/turtle"
        self.checked(*self.send("PUT", f"/store?{where}", {"Content-Type": kind}, file.read_bytes()))

    @staticmethod
    def checked(status, _, content):
        if not 200 <= status < 300:
            raise AssertionError(f"{status}: {content.decode()}")
        return content


def manifest(file):
    graph = Graph().parse(file, publicID=file.as_uri())
    heads = graph.objects(None, MF.entries)
    return graph, [entry for head in heads for entry in Collection(graph, head)]


def check(condition, message):
    if not condition:
        raise AssertionError(message)


def expected(graph, response):
    """The statuses that a response may have."""
    wanted = set()
    for status in graph.objects(response, MF.expectedStatus):
        name = status.removeprefix(str(HTS))
        general = re.fullmatch(r"StatusCode(\d)xx", name)
        wanted |= set(range(int(general[1]) * 100, int(general[1]) * 100 + 100)) if general else STATUSES[name]
    return wanted


def headers_of(graph, node):
    head = graph.value(node, HT.headers)
    fields = Collection(graph, head) if head else []
    return {str(graph.value(field, HT.fieldName)).title(): str(graph.value(field, HT.fieldValue)) for field in fields}


def body_of(graph, node, replace):
    body = graph.value(node, HT.body)
    if body is None:
        return None
    encoding = str(graph.value(body, CNT.characterEncoding) or "UTF-8")
    return replace(str(graph.value(body, CNT.chars))).encode(encoding)


def exchange(server, graph, request, names):
    """One request of a connection and all that is said of its response."""

    def replace(text):
        for name, value in names.items():
            text = text.replace(name, value)
        return text

    path = re.sub("^/gsp", "/store", replace(str(graph.value(request, HT.absolutePath))))
    method, sent = str(graph.value(request, HT.methodName)), headers_of(graph, request)
    status, received, content = server.send(method, path, sent, body_of(graph, request, replace))
    response = graph.value(request, HT.resp)
    wanted = expected(graph, response)
    check(status in wanted, f"{method} {path} gives {status}: {content.decode(errors='replace')[:200]}")
    media_type = received.get("content-type", "").split(";")[0]
    for form in graph.objects(response, MF.expectedFormat):
        check(media_type in FORMATS[str(form)], f"{method} {path} gives {media_type}, not {form}")
    truth = graph.value(response, MF.expectedBoolean)
    if truth is not None:
        answer = Result.parse(io.BytesIO(content), format="json" if "json" in media_type else "xml")
        check(answer.askAnswer == truth.toPython(), f"{method} {path} gives {answer.askAnswer}")
    if (location := graph.value(response, MF.expectedLocation)) is not None:
        check("location" in received, f"{method} {path} gives no Location")
        names[str(location)] = received["location"]
    same_graph(graph, response, content, media_type, server, replace)


def same_graph(graph, response, content, media_type, server, replace):
    wanted = body_of(graph, response, replace)
    if wanted and media_type in FORMATS["RDF"]:
        found = Graph().parse(data=content, format=media_type, publicID=server.base)
        check(isomorphic(found, Graph().parse(data=wanted, format="turtle", publicID=server.base)), f"another graph: {content.decode()}")


def connection(server, graph, entry):
    server.update("DROP ALL")
    for data in graph.objects(entry, UT.graphData):
        server.load(Path(graph.value(data, UT.graph).removeprefix("file://")), str(graph.value(data, RDFS_LABEL)))
    names = {}
    for request in Collection(graph, graph.value(graph.value(entry, MF.action), HT.requests)):
        exchange(server, graph, request, names)


def description(server, graph, entry):
    _, headers, content = server.send("GET", "/sparql", {"Accept": "text/turtle"})
    described = Graph().parse(data=content, format=headers["content-type"].split(";")[0])
    services = list(described.subjects(RDF.type, SD.Service))
    if entry.endswith("has-endpoint-triple"):
        check((None, SD.endpoint, URIRef(f"{server.base}/sparql")) in described, "no sd:endpoint")
    elif entry.endswith("conforms-to-schema"):
        check(len(services) == 1 and (services[0], SD.supportedLanguage, SD.SPARQL11Query) in described, "no service")
        datasets = list(described.objects(services[0], SD.defaultDataset))
        check(all((dataset, RDF.type, SD.Dataset) in described for dataset in datasets), "no dataset")


def rows(content, form):
    """Rows as a multiset of sorted pairs, blank nodes without their labels."""
    result = Result.parse(io.BytesIO(content), format=form)
    if result.type == "ASK":
        return result.askAnswer

    def term(value):
        if isinstance(value, Literal) and value.datatype and isinstance(value.value, (int, float, Decimal)):
            return f"{float(value.value)} {value.datatype}"  # Stores may write 1.0e6 as 1000000.
        return "_" if isinstance(value, BNode) else value.n3() if isinstance(value, (URIRef, Literal)) else str(value)

    return sorted(sorted((str(name), term(value)) for name, value in row.asdict().items() if value is not None) for row in result)


def table(text):
    """The rows of a CSV file as a multiset of sorted pairs, numbers by their value."""

    def cell(text):
        return "_" if text.startswith("_:") else str(float(text)) if re.fullmatch(r"[+-]?[\d.]+([eE][+-]?\d+)?", text) else text

    return sorted(sorted((name, cell(value)) for name, value in row.items()) for row in csv.DictReader(text.splitlines()))


def evaluation(server, second, graph, entry):
    action, wanted = graph.value(entry, MF.action), Path(graph.value(entry, MF.result).removeprefix("file://"))
    server.update("DROP ALL")
    data = graph.value(action, QT.data)
    if data is not None:
        server.load(Path(data.removeprefix("file://")))
    sparql = Path(graph.value(action, QT.query).removeprefix("file://")).read_text(encoding="utf-8")
    for service in graph.objects(action, QT.serviceData):
        endpoint, file = graph.value(service, QT.endpoint), Path(graph.value(service, QT.data).removeprefix("file://"))
        second.load(file, str(endpoint))
        address = f"{second.base}/sparql?default-graph-uri={quote(str(endpoint), safe='')}"
        sparql = sparql.replace(f"<{endpoint}>", f"<{address}>")
    form, accept = {
        ".csv": ("csv", "text/csv"),
        ".tsv": ("tsv", "text/tab-separated-values"),
        ".srj": ("json", "application/sparql-results+json"),
        ".srx": ("xml", "application/sparql-results+xml"),
    }[wanted.suffix]
    content = server.query(sparql, accept)
    if form == "csv":
        tables = [table(text.decode()) for text in (content, wanted.read_bytes())]
        check(tables[0] == tables[1], f"{tables[0]} instead of {tables[1]}")
        return
    found, asked = rows(content, form), rows(wanted.read_bytes(), form)
    check(found == asked, f"{found} instead of {asked}")


def main(folder, base, token, second):
    server, second = Server(base, token), Server(second, token)
    suites = [
        ("protocol/manifest.ttl", connection),
        ("graph-store-protocol/manifest-direct.ttl", connection),
        ("graph-store-protocol/manifest-indirect.ttl", connection),
        ("service-description/manifest.ttl", description),
        ("csv-tsv-res/manifest.ttl", lambda *test: evaluation(server, second, *test[1:])),
        ("json-res/manifest.ttl", lambda *test: evaluation(server, second, *test[1:])),
        ("service/manifest.ttl", lambda *test: evaluation(server, second, *test[1:])),
    ]
    passed, failed = [], {}
    for file, run in suites:
        graph, entries = manifest((Path(folder) / file).resolve())
        for entry in entries:
            name = f"{file.split('/')[0]}: {graph.value(entry, MF.name)}"
            try:
                run(server, graph, entry)
                passed.append(name)
            except Exception as error:  # A test that cannot be run has failed, and the others go on.
                failed[name] = f"{type(error).__name__}: {error}"
    json.dump({"passed": passed, "failed": failed}, sys.stdout, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main(*sys.argv[1:])
