//! Every term that the graph is written with. `ontology/depeche.ttl` says what those of the project's own vocabulary mean; a test
//! compares the two.

use oxigraph::model::NamedNodeRef;

/// The project's ontology, as a prefix.
pub const ONTOLOGY: &str = "https://w3id.org/depeche/ontology#";
/// What every minted IRI begins with.
pub const BASE: &str = "https://w3id.org/depeche/id/";

/// The prefixes that queries may use without declaring them, and that Turtle is written with.
pub const PREFIXES: &[(&str, &str)] = &[
    ("dep", ONTOLOGY),
    ("doc", "https://w3id.org/depeche/id/document/"),
    ("entity", "https://w3id.org/depeche/id/entity/"),
    ("fact", "https://w3id.org/depeche/id/fact/"),
    ("claim", "https://w3id.org/depeche/id/claim/"),
    ("mention", "https://w3id.org/depeche/id/mention/"),
    ("event", "https://w3id.org/depeche/id/event/"),
    ("disagreement", "https://w3id.org/depeche/id/disagreement/"),
    ("evidence", "https://w3id.org/depeche/id/evidence/"),
    ("reading", "https://w3id.org/depeche/id/reading/"),
    ("point", "https://w3id.org/depeche/id/point/"),
    ("graph", "https://w3id.org/depeche/id/graph/"),
    ("run", "https://w3id.org/depeche/id/run/"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("void", "http://rdfs.org/ns/void#"),
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("geo", "http://www.opengis.net/ont/geosparql#"),
    ("wgs84", "http://www.w3.org/2003/01/geo/wgs84_pos#"),
    ("wd", "http://www.wikidata.org/entity/"),
    ("gn", "https://sws.geonames.org/"),
    ("dbr", "http://dbpedia.org/resource/"),
];

macro_rules! terms {
    ($($list:ident = $base:literal { $($name:ident = $local:literal),+ $(,)? })+) => { $(
        $(#[doc = concat!("`", $local, "`")] pub const $name: NamedNodeRef<'static> = NamedNodeRef::new_unchecked(concat!($base, $local));)+
        #[doc = concat!("All the terms of <", $base, "> that are written.")]
        pub const $list: &[NamedNodeRef<'static>] = &[$($name),+];
    )+ };
}

terms! {
    OWN = "https://w3id.org/depeche/ontology#" {
        ENTITY = "Entity", DOCUMENT_CLASS = "Document", FACT_CLASS = "Fact", CLAIM_CLASS = "Claim", EVIDENCE_CLASS = "Evidence", READING_CLASS = "Reading",
        MENTION_CLASS = "Mention", DISAGREEMENT_CLASS = "Disagreement",
        KEY = "key", COUNTRY = "country", LINK_SCORE = "linkScore",
        ENTITY_READ = "entity", CLASS = "class", NAME = "name", OTHER_NAME = "otherName", LINK = "link", LINK_CONFIDENCE = "linkConfidence",
        IN_COUNTRY = "inCountry", POINT = "point",
        TEXT = "text", PUBLISHER = "publisher", DATED_BY = "datedBy",
        SUBJECT = "subject", PREDICATE = "predicate", OBJECT = "object", FACT = "fact", DOCUMENT = "document", STATUS = "status", ATTRIBUTED_TO = "attributedTo", EVENT = "event", EVIDENCE = "evidence",
        RULE = "rule", CONFIDENCE = "confidence", SUBJECT_WORDS = "subjectWords", OBJECT_WORDS = "objectWords",
        SUBJECT_ANTECEDENT = "subjectAntecedent", SUBJECT_ANTECEDENT_START = "subjectAntecedentStart",
        OBJECT_ANTECEDENT = "objectAntecedent", OBJECT_ANTECEDENT_START = "objectAntecedentStart",
        COUNT_MIN = "countMin", COUNT_MAX = "countMax", COUNT_APPROXIMATE = "countApproximate",
        DATE = "date", DATE_START = "dateStart", DATE_END = "dateEnd", DATE_APPROXIMATE = "dateApproximate",
        NOT_BEFORE = "notBefore", NOT_AFTER = "notAfter",
        QUOTE = "quote", TRIGGER = "trigger", SENTENCE = "sentence", SENTENCE_TEXT = "sentenceText",
        CHAR_START = "charStart", CHAR_END = "charEnd", BYTE_START = "byteStart", BYTE_END = "byteEnd",
        MENTION = "mention", DOCUMENT_COUNT = "documentCount", SOURCE_COUNT = "sourceCount", CLAIM_COUNT = "claimCount",
        FIRST_REPORTED = "firstReported", LAST_REPORTED = "lastReported", ABOUT = "about", OVER = "over", SIDE = "side",
        DIGEST = "digest", VERSION = "version",
        SUBJECT_ROLE = "subjectRole", OBJECT_ROLE = "objectRole", PARTICIPANT = "participant",
    }
    DCTERMS = "http://purl.org/dc/terms/" {
        IDENTIFIER = "identifier", TITLE = "title", ISSUED = "issued", LANGUAGE = "language", SOURCE = "source",
        LICENSE = "license",
    }
    SKOS = "http://www.w3.org/2004/02/skos/core#" { ALT_LABEL = "altLabel", CLOSE_MATCH = "closeMatch" }
    PROV = "http://www.w3.org/ns/prov#" {
        ACTIVITY = "Activity", PROV_ENTITY = "Entity", USED = "used", WAS_GENERATED_BY = "wasGeneratedBy",
    }
    OWL = "http://www.w3.org/2002/07/owl#" { SAME_AS = "sameAs" }
    GEO = "http://www.opengis.net/ont/geosparql#" { HAS_GEOMETRY = "hasGeometry", AS_WKT = "asWKT", WKT_LITERAL = "wktLiteral" }
    WGS84 = "http://www.w3.org/2003/01/geo/wgs84_pos#" { LATITUDE = "lat", LONGITUDE = "long" }
}
