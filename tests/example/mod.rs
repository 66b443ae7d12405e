//! Documents and claims made by hand, for the tests of graph, exports and clients.
#![allow(dead_code, reason = "each test binary uses a part")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use oxigraph::model::{Term, TermRef, Triple};
use oxttl::NTriplesParser;

use depeche::{
    graph::{AnswerKind, Graph, GraphBuilder, NamedQuery, ResultFormat},
    model::{Argument, Claim, Count, DateInterval, Document, Entity, EntityRef, Evidence, ExternalId, PartialDate, Span, Status},
};

/// An entity without links.
pub fn entity(key: &str, class: &str, label: &str, labels: &[&str]) -> Entity {
    Entity {
        key: key.to_owned(),
        class: class.to_owned(),
        label: label.to_owned(),
        labels: labels.iter().map(|label| (*label).to_owned()).collect(),
        ids: Vec::new(),
        link_score: 0.0,
        point: None,
        country: None,
    }
}

pub fn taliban() -> EntityRef {
    Arc::new(entity("fr:talibans", "ArmedGroup", "Talibans", &["insurgés", "mouvement taliban"]))
}

pub fn herat() -> EntityRef {
    Arc::new(Entity {
        ids: vec![ExternalId::Wikidata("Q45313".to_owned()), ExternalId::GeoNames(1_140_026)],
        link_score: 0.97,
        point: Some((34.348_17, 62.199_67)),
        country: Some("Q889".to_owned()),
        ..entity("geonames:1140026", "City", "Hérat", &["Herat"])
    })
}

pub fn kunduz() -> EntityRef {
    Arc::new(Entity {
        ids: vec![ExternalId::GeoNames(1_135_689)],
        link_score: 0.6,
        country: Some("Q889".to_owned()),
        ..entity("geonames:1135689", "City", "Kunduz", &["Koundouz"])
    })
}

pub fn afghanistan() -> EntityRef {
    Arc::new(Entity {
        ids: vec![ExternalId::Wikidata("Q889".to_owned())],
        link_score: 1.0,
        ..entity("Q889", "Country", "Afghanistan", &[])
    })
}

pub fn governor() -> EntityRef {
    Arc::new(entity("Person:gouverneur de herat", "Person", "gouverneur de Hérat", &[]))
}

/// The words of a text, which must be there.
pub fn span(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap_or_else(|| panic!("« {words} » is not in « {text} »"));
    Span::new(start, start + words.len())
}

/// One claim over the words of a document that is one sentence.
pub fn claim(document: &Document, subject: (&EntityRef, &str), predicate: &str, object: (&EntityRef, &str), trigger: &str) -> Claim {
    let text = &document.text;
    let argument = |(entity, words): (&EntityRef, &str)| Argument { entity: Arc::clone(entity), span: span(text, words), antecedent: None };
    let (subject, object, trigger) = (argument(subject), argument(object), span(text, trigger));
    let quote = subject.span.join(object.span).join(trigger);
    let evidence = Evidence { sentence: 0, sentence_span: document.body, quote, trigger };
    Claim {
        subject,
        predicate: predicate.to_owned(),
        object,
        status: Status::Asserted,
        source: None,
        date: None,
        count: None,
        event: None,
        rule: "test-rule".to_owned(),
        confidence: 0.9,
        evidence,
    }
}

/// Two documents: one says that the Taliban took Hérat and plan on Kunduz, citing the governor; the other that they took Hérat.
pub fn dispatches() -> Vec<(Document, Vec<Claim>)> {
    let mut first = Document::from_text(
        "a_herat",
        "Les insurgés ont pris Hérat, troisième ville d'Afghanistan, avec 300 hommes ; ils prendront Kunduz.",
    );
    first.date = "2021-08-13".parse().ok();
    first.source = Some("Agence d'essai".to_owned());
    first.title = Some("Hérat est tombée".to_owned());
    let mut capture = claim(&first, (&taliban(), "Les insurgés"), "captures", (&herat(), "Hérat"), "pris");
    capture.event = Some("Capture".to_owned());
    capture.count = Some(Count::exactly(300));
    capture.date = "2021-08-12".parse().ok().map(DateInterval::at);
    capture.source = Some(Argument { entity: governor(), span: span(&first.text, "troisième"), antecedent: None });
    let mut plan = claim(&first, (&taliban(), "ils"), "captures", (&kunduz(), "Kunduz"), "prendront");
    plan.status = Status::Planned;
    plan.subject.antecedent = Some(span(&first.text, "Les insurgés"));
    plan.event = Some("Capture".to_owned());
    let located = claim(&first, (&herat(), "Hérat"), "locatedIn", (&afghanistan(), "Afghanistan"), "ville");

    let second = Document::from_text("b_note", "\u{feff}Hérat est aux mains des talibans — 🙂 “dit-on”.");
    let mut fall = claim(&second, (&taliban(), "talibans"), "captures", (&herat(), "Hérat"), "mains");
    fall.confidence = 0.75;
    vec![(first, vec![capture, plan, located]), (second, vec![fall])]
}

