//! What a row says, field by field.

use super::{RecordId, layer::Layer, table::Column};

/// A record of a [`Gazetteer`](super::Gazetteer), read in place.
#[derive(Clone, Copy, Debug)]
pub struct Record<'g> {
    layer: &'g Layer,
    id: RecordId,
}

impl<'g> Record<'g> {
    pub(super) const fn new(layer: &'g Layer, id: RecordId) -> Self {
        Self { layer, id }
    }

    /// Its number.
    pub const fn id(self) -> RecordId {
        self.id
    }

    /// What makes it the same entity everywhere: `Q889`, `geonames:1130497`, `fr:talibans`.
    pub fn key(self) -> &'g str {
        self.field(Column::Key)
    }

    /// Class of the ontology, by local name.
    pub fn class(self) -> &'g str {
        self.field(Column::Class)
    }

    /// Usual name.
    pub fn label(self) -> &'g str {
        self.field(Column::Label)
    }

    /// Usual name in English, where it is another and the table says it.
    pub fn english(self) -> Option<&'g str> {
        self.optional(Column::English)
    }

    /// Other names and spellings, those that count only in context included, in order of the table.
    pub fn aliases(self) -> impl Iterator<Item = &'g str> {
        let label = self.label();
        self.list(Column::Aliases).chain(self.list(Column::Context)).filter(move |name| *name != label)
    }

    /// Its demonyms, each as masculine and feminine singular, masculine and feminine plural.
    pub fn demonyms(self) -> impl Iterator<Item = [&'g str; 4]> {
        self.list(Column::Demonyms).chain(self.list(Column::Adjectives)).filter_map(|forms| {
            let mut forms = forms.split('/');
            Some([forms.next()?, forms.next()?, forms.next()?, forms.next()?])
        })
    }

    /// Family names under which a person is cited.
    pub fn surnames(self) -> impl Iterator<Item = &'g str> {
        self.list(Column::Surnames)
    }

    /// Names of other things that stand for it when it acts; those of a country's capital are not repeated here.
    pub fn metonyms(self) -> impl Iterator<Item = &'g str> {
        self.list(Column::Metonyms)
    }

    /// Wikidata item (`Q889`).
    pub fn wikidata(self) -> Option<&'g str> {
        self.optional(Column::Wikidata)
    }

    /// GeoNames number.
    pub fn geonames(self) -> Option<u32> {
        self.field(Column::Geonames).parse().ok()
    }

    /// Title in the English Wikipedia, of which DBpedia makes its resource.
    pub fn dbpedia(self) -> Option<&'g str> {
        self.optional(Column::Dbpedia)
    }

    /// Key of the country that it lies in or belongs to.
    pub fn country(self) -> Option<&'g str> {
        self.optional(Column::Country)
    }

    /// Key of the first-level region that it lies in.
    pub fn admin1(self) -> Option<&'g str> {
        self.optional(Column::Admin1)
    }

    /// Latitude and longitude in degrees (WGS 84).
    pub fn point(self) -> Option<(f64, f64)> {
        Some((self.field(Column::Lat).parse().ok()?, self.field(Column::Lon).parse().ok()?))
    }

    /// Number of inhabitants.
    pub fn population(self) -> Option<u64> {
        self.field(Column::Population).parse().ok()
    }

    /// Keys of the country or the regions of which it is the capital, the country first.
    pub fn capital_of(self) -> impl Iterator<Item = &'g str> {
        self.list(Column::CapitalOf)
    }

    /// Offices of a person: title, key of the country or body (may be empty), ISO interval (may be empty).
    pub fn roles(self) -> impl Iterator<Item = Role<'g>> {
        self.list(Column::Roles).map(Role::parse)
    }

    /// What the table says beside: the ISO 3166-1 code of a country.
    pub fn notes(self) -> &'g str {
        self.field(Column::Notes)
    }

    fn field(self, column: Column) -> &'g str {
        self.layer.field(self.id.0, column)
    }

    fn optional(self, column: Column) -> Option<&'g str> {
        Some(self.field(column)).filter(|value| !value.is_empty())
    }

    fn list(self, column: Column) -> impl Iterator<Item = &'g str> {
        self.field(column).split('|').filter(|value| !value.is_empty())
    }
}

/// An office that a person held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Role<'g> {
    /// Name of the office.
    pub title: &'g str,
    /// Key of the country or body, or empty.
    pub of: &'g str,
    /// First day, as precise as it is known, or empty.
    pub start: &'g str,
    /// Last day, as precise as it is known, or empty.
    pub end: &'g str,
}

impl<'g> Role<'g> {
    fn parse(text: &'g str) -> Self {
        let (office, interval) = text.strip_suffix(']').and_then(|text| text.rsplit_once('[')).unwrap_or((text, ""));
        let (title, of) = office.rsplit_once('@').unwrap_or((office, ""));
        let (start, end) = interval.split_once("..").unwrap_or((interval, ""));
        Self { title, of, start, end }
    }
}
