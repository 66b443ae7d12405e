"""Reads a network with networkx and prints what it holds as JSON. Usage: read_network.py FILE (.graphml or .gexf)"""
import collections
import json
import sys

import networkx

path = sys.argv[1]
graph = networkx.read_graphml(path) if path.endswith(".graphml") else networkx.read_gexf(path)
edges = list(graph.edges(data=True))
json.dump(
    {
        "directed": graph.is_directed(),
        "nodes": graph.number_of_nodes(),
        "edges": graph.number_of_edges(),
        "labels": sorted(data.get("label", "") for _, data in graph.nodes(data=True)),
        "classes": dict(collections.Counter(data["class"] for _, data in graph.nodes(data=True))),
        "predicates": dict(collections.Counter(data["predicate"] for _, _, data in edges)),
        "weight": sum(float(data["weight"]) for _, _, data in edges),
        "degree": sum(int(data["degree"]) for _, data in graph.nodes(data=True)),
        "pagerank": round(sum(data["pagerank"] for _, data in graph.nodes(data=True)), 3),
    },
    sys.stdout,
)
