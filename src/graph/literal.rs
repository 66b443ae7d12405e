//! How values are written as RDF literals and read back.

use oxigraph::model::{Literal, NamedNodeRef, vocab::xsd};

use crate::model::{ExternalId, PartialDate};

const WIKIDATA: &str = "http://www.wikidata.org/entity/";
const GEONAMES: &str = "https://sws.geonames.org/";
const DBPEDIA: &str = "http://dbpedia.org/resource/";

/// A number with at most four decimals and no needless zero, in the canonical way of `xsd:decimal`; what is no number is 0.
pub(super) fn decimal(number: f64) -> String {
    short(format!("{:.4}", if number.is_finite() { number } else { 0.0 }))
}

/// A point in well-known text, longitude first.
pub(super) fn wkt(latitude: f64, longitude: f64) -> String {
    format!("POINT({} {})", degrees(longitude), degrees(latitude))
}

/// Longitude and latitude of a point in well-known text, as written.
pub(super) fn coordinates(wkt: &str) -> Option<(&str, &str)> {
    wkt.strip_prefix("POINT(")?.strip_suffix(')')?.split_once(' ')
}

/// Degrees keep six decimals: a tenth of a metre.
fn degrees(number: f64) -> String {
    short(format!("{number:.6}"))
}

fn short(written: String) -> String {
    match written.trim_end_matches('0').trim_end_matches('.') {
        "-0" => "0".to_owned(),
        short => short.to_owned(),
    }
}

/// A literal of some type. Whole numbers are always `xsd:integer`: the store keeps no narrower type apart.
pub(super) fn typed(value: impl ToString, datatype: NamedNodeRef<'static>) -> Literal {
    Literal::new_typed_literal(value.to_string(), datatype)
}

/// A date as `xsd:date`, `xsd:gYearMonth` or `xsd:gYear`, whichever its precision asks for.
pub(super) fn date(date: PartialDate) -> Literal {
    let datatype = match (date.get_month(), date.to_date()) {
        (_, Some(_)) => xsd::DATE,
        (Some(_), None) => xsd::G_YEAR_MONTH,
        (None, None) => xsd::G_YEAR,
    };
    typed(date, datatype)
}

/// The resource that an identifier names.
pub(super) fn resource(id: &ExternalId) -> String {
    link_of(&id.to_string())
}

/// The address that an identifier of the facts table stands for.
pub fn link_of(id: &str) -> String {
    match (id.strip_prefix("geonames:"), id.strip_prefix("dbpedia:")) {
        (Some(number), _) => format!("{GEONAMES}{number}/"),
        (_, Some(title)) => format!("{DBPEDIA}{}", escape(title)),
        _ if id.contains(':') => id.to_owned(),
        _ => format!("{WIKIDATA}{}", escape(id)),
    }
}

/// The identifier that a resource stands for, as the facts table writes it; other resources stay whole.
pub(super) fn identifier(resource: &str) -> String {
    if let Some(item) = resource.strip_prefix(WIKIDATA) {
        return item.to_owned();
    }
    if let Some(number) = resource.strip_prefix(GEONAMES) {
        return format!("geonames:{}", number.trim_end_matches('/'));
    }
    resource.strip_prefix(DBPEDIA).map_or_else(|| resource.to_owned(), |title| format!("dbpedia:{title}"))
}

/// Spaces become `_`, as in page names; what an IRI may not hold is percent-encoded (RFC 3987).
fn escape(name: &str) -> String {
    let mut escaped = String::with_capacity(name.len());
    for character in name.chars() {
        match character {
            ' ' => escaped.push('_'),
            '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '%' | '#' | '?' | '[' | ']' => {
                escaped.push_str(&format!("%{:02X}", u32::from(character)));
            }
            _ if character.is_ascii_alphanumeric() || character.is_alphanumeric() || character.is_ascii_punctuation() => {
                escaped.push(character)
            }
            _ => character.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| escaped.push_str(&format!("%{byte:02X}"))),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use oxigraph::model::NamedNode;

    use super::*;

    #[test]
    fn decimals_are_canonical() {
        assert_eq!(
            ["1", "0.5", "0.3333", "0", "0"],
            [1.0, 0.5, 1.0 / 3.0, f64::NAN, -0.000_01].map(decimal).each_ref().map(String::as_str)
        );
        assert_eq!(degrees(15.5), "15.5");
    }

    #[test]
    fn dates_take_the_type_of_their_precision() {
        let types = ["2023", "2023-04", "2023-04-15"]
            .map(|text| date(text.parse().unwrap()).datatype().as_str().rsplit('#').next().unwrap().to_owned());
        assert_eq!(types, ["gYear", "gYearMonth", "date"]);
    }

    #[test]
    fn any_title_makes_a_valid_resource() {
        for title in ["Port-au-Prince", "Kidal (ville)", "a<b>|\"{}\u{0}\u{200b}🙂%?#[]", "", "صنعاء"] {
            let iri = resource(&ExternalId::DBpedia(title.to_owned()));
            assert!(NamedNode::new(&iri).is_ok(), "{iri}");
        }
        assert_eq!(identifier(&resource(&ExternalId::GeoNames(365_137))), "geonames:365137");
        assert_eq!(identifier(&resource(&ExternalId::Wikidata("Q1963".to_owned()))), "Q1963");
        assert_eq!(identifier(&resource(&ExternalId::DBpedia("Kidal (ville)".to_owned()))), "dbpedia:Kidal_(ville)");
    }
}
