/** The part of the map that is seen, in degrees; its height follows its width. */
export interface Frame {
  x: number;
  y: number;
  width: number;
  height: number;
}

const RATIO = 0.48;
const WORLD: Frame = { x: -170, y: -80, width: 360, height: 360 * RATIO };
const LEAST = 12;

/** The smallest frame that holds the points with some room around them. */
export function around(points: [number, number][]): Frame {
  if (points.length === 0) return WORLD;
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const width = Math.min(WORLD.width, Math.max(LEAST, (right - left) * 1.15, ((bottom - top) * 1.25) / RATIO));
  return { x: (left + right - width) / 2, y: (top + bottom - width * RATIO) / 2, width, height: width * RATIO };
}

/** `at` stays where it is: a point of the frame, as parts of its width and height. */
export function zoomed(frame: Frame, by: number, [left, top]: [number, number] = [0.5, 0.5]): Frame {
  const width = Math.min(WORLD.width * 1.2, Math.max(1, frame.width * by));
  const height = width * RATIO;
  return { x: frame.x + (frame.width - width) * left, y: frame.y + (frame.height - height) * top, width, height };
}

export const moved = (frame: Frame, dx: number, dy: number): Frame => ({ ...frame, x: frame.x - dx, y: frame.y - dy });
