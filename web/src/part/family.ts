import type { Message } from "../state/language";

/** Seventeen classes are more than colours can tell apart: those that belong together share one. */
export const FAMILIES = ["person", "state", "armed", "place", "organization", "group", "other"] as const;
export type Family = (typeof FAMILIES)[number];

const MEMBERS: Record<string, Family> = {
  Person: "person",
  Country: "state",
  Government: "state",
  GovernmentBody: "state",
  Legislature: "state",
  MilitaryForce: "armed",
  ArmedGroup: "armed",
  City: "place",
  Region: "place",
  Area: "place",
  Facility: "place",
  Organization: "organization",
  InternationalOrganization: "organization",
  Party: "organization",
  Company: "organization",
  Group: "group",
};

/** A class that the vocabulary gains later is of the last family. */
export const familyOf = (name: string): Family => MEMBERS[name] ?? "other";

export const isPlace = (name: string): boolean => familyOf(name) === "place" || name === "Country";

export const familyMessage = (family: Family): Message => `family.${family}`;

/** The style sheet holds the colours, so that light and dark have their own. */
export function familyColour(family: Family): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${family}`).trim();
}
