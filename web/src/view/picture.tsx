import { useEffect, useRef, useState } from "preact/hooks";
import type Sigma from "sigma";
import { currentLanguage, t } from "../state/language";
import { calm } from "../state/theme";
import { draw, type Line, type Point } from "../part/drawing";
import { FAMILIES, familyMessage, familyOf } from "../part/family";

interface Props {
  points: Point[];
  lines: Line[];
  chosen?: string | null;
  onPoint: (iri: string) => void;
  onLine: (key: string) => void;
}

/** The drawn network with its legend and zoom. The canvas is for eyes only: views put a list beside it. */
export function Picture({ points, lines, chosen, onPoint, onLine }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const sigma = useRef<Sigma | null>(null);
  const wishes = useRef({ onPoint, onLine });
  wishes.current = { onPoint, onLine };
  const [failed, setFailed] = useState(false);
  const shape = [
    ...points.map(({ iri }) => iri),
    ...lines.map(({ key }) => key),
    currentLanguage(),
    document.documentElement.dataset.theme,
  ].join();
  useEffect(() => {
    const observer = new ResizeObserver(() => sigma.current?.scheduleRender());
    observer.observe(root.current!);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    try {
      const handlers = { onPoint: (iri: string) => wishes.current.onPoint(iri), onLine: (key: string) => wishes.current.onLine(key) };
      sigma.current = draw(root.current!, points, lines, handlers);
    } catch {
      setFailed(true);
    }
    return () => {
      sigma.current?.kill();
      sigma.current = null;
    };
  }, [shape]);
  useEffect(() => {
    sigma.current?.getGraph().updateEachNodeAttributes((node, attributes) => ({ ...attributes, highlighted: node === chosen }));
  }, [shape, chosen]);
  const options = { duration: calm() ? 0 : 200 };
  return (
    <figure class="network">
      <div ref={root} class="stage" role="img" aria-label={t("network.drawing")} data-nodes={points.length} data-edges={lines.length} />
      {failed && <p class="fault">{t("network.failed")}</p>}
      <figcaption>
        <Zoom sign="+" name={t("zoom.in")} act={() => sigma.current?.getCamera().animatedZoom(options)} />
        <Zoom sign="−" name={t("zoom.out")} act={() => sigma.current?.getCamera().animatedUnzoom(options)} />
        <Zoom sign={t("zoom.reset")} name={t("zoom.reset")} act={() => sigma.current?.getCamera().animatedReset(options)} />
        <Legend points={points} />
      </figcaption>
    </figure>
  );
}

function Zoom({ sign, name, act }: { sign: string; name: string; act: () => void }) {
  return (
    <button type="button" aria-label={name} onClick={act}>
      {sign}
    </button>
  );
}

function Legend({ points }: { points: Point[] }) {
  const present = new Set(points.map((point) => familyOf(point.class)));
  return (
    <ul class="legend" aria-label={t("network.legend")}>
      {FAMILIES.filter((family) => present.has(family)).map((family) => (
        <li key={family}>
          <span class={`dot ${family}`} aria-hidden="true" /> {t(familyMessage(family))}
        </li>
      ))}
    </ul>
  );
}
