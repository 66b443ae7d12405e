/** What the server answers; see docs/page.md. */

export type Status = "asserted" | "planned" | "possible" | "denied";
export type Label = { fr: string; en: string };

export interface Entity {
  iri: string;
  label: string;
  class: string;
}

export interface Overview {
  documents: number;
  entities: number;
  facts: number;
  claims: number;
  from: string | null;
  to: string | null;
  predicates: { name: string; label: Label; facts: number }[];
  classes: { name: string; label: Label; entities: number }[];
  statuses: { name: Status; label: Label; facts: number }[];
  sources: { name: string; facts: number }[];
  formats: string[];
}

export interface Fact {
  iri: string;
  subject: Entity;
  predicate: string;
  object: Entity;
  statuses: Status[];
  documents: number;
  claims: number;
  from: string | null;
  to: string | null;
}

export interface Facts {
  total: number;
  rows: Fact[];
}

export interface Dispatch {
  id: string;
  title: string | null;
  date: string | null;
  source: string | null;
  url: string | null;
}

/** Offsets are code points of the dispatch's text. */
export interface Claim {
  iri: string;
  document: Dispatch;
  status: Status;
  cited: Entity | null;
  date: string;
  count: string;
  rule: string;
  confidence: number;
  sentence: string;
  quote: string;
  trigger: string;
  start: number;
  end: number;
  subject_words: string;
  object_words: string;
}

/** What claims of one fact say differently. */
export interface Difference {
  property: "status" | "count" | "date";
  values: string[];
}

export interface Evidence {
  fact: Fact;
  claims: Claim[];
  differences: Difference[];
}

export interface DispatchText extends Dispatch {
  language: string | null;
  text: string;
  claims: { iri: string; fact: string; start: number; end: number; subject: Entity; predicate: string; object: Entity; status: Status }[];
}

export interface Found extends Entity {
  labels: string[];
  facts: number;
}

export interface EntityView extends Found {
  links: string[];
  point: [number, number] | null;
  country: Entity | null;
  predicates: { name: string; as: "subject" | "object"; facts: number }[];
}

export interface Node extends Entity {
  facts: number;
}

export interface Edge {
  source: string;
  target: string;
  predicate: string;
  facts: string[];
  documents: number;
  statuses: Status[];
}

export interface Network {
  nodes: Node[];
  edges: Edge[];
  total: number;
}

export interface Timeline {
  unit: "day" | "month" | "year";
  bars: { from: string; to: string; facts: number }[];
  undated: number;
}

export interface Place extends Entity {
  point: [number, number];
  facts: number;
}

export interface PlaceMap {
  places: Place[];
  unplaced: number;
}

export interface NamedQuery {
  name: string;
  question: string;
  sparql: string;
}
