import type { ComponentChildren } from "preact";
import type { Claim } from "../api/type";
import { date, period, t } from "../state/language";
import { filtered, type State, withFact } from "../state/location";
import { EntityLink, Link } from "../part/link";
import { Quote } from "../part/quote";
import { StatusMark } from "../part/status";
import { DispatchView } from "./dispatch";

/** One claim: who says it where, in which words, and by which rule it was found. */
export function ClaimView({ state, claim }: { state: State; claim: Claim }) {
  const { document, rule } = claim;
  const open = state.claim === claim.iri;
  const source = [document.source, document.date && date(document.date)].filter(Boolean).join(", ");
  return (
    <article class="claim" aria-label={document.title ?? document.id}>
      <h3>
        {document.title ?? document.id} <small>{source}</small>
      </h3>
      <Quote claim={claim} />
      <dl>
        <Row name={t("column.status")}>
          <StatusMark status={claim.status} />
        </Row>
        {claim.cited && (
          <Row name={t("evidence.cited")}>
            <EntityLink state={state} entity={claim.cited} />
          </Row>
        )}
        {claim.date && <Row name={t("evidence.date")}>{period(claim.date)}</Row>}
        {claim.count && <Row name={t("evidence.count")}>{claim.count}</Row>}
        <Row name={t("evidence.rule")}>
          <code>{rule}</code>
        </Row>
      </dl>
      <p class="acts">
        <Link to={withFact(state, state.fact, open ? undefined : claim.iri)} aria-expanded={open}>
          {t(open ? "evidence.hide" : "evidence.read")}
        </Link>
        <Link to={filtered(state, { document: document.id })}>{t("evidence.only")}</Link>
        {document.url && (
          <a href={document.url} target="_blank" rel="noreferrer">
            {t("evidence.original")}
          </a>
        )}
      </p>
      {open && <DispatchView state={state} claim={claim} />}
    </article>
  );
}

function Row({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
