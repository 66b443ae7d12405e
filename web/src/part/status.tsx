import type { Status } from "../api/type";
import { useNames } from "../state/name";

const SHAPES: Record<Status, string> = { asserted: "●", planned: "◐", possible: "○", denied: "✕" };

/** A shape and a word: the colour says nothing that they do not say. */
export function StatusMark({ status }: { status: Status }) {
  const names = useNames();
  return (
    <span class={`status ${status}`} title={names.status(status)}>
      <span aria-hidden="true">{SHAPES[status]}</span> <span class="word">{names.status(status)}</span>
    </span>
  );
}
