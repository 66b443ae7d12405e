import { address } from "../api/client";
import { useAnswer } from "../api/answer";
import type { Timeline } from "../api/type";
import { count, currentLanguage, span, t } from "../state/language";
import { filtered, go, type State } from "../state/location";
import { type Span, useChoosing } from "../part/choosing";
import { type Scale, scale, ticks } from "../part/scale";
import { Fault } from "../part/fault";
import { useWidth } from "../part/width";

const HEIGHT = 56;
const AXIS = 16;
const TICK = 90;
const WIDEST = 72;

type Bar = Timeline["bars"][number];

/** When the facts are; click, drag or arrow keys choose a time for all views. */
export function TimelineStrip({ state }: { state: State }) {
  const { value, error, busy } = useAnswer<Timeline>(address("api/timeline", { ...state.filters }), 60);
  if (!value) return <Fault message={error} />;
  return (
    <section class="timeline" aria-label={t("timeline")} aria-busy={busy}>
      {value.bars.length > 0 && <Chart state={state} timeline={value} />}
      <p class="quiet undated">
        {value.bars.length === 0 && t("timeline.none")}{" "}
        {value.undated > 0 && t("timeline.undated", { facts: count("fact", value.undated) })}
      </p>
    </section>
  );
}

function Chart({ state, timeline }: { state: State; timeline: Timeline }) {
  const { bars } = timeline;
  const [root, width] = useWidth<SVGSVGElement>();
  const axis = scale(bars[0]!.from, bars.at(-1)!.to, width);
  const focus = (index: number) => document.getElementById(`bar-${index}`)?.focus();
  const choose = ([first, last]: Span) => go(filtered(state, { from: bars[first]!.from, to: bars[last]!.to }));
  const choosing = useChoosing(bars.length, bars.map((bar) => bar.from).join(), focus, choose);
  const most = Math.max(...bars.map((bar) => bar.facts));
  return (
    <svg
      ref={root}
      height={HEIGHT + AXIS}
      role="group"
      aria-label={t("timeline.help")}
      onKeyDown={choosing.onKeyDown}
      onPointerUp={choosing.finish}
      onPointerLeave={choosing.finish}
    >
      {bars.map((bar, index) => (
        <BarView
          key={bar.from}
          bar={bar}
          axis={axis}
          height={(bar.facts / most) * HEIGHT}
          id={`bar-${index}`}
          reached={index === choosing.at}
          chosen={choosing.has(index)}
          press={() => choosing.press(index)}
          pass={() => choosing.pass(index)}
        />
      ))}
      <Axis axis={axis} unit={timeline.unit} width={width} />
    </svg>
  );
}

interface BarProps {
  bar: Bar;
  axis: Scale;
  height: number;
  id: string;
  reached: boolean;
  chosen: boolean;
  press: () => void;
  pass: () => void;
}

/** The whole column can be clicked: a bar of one fact would be hard to hit. */
function BarView({ bar, axis, height, id, reached, chosen, press, pass }: BarProps) {
  const x = axis.at(bar.from);
  const width = Math.min(WIDEST, Math.max(2, axis.until(bar.to) - x - 1));
  const label = `${span(bar.from, bar.to)}: ${count("fact", bar.facts)}`;
  return (
    <g
      id={id}
      class={chosen ? "column chosen" : "column"}
      role="button"
      aria-label={label}
      tabindex={reached ? 0 : -1}
      onPointerDown={(event) => {
        event.preventDefault();
        press();
      }}
      onPointerEnter={pass}
    >
      <title>{label}</title>
      <rect class="catch" x={x} y={0} width={width} height={HEIGHT} />
      <rect class="value" x={x} y={HEIGHT - Math.max(2, height)} width={width} height={Math.max(2, height)} />
    </g>
  );
}

function Axis({ axis, unit, width }: { axis: Scale; unit: Timeline["unit"]; width: number }) {
  const form: Intl.DateTimeFormatOptions =
    unit === "year" ? { year: "numeric" } : unit === "month" ? { month: "short", year: "numeric" } : { day: "numeric", month: "short" };
  const text = (iso: string) => new Date(`${iso}T00:00:00Z`).toLocaleDateString(currentLanguage(), { ...form, timeZone: "UTC" });
  return (
    <>
      {ticks(axis, width / TICK).map((iso) => (
        <text key={iso} x={axis.at(iso)} y={HEIGHT + AXIS - 4} text-anchor={axis.at(iso) > width - TICK / 2 ? "end" : "start"}>
          {text(iso)}
        </text>
      ))}
    </>
  );
}
