//! An entity, as the gazetteer and the graph know it together.

use super::{super::explore::Index, name::Owner};
use crate::{
    gazetteer::{Candidate, Gazetteer, NameKind, Record, RecordId},
    graph::{EntityView, entity_iri, link_of},
};

/// What an entity weighs that stands only in the graph: about as much as a small town.
const UNKNOWN: f64 = 3.0;
/// What being in the graph adds.
const SEEN: f64 = 1.0;

/// An entity of the gazetteer, the graph, or both.
pub(in crate::server) struct Thing<'a> {
    pub record: Option<Record<'a>>,
    pub entity: Option<&'a EntityView>,
    pub key: &'a str,
}

impl<'a> Thing<'a> {
    /// The entity with this key.
    pub(in crate::server) fn of(index: &'a Index, key: &str) -> Option<Self> {
        let record = Gazetteer::embedded().by_key(key).map(|id| Gazetteer::embedded().record(id));
        let entity = index.by_key(key);
        let own = record.map(Record::key).or(entity.map(|entity| entity.key.as_str()))?;
        Some(Self { record, entity, key: own })
    }

    /// The entity that bears a name.
    pub(super) fn owning(index: &'a Index, owner: Owner) -> Option<Self> {
        match owner {
            Owner::Record(id) => Self::of(index, Gazetteer::embedded().record(RecordId(id)).key()),
            Owner::Entity(position) => Self::of(index, &index.reading.entities.get(position)?.key),
        }
    }

    pub(in crate::server) fn label(&self) -> &'a str {
        self.record.map(Record::label).or(self.entity.map(|entity| entity.label.as_str())).unwrap_or_default()
    }

    pub(in crate::server) fn class(&self) -> &'a str {
        self.record.map(Record::class).or(self.entity.map(|entity| entity.class.as_str())).unwrap_or_default()
    }

    /// Other names, each once.
    pub(super) fn names(&self) -> Vec<&'a str> {
        let entity = self.entity.into_iter().flat_map(|entity| entity.labels.iter().map(String::as_str));
        let mut names: Vec<_> =
            self.record.into_iter().flat_map(Record::aliases).chain(entity).filter(|name| *name != self.label()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Key of its country.
    pub(super) fn country(&self, index: &'a Index) -> Option<&'a str> {
        let seen = || Some(index.entity(self.entity?.country.as_deref()?)?.key.as_str());
        self.record.and_then(Record::country).or_else(seen)
    }

    /// Linked ids: Wikidata, GeoNames, DBpedia.
    pub(super) fn ids(&self) -> Vec<String> {
        match (self.record, self.entity) {
            (Some(record), _) => {
                let numbers = record.geonames().map(|number| format!("geonames:{number}"));
                let titles = record.dbpedia().map(|title| format!("dbpedia:{title}"));
                record.wikidata().map(str::to_owned).into_iter().chain(numbers).chain(titles).collect()
            }
            (_, Some(entity)) => entity.ids.clone(),
            _ => Vec::new(),
        }
    }

    /// Addresses of the linked ids.
    pub(in crate::server) fn links(&self) -> Vec<String> {
        self.ids().iter().map(|id| link_of(id)).collect()
    }

    pub(super) fn point(&self) -> Option<(f64, f64)> {
        self.record.and_then(Record::point).or_else(|| self.entity?.point)
    }

    /// Its IRI, whether or not the graph speaks of it.
    pub(in crate::server) fn iri(&self) -> String {
        entity_iri(self.key).into_string()
    }

    /// Number of facts of the graph that speak of it.
    pub(in crate::server) fn facts(&self, index: &Index) -> usize {
        self.entity.map_or(0, |entity| index.degree(&entity.iri))
    }

    /// How likely it is meant, whatever is said: a city of a million has about 6.5, a country 10.5.
    pub(super) fn weight(&self, index: &Index) -> f64 {
        let label = |record: Record<'_>| f64::from(Gazetteer::embedded().score(Candidate { record: record.id(), kind: NameKind::Label }));
        let seen = self.facts(index);
        self.record.map_or(UNKNOWN, label) + if seen > 0 { SEEN + (seen as f64).ln() / 10.0 } else { 0.0 }
    }

    /// What tells it from others of its name.
    pub(in crate::server) fn description(&self, index: &'a Index) -> String {
        let class = index.name_of(self.class());
        match self.country(index).and_then(|key| Thing::of(index, key)) {
            Some(country) => format!("{class}, {}", country.label()),
            None => class,
        }
    }
}
