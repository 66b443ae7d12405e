/** Rectangles laid beside each other; y grows downwards. */
export interface Size {
  width: number;
  height: number;
}

export interface Rect extends Size {
  x: number;
  y: number;
}

export const overlap = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Every place is the corner of one laid before; the best keeps the whole nearest to the ratio of width to height. */
export function pack(sizes: Size[], ratio: number): Rect[] {
  const laid: Rect[] = [];
  const cost = ({ x, y, width, height }: Rect): number => Math.max(x + width, (y + height) * ratio) + 0.01 * (x + y);
  for (const size of sizes) {
    const corners = [
      { x: 0, y: 0 },
      ...laid.flatMap(({ x, y, width, height }) => [
        { x: x + width, y },
        { x, y: y + height },
      ]),
    ];
    const free = corners.map((corner) => ({ ...corner, ...size })).filter((rect) => !laid.some((other) => overlap(rect, other)));
    laid.push(free.reduce((best, rect) => (cost(rect) < cost(best) ? rect : best)));
  }
  return laid;
}
