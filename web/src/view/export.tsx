import { address } from "../api/client";
import { t } from "../state/language";
import type { State } from "../state/location";
import { useOverview } from "../state/name";

/** The formats that people ask for first; the server names the others. */
const FIRST = ["csv", "jsonl", "ttl", "graphml", "gexf"];

export function ExportMenu({ state }: { state: State }) {
  const formats = useOverview()?.formats ?? [];
  const link = (format: string) => (
    <a key={format} class="button" download href={address("api/export", { ...state.filters, format })}>
      {format}
    </a>
  );
  return (
    <fieldset class="export">
      <legend>{t("export")}</legend>
      <p class="quiet">{t("export.hint")}</p>
      {FIRST.filter((format) => formats.includes(format)).map(link)}
      <details>
        <summary>{t("export.more")}</summary>
        {formats.filter((format) => !FIRST.includes(format)).map(link)}
      </details>
    </fieldset>
  );
}
