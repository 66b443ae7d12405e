import { useEffect } from "preact/hooks";
import type { Overview } from "./api/type";
import { useAnswer } from "./api/answer";
import { chooseLanguage, count, t } from "./state/language";
import { type State, useLocation } from "./state/location";
import { OverviewContext } from "./state/name";
import { useTheme } from "./state/theme";
import { Lazy } from "./part/lazy";
import { Fault } from "./part/fault";
import { Chips } from "./view/chips";
import { EntityCard } from "./view/entity";
import { Evidence } from "./view/evidence";
import { FactTable } from "./view/facts";
import { FilterForm } from "./view/filter";
import { Header } from "./view/header";
import { TimelineStrip } from "./view/timeline";

const loadNetwork = () => import("./view/network").then((module) => module.NetworkView);
const loadPlaces = () => import("./view/places").then((module) => module.PlacesView);
const loadSparql = () => import("./view/sparql").then((module) => module.SparqlView);

export function App() {
  const state = useLocation();
  const language = chooseLanguage(state.lang);
  const [theme, turn] = useTheme();
  const overview = useAnswer<Overview>("./api/overview");
  useEffect(() => {
    document.title = `${t(`view.${state.view}`)} · ${t("title")}`;
  }, [state.view, language]);
  return (
    <OverviewContext.Provider value={overview.value}>
      <a class="skip" href="#results">
        {t("skip")}
      </a>
      <Header state={state} theme={theme} turn={turn} />
      <Fault message={overview.error} />
      <div class={state.fact ? "desk with-evidence" : "desk"}>
        {state.view !== "sparql" && <FilterForm state={state} />}
        <main id="results" tabIndex={-1}>
          <Shown state={state} />
        </main>
        {state.fact && <Evidence state={state} iri={state.fact} />}
      </div>
      <Footer overview={overview.value} />
    </OverviewContext.Provider>
  );
}

function Shown({ state }: { state: State }) {
  if (state.view === "sparql") return <Lazy load={loadSparql} state={state} />;
  return (
    <>
      {state.filters.entity && <EntityCard state={state} iri={state.filters.entity} />}
      <Chips state={state} />
      <TimelineStrip state={state} />
      {state.view === "facts" && <FactTable state={state} />}
      {state.view === "network" && <Lazy load={loadNetwork} state={state} />}
      {state.view === "places" && <Lazy load={loadPlaces} state={state} />}
    </>
  );
}

function Footer({ overview }: { overview: Overview | null }) {
  const parts = overview && {
    documents: count("dispatch", overview.documents),
    entities: count("entity", overview.entities),
    facts: count("fact", overview.facts),
    claims: count("claim", overview.claims),
  };
  return (
    <footer>
      {parts && <span>{t("footer", parts)}</span>}
      <span>
        {t("footer.machine")} <a href="./sparql">SPARQL</a>
      </span>
    </footer>
  );
}