/// Names and texts that break careless writers: quotes, line ends, control characters, `INF`, emoji, right-to-left text, nothing at all.
pub fn awkward() -> Vec<(Document, Vec<Claim>)> {
    let mut document = Document::from_text("awkward, \"id\"", "FRANCE INFO <écrit> & \"cite\"\r\n\tصنعاء 🙂\u{0}\u{b}\\ 'fin'.");
    document.source = Some("A|B; C".to_owned());
    let mut media = entity("Media:france info", "Media", "FRANCE INFO <radio>", &["a|b", "INF", "\"x\", 'y'", "=1+1", "bas\u{0}haut"]);
    media.ids = vec![ExternalId::DBpedia("INF \"Treaty\" <1987>".to_owned())];
    media.link_score = f32::NAN;
    let sanaa = Entity { point: Some((-0.0, f64::INFINITY)), ..entity("Q2471", "", "صنعاء 🙂", &["Sana'a\r\nSanaa"]) };
    let (media, sanaa, nothing): (EntityRef, EntityRef, EntityRef) = (media.into(), sanaa.into(), entity("", "Place", "", &[]).into());
    let mut first = claim(&document, (&media, "FRANCE INFO"), "hasPresenceIn", (&sanaa, "صنعاء"), "écrit");
    first.count = Some(Count { min: 3500, max: u64::MAX, approximate: true });
    first.date = Some(DateInterval { start: "2021-08".parse().ok(), end: None, approximate: true });
    first.confidence = f32::INFINITY;
    first.rule = "règle \"étrange\"\n".to_owned();
    let mut second = claim(&document, (&nothing, "<"), "locatedIn", (&sanaa, "صنعاء"), "🙂");
    second.status = Status::Denied;
    second.object.antecedent = Some(span(&document.text, "🙂"));
    second.date = Some(DateInterval::between(PartialDate::year(2020), PartialDate::month(2021, 2)));
    vec![(document, vec![first, second])]
}

/// The graph of some documents.
pub fn graph(dispatches: &[(Document, Vec<Claim>)]) -> Graph {
    let mut builder = GraphBuilder::new();
    for (document, claims) in dispatches {
        builder.add(document, claims).unwrap();
    }
    builder.finish().unwrap()
}

/// The rows that the store answers, each value as text, empty where there is none; of a graph its triples, sorted.
pub fn answer(graph: &Graph, sparql: &str) -> Vec<Vec<String>> {
    let (answer, mut bytes) = (graph.query(sparql).unwrap(), Vec::new());
    if answer.kind() == AnswerKind::Graph {
        answer.write(ResultFormat::NTriples, &mut bytes).unwrap();
        return triples(&bytes);
    }
    answer.write(ResultFormat::Csv, &mut bytes).unwrap();
    csv::Reader::from_reader(&bytes[..]).records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn triples(lines: &[u8]) -> Vec<Vec<String>> {
    // The feature `shacl` brings further kinds of terms in, which no query of ours gives.
    let text = |term: &Term| match term.as_ref() {
        TermRef::Literal(literal) => literal.value().to_owned(),
        TermRef::NamedNode(node) => node.as_str().to_owned(),
        other => other.to_string(),
    };
    let row = |triple: Triple| vec![text(&triple.subject.into()), triple.predicate.into_string(), text(&triple.object)];
    let rows: BTreeSet<_> = NTriplesParser::new().for_slice(lines).map(|triple| row(triple.unwrap())).collect();
    rows.into_iter().collect()
}

/// Every named query as a file of its own, as the program holds it.
pub fn query_files(folder: &Path) -> Vec<PathBuf> {
    let save = |query: &NamedQuery| {
        let path = folder.join(format!("{}.rq", query.name));
        fs::write(&path, &query.sparql).unwrap();
        path
    };
    NamedQuery::all().iter().map(save).collect()
}
