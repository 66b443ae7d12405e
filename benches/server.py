"""Throughput beside the oxigraph server on the same data and queries: python3 benches/server.py [GRAPH-FOLDER] [SECONDS]

Starts `target/release/depeche serve` over the folder ($DEPECHE names another program), asks ten named queries from eight clients at a time, and the same
of `oxigraph` where it is on the path (pip install oxigraph==0.5.13), with its store in memory and on disk: by turns, for other work on the machine comes and goes.
Prints the medians of queries per second.
"""

import contextlib
import http.client
import itertools
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CLIENTS, QUERIES, ROUNDS = 8, 10, 5
PREFIXES = """PREFIX dep: <https://w3id.org/depeche/ontology#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX owl: <http://www.w3.org/2002/07/owl#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX geo: <http://www.opengis.net/ont/geosparql#> PREFIX wgs84: <http://www.w3.org/2003/01/geo/wgs84_pos#> PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> """


def ask(host, path, query):
    connection = http.client.HTTPConnection(host, timeout=60)
    connection.request("POST", path, query, {"Content-Type": "application/sparql-query", "Accept": "application/sparql-results+json, application/n-triples;q=0.9"})
    response = connection.getresponse()
    content = response.read()
    connection.close()
    if response.status != 200:
        raise AssertionError(f"{response.status}: {content[:300].decode(errors='replace')}")
    return content


def measure(host, path, queries, seconds):
    """Queries per second and the slowest answer, after one round to warm up."""
    for query in queries:
        ask(host, path, query)
    counts, slowest, end = [0] * CLIENTS, [0.0] * CLIENTS, time.time() + seconds

    def client(number):
        for query in itertools.cycle(queries[number:] + queries[:number]):
            start = time.time()
            if start > end:
                return
            ask(host, path, query)
            counts[number] += 1
            slowest[number] = max(slowest[number], time.time() - start)

    threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return sum(counts) / seconds, max(slowest)


def depeche(folder):
    program = os.environ.get("DEPECHE", ROOT / "target/release/depeche")
    process = subprocess.Popen([program, "serve", "--graph", folder, "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    host = next(word for word in process.stdout.readline().split() if word.startswith("http://")).removeprefix("http://")
    return process, host


def oxigraph(folder, place, on_disk):
    quads = Path(place) / "graph.nq"
    subprocess.run([os.environ.get("DEPECHE", ROOT / "target/release/depeche"), "export", "--graph", folder, "--format", "nq", "--output", quads], check=True, stdout=subprocess.DEVNULL)
    with socket.create_server(("127.0.0.1", 0)) as free:
        host = f"127.0.0.1:{free.getsockname()[1]}"
    store = Path(place) / "store"
    if on_disk:
        subprocess.run(["oxigraph", "load", "--location", store, "--file", quads], check=True, stderr=subprocess.DEVNULL)
    command = ["serve-read-only", "--location", store] if on_disk else ["serve"]
    process = subprocess.Popen(["oxigraph", *command, "--bind", host], stderr=subprocess.DEVNULL)
    time.sleep(2)
    if not on_disk:
        connection = http.client.HTTPConnection(host)
        connection.request("POST", "/store", quads.read_bytes(), {"Content-Type": "application/n-quads"})
        assert connection.getresponse().status < 300
    return process, host


def main(folder=ROOT / "exports", seconds=10):
    files = sorted((ROOT / "ontology/queries").glob("*.rq"))[:QUERIES]
    queries = [PREFIXES + file.read_text(encoding="utf-8") for file in files]
    rates = {}
    with contextlib.ExitStack() as stack:
        servers = {"depeche": (*depeche(folder), "/sparql")}
        for name, on_disk in [("oxigraph, memory", False), ("oxigraph, disk", True)] if shutil.which("oxigraph") else []:
            place = stack.enter_context(tempfile.TemporaryDirectory())
            servers[name] = (*oxigraph(folder, place, on_disk), "/query?union-default-graph")
        for process, _, _ in servers.values():
            stack.callback(process.wait)
            stack.callback(process.terminate)
        for _ in range(ROUNDS):
            for name, (_, host, path) in servers.items():
                rates.setdefault(name, []).append(measure(host, path, queries, float(seconds) / ROUNDS))
    for name, rounds in rates.items():
        rate = statistics.median(rate for rate, _ in rounds)
        print(f"{name:18} {rate:8.1f} queries/s, slowest {max(slowest for _, slowest in rounds):.3f} s")


if __name__ == "__main__":
    main(*sys.argv[1:])
