import { useEffect, useRef } from "preact/hooks";
import { address } from "../api/client";
import { useAnswer } from "../api/answer";
import type { Claim, DispatchText } from "../api/type";
import { t } from "../state/language";
import { type State, withFact } from "../state/location";
import { useNames } from "../state/name";
import { calm } from "../state/theme";
import { Fault } from "../part/fault";
import { Link } from "../part/link";
import { type Segment, segments } from "../part/segment";

type Mark = DispatchText["claims"][number];

/** The whole dispatch: the claim's words marked, the words of its other facts linked to them. */
export function DispatchView({ state, claim }: { state: State; claim: Claim }) {
  const { value, error } = useAnswer<DispatchText>(address("api/document", { id: claim.document.id }));
  const here = useRef<HTMLElement>(null);
  useEffect(() => {
    here.current?.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
  }, [value, claim.iri]);
  if (!value) return <Fault message={error} />;
  const before = cut(value, (mark) => mark.start < claim.start, 0, claim.start);
  const after = cut(value, () => true, claim.end, Infinity);
  const words = Array.from(value.text).slice(claim.start, claim.end).join("");
  return (
    <div class="dispatch" tabIndex={0} role="region" aria-label={t("evidence.dispatch")} lang={value.language ?? "fr"}>
      <Text state={state} parts={before} />
      <mark ref={here}>{words}</mark>
      <Text state={state} parts={after} />
    </div>
  );
}

/** The text between two offsets, cut where the claims that stand there begin and end. */
function cut(dispatch: DispatchText, wanted: (mark: Mark) => boolean, from: number, to: number): Segment<Mark>[] {
  const text = Array.from(dispatch.text).slice(from, to).join("");
  const ranges = dispatch.claims
    .filter((mark) => wanted(mark) && mark.end > from)
    .map((mark) => ({ start: Math.max(0, mark.start - from), end: Math.min(mark.end, to) - from, mark }));
  return segments(
    text,
    ranges.filter((range) => range.start < range.end),
  );
}

function Text({ state, parts }: { state: State; parts: Segment<Mark>[] }) {
  const names = useNames();
  return (
    <>
      {parts.map(({ start, text, marks: [mark] }) =>
        mark ? (
          <Link
            key={start}
            class="told"
            to={withFact(state, mark.fact, mark.iri)}
            title={`${mark.subject.label} ${names.predicate(mark.predicate)} ${mark.object.label}`}
          >
            {text}
          </Link>
        ) : (
          <span key={start}>{text}</span>
        ),
      )}
    </>
  );
}
