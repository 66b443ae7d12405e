import { go, type State, VIEWS } from "../state/location";
import { currentLanguage, t } from "../state/language";
import type { Theme } from "../state/theme";
import { Link } from "../part/link";
import { Search } from "./search";

interface Props {
  state: State;
  theme: Theme;
  turn: () => void;
}

export function Header({ state, theme, turn }: Props) {
  const other = currentLanguage() === "fr" ? "en" : "fr";
  return (
    <header>
      <Link class="wordmark" to={{ view: "facts", filters: {}, sort: "documents", order: "desc", offset: 0, grow: [], lang: state.lang }}>
        depeche
      </Link>
      <Search state={state} />
      <nav aria-label={t("views")}>
        {VIEWS.map((view) => (
          <Link key={view} to={{ ...state, view }} aria-current={view === state.view ? "page" : undefined}>
            {t(`view.${view}`)}
          </Link>
        ))}
      </nav>
      <div class="switches">
        <button type="button" lang={other} onClick={() => go({ ...state, lang: other }, true)}>
          {t("language")}
        </button>
        <button type="button" onClick={turn}>
          {t(theme === "dark" ? "theme.light" : "theme.dark")}
        </button>
      </div>
    </header>
  );
}
