import { useEffect, useRef, useState } from "preact/hooks";
import { address } from "../api/client";
import { useAnswer } from "../api/answer";
import type { Place, PlaceMap } from "../api/type";
import { count, number, t } from "../state/language";
import { filtered, go, type State } from "../state/location";
import { familyOf } from "../part/family";
import { Fault } from "../part/fault";
import { around, type Frame, moved, zoomed } from "../part/frame";
import { Link } from "../part/link";
import { borderPath, landPath, project } from "../part/outline";
import { overlap, type Rect } from "../part/pack";
import { useWidth } from "../part/width";
import { FactTable } from "./facts";

/** Names are tried for so many places, and have letters about so wide (pixels). */
const NAMED = 60;
const LETTER = 7;
const LISTED = 30;
/** Radius of the point that says where a place is (pixels). */
const CENTRE = 2.5;
/** More circles than these cover each other. */
const DRAWN = 500;

/** The places of the facts; a circle's area tells how many there are. */
export function PlacesView({ state }: { state: State }) {
  const { value, error, busy } = useAnswer<PlaceMap>(address("api/map", { ...state.filters }), 60);
  const places = [...(value?.places ?? [])].sort((a, b) => b.facts - a.facts);
  return (
    <section class="places" aria-label={t("map")} aria-busy={busy}>
      <div class="bar">
        <div role="status">
          <h2>{value ? count("place", places.length) : t("busy")}</h2>
        </div>
        {value && value.unplaced > 0 && <span class="quiet">{t("map.unplaced", { facts: count("fact", value.unplaced) })}</span>}
      </div>
      <Fault message={error} />
      {value && (
        <div class="beside">
          <MapDrawing state={state} places={places} />
          <PlaceList state={state} places={places} />
        </div>
      )}
      <p class="quiet">{t(places.length ? "map.help" : "map.none")}</p>
      <FactTable state={state} />
    </section>
  );
}

/** How much closer a key or button brings the map, and one notch of a wheel (a hundred pixels). */
const CLOSER = 0.6;
const NOTCH = 1.25;
/** Part of the frame that an arrow key moves it by. */
const STEP = 0.15;
const ARROWS: Record<string, [number, number]> = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** What a key does with the frame; nothing for most. */
function keyed(frame: Frame, key: string): Frame | null {
  if (key === "+" || key === "=") return zoomed(frame, CLOSER);
  if (key === "-") return zoomed(frame, 1 / CLOSER);
  const arrow = ARROWS[key];
  return arrow ? moved(frame, arrow[0] * STEP * frame.width, arrow[1] * STEP * frame.height) : null;
}

/** Turns pointer moves, wheel and keys over the drawing into moves of the frame. */
function useFrame(places: Place[], width: number) {
  const [frame, setFrame] = useState<Frame>(() => around(places.map(({ point }) => project(point))));
  const from = useRef<[number, number] | null>(null);
  const dragged = useRef(false);
  const reset = () => setFrame(around(places.map(({ point }) => project(point))));
  useEffect(reset, [places.map(({ iri }) => iri).join()]);
  const degree = frame.width / width;
  const handlers = {
    onPointerDown: (event: PointerEvent) => {
      from.current = [event.clientX, event.clientY];
      dragged.current = false;
    },
    onPointerMove: (event: PointerEvent) => {
      if (!from.current || event.buttons === 0) return;
      const [x, y] = from.current;
      dragged.current ||= Math.hypot(event.clientX - x, event.clientY - y) > 3;
      from.current = [event.clientX, event.clientY];
      setFrame((old) => moved(old, (event.clientX - x) * degree, (event.clientY - y) * degree));
    },
    onPointerUp: () => {
      from.current = null;
    },
    onWheel: (event: WheelEvent & { currentTarget: SVGSVGElement }) => {
      event.preventDefault();
      const box = event.currentTarget.getBoundingClientRect();
      const at: [number, number] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : event.deltaY * 33;
      setFrame((old) => zoomed(old, NOTCH ** (pixels / 100), at));
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const next = event.key === "0" ? around(places.map(({ point }) => project(point))) : keyed(frame, event.key);
      if (!next) return;
      event.preventDefault();
      setFrame(next);
    },
    /** A circle that was dragged with the map is not chosen. */
    onClickCapture: (event: MouseEvent) => dragged.current && event.stopPropagation(),
  };
  return { frame, degree, handlers, reset, zoom: (by: number) => setFrame((old) => zoomed(old, by)) };
}

