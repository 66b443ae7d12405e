import { address } from "../api/client";
import { useAnswer } from "../api/answer";
import type { EntityView } from "../api/type";
import { count, number, t } from "../state/language";
import { filtered, type State } from "../state/location";
import { useNames } from "../state/name";
import { familyOf, isPlace } from "../part/family";
import { Fault } from "../part/fault";
import { EntityLink, Link } from "../part/link";

const SITES: Record<string, string> = { "wikidata.org": "Wikidata", "geonames.org": "GeoNames", "dbpedia.org": "DBpedia" };

function siteName(url: string): string {
  const host = URL.canParse(url) ? new URL(url).hostname : url;
  return Object.entries(SITES).find(([site]) => host.endsWith(site))?.[1] ?? host;
}

/** What is known of the entity whose facts are shown. */
export function EntityCard({ state, iri }: { state: State; iri: string }) {
  const names = useNames();
  const { value, error } = useAnswer<EntityView>(address("api/entity", { iri }));
  if (!value) return <Fault message={error} />;
  return (
    <section class="card" aria-labelledby="entity-name">
      <h1 id="entity-name">
        <span class={`dot ${familyOf(value.class)}`} aria-hidden="true" />
        {value.label} <small>{names.class(value.class)}</small>
      </h1>
      <Link class="close" to={filtered(state, { entity: undefined })} aria-label={t("entity.close")}>
        ×
      </Link>
      <Particulars state={state} entity={value} />
      <Predicates state={state} entity={value} />
    </section>
  );
}

function Particulars({ state, entity }: { state: State; entity: EntityView }) {
  return (
    <dl>
      {entity.labels.length > 0 && <Row name={t("entity.names")}>{entity.labels.slice(0, 12).join(" · ")}</Row>}
      {entity.country && (
        <Row name={t("entity.country")}>
          <EntityLink state={state} entity={entity.country} />
        </Row>
      )}
      {entity.point && <Row name={t("entity.position")}>{entity.point.map((angle) => angle.toFixed(2)).join(", ")}</Row>}
      {entity.links.length > 0 && (
        <Row name={t("entity.links")}>
          {entity.links.map((url) => (
            <a key={url} class="out" href={url} target="_blank" rel="noreferrer">
              {siteName(url)}
            </a>
          ))}
        </Row>
      )}
    </dl>
  );
}

function Row({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Predicates({ state, entity }: { state: State; entity: EntityView }) {
  const names = useNames();
  const chosen = state.filters.predicate;
  return (
    <p class="facets">
      <span class="quiet">{count("fact", entity.facts)} — </span>
      {entity.predicates.map((row) => (
        <Link
          key={row.name + row.as}
          to={filtered(state, { predicate: chosen === row.name ? undefined : row.name })}
          aria-current={chosen === row.name ? "true" : undefined}
          title={t(row.as === "subject" ? "entity.subject" : "entity.object")}
        >
          {row.as === "object" && "← "}
          {names.predicate(row.name)}
          {row.as === "subject" && " →"} <small>{number(row.facts)}</small>
        </Link>
      ))}
      {isPlace(entity.class) && <Link to={filtered(state, { entity: undefined, place: entity.iri })}>{t("entity.at")}</Link>}
    </p>
  );
}
