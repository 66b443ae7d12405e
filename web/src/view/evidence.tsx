import { useEffect, useRef } from "preact/hooks";
import { address } from "../api/client";
import { useAnswer } from "../api/answer";
import type { Difference, Evidence as Answer, Status } from "../api/type";
import { count, period, t } from "../state/language";
import { go, type State, withFact } from "../state/location";
import { useNames } from "../state/name";
import { Fault } from "../part/fault";
import { EntityLink, Link } from "../part/link";
import { StatusMark } from "../part/status";
import { ClaimView } from "./claim";

/** The drawer beside the results: what carries a fact. Focus goes to it and comes back when it closes. */
export function Evidence({ state, iri }: { state: State; iri: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { value, error, busy } = useAnswer<Answer>(address("api/fact", { iri }));
  useEffect(() => {
    heading.current?.focus();
    return () => (document.getElementById(`fact-${iri}`) ?? document.getElementById("results"))?.focus();
  }, [iri]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") go(withFact(state));
  };
  return (
    <aside class="evidence" aria-labelledby="evidence-title" aria-busy={busy} onKeyDown={onKeyDown}>
      <div class="bar">
        <h2 id="evidence-title" ref={heading} tabIndex={-1}>
          {t("evidence")}
        </h2>
        <Link class="close" to={withFact(state)} aria-label={t("evidence.close")}>
          ×
        </Link>
      </div>
      <Fault message={error} />
      {value && <Body state={state} answer={value} />}
    </aside>
  );
}

function Body({ state, answer }: { state: State; answer: Answer }) {
  const names = useNames();
  const { fact, claims, differences } = answer;
  const told = { documents: count("dispatch", fact.documents), claims: count("claim", fact.claims) };
  return (
    <>
      <p class="statement">
        <EntityLink state={state} entity={fact.subject} /> <b>{names.predicate(fact.predicate)}</b>{" "}
        <EntityLink state={state} entity={fact.object} />
      </p>
      <p>
        {fact.statuses.map((status) => (
          <StatusMark key={status} status={status} />
        ))}{" "}
        <span class="quiet">{t("evidence.told", told)}</span>
      </p>
      <Differences differences={differences} documents={fact.documents} />
      {claims.map((claim) => (
        <ClaimView key={claim.iri} state={state} claim={claim} />
      ))}
      <p class="quiet key">{t("evidence.key")}</p>
    </>
  );
}

function Differences({ differences, documents }: { differences: Difference[]; documents: number }) {
  const names = useNames();
  const title = { status: t("column.status"), count: t("evidence.count"), date: t("evidence.date") };
  const told = { status: (value: string) => names.status(value as Status), count: (value: string) => value, date: period };
  if (differences.length === 0) return <p class="quiet">{t(documents > 1 ? "evidence.agree" : "evidence.single")}</p>;
  return (
    <section class="differences">
      <h3>{t("evidence.differ")}</h3>
      <ul>
        {differences.map(({ property, values }) => (
          <li key={property}>
            {title[property]}: {values.map(told[property]).join(" · ")}
          </li>
        ))}
      </ul>
    </section>
  );
}
