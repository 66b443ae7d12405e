const DAY = 86_400_000;

export const toTime = (iso: string): number => Date.parse(`${iso}T00:00:00Z`);

/** A scale of days over a width: `at` a day's left edge; `until` its right edge. */
export interface Scale {
  at(iso: string): number;
  until(iso: string): number;
  first: number;
  last: number;
}

export function scale(from: string, to: string, width: number): Scale {
  const first = toTime(from);
  const last = toTime(to) + DAY;
  const place = (time: number) => ((time - first) / (last - first)) * width;
  return { at: (iso) => place(toTime(iso)), until: (iso) => place(toTime(iso) + DAY), first, last };
}

/** Days on which an axis of about `wanted` marks has them: years, months or days, whichever fits. */
export function ticks({ first, last }: Scale, wanted: number): string[] {
  const days = (last - first) / DAY;
  const steps = [1, 2, 7, 14, 30, 91, 182, 365, 730, 1826, 3652, 7305, 18262, 36525];
  const step = steps.find((candidate) => days / candidate <= wanted) ?? days;
  return step >= 365
    ? yearTicks(first, last, Math.round(step / 365.25))
    : step >= 30
      ? monthTicks(first, last, Math.round(step / 30))
      : dayTicks(first, last, step);
}

const iso = (time: number): string => new Date(time).toISOString().slice(0, 10);

function yearTicks(first: number, last: number, step: number): string[] {
  const from = Math.ceil(new Date(first).getUTCFullYear() / step) * step;
  const to = new Date(last - DAY).getUTCFullYear();
  return Array.from({ length: Math.max(0, Math.floor((to - from) / step) + 1) }, (_, index) => `${from + index * step}-01-01`);
}

function monthTicks(first: number, last: number, step: number): string[] {
  const found: string[] = [];
  const day = new Date(first);
  for (let month = 0; ; month += step) {
    const time = Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + month, 1);
    if (time >= last) return found;
    if (time >= first) found.push(iso(time));
  }
}

function dayTicks(first: number, last: number, step: number): string[] {
  const found: string[] = [];
  for (let time = first; time < last; time += step * DAY) found.push(iso(time));
  return found;
}
