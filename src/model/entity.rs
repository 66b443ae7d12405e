//! What mentions stand for.

use std::{fmt, sync::Arc};

use serde::{Deserialize, Serialize};

/// Identifier of an entity in an open data set, with the score of the link.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ExternalId {
    /// A Wikidata item (`Q889`).
    Wikidata(String),
    /// A GeoNames feature (`1138958`).
    GeoNames(u32),
    /// An English Wikipedia title, which makes the DBpedia resource (`Kabul`).
    DBpedia(String),
}

impl fmt::Display for ExternalId {
    /// As the facts table writes it: `Q889`, `geonames:1138958`, `dbpedia:Kabul`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Wikidata(item) => f.write_str(item),
            Self::GeoNames(number) => write!(f, "geonames:{number}"),
            Self::DBpedia(title) => write!(f, "dbpedia:{title}"),
        }
    }
}

/// Something in the world, as far as one document or the gazetteer tells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// What makes it the same entity everywhere: a gazetteer id (`Q889`, `geonames:1130497`, `fr:talibans`), or its class and folded label.
    /// The IRI is minted from it, so it never depends on a position in a file.
    pub key: String,
    /// Class of the ontology, by local name.
    pub class: String,
    /// Usual name in the language of the pack (`États-Unis`).
    pub label: String,
    /// Other names, without `label`, sorted.
    pub labels: Vec<String>,
    /// Links to open data, Wikidata first.
    pub ids: Vec<ExternalId>,
    /// How sure the links are, 0 to 1 (1 for an unambiguous name).
    pub link_score: f32,
    /// WGS 84 latitude and longitude in degrees, for places.
    pub point: Option<(f64, f64)>,
    /// Key of the country that it belongs to, if any.
    pub country: Option<String>,
}

/// A shared entity.
pub type EntityRef = Arc<Entity>;
