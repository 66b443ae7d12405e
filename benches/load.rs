//! What it costs to make a graph of claims beside what the store alone takes for the same quads.
//!
//! `cargo bench --bench load -- DOCUMENTS` (5,000 without a number) makes so many dispatches with five claims each, over a few hundred actors
//! and places, and times from claims to the finished graph: statements, facts, events, disagreements, store. Then the store alone loads
//! the same quads, from memory and from N-Quads. It fails where the whole way runs at less than [`SHARE`] of the rate of the store that
//! reads N-Quads, which is how a store gets quads from elsewhere.

use std::{
    fmt::Write,
    process::ExitCode,
    sync::Arc,
    time::{Duration, Instant},
};

use depeche::{
    graph::{Graph, GraphBuilder, statements},
    model::{Argument, Claim, Count, DateInterval, Document, Entity, EntityRef, Evidence, PartialDate, Span, Status},
};
use jiff::{ToSpan, civil::Date};
use oxigraph::{io::RdfFormat, model::Quad, store::Store};
use rayon::prelude::*;

/// Part of the store's own rate that the whole way must reach.
const SHARE: f64 = 0.8;
const ROUNDS: usize = 3;
const TEXT: &str = "Les rebelles ont pris la ville dimanche, selon le gouverneur, avec trois cents hommes venus de la province voisine.";

fn main() -> ExitCode {
    let documents = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(5_000);
    let dispatches = dispatches(documents);
    let (mut ours, mut memory, mut parsed) = (f64::INFINITY, f64::INFINITY, f64::INFINITY);
    let mut quads = 0;
    for _ in 0..ROUNDS {
        let (time, graph) = timed(|| build(&dispatches));
        ours = ours.min(time.as_secs_f64());
        let written = graph.quads().expect("the store can be read");
        drop(graph);
        quads = written.len();
        let lines = written.iter().fold(String::new(), |mut lines, quad| {
            writeln!(lines, "{quad} .").expect("a string takes anything");
            lines
        });
        parsed = parsed.min(timed(|| from_lines(&lines)).0.as_secs_f64());
        drop(lines);
        memory = memory.min(timed(|| from_memory(written)).0.as_secs_f64());
    }
    let rate = |seconds: f64| quads as f64 / seconds;
    println!("{quads} quads of {} claims, best of {ROUNDS}", 5 * documents);
    for (name, seconds) in [("claims to graph", ours), ("store alone, from N-Quads", parsed), ("store alone, from memory", memory)] {
        println!("{name:26} {seconds:6.2} s {:9.0} quads/s  {:.2}", rate(seconds), parsed / seconds);
    }
    println!("share {:.2} (limit {SHARE})", parsed / ours);
    if parsed / ours >= SHARE { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let made = work();
    (start.elapsed(), made)
}

/// As a build does it: statements on all threads, then the rest.
fn build(dispatches: &[(Document, Vec<Claim>)]) -> Graph {
    let made: Vec<_> =
        dispatches.par_iter().map(|(document, claims)| statements(document, claims).expect("terms of the ontology")).collect();
    let mut builder = GraphBuilder::new();
    for statements in made {
        builder.extend(statements);
    }
    builder.finish().expect("the store takes it")
}

fn from_lines(lines: &str) -> Store {
    let store = Store::new().expect("a store in memory");
    let mut loader = store.bulk_loader();
    loader.load_from_slice(RdfFormat::NQuads, lines).expect("the store takes it");
    loader.commit().expect("the store takes it");
    store
}

fn from_memory(quads: Vec<Quad>) -> Store {
    let store = Store::new().expect("a store in memory");
    let mut loader = store.bulk_loader();
    loader.load_quads(quads).expect("the store takes it");
    loader.commit().expect("the store takes it");
    store
}

fn entity(class: &str, number: usize) -> EntityRef {
    Arc::new(Entity {
        key: format!("{class}:{number}"),
        class: class.to_owned(),
        label: format!("{class} {number}"),
        labels: vec![format!("{class} n° {number}")],
        ids: Vec::new(),
        link_score: 0.0,
        point: Some((number as f64 / 10.0, number as f64 / 7.0)),
        country: Some(format!("Country:{}", number % 50)),
    })
}

/// Dispatches that differ in what they claim; the same numbers give the same dispatches.
fn dispatches(documents: usize) -> Vec<(Document, Vec<Claim>)> {
    let [actors, places] = ["ArmedGroup", "City"].map(|class| (0..300).map(|number| entity(class, number)).collect::<Vec<_>>());
    let first = Date::constant(2021, 1, 1);
    let one = |number: usize| {
        let mut document = Document::from_text(format!("d{number}"), TEXT);
        let issued = PartialDate::day(first + i64::try_from(number % 1500).unwrap_or_default().days());
        (document.date, document.source) = (Some(issued), Some(format!("agence {}", number % 20)));
        let claim = |place: usize| {
            let drawn = number * 7919 + place * 104_729;
            let argument =
                |entity: &EntityRef, start| Argument { entity: Arc::clone(entity), span: Span::new(start, start + 12), antecedent: None };
            Claim {
                subject: argument(&actors[drawn % actors.len()], 0),
                predicate: ["captures", "attacks", "besieges", "controls", "deploysTroopsTo"][place].to_owned(),
                object: argument(&places[drawn / 300 % places.len()], 22),
                status: Status::ALL[drawn % 4],
                source: None,
                date: (!drawn.is_multiple_of(3)).then(|| DateInterval::at(issued)),
                count: drawn.is_multiple_of(4).then(|| Count::exactly(drawn as u64 % 900)),
                event: ["Capture", "Attack", "Siege", "", "TroopDeployment"]
                    .get(place)
                    .filter(|class| !class.is_empty())
                    .map(|class| (*class).to_owned()),
                rule: "bench".to_owned(),
                confidence: 0.9,
                evidence: Evidence {
                    sentence: 0,
                    sentence_span: document.body,
                    quote: Span::new(0, 30),
                    trigger: Span::new(17 + place, 21 + place),
                },
            }
        };
        let claims = (0..5).map(claim).collect();
        (document, claims)
    };
    (0..documents).map(one).collect()
}
