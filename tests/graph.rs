//! The graph: what claims become, what merges, what comes back from disk.

mod example;

use std::fs;

use depeche::{
    graph::{Graph, GraphBuilder, GraphError, SNAPSHOT, entity_iri, fact_iri, statements},
    model::{Claim, Count, DateInterval, Document, EntityRef, ExternalId, PartialDate, Span, Status},
};
use example::{dispatches, graph, herat, taliban};
use jiff::civil::Date;
use oxigraph::model::{NamedNode, NamedNodeRef};

fn direct(graph: &Graph, subject: &str, predicate: &str, object: &str) -> usize {
    let predicate = NamedNode::new(format!("https://w3id.org/depeche/ontology#{predicate}")).unwrap();
    let (subject, object) = (entity_iri(subject), entity_iri(object));
    graph.store().quads_for_pattern(Some(subject.as_ref().into()), Some(predicate.as_ref()), Some(object.as_ref().into()), None).count()
}

#[test]
fn only_asserted_claims_give_a_plain_triple() {
    let graph = graph(&dispatches());
    assert_eq!(direct(&graph, "fr:talibans", "captures", "geonames:1140026"), 1, "once, however many documents assert it");
    assert_eq!(direct(&graph, "fr:talibans", "captures", "geonames:1135689"), 0, "it is only planned");
}

#[test]
fn facts_gather_the_claims_of_all_documents() {
    let reading = graph(&dispatches()).read().unwrap();
    assert_eq!((reading.documents.len(), reading.claims.len(), reading.facts.len()), (2, 4, 3));
    let capture = reading.facts.iter().find(|fact| fact.iri == fact_iri("fr:talibans", "captures", "geonames:1140026").as_str()).unwrap();
    assert_eq!((capture.documents, capture.claims.len()), (2, 2));
    assert_eq!(capture.statuses.iter().copied().collect::<Vec<_>>(), [Status::Asserted]);
}

#[test]
fn claims_come_back_as_they_went_in() {
    let (document, claims) = dispatches().remove(0);
    let reading = graph(&[(document.clone(), claims.clone())]).read().unwrap();
    let claim = &reading.claims[0];
    let [went_in, ..] = &claims[..] else { unreachable!() };
    assert_eq!((claim.count, claim.date, claim.status), (went_in.count, went_in.date, went_in.status));
    assert_eq!((claim.predicate.as_str(), claim.rule.as_str(), claim.confidence), ("captures", "test-rule", 0.9));
    assert_eq!((claim.subject.label.as_str(), claim.subject_words.as_str()), ("Talibans", "Les insurgés"));
    assert_eq!(claim.subject.labels, ["insurgés", "mouvement taliban"]);
    assert_eq!(claim.object.ids, ["Q45313", "geonames:1140026"]);
    assert_eq!(claim.object.point, Some((34.348_17, 62.199_67)));
    assert_eq!(claim.attributed_to.as_ref().unwrap().label, "gouverneur de Hérat");
    assert_eq!(claim.event.as_ref().unwrap().class, "Capture");
    assert_eq!(claim.document.date.as_deref(), Some("2021-08-13"));
    assert_eq!(claim.trigger, "pris");
}

#[test]
fn antecedents_stand_where_they_say() {
    let (document, claims) = dispatches().remove(0);
    let text = document.text.clone();
    let reading = graph(&[(document, claims)]).read().unwrap();
    let planned = reading.claims.iter().find(|claim| claim.status == Status::Planned).unwrap();
    let back = planned.subject_antecedent.as_ref().unwrap();
    assert_eq!((planned.subject_words.as_str(), back.words.as_str()), ("ils", "Les insurgés"));
    assert_eq!(text.chars().skip(back.start).take(back.end() - back.start).collect::<String>(), back.words);
    assert_eq!(planned.object_antecedent, None);
}

