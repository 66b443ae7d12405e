/** Marks over a text may overlap; the text is cut where any of them begins or ends. */
export interface Range<T> {
  start: number;
  end: number;
  mark: T;
}

export interface Segment<T> {
  start: number;
  text: string;
  marks: T[];
}

/** Offsets are code points, as the server counts; JavaScript's own are UTF-16 units. */
export function segments<T>(text: string, ranges: Range<T>[]): Segment<T>[] {
  const points = Array.from(text);
  const cuts = new Set([0, points.length]);
  for (const { start, end } of ranges) cuts.add(Math.min(start, points.length)).add(Math.min(end, points.length));
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((start, index) => {
    const end = sorted[index + 1]!;
    const marks = ranges.filter((range) => range.start <= start && end <= range.end).map((range) => range.mark);
    return { start, text: points.slice(start, end).join(""), marks };
  });
}

/** Where `words` stand in `text`, in code points, looked for from `from` on. */
export function find<T>(text: string, words: string, mark: T, from = 0): Range<T>[] {
  const points = Array.from(text);
  const before = points.slice(0, from).join("").length;
  const at = words ? text.indexOf(words, before) : -1;
  if (at < 0) return [];
  const start = Array.from(text.slice(0, at)).length;
  return [{ start, end: start + Array.from(words).length, mark }];
}
