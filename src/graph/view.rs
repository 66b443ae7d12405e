//! The graph read back as plain values: what exports, scores and explanations work from.

use std::{collections::BTreeSet, sync::Arc};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::{Count, DateInterval, PartialDate, Status};

/// A document of the graph.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DocumentView {
    /// Its IRI, which is also its named graph's.
    pub iri: String,
    /// Its name in every output.
    pub id: String,
    /// Publication date as written (`2023-04-15`, `2023-04`), if known.
    pub date: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// Where it was found.
    pub url: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// BCP 47 tag of its language.
    pub language: Option<String>,
    /// Terms of its use.
    pub license: Option<String>,
}

/// An entity, as all documents together tell.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EntityView {
    /// Its IRI.
    pub iri: String,
    /// What the IRI is minted from.
    pub key: String,
    /// Its class by local name: the one that most documents give.
    pub class: String,
    /// Its usual name.
    pub label: String,
    /// Other names, sorted.
    pub labels: Vec<String>,
    /// Linked ids: Wikidata (`Q1963`), GeoNames (`geonames:…`), DBpedia (`dbpedia:…`), in this order.
    pub ids: Vec<String>,
    /// How sure the links are, 0 to 1; 0 without links.
    pub link_score: f64,
    /// WGS 84 latitude and longitude in degrees.
    pub point: Option<(f64, f64)>,
    /// IRI of its country.
    pub country: Option<String>,
}

/// The event of a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct EventView {
    /// Its IRI.
    pub iri: String,
    /// Its class by local name.
    pub class: String,
}

/// The words that a pronoun, a description or a short name refers back to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AntecedentView {
    /// The words.
    pub words: String,
    /// Where they begin in the document's text, in characters (code points) from 0.
    pub start: usize,
}

impl AntecedentView {
    /// One past their last character.
    pub fn end(&self) -> usize {
        self.start + self.words.chars().count()
    }
}

/// A claim with everything that hangs on it.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimView {
    /// Its IRI.
    pub iri: String,
    /// IRI of the fact that it claims.
    pub fact: String,
    /// Where it is said.
    pub document: Arc<DocumentView>,
    /// Subject of the fact.
    pub subject: Arc<EntityView>,
    /// Predicate, by local name.
    pub predicate: String,
    /// Object of the fact.
    pub object: Arc<EntityView>,
    /// Words for the subject.
    pub subject_words: String,
    /// Words for the object.
    pub object_words: String,
    /// What the words for the subject refer back to, where coreference said what they stand for.
    pub subject_antecedent: Option<AntecedentView>,
    /// What the words for the object refer back to.
    pub object_antecedent: Option<AntecedentView>,
    /// Done, planned, possible or denied.
    pub status: Status,
    /// Whom the text cites.
    pub attributed_to: Option<Arc<EntityView>>,
    /// How many.
    pub count: Option<Count>,
    /// When.
    pub date: Option<DateInterval>,
    /// The event that it belongs to.
    pub event: Option<EventView>,
    /// Id of the rule.
    pub rule: String,
    /// 0 to 1.
    pub confidence: f64,
    /// Index of the sentence in the document, from 0.
    pub sentence: usize,
    /// The whole sentence.
    pub sentence_text: String,
    /// Characters (code points) of the quote in the document's text, half-open.
    pub chars: (usize, usize),
    /// Bytes of the quote in the document's text, half-open.
    pub bytes: (usize, usize),
    /// The words.
    pub quote: String,
    /// The trigger.
    pub trigger: String,
}

/// A fact with the claims that carry it.
#[derive(Clone, Debug, PartialEq)]
pub struct FactView {
    /// Its IRI.
    pub iri: String,
    /// Who or what.
    pub subject: Arc<EntityView>,
    /// Local name of the property.
    pub predicate: String,
    /// Whom or what.
    pub object: Arc<EntityView>,
    /// Its claims, as indices into [`Reading::claims`].
    pub claims: Vec<usize>,
    /// Statuses that claims give it, the firmest first.
    pub statuses: BTreeSet<Status>,
    /// Number of documents that claim it.
    pub documents: usize,
}

/// An event with the claims that tell of it, as all documents together tell.
#[derive(Clone, Debug, PartialEq)]
pub struct HappeningView {
    /// Its IRI.
    pub iri: String,
    /// Its class by local name.
    pub class: String,
    /// Local names of roles and who fills them, sorted by role, label and IRI.
    pub roles: Vec<(String, Arc<EntityView>)>,
    /// Its claims, as indices into [`Reading::claims`].
    pub claims: Vec<usize>,
    /// Statuses that claims give it, the firmest first.
    pub statuses: BTreeSet<Status>,
    /// Number of documents that tell of it.
    pub documents: usize,
    /// First day that it may have happened on (`2021-08-12`), if known.
    pub not_before: Option<String>,
    /// Last day that it may have happened on, if known.
    pub not_after: Option<String>,
    /// Publication date of the first document that tells of it, if known.
    pub first_reported: Option<String>,
    /// How many, over all claims.
    pub count: Option<Count>,
}

