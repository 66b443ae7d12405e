import { useEffect, useRef, useState } from "preact/hooks";

export type Span = [first: number, last: number];

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };

/** Choosing one or several of `count` bars by pointer or keys; what was begun ends when `of` changes. */
export function useChoosing(count: number, of: string, focus: (index: number) => void, choose: (span: Span) => void) {
  const [span, setSpan] = useState<Span | null>(null);
  const [at, setAt] = useState(0);
  const from = useRef<number | null>(null);
  useEffect(() => {
    setSpan(null);
    setAt(0);
  }, [of]);
  const done = (chosen: Span) => choose([Math.min(...chosen), Math.max(...chosen)]);
  const step = (by: number, extend: boolean) => {
    const next = Math.max(0, Math.min(count - 1, at + by));
    setAt(next);
    setSpan(extend ? [span?.[0] ?? at, next] : null);
    focus(next);
  };
  const finish = () => {
    if (from.current !== null && span) done(span);
    from.current = null;
  };
  return {
    at,
    has: (index: number) => !!span && index >= Math.min(...span) && index <= Math.max(...span),
    press: (index: number) => {
      from.current = index;
      setSpan([index, index]);
    },
    pass: (index: number) => from.current !== null && setSpan([from.current, index]),
    finish,
    onKeyDown: (event: KeyboardEvent) => {
      const by = STEPS[event.key];
      if (by !== undefined) step(by, event.shiftKey);
      else if (event.key === "Enter" || event.key === " ") done(span ?? [at, at]);
      else if (event.key === "Escape") setSpan(null);
      else return;
      event.preventDefault();
    },
  };
}
