import en from "../messages/en.json";
import fr from "../messages/fr.json";
import questions from "../messages/questions.json";
import type { Label } from "../api/type";
import { remembered, remember } from "./memory";

export type Language = "fr" | "en";
export type Message = keyof typeof en;

const MESSAGES: Record<Language, Record<Message, string>> = { fr, en };
let language: Language = "en";

export const currentLanguage = (): Language => language;

/** What the URL says, else what was chosen before, else what the browser prefers. */
export function chooseLanguage(asked?: string): Language {
  const wish = asked ?? remembered("lang") ?? navigator.language;
  language = wish.startsWith("fr") ? "fr" : "en";
  if (asked) remember("lang", language);
  document.documentElement.lang = language;
  return language;
}

/** The message in the page's language, `{name}` filled in. */
export function t(message: Message, values: Record<string, string | number> = {}): string {
  return MESSAGES[language][message].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? "";
    return typeof value === "number" ? number(value) : value;
  });
}

/** The question of a named query: the server says it in English. */
export function question(query: { name: string; question: string }): string {
  return (language === "fr" && (questions as Record<string, string>)[query.name]) || query.question;
}

/** One or many: the messages `x.one` and `x.other`. */
export function count(noun: "fact" | "claim" | "dispatch" | "entity" | "place" | "row", n: number): string {
  const form = new Intl.PluralRules(language).select(n) === "one" ? "one" : "other";
  return t(`${noun}.${form}`, { n });
}

export const number = (n: number): string => n.toLocaleString(language);
export const inLanguage = (label: Label): string => label[language];

/** A year, month or day as people write it; other text as it is. */
export function date(iso: string): string {
  if (/^\d{4}-\d{2}$/.test(iso)) return month(`${iso}-01`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return iso;
  return new Date(`${iso}T00:00:00Z`).toLocaleDateString(language, { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" });
}

/** The time between two days, told as the shortest that holds it: a whole year is its number. */
export function span(from: string | null, to: string | null): string {
  if (!from || !to) return from || to ? date((from ?? to)!) : "";
  if (from === to) return date(from);
  if (from.endsWith("-01-01") && to.endsWith("-12-31")) return years(from.slice(0, 4), to.slice(0, 4));
  if (from.slice(0, 7) === to.slice(0, 7) && isWholeMonth(from, to)) return month(from);
  return `${whole(date(from))} – ${whole(date(to))}`;
}

/** A time as claims give it: a date, or two with `/` between them and `..` for an open end; `~` where it is about then. */
export function period(iso: string): string {
  const [from = "", to = from] = iso.replace("~", "").split("/");
  const told = from === to ? date(from) : [from, to].map((end) => (end === ".." ? "…" : whole(date(end)))).join(" – ");
  return iso.endsWith("~") ? `≈ ${told}` : told;
}

/** Of a time between two days, each stays on its line. */
const whole = (text: string): string => text.replaceAll(" ", "\u00a0");

const years = (from: string, to: string): string => (from === to ? from : `${from}–${to}`);

function isWholeMonth(from: string, to: string): boolean {
  const after = new Date(Date.parse(`${to}T00:00:00Z`) + 86_400_000).getUTCDate();
  return from.endsWith("-01") && after === 1;
}

function month(from: string): string {
  return new Date(`${from}T00:00:00Z`).toLocaleDateString(language, { timeZone: "UTC", month: "long", year: "numeric" });
}
