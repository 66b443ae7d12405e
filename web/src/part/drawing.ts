import Graph from "graphology";
import Sigma from "sigma";
import type { Entity } from "../api/type";
import { arrange } from "./layout";
import { FAMILIES, type Family, familyColour, familyOf } from "./family";

/** What is drawn: every pair of entities has one line, whatever the number of its facts. */
export interface Line {
  key: string;
  source: string;
  target: string;
  label: string;
  size: number;
}

export interface Point extends Entity {
  size: number;
}

export interface Wishes {
  onPoint: (iri: string) => void;
  onLine: (key: string) => void;
}

const EDGE_LABELS = 45;
const css = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Entities have their full size on a stage of this width (pixels), and half of it at least. */
const FULL = 900;
/** Width to height of a stage that is not laid out yet. */
const WIDE = 2;

function build(points: Point[], lines: Line[], scale: number): Graph {
  const graph = new Graph({ type: "directed", multi: true });
  const colours = Object.fromEntries(FAMILIES.map((family) => [family, familyColour(family)])) as Record<Family, string>;
  for (const point of points) {
    graph.addNode(point.iri, {
      size: (3.5 + 1.6 * Math.sqrt(point.size)) * scale,
      color: colours[familyOf(point.class)],
      label: point.label,
    });
  }
  const colour = css("--line");
  for (const { key, source, target, label, size } of lines) {
    if (graph.hasNode(source) && graph.hasNode(target)) {
      graph.addDirectedEdgeWithKey(key, source, target, { label, size: 1 + Math.min(4, size * 0.6), color: colour, type: "arrow" });
    }
  }
  return graph;
}

/** What is near the pointer stands out; the rest fades. */
function highlight(sigma: Sigma, graph: Graph): void {
  let near: Set<string> | null = null;
  const set = (node: string | null) => {
    near = node ? new Set([node, ...graph.neighbors(node)]) : null;
    sigma.refresh({ skipIndexation: true });
  };
  const faint = css("--faint");
  sigma.setSetting("nodeReducer", (node, data) => (near && !near.has(node) ? { ...data, color: faint, label: null } : data));
  sigma.setSetting("edgeReducer", (edge, data) =>
    near && !graph.extremities(edge).every((end) => near!.has(end)) ? { ...data, hidden: true } : data,
  );
  sigma.on("enterNode", ({ node }) => set(node));
  sigma.on("leaveNode", () => set(null));
}

/** Draws into `container` and gives back the drawing, which its owner ends with `kill()`. */
export function draw(container: HTMLElement, points: Point[], lines: Line[], wishes: Wishes): Sigma {
  const graph = build(points, lines, Math.min(1, Math.max(0.5, container.offsetWidth / FULL)));
  const room = arrange(graph, container.offsetWidth / container.offsetHeight || WIDE);
  const sigma = new Sigma(graph, container, {
    defaultEdgeType: "arrow",
    enableEdgeEvents: true,
    renderEdgeLabels: lines.length <= EDGE_LABELS,
    labelColor: { color: css("--ink") },
    edgeLabelColor: { color: css("--quiet") },
    labelFont: "system-ui, sans-serif",
    edgeLabelFont: "system-ui, sans-serif",
    edgeLabelSize: 11,
    labelSize: 12,
    labelDensity: 1.2,
    labelRenderedSizeThreshold: 0,
    labelGridCellSize: 80,
    stagePadding: 20,
    zIndex: true,
    // A stage that is being laid out or taken away has no width; it is drawn again when it has one.
    allowInvalidContainer: true,
  });
  sigma.setCustomBBox(room);
  sigma.on("clickNode", ({ node }) => wishes.onPoint(node));
  sigma.on("clickEdge", ({ edge }) => wishes.onLine(edge));
  highlight(sigma, graph);
  return sigma;
}
