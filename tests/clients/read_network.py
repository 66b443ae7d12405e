"""Reads a network and prints its nodes and edges with their attributes as JSON. Usage: read_network.py networkx|igraph FILE (.graphml or .gexf)

What draws the picture (positions, colours, sizes, times) is left out, and so are attributes without value.
"""
import json
import math
import sys

import igraph
import networkx

PICTURE = {"x", "y", "size", "r", "g", "b", "viz", "spells", "start", "end", "kind", "type"}


def told(data):
    """The attributes that say something; igraph gives an empty text or NaN to what has none."""
    empty = (None, "")
    kept = {name: value for name, value in data.items() if name not in PICTURE and value not in empty}
    return {name: value for name, value in kept.items() if not (isinstance(value, float) and math.isnan(value))}


def read_networkx(path):
    graph = networkx.read_graphml(path) if path.endswith(".graphml") else networkx.read_gexf(path)
    nodes = [{"label": "", **told(data), "id": node} for node, data in graph.nodes(data=True)]
    edges = [{**told(data), "source": source, "target": target} for source, target, data in graph.edges(data=True)]
    return graph.is_directed(), nodes, edges


def read_igraph(path):
    graph = igraph.Graph.Read_GraphML(path)
    nodes = [{"label": "", **told(node.attributes())} for node in graph.vs]
    ends = lambda edge: {"source": graph.vs[edge.source]["id"], "target": graph.vs[edge.target]["id"]}
    edges = [{**told(edge.attributes()), **ends(edge)} for edge in graph.es]
    return graph.is_directed(), nodes, edges


read = {"networkx": read_networkx, "igraph": read_igraph}[sys.argv[1]]
json.dump(dict(zip(("directed", "nodes", "edges"), read(sys.argv[2]))), sys.stdout)
