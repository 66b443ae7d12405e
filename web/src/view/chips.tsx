import { address } from "../api/client";
import { useAnswer } from "../api/answer";
import type { EntityView } from "../api/type";
import { date, t } from "../state/language";
import { FILTERS, type Filter, filtered, type State } from "../state/location";
import { useNames } from "../state/name";
import { Link } from "../part/link";

/** The filters in force, each with its way out. */
export function Chips({ state }: { state: State }) {
  const names = useNames();
  const { place } = state.filters;
  const found = useAnswer<EntityView>(place ? address("api/entity", { iri: place }) : null);
  const active = FILTERS.filter((filter) => state.filters[filter] && filter !== "entity");
  const text = (filter: Filter, value: string): string => {
    if (filter === "place") return found.value?.label ?? "…";
    if (filter === "predicate") return names.predicate(value);
    if (filter === "class") return names.class(value);
    if (filter === "status") return names.status(value as never);
    if (filter === "least") return `${value} ${t("filter.least.unit")}`;
    return filter === "from" || filter === "to" ? date(value) : value;
  };
  if (active.length === 0) return null;
  const none = Object.fromEntries(FILTERS.map((filter) => [filter, undefined]));
  return (
    <div class="chips" role="group" aria-label={t("filter.active")}>
      {active.map((filter) => {
        const what = `${t(`filter.${filter}`)} ${text(filter, state.filters[filter]!)}`;
        return (
          <Link key={filter} class="chip" to={filtered(state, { [filter]: undefined })} aria-label={t("filter.remove", { what })}>
            {what} <span aria-hidden="true">×</span>
          </Link>
        );
      })}
      <Link class="chip all" to={filtered(state, none)}>
        {t("filter.clear")}
      </Link>
    </div>
  );
}
