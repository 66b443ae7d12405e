// Reads a network with graphology and prints it as read_network.py does. Usage: read_network.js FILE (.graphml or .gexf)
const fs = require("fs");
const { MultiDirectedGraph } = require("graphology");
const gexf = require("graphology-gexf");
const graphml = require("graphology-graphml");

const PICTURE = ["x", "y", "z", "size", "r", "g", "b", "color"];

// What is told, without what draws the picture and what is absent.
const told = (attributes) =>
  Object.fromEntries(Object.entries(attributes).filter(([name, value]) => !PICTURE.includes(name) && value !== null && value !== undefined));

const file = process.argv[2];
const format = file.endsWith(".gexf") ? gexf : graphml;
const graph = format.parse(MultiDirectedGraph, fs.readFileSync(file, "utf8"));
// Of GEXF, graphology drops labels that are empty.
const nodes = graph.mapNodes((id, attributes) => ({ label: "", ...told(attributes), id }));
const edges = graph.mapEdges((_, attributes, source, target) => ({ ...told(attributes), source, target }));
process.stdout.write(JSON.stringify({ directed: graph.type === "directed", nodes, edges }));
