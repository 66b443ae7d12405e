import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import outline from "world-atlas/countries-110m.json";

/** Plate carrée: a degree is a unit, north is up. */
export const project = ([lat, lon]: [number, number]): [number, number] => [lon, -lat];

const topology = outline as unknown as Topology<{ countries: GeometryCollection; land: GeometryCollection }>;
type Line = number[][];

/** A line over the 180th meridian goes on beyond it; else it would cross the whole map. */
function unwrap(line: Line): Line {
  let shift = 0;
  return line.map(([lon, lat], index) => {
    const before = line[index - 1]?.[0] ?? lon!;
    if (Math.abs(lon! - before) > 180) shift += lon! < before ? 360 : -360;
    return [lon! + shift, lat!];
  });
}

const step = (point: number[], index: number): string => `${index ? "L" : "M"}${point[0]!.toFixed(2)} ${(-point[1]!).toFixed(2)}`;
const path = (lines: Line[]): string => lines.map((line) => unwrap(line).map(step).join("")).join("");

function landLines(): Line[] {
  const land = feature(topology, topology.objects.land);
  return land.features.flatMap(({ geometry }) =>
    geometry.type === "MultiPolygon" ? geometry.coordinates.flat() : geometry.type === "Polygon" ? geometry.coordinates : [],
  );
}

export const landPath = path(landLines());
export const borderPath = path(mesh(topology, topology.objects.countries, (a, b) => a !== b).coordinates);