#[test]
fn offsets_point_to_the_quote_in_bytes_and_characters() {
    for (document, claims) in dispatches() {
        let text = document.text.clone();
        for claim in graph(&[(document, claims)]).read().unwrap().claims {
            let characters: String = text.chars().skip(claim.chars.0).take(claim.chars.1 - claim.chars.0).collect();
            assert_eq!(characters, claim.quote);
            assert_eq!(&text[claim.bytes.0..claim.bytes.1], claim.quote);
        }
    }
}

#[test]
fn spans_that_do_not_fit_give_empty_words_and_no_panic() {
    let (document, mut claims) = dispatches().remove(1);
    claims[0].evidence.quote = Span::new(1, 999);
    claims[0].evidence.trigger = Span::new(7, 3);
    let reading = graph(&[(document, claims)]).read().unwrap();
    assert_eq!((reading.claims[0].quote.as_str(), reading.claims[0].trigger.as_str()), ("", ""));
}

#[test]
fn graphs_built_apart_and_merged_equal_the_graph_built_at_once() {
    let all = dispatches();
    let (whole, apart) = (graph(&all), all.chunks(1).map(graph).collect::<Vec<_>>());
    for order in [[0, 1], [1, 0]] {
        let mut builder = GraphBuilder::new();
        for index in order {
            builder.absorb(&apart[index]).unwrap();
        }
        assert_eq!(builder.finish().unwrap().quads().unwrap(), whole.quads().unwrap());
    }
}

#[test]
fn no_triple_stands_in_two_graphs() {
    let triples: Vec<_> =
        graph(&dispatches()).quads().unwrap().into_iter().map(|quad| (quad.subject, quad.predicate, quad.object)).collect();
    let distinct: std::collections::HashSet<_> = triples.iter().collect();
    assert_eq!(distinct.len(), triples.len());
}

#[test]
fn adding_a_document_twice_changes_nothing() {
    let mut twice = dispatches();
    twice.extend(dispatches());
    assert_eq!(graph(&twice).quads().unwrap(), graph(&dispatches()).quads().unwrap());
}

#[test]
fn the_name_that_most_documents_use_becomes_the_label() {
    let mut dispatches = dispatches();
    let (document, claims) = &mut dispatches[1];
    let mut other = (*taliban()).clone();
    other.label = "taliban".to_owned();
    claims[0].subject.entity = other.into();
    let mut third = (document.clone(), claims.clone());
    third.0.id = "c".to_owned();
    dispatches.push(third);
    let reading = graph(&dispatches).read().unwrap();
    let entity = reading.entities.iter().find(|entity| entity.key == "fr:talibans").unwrap();
    assert_eq!((entity.label.as_str(), entity.labels.contains(&"Talibans".to_owned())), ("taliban", true));
}

#[test]
fn sure_links_are_identities_and_others_are_close_matches() {
    let graph = graph(&dispatches());
    let count = |iri: &str| graph.store().quads_for_pattern(None, Some(NamedNodeRef::new(iri).unwrap()), None, None).count();
    assert_eq!(count("http://www.w3.org/2002/07/owl#sameAs"), 3);
    assert_eq!(count("http://www.w3.org/2004/02/skos/core#closeMatch"), 1);
}

#[test]
fn the_snapshot_is_the_graph_and_the_same_bytes_every_time() {
    let directory = tempfile::tempdir().unwrap();
    let (graph, mut reversed) = (graph(&dispatches()), dispatches());
    graph.save(directory.path()).unwrap();
    let bytes = fs::read(directory.path().join(SNAPSHOT)).unwrap();
    assert_eq!(Graph::load(directory.path()).unwrap().quads().unwrap(), graph.quads().unwrap());
    reversed.reverse();
    example::graph(&reversed).save(directory.path()).unwrap();
    assert_eq!(fs::read(directory.path().join(SNAPSHOT)).unwrap(), bytes);
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1, "nothing is left beside the snapshot");
}

