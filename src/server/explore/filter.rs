//! Which facts are meant.

use std::str::FromStr;

use jiff::civil::Date;

use super::{
    super::{message::Fault, parameter::Parameters},
    index::{Index, fold},
};
use crate::{
    graph::{EntityView, FactView},
    model::Status,
};

/// Conditions that must hold together; what is not set holds for all.
#[derive(Default)]
pub(in crate::server) struct Filter {
    words: Vec<String>,
    entity: Option<String>,
    predicate: Option<String>,
    class: Option<String>,
    status: Option<Status>,
    from: Option<Date>,
    to: Option<Date>,
    source: Option<String>,
    document: Option<String>,
    place: Option<String>,
    least: usize,
}

impl Filter {
    /// Reads the conditions of a request.
    ///
    /// # Errors
    /// 400 names the parameter that cannot be read.
    pub(super) fn read(parameters: &Parameters, index: &Index) -> Result<Self, Fault> {
        let text = |name| Ok::<_, Fault>(parameters.only(name)?.filter(|value| !value.is_empty()));
        let filter = Self {
            words: fold(&text("q")?.unwrap_or_default()).split_whitespace().map(str::to_owned).collect(),
            entity: text("entity")?,
            predicate: text("predicate")?,
            class: text("class")?,
            status: parsed(parameters, "status")?,
            from: parsed(parameters, "from")?,
            to: parsed(parameters, "to")?,
            source: text("source")?,
            document: text("document")?,
            place: text("place")?,
            least: super::number(parameters, "least", 1, usize::MAX)?,
        };
        for iri in [&filter.entity, &filter.place].into_iter().flatten() {
            if index.entity(iri).is_none() {
                return Err(Fault::new(404, format!("<{iri}> is no entity of this graph")));
            }
        }
        Ok(filter)
    }

    /// Positions of the facts that are meant, in the order of the graph.
    pub(super) fn select(&self, index: &Index) -> Vec<usize> {
        let all = 0..index.reading.facts.len();
        match &self.entity {
            Some(entity) => index.facts_of.get(entity).into_iter().flatten().copied().filter(|fact| self.holds(*fact, index)).collect(),
            None => all.filter(|fact| self.holds(*fact, index)).collect(),
        }
    }

    fn holds(&self, position: usize, index: &Index) -> bool {
        let (fact, entry) = (&index.reading.facts[position], &index.entries[position]);
        let ends = [&*fact.subject, &*fact.object];
        let is = |wanted: &Option<String>, test: &dyn Fn(&str) -> bool| wanted.as_deref().is_none_or(test);
        fact.documents >= self.least
            && is(&self.predicate, &|wanted| index.is_predicate(&fact.predicate, wanted))
            && is(&self.class, &|wanted| ends.iter().any(|end| index.is_a(&end.class, wanted)))
            && is(&self.place, &|wanted| ends.iter().any(|end| is_in(end, wanted)))
            && self.status.is_none_or(|status| fact.statuses.contains(&status))
            && self.during(entry.days)
            && self.claimed(fact, index)
            && self.words.iter().all(|word| entry.words.contains(word.as_str()))
    }

    /// The part of a fact's time that is meant.
    pub(super) fn clipped(&self, (first, last): (Date, Date)) -> (Date, Date) {
        (self.from.map_or(first, |from| first.max(from)), self.to.map_or(last, |to| last.min(to)))
    }

    fn during(&self, days: Option<(Date, Date)>) -> bool {
        let (from, to) = (self.from, self.to);
        (from.is_none() && to.is_none())
            || days.is_some_and(|(first, last)| from.is_none_or(|from| last >= from) && to.is_none_or(|to| first <= to))
    }

    /// Whether a claim of the fact stands in a wanted document.
    fn claimed(&self, fact: &FactView, index: &Index) -> bool {
        let wanted = |claim: &usize| {
            let document = &index.reading.claims[*claim].document;
            self.source.as_ref().is_none_or(|source| document.source.as_ref() == Some(source))
                && self.document.as_ref().is_none_or(|id| document.id == *id)
        };
        (self.source.is_none() && self.document.is_none()) || fact.claims.iter().any(wanted)
    }
}

fn is_in(entity: &EntityView, place: &str) -> bool {
    entity.iri == place || entity.country.as_deref() == Some(place)
}

fn parsed<T: FromStr>(parameters: &Parameters, name: &str) -> Result<Option<T>, Fault>
where
    T::Err: std::fmt::Display,
{
    let text = parameters.only(name)?.filter(|value| !value.is_empty());
    text.map(|text| text.parse().map_err(|error| Fault::new(400, format!("`{name}={text}`: {error}")))).transpose()
}
