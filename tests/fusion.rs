//! Fusion: what many documents say becomes one fact and one event, with its sources counted, its disagreements marked, and its consequences
//! drawn.

mod example;

use depeche::{
    graph::{Graph, GraphBuilder, NamedQuery, ResultFormat},
    model::{Claim, Count, DateInterval, Document, EntityRef, Status},
};
use example::{claim, dispatches, entity, graph};

const TEXT: &str = "Le Kenya a envoyé des policiers à Port-au-Prince.";

fn kenya() -> EntityRef {
    entity("Q114", "Country", "Kenya", &[]).into()
}

fn port_au_prince() -> EntityRef {
    entity("Q34261", "City", "Port-au-Prince", &[]).into()
}

/// A dispatch of a publisher and a day that says that Kenya sent police officers to Port-au-Prince, as changed.
fn says(id: &str, publisher: &str, issued: &str, change: impl FnOnce(&mut Claim)) -> (Document, Vec<Claim>) {
    let mut document = Document::from_text(id, TEXT);
    document.date = issued.parse().ok();
    document.source = Some(publisher.to_owned());
    let mut told = claim(&document, (&kenya(), "Kenya"), "deploysTroopsTo", (&port_au_prince(), "Port-au-Prince"), "envoyé");
    told.event = Some("TroopDeployment".to_owned());
    change(&mut told);
    (document, vec![told])
}

fn on(day: &str) -> impl FnOnce(&mut Claim) {
    let date = day.parse().ok().map(DateInterval::at);
    move |claim| claim.date = date
}