#[test]
fn a_missing_or_damaged_snapshot_says_what_to_do() {
    let directory = tempfile::tempdir().unwrap();
    let error = Graph::load(directory.path()).err().unwrap();
    assert!(matches!(error, GraphError::NoSnapshot { .. }) && error.to_string().contains("depeche build"), "{error}");
    fs::write(directory.path().join(SNAPSHOT), zstd::encode_all(&b"<a> no quads\n"[..], 0).unwrap()).unwrap();
    let error = Graph::load(directory.path()).err().unwrap();
    assert!(matches!(error, GraphError::Damaged { .. }), "{error}");
    fs::write(directory.path().join(SNAPSHOT), b"not zstd").unwrap();
    assert!(Graph::load(directory.path()).is_err());
}

#[test]
fn a_name_that_is_no_term_is_refused_with_its_rule() {
    let (document, mut claims) = dispatches().remove(0);
    claims[0].predicate = "prend d'assaut".to_owned();
    let error = statements(&document, &claims).unwrap_err().to_string();
    assert!(error.contains("prend d'assaut") && error.contains("test-rule") && error.contains("a_herat"), "{error}");
}

#[test]
fn an_entity_has_the_same_iri_everywhere() {
    assert_eq!(entity_iri(&herat().key).as_str(), "https://w3id.org/depeche/id/entity/29c0c70adafe3c43039f8fd417623f99");
}

/// A claim in short: document, subject, predicate, object, status, day and number (0 for none), and which of two names the subject bears.
type Drawn = (usize, usize, usize, usize, usize, i8, bool);

/// The documents that some drawn claims make; the claims of one document may come in several pieces.
fn drawn(claims: &[Drawn]) -> Vec<(Document, Vec<Claim>)> {
    let words = ["un", "deux", "trois", "quatre"];
    let predicates = ["captures", "meetsWith", "locatedIn"];
    let one = |(document, subject, predicate, object, status, day, named): &Drawn| {
        let issued = (*document < 3).then(|| PartialDate::day(Date::new(2021, 8, 5 + 9 * *document as i8).unwrap()));
        let document = Document { date: issued, ..Document::from_text(format!("d{document}"), words.join(" ")) };
        let entity = |index: usize, label: &str| -> EntityRef {
            let mut entity = example::entity(&format!("key:{index}"), "City", label, &[]);
            entity.ids = vec![ExternalId::GeoNames(index as u32)];
            entity.link_score = if label == "un" { 0.95 } else { 0.5 };
            entity.into()
        };
        let subject = (&entity(*subject, if *named { "un" } else { words[*subject] }), words[*subject]);
        let mut claim =
            example::claim(&document, subject, predicates[*predicate], (&entity(*object, words[*object]), words[*object]), "deux");
        claim.status = Status::ALL[*status];
        claim.event = ["Capture", "Encounter"].get(*predicate).map(|class| (*class).to_owned());
        claim.count = (*day > 0).then(|| Count::exactly(u64::from(day.unsigned_abs())));
        claim.date = (*day > 0).then(|| DateInterval::at(PartialDate::day(Date::new(2021, 8, *day).unwrap())));
        (document, vec![claim])
    };
    claims.iter().map(one).collect()
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]

    /// However claims are dealt to shards, in whatever order, and even where a document is split: merging gives the graph built at once.
    #[test]
    fn any_shards_merge_to_the_same_graph(dealt in proptest::collection::vec(((0..4usize, 0..4usize, 0..3usize, 0..4usize, 0..4usize, 0..20i8, proptest::bool::ANY), 0..3usize), 0..24)) {
        let all: Vec<Drawn> = dealt.iter().map(|(claim, _)| *claim).collect();
        let mut builder = GraphBuilder::new();
        for shard in [2, 0, 1] {
            let share: Vec<Drawn> = dealt.iter().rev().filter(|(_, to)| *to == shard).map(|(claim, _)| *claim).collect();
            builder.absorb(&graph(&drawn(&share))).unwrap();
        }
        proptest::prop_assert_eq!(builder.finish().unwrap().quads().unwrap(), graph(&drawn(&all)).quads().unwrap());
    }
}