/// A whole graph, read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// Sorted by id, then IRI.
    pub documents: Vec<Arc<DocumentView>>,
    /// Sorted by label, then IRI.
    pub entities: Vec<Arc<EntityView>>,
    /// Sorted by document, offsets, predicate, labels, then IRI.
    pub claims: Vec<ClaimView>,
    /// Sorted by labels of subject, predicate, object, then IRI.
    pub facts: Vec<FactView>,
    /// Sorted by first day, then class, then IRI; those without a day last.
    pub events: Vec<HappeningView>,
}

/// One row of the facts table (`facts.csv`), in the order of its columns; every value as text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FactRow {
    /// Id of the document.
    pub document: String,
    /// Label of the subject.
    pub subject: String,
    /// Its other labels, separated by `|`.
    pub subject_labels: String,
    /// Its linked ids, separated by `|`.
    pub subject_ids: String,
    /// Local name of the property.
    pub predicate: String,
    /// Label of the object.
    pub object: String,
    /// Its other labels.
    pub object_labels: String,
    /// Its linked ids.
    pub object_ids: String,
    /// `asserted`, `planned`, `possible` or `denied`.
    pub status: String,
    /// `3000`, `3500-4000` or empty.
    pub count: String,
    /// `2023-04-15`, `2023-04-15/2023-04-20`, with a final `~` for approximate, or empty.
    pub date: String,
    /// Label of whom the text cites, or empty.
    pub attributed_to: String,
    /// Class and id of the event (`Capture:0b5e…`), or empty; the id is the last part of its IRI.
    pub event: String,
    /// Id of the rule.
    pub rule: String,
    /// 0 to 1.
    pub confidence: String,
    /// Index of the sentence in the document, from 0.
    pub sentence: String,
    /// First character of the quote in the document's text, from 0.
    pub start: String,
    /// One past its last character.
    pub end: String,
    /// The words.
    pub quote: String,
}

impl From<&ClaimView> for FactRow {
    fn from(claim: &ClaimView) -> Self {
        let text = |value: Option<String>| value.unwrap_or_default();
        Self {
            document: claim.document.id.clone(),
            subject: claim.subject.label.clone(),
            subject_labels: claim.subject.other_labels(),
            subject_ids: claim.subject.ids.join("|"),
            predicate: claim.predicate.clone(),
            object: claim.object.label.clone(),
            object_labels: claim.object.other_labels(),
            object_ids: claim.object.ids.join("|"),
            status: claim.status.to_string(),
            count: text(claim.count.map(|count| count.to_string())),
            date: text(claim.date.map(|date| date.to_string())),
            attributed_to: text(claim.attributed_to.as_ref().map(|source| source.label.clone())),
            event: text(claim.event.as_ref().map(EventView::short)),
            rule: claim.rule.clone(),
            confidence: super::literal::decimal(claim.confidence),
            sentence: claim.sentence.to_string(),
            start: claim.chars.0.to_string(),
            end: claim.chars.1.to_string(),
            quote: claim.quote.clone(),
        }
    }
}

impl HappeningView {
    /// Labels of those in a role, separated by `|`.
    pub fn labels(&self, role: &str) -> String {
        self.roles.iter().filter(|(name, _)| name == role).map(|(_, entity)| entity.label.replace('|', " ")).collect::<Vec<_>>().join("|")
    }
}

impl EventView {
    /// Class and last part of the IRI: `Capture:0b5e…`.
    pub fn short(&self) -> String {
        format!("{}:{}", self.class, self.iri.rsplit('/').next().unwrap_or_default())
    }
}

impl ClaimView {
    /// First and last day of the time that the claim is about, or else of its document's date; `None` where neither is known.
    pub fn days(&self) -> (Option<Date>, Option<Date>) {
        let issued = || self.document.date.as_ref()?.parse::<PartialDate>().ok();
        match (self.date, issued()) {
            (Some(date), _) => {
                let start = date.start.map_or(Date::MIN, PartialDate::first_day);
                (Some(start), Some(date.end.map_or(Date::MAX, PartialDate::last_day)))
            }
            (None, issued) => (issued.map(PartialDate::first_day), issued.map(PartialDate::last_day)),
        }
    }
}

impl EntityView {
    /// The other names in one cell, separated by `|`, which therefore cannot be part of one.
    pub fn other_labels(&self) -> String {
        self.labels.iter().map(|name| name.replace('|', " ")).collect::<Vec<_>>().join("|")
    }
}
