//! Which row of the gazetteer a name means, by how likely each is and by what the document tells; or that it means none of them.

use crate::{
    gazetteer::{Candidate, NameKind, Record, RecordId},
    model::{EntityRef, Mention},
};

use super::discourse::Discourse;

/// How much the country where the story takes place speaks for a candidate; a city of a million has a score of about 6.5.
const CONTEXT: f32 = 2.0;
/// How much any other mention of its country speaks for it.
const SPOKEN: f32 = 1.0;
/// How much an office held on the day of the document speaks for a person.
const IN_OFFICE: f32 = 1.5;
/// What is left of the certainty of a place of a country that the document never tells of.
const FAR: f32 = 0.85;
/// Inhabitants from which a town is known abroad by any of its names.
const KNOWN_BY_ANY_NAME: u64 = 1_000_000;

/// A row that a name may mean.
#[derive(Clone, Copy, Debug)]
struct Choice {
    id: RecordId,
    kind: NameKind,
    score: f32,
}

impl Discourse<'_> {
    /// The row that a name means among those of a wanted class, if it means any.
    pub(super) fn candidate(&self, mention: &Mention, wanted: &[String]) -> Option<EntityRef> {
        let choices = self.choices(mention, wanted);
        let best = choices.first()?;
        let record = self.linker.gazetteer.record(best.id);
        let far = record.class() == "City" && record.country().is_some_and(|country| !self.focus.tells_of(country, record.key()));
        let sure = certainty(&choices) * if far { FAR } else { 1.0 };
        (!self.is_elsewhere(mention, best)).then(|| self.linker.entity_of(best.id, sure))
    }

    /// The class of what a name stands for that means no row of the gazetteer.
    pub(super) fn class_elsewhere(&self, mention: &Mention, wanted: &[String]) -> Option<&str> {
        let best = self.choices(mention, wanted).first().copied()?;
        self.is_elsewhere(mention, &best).then(|| self.linker.gazetteer.record(best.id).class())
    }

    /// The rows of a wanted class, likeliest first.
    fn choices(&self, mention: &Mention, wanted: &[String]) -> Vec<Choice> {
        let gazetteer = self.linker.gazetteer;
        let bearers: Vec<Candidate> = gazetteer.lookup(&self.words(mention)).collect();
        let fits = mention.candidates.iter().filter(|&&id| self.linker.is_any(gazetteer.record(RecordId(id)).class(), wanted));
        let mut choices: Vec<Choice> = fits
            .map(|&id| {
                let id = RecordId(id);
                let bearer = bearers.iter().find(|bearer| bearer.record == id).copied();
                let bearer = bearer.unwrap_or(Candidate { record: id, kind: NameKind::Alias });
                Choice { id, kind: bearer.kind, score: gazetteer.score(bearer) + self.context(mention, gazetteer.record(id)) }
            })
            .collect();
        choices.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.id.cmp(&b.id)));
        choices
    }

    /// What the document says for a row.
    fn context(&self, mention: &Mention, record: Record<'_>) -> f32 {
        let place = match record.country() {
            Some(country) if self.focus.country(mention.sentence) == Some(country) => CONTEXT,
            Some(country) if self.focus.tells_of(country, record.key()) => SPOKEN,
            _ => 0.0,
        };
        place + if self.is_in_office(record) { IN_OFFICE } else { 0.0 }
    }

    /// Whether a person held an office on the day of the document.
    pub(super) fn is_in_office(&self, record: Record<'_>) -> bool {
        let Some(date) = self.date.map(|date| date.to_string()) else { return false };
        // ISO dates compare as text, as far as both are known.
        let begun = |start: &str| !start.is_empty() && start.get(..date.len().min(start.len())) <= date.get(..date.len().min(start.len()));
        let ended = |end: &str| !end.is_empty() && end.get(..date.len().min(end.len())) < date.get(..date.len().min(end.len()));
        record.roles().any(|role| begun(role.start) && !ended(role.end))
    }

    /// Whether a person came into office only after the day of the document, as far as it is known.
    fn comes_later(&self, record: Record<'_>) -> bool {
        let Some(date) = self.date.map(|date| date.to_string()) else { return false };
        let starts = || record.roles().map(|role| role.start).filter(|start| !start.is_empty());
        starts().next().is_some() && starts().all(|start| start.get(..4) > date.get(..4))
    }

    /// Whether the best row is no match: a family name, or an unusual name of a town, of a country that the document never tells of.
    fn is_elsewhere(&self, mention: &Mention, best: &Choice) -> bool {
        let record = self.linker.gazetteer.record(best.id);
        if best.kind != NameKind::Label && self.comes_later(record) {
            return true;
        }
        let Some(country) = record.country() else { return false };
        if self.focus.country(mention.sentence).is_none() || self.focus.tells_of(country, record.key()) {
            return false;
        }
        let capital = record.capital_of().any(|key| key == country);
        let unknown_below = |limit: u64| record.population().is_none_or(|population| population < limit);
        match (record.class(), best.kind) {
            ("Person", NameKind::Surname) => self.date.is_some() && !self.is_in_office(record),
            ("City", NameKind::Alias | NameKind::ContextOnly) => !capital && unknown_below(KNOWN_BY_ANY_NAME),
            ("Region", NameKind::ContextOnly) => true,
            _ => false,
        }
    }

    /// Whether a name that many bodies bear means another than the one of the gazetteer: of another owner ("la Commission de l'Union africaine"),
    /// or of a country that the document never tells of ("l'Assemblée", "le Congrès").
    pub(super) fn is_another_body(&self, mention: &Mention) -> bool {
        let gazetteer = self.linker.gazetteer;
        let lemma = &self.token(mention.sentence, mention.head).lemma;
        let body = self.linker.nouns.get(lemma).iter().any(|entry| entry.template == "body");
        let Some(best) = self.choices(mention, &[]).first().copied().filter(|_| body) else { return false };
        let record = gazetteer.record(best.id);
        if !self.linker.ontology.is_a(record.class(), "Organization") || !matches!(best.kind, NameKind::ContextOnly | NameKind::Label) {
            return false;
        }
        let owners = self.owners(mention);
        let own = |owner: &EntityRef| {
            [Some(owner.key.as_str()), owner.country.as_deref()]
                .into_iter()
                .flatten()
                .any(|key| record.key() == key || record.country() == Some(key))
        };
        match owners.first() {
            Some(_) => !owners.iter().any(own) && (best.kind == NameKind::ContextOnly || record.country().is_some()),
            None if record.country().is_none() => record.class() == "Legislature",
            None => {
                record.country().is_some_and(|country| !self.focus.tells_of(country, record.key()))
                    && self.focus.country(mention.sentence).is_some()
            }
        }
    }
}

/// How sure the first of some choices is, 0 to 1: by how it is named, and by how far the next one lies behind.
fn certainty(choices: &[Choice]) -> f32 {
    let Some(best) = choices.first() else { return 0.0 };
    let named = match best.kind {
        NameKind::Label => 1.0,
        NameKind::Alias | NameKind::Acronym | NameKind::DemonymNoun | NameKind::DemonymAdjective => 0.98,
        NameKind::Metonym => 0.92,
        NameKind::Surname | NameKind::ContextOnly => 0.85,
    };
    let lead = choices.get(1).map_or(f32::INFINITY, |next| best.score - next.score);
    named * (1.0 - 0.4 * (-lead.max(0.0)).exp())
}
