import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import noverlap from "graphology-layout-noverlap";
import { pack, type Size } from "./pack";

const STEPS = 500;
const UNTANGLE = 100;
const TURNS = 16;
/** Lengths are about pixels: how far linked entities are apart, and the room that names take. */
const APART = 95;
const LETTER = 9;
const NAMES = 230;
const LINE = 36;

type Spot = { x: number; y: number };
type Block = Size & { spots: Map<string, Spot> };

/** The parts of the graph that no line connects, the largest first; neighbours beside each other. */
function components(graph: Graph): string[][] {
  const seen = new Set<string>();
  const visit = (node: string, part: string[]): string[] => {
    if (seen.has(node)) return part;
    seen.add(node);
    part.push(node);
    graph.forEachNeighbor(node, (neighbour) => visit(neighbour, part));
    return part;
  };
  const nodes = graph.nodes().sort((a, b) => graph.degree(b) - graph.degree(a));
  const parts = nodes.map((node) => visit(node, [])).filter((part) => part.length > 0);
  return parts.sort((a, b) => b.length - a.length);
}

/** One connected part by forces; it begins on a circle, so that the same facts give the same picture. */
function forces(graph: Graph, nodes: string[]): Graph {
  const part = new Graph({ type: "directed", multi: true });
  nodes.forEach((node, index) => {
    const angle = (2 * Math.PI * index) / nodes.length + 0.5;
    part.addNode(node, { x: APART * Math.cos(angle), y: APART * Math.sin(angle), size: graph.getNodeAttribute(node, "size") as number });
  });
  nodes.forEach((node) => graph.forEachOutboundEdge(node, (_edge, _attributes, source, target) => part.addEdge(source, target)));
  const settings = { gravity: 0.3, scalingRatio: 2, slowDown: 2 };
  if (nodes.length > 2) forceAtlas2.assign(part, { iterations: STEPS, settings });
  return part;
}

type Spots = [string, Spot][];

const extent = (values: number[]): number => Math.max(...values) - Math.min(...values);

function turned(spots: Spots, angle: number): Spots {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return spots.map(([node, { x, y }]) => [node, { x: x * cos - y * sin, y: x * sin + y * cos }]);
}

/** Turned so that it takes the least room: a chain would stand across the drawing otherwise. */
function flat(spots: Spots): Spots {
  const room = (turn: Spots) => (extent(turn.map(([, { x }]) => x)) + NAMES) * (extent(turn.map(([, { y }]) => y)) + LINE);
  const turns = Array.from({ length: TURNS }, (_, index) => turned(spots, (index * Math.PI) / TURNS));
  return turns.reduce((best, turn) => (room(turn) < room(best) ? turn : best));
}

/** Stretched until linked entities are far enough apart for their names. */
function block(graph: Graph, nodes: string[]): Block {
  const part = forces(graph, nodes);
  const lengths = part.mapEdges((_edge, _attributes, _source, _target, a, b) => Math.hypot(a.x - b.x, a.y - b.y));
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  const scale = APART / Math.max(1, mean);
  part.updateEachNodeAttributes((_, { x, y, size }) => ({ x: x * scale, y: y * scale, size }));
  noverlap.assign(part, { maxIterations: UNTANGLE, settings: { margin: 16 } });
  const found = part.mapNodes((node, { x, y }): [string, Spot] => [node, { x: x as number, y: y as number }]);
  const spots = found.length > 2 ? flat(found) : found;
  const [xs, ys] = [spots.map(([, { x }]) => x), spots.map(([, { y }]) => y)];
  const [left, bottom] = [Math.min(...xs), Math.min(...ys)];
  const moved = new Map(spots.map(([node, { x, y }]) => [node, { x: x - left, y: y - bottom }]));
  const longest = Math.max(...nodes.map((node) => (graph.getNodeAttribute(node, "label") as string).length));
  const name = Math.min(NAMES, 20 + longest * LETTER);
  return { spots: moved, width: Math.max(...xs) - left + name, height: Math.max(...ys) - bottom + LINE };
}

/** The parts stand beside each other, the largest first, in the ratio of width to height. Tells the room they take, names included. */
export function arrange(graph: Graph, ratio: number): { x: [number, number]; y: [number, number] } {
  const blocks = components(graph).map((nodes) => block(graph, nodes));
  const rects = pack(blocks, ratio);
  rects.forEach(({ x, y }, index) => {
    for (const [node, spot] of blocks[index]!.spots) graph.mergeNodeAttributes(node, { x: x + spot.x, y: -y - spot.y });
  });
  return { x: [0, Math.max(...rects.map(({ x, width }) => x + width))], y: [-Math.max(...rects.map(({ y, height }) => y + height)), 0] };
}