function MapDrawing({ state, places }: { state: State; places: Place[] }) {
  const [root, width] = useWidth<SVGSVGElement>();
  const { frame, degree, handlers, reset, zoom } = useFrame(places, width);
  return (
    <figure class="map">
      <svg
        ref={root}
        viewBox={`${frame.x} ${frame.y} ${frame.width} ${frame.height}`}
        role="group"
        tabindex={0}
        aria-label={t("map.drawing")}
        aria-keyshortcuts="+ - 0"
        {...handlers}
      >
        <path class="land" d={landPath} />
        <path class="border" d={borderPath} style={{ strokeWidth: 0.6 * degree }} />
        {places.slice(0, DRAWN).map((place) => (
          <Circle key={place.iri} state={state} place={place} degree={degree} />
        ))}
        {places
          .slice(0, DRAWN)
          .reverse()
          .map((place) => (
            <Centre key={place.iri} state={state} place={place} degree={degree} />
          ))}
        {readable(places, degree).map((place) => (
          <Name key={place.iri} place={place} degree={degree} />
        ))}
      </svg>
      <figcaption>
        <button type="button" onClick={() => zoom(CLOSER)} aria-label={t("zoom.in")}>
          +
        </button>
        <button type="button" onClick={() => zoom(1 / CLOSER)} aria-label={t("zoom.out")}>
          −
        </button>
        <button type="button" onClick={reset}>
          {t("zoom.reset")}
        </button>
        <small class="quiet">{t("map.outline")}</small>
      </figcaption>
    </figure>
  );
}

const radiusOf = (place: Place): number => 3 + 2.5 * Math.sqrt(place.facts);

/** Places whose names do not stand over each other, those with most facts first. */
function readable(places: Place[], degree: number): Place[] {
  const taken: Rect[] = [];
  return places.slice(0, NAMED).filter((place) => {
    const [x, y] = project(place.point);
    const box = { x: x / degree + radiusOf(place), y: y / degree - LETTER, width: place.label.length * LETTER, height: 2 * LETTER };
    if (taken.some((other) => overlap(box, other))) return false;
    taken.push(box);
    return true;
  });
}

function Name({ place, degree }: { place: Place; degree: number }) {
  const [x, y] = project(place.point);
  const style = { fontSize: `${12 * degree}px`, strokeWidth: 3 * degree };
  return (
    <text x={x + (radiusOf(place) + 2) * degree} y={y + 4 * degree} style={style} aria-hidden="true">
      {place.label}
    </text>
  );
}

type Marked = { state: State; place: Place; degree: number };

/** Sizes are pixels: `degree` is how many degrees a pixel has. The list beside has the same for the keyboard. */
function Circle({ state, place, degree }: Marked) {
  return <Mark class="circle" radius={radiusOf(place) * degree} state={state} place={place} degree={degree} />;
}

/** Where a place is, above all circles: one that others cover can still be pointed at. The place with most facts is on top. */
function Centre({ state, place, degree }: Marked) {
  return <Mark class="centre" radius={CENTRE * degree} state={state} place={place} degree={degree} />;
}

function Mark({ state, place, degree, radius, class: kind }: Marked & { radius: number; class: string }) {
  const [x, y] = project(place.point);
  const chosen = state.filters.place === place.iri;
  return (
    <g class={chosen ? `${kind} chosen` : kind} onClick={() => go(filtered(state, { place: chosen ? undefined : place.iri }))}>
      <title>{`${place.label}: ${count("fact", place.facts)}`}</title>
      <circle class={familyOf(place.class)} cx={x} cy={y} r={radius} style={{ strokeWidth: degree }} />
    </g>
  );
}

function PlaceList({ state, places }: { state: State; places: Place[] }) {
  return (
    <ol class="list" aria-label={t("map.list")}>
      {places.slice(0, LISTED).map((place) => {
        const chosen = state.filters.place === place.iri;
        return (
          <li key={place.iri}>
            <Link to={filtered(state, { place: chosen ? undefined : place.iri })} aria-current={chosen ? "true" : undefined}>
              {place.label}
            </Link>{" "}
            <small class="number">{number(place.facts)}</small>
          </li>
        );
      })}
    </ol>
  );
}