fn rows(graph: &Graph, sparql: &str) -> Vec<String> {
    let mut bytes = Vec::new();
    graph.query(sparql).unwrap().write(ResultFormat::Csv, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap().lines().skip(1).map(str::to_owned).collect()
}

fn events(dispatches: &[(Document, Vec<Claim>)]) -> usize {
    graph(dispatches).read().unwrap().events.len()
}

#[test]
fn one_happening_in_several_documents_is_one_event() {
    let told = [
        says("a", "Radio", "2024-06-26", on("2024-06-25")),
        says("b", "Gazette", "2024-06-27", on("2024-06-26")),
        says("c", "Gazette", "2024-06-28", |_| {}),
        says("d", "Radio", "", |_| {}),
    ];
    let graph = graph(&told);
    let reading = graph.read().unwrap();
    assert_eq!(reading.events.len(), 1, "{:#?}", reading.events);
    let event = &reading.events[0];
    assert_eq!((event.class.as_str(), event.documents, event.claims.len()), ("TroopDeployment", 4, 4));
    assert_eq!((event.labels("agent"), event.labels("destination")), ("Kenya".to_owned(), "Port-au-Prince".to_owned()));
    let counted = "SELECT ?documents ?sources ?claims ?first ?last { ?event a dep:TroopDeployment ; dep:documentCount ?documents ; \
        dep:sourceCount ?sources ; dep:claimCount ?claims ; dep:firstReported ?first ; dep:lastReported ?last }";
    assert_eq!(rows(&graph, counted), ["4,2,4,2024-06-26,2024-06-28"]);
}

#[test]
fn the_same_at_other_times_elsewhere_or_by_others_is_another_event() {
    let (june, february) = (says("a", "Radio", "2024-06-26", on("2024-06-25")), says("b", "Radio", "2025-02-07", on("2025-02-06")));
    assert_eq!(events(&[june.clone(), february]), 2);
    let undated = says("c", "Radio", "2024-09-01", |_| {});
    assert_eq!(events(&[june.clone(), undated]), 2, "an undated happening is not older than a week");
    let planned = says("d", "Radio", "2024-06-01", |claim| claim.status = Status::Planned);
    assert_eq!(events(&[june.clone(), planned]), 1, "what is planned may come in the month after");
    let elsewhere = says("e", "Radio", "2024-06-26", |claim| claim.object.entity = entity("Q790", "Country", "Haïti", &[]).into());
    assert_eq!(events(&[june.clone(), elsewhere]), 2);
    let other = says("f", "Radio", "2024-06-26", |claim| claim.event = Some("Withdrawal".to_owned()));
    assert_eq!(events(&[june, other]), 2);
}

#[test]
fn a_meeting_is_one_event_from_either_side() {
    let meet = |id: &str, turned: bool| {
        says(id, "Radio", "2024-06-26", |claim| {
            (claim.predicate, claim.event) = ("meetsWith".to_owned(), Some("Encounter".to_owned()));
            if turned {
                std::mem::swap(&mut claim.subject, &mut claim.object);
            }
        })
    };
    assert_eq!(events(&[meet("a", false), meet("b", true)]), 1);
}

fn disagreements(told: &[(Document, Vec<Claim>)]) -> Vec<String> {
    let sparql = "SELECT ?over ?kind (COUNT(?side) AS ?sides) { ?one a dep:Disagreement ; dep:about ?about ; dep:over ?property ; dep:side ?side . \
        ?about a ?class BIND(STRAFTER(STR(?property), '#') AS ?over) BIND(STRAFTER(STR(?class), '#') AS ?kind) } GROUP BY ?over ?kind ORDER BY ?over";
    let mut builder = GraphBuilder::new();
    builder.inference(false);
    for (document, claims) in told {
        builder.add(document, claims).unwrap();
    }
    rows(&builder.finish().unwrap(), sparql)
}

#[test]
fn numbers_that_exclude_each_other_are_marked() {
    let number = |id, count| says(id, "Radio", "2024-06-26", move |claim| claim.count = Some(count));
    let (most, more) = (Count::exactly(3_500), Count { min: 3_000, max: 4_000, approximate: false });
    assert_eq!(disagreements(&[number("a", Count::exactly(3_000)), number("b", most)]), ["countMin,TroopDeployment,2"]);
    assert!(disagreements(&[number("a", more), number("b", most)]).is_empty());
    let about = Count { approximate: true, ..Count::exactly(3_300) };
    assert!(disagreements(&[number("a", about), number("b", most)]).is_empty(), "about 3,300 may be 3,500");
}

#[test]
fn what_is_said_and_denied_is_marked_and_what_is_planned_and_then_done_is_not() {
    let with = |id, status| says(id, "Radio", "2024-06-26", move |claim| claim.status = status);
    let (planned, denied, asserted) = (with("a", Status::Planned), with("b", Status::Denied), with("c", Status::Asserted));
    assert_eq!(disagreements(&[planned.clone(), denied.clone()]), ["status,TroopDeployment,2"]);
    assert_eq!(disagreements(&[planned.clone(), denied, asserted.clone()]), ["status,TroopDeployment,3"]);
    assert!(disagreements(&[planned, asserted]).is_empty());
    let without_event = |id, status| {
        says(id, "Radio", "2024-06-26", move |claim| {
            (claim.event, claim.status, claim.predicate) = (None, status, "hasPresenceIn".to_owned())
        })
    };
    assert_eq!(disagreements(&[without_event("a", Status::Denied), without_event("b", Status::Asserted)]), ["status,Fact,2"]);
}

#[test]
fn days_that_exclude_each_other_are_marked() {
    let told = [says("a", "Radio", "2024-06-26", on("2024-06-25")), says("b", "Radio", "2024-06-27", on("2024-06-26"))];
    assert_eq!(disagreements(&told), ["date,TroopDeployment,2"]);
    let event = graph(&told).read().unwrap().events.remove(0);
    assert_eq!((event.not_before.as_deref(), event.not_after.as_deref()), (Some("2024-06-25"), Some("2024-06-26")));
}

#[test]
fn every_plain_triple_is_two_steps_from_words() {
    let graph = graph(&dispatches());
    let unfounded = "SELECT ?s ?p ?o { GRAPH graph:derived { ?s ?p ?o } FILTER(STRSTARTS(STR(?p), STR(dep:)) && ISIRI(?o) && STRSTARTS(STR(?s), STR(entity:)) && ?p != dep:country) \
        FILTER NOT EXISTS { ?fact rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o . ?claim dep:fact ?fact ; dep:evidence ?evidence . ?evidence dep:quote ?words } }";
    assert!(rows(&graph, unfounded).is_empty());
    let events = "SELECT ?event { ?mention a dep:Mention . ?claim dep:mention ?mention . FILTER NOT EXISTS { ?claim dep:event ?event ; dep:evidence/dep:quote ?words } }";
    assert!(rows(&graph, events).is_empty());
}

#[test]
fn inference_adds_what_the_ontology_says_in_a_graph_of_its_own() {
    let kivu: EntityRef = entity("Q732206", "Region", "Nord-Kivu", &[]).into();
    let (congo, goma): (EntityRef, EntityRef) =
        (entity("Q974", "Country", "Congo", &[]).into(), entity("Q7350", "City", "Goma", &[]).into());
    let document = Document::from_text("note", "Les rebelles ont pris Goma, au Nord-Kivu, au Congo.");
    let rebels: EntityRef = entity("fr:m23", "ArmedGroup", "M23", &[]).into();
    let claims = vec![
        claim(&document, (&rebels, "rebelles"), "captures", (&goma, "Goma"), "pris"),
        claim(&document, (&goma, "Goma"), "locatedIn", (&kivu, "Nord-Kivu"), "au"),
        claim(&document, (&kivu, "Nord-Kivu"), "locatedIn", (&congo, "Congo"), "au"),
    ];
    let graph = graph(&[(document, claims)]);
    let ask = |pattern: &str| rows(&graph, &format!("SELECT ?x {{ GRAPH graph:inferred {{ {pattern} }} }}"));
    let m23 = depeche::graph::entity_iri("fr:m23").as_str().to_owned();
    let place = |key| depeche::graph::entity_iri(key).as_str().to_owned();
    assert_eq!(ask("?x dep:gainsControlOf ?y"), std::slice::from_ref(&m23));
    assert_eq!(ask("?y dep:capturedBy ?x"), std::slice::from_ref(&m23));
    assert_eq!(ask(&format!("<{}> dep:locatedIn ?x", place("Q7350"))), [place("Q974")]);
    assert_eq!(ask(&format!("<{}> dep:contains ?x", place("Q974"))).len(), 2);
    assert_eq!(ask("?x a dep:Place").len(), 3);
    assert!(ask("?x a dep:City").is_empty(), "what is said already is not said again");
    let mut builder = GraphBuilder::new();
    builder.inference(false).absorb(&graph).unwrap();
    assert!(rows(&builder.finish().unwrap(), "SELECT ?x { GRAPH graph:inferred { ?x ?y ?z } }").is_empty());
}

#[test]
fn disagreements_are_asked_for_by_name() {
    let with = |id, status| says(id, "Radio", "2024-06-26", move |claim| claim.status = status);
    let graph = graph(&[with("a", Status::Denied), with("b", Status::Asserted)]);
    let found = rows(&graph, &NamedQuery::find("disagreements").unwrap().sparql);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("Kenya,deploysTroopsTo,Port-au-Prince,status,asserted,"), "{found:?}");
}
