//! Entities from rows of the gazetteer and from words of the text.

use std::sync::Arc;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::Linker;
use crate::{
    gazetteer::RecordId,
    model::{Entity, EntityRef, ExternalId},
};

impl Linker<'_> {
    /// The entity of a row; `score` says how sure the choice of the row is.
    pub(super) fn entity_of(&self, id: RecordId, score: f32) -> EntityRef {
        let record = self.gazetteer.record(id);
        let mut labels: Vec<String> = record.aliases().map(str::to_owned).collect();
        labels.sort();
        labels.dedup();
        let ids = record
            .wikidata()
            .map(|item| ExternalId::Wikidata(item.to_owned()))
            .into_iter()
            .chain(record.geonames().map(ExternalId::GeoNames))
            .chain(record.dbpedia().map(|title| ExternalId::DBpedia(title.to_owned())))
            .collect();
        Arc::new(Entity {
            key: record.key().to_owned(),
            class: record.class().to_owned(),
            label: record.label().to_owned(),
            labels,
            ids,
            link_score: score,
            point: record.point(),
            country: record.country().map(str::to_owned),
        })
    }

    /// An entity that no gazetteer has, known by class and label.
    pub(super) fn entity_named(&self, class: &str, label: String, mut labels: Vec<String>, country: Option<String>) -> EntityRef {
        labels.retain(|other| *other != label && !other.is_empty());
        labels.sort();
        labels.dedup();
        let key = format!("{class}:{}", folded(&label));
        Arc::new(Entity { key, class: class.to_owned(), label, labels, ids: Vec::new(), link_score: 0.0, point: None, country })
    }
}

/// Lower case without accents, words joined by single hyphens.
pub(super) fn folded(label: &str) -> String {
    let plain = label.nfd().filter(|c| !is_combining_mark(*c)).collect::<String>().to_lowercase();
    plain.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}
