import { useEffect, useState } from "preact/hooks";
import { get } from "./client";

export interface Answer<T> {
  value: T | null;
  error: string | null;
  busy: boolean;
}

/**
 * The answer of the server to `url`; null asks nothing. A new address ends the request before it,
 * and the old value stays on the screen until the new one is there. `delay` (milliseconds) is how
 * long addresses may still change before one is asked for; the first is asked for at once.
 */
export function useAnswer<T>(url: string | null, delay = 0): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ value: null, error: null, busy: url !== null });
  useEffect(() => {
    if (url === null) {
      setAnswer({ value: null, error: null, busy: false });
      return;
    }
    const control = new AbortController();
    setAnswer((old) => ({ ...old, busy: true }));
    const timer = setTimeout(
      () => {
        get<T>(url, control.signal)
          .then((value) => setAnswer({ value, error: null, busy: false }))
          .catch((error: Error) => {
            if (!control.signal.aborted) setAnswer({ value: null, error: error.message, busy: false });
          });
      },
      answer.value === null ? 0 : delay,
    );
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [url, delay]);
  return answer;
}
