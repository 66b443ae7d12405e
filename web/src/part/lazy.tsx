import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { State } from "../state/location";
import { t } from "../state/language";
import { Fault } from "./fault";

type View = ComponentType<{ state: State }>;

/** A view whose code is asked for only when it is looked at. */
export function Lazy({ load, state }: { load: () => Promise<View>; state: State }) {
  const [view, setView] = useState<{ shown?: View; error?: string }>({});
  useEffect(() => {
    load().then(
      (shown) => setView({ shown }),
      (error: Error) => setView({ error: error.message }),
    );
  }, [load]);
  if (view.error) return <Fault message={view.error} />;
  return view.shown ? <view.shown state={state} /> : <p class="quiet">{t("busy")}</p>;
}
