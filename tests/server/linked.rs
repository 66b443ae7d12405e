//! Linked data, and what operators look at.

use crate::{example, server, service::Server, writable};

#[test]
fn every_minted_iri_answers() {
    let server = server();
    let sparql = "SELECT DISTINCT ?x { { ?x ?p ?o } UNION { ?s ?p ?x } FILTER(STRSTARTS(STR(?x), \"https://w3id.org/depeche/id/\")) }";
    let iris = server.query(sparql, "text/csv");
    let paths: Vec<_> = iris.text().lines().skip(1).map(|iri| iri.replace("https://w3id.org/depeche", "")).collect();
    assert!(paths.len() > 20);
    for path in &paths {
        let reply = server.get(path, "text/turtle");
        assert_eq!((reply.status, reply.media_type()), (200, "text/turtle"), "{path}");
        assert!(reply.text().contains("@prefix dep:"), "{}", reply.text());
    }
    assert_eq!(server.get(&paths[0], "application/ld+json").media_type(), "application/ld+json");
    assert_eq!(server.get(&paths[0], "image/png").status, 406);
    assert_eq!(server.get("/id/entity/unknown", "text/turtle").status, 404);
}

#[test]
fn operators_see_how_it_goes() {
    let server = writable();
    assert_eq!(server.get("/health", "*/*").json()["status"], "ok");
    let before = server.get("/health", "*/*").json()["generation"].as_u64().unwrap();
    server.update("INSERT DATA { <x:a> <x:b> 1 }");
    assert_eq!(server.get("/health", "*/*").json()["generation"], before + 1);
    server.query("SELECT ?x {", "*/*");
    let metrics = server.get("/metrics", "*/*");
    assert!(metrics.header("content-type").starts_with("application/openmetrics-text"));
    for line in ["depeche_http_requests_total{route=\"/sparql\",method=\"GET\",status=\"400\"} 1", "depeche_queries_running 0", "# EOF"] {
        assert!(metrics.text().contains(line), "{line}\n{}", metrics.text());
    }
}

#[test]
fn the_log_is_json_for_those_who_want_it_and_holds_no_query() {
    let server = Server::start(&example::graph(&example::dispatches()), &["--log", "json"]);
    server.query("SELECT ?secret { ?secret a ?b }", "*/*");
    let log = server.log();
    let line: serde_json::Value = serde_json::from_str(log.lines().find(|line| line.contains("/sparql")).unwrap()).unwrap();
    assert_eq!((&line["fields"]["route"], &line["fields"]["status"]), (&"/sparql".into(), &200.into()));
    assert!(!log.contains("secret"));
}

#[test]
fn what_the_page_asks() {
    let server = server();
    let get = |path: &str| {
        let reply = server.get(path, "*/*");
        assert_eq!(reply.status, 200, "{path}: {}", reply.text());
        reply.json()
    };
    let overview = get("/api/overview");
    assert_eq!((&overview["documents"], &overview["facts"], &overview["claims"]), (&2.into(), &3.into(), &4.into()));
    let facts = get("/api/facts?predicate=captures&sort=documents&order=desc");
    assert_eq!((&facts["total"], &facts["rows"][0]["documents"]), (&2.into(), &2.into()));
    let fact = get(&format!("/api/fact?iri={}", facts["rows"][0]["iri"].as_str().unwrap()));
    assert_eq!(fact["claims"].as_array().unwrap().len(), 2);
    let document = get("/api/document?id=b_note");
    let (text, claim) = (document["text"].as_str().unwrap(), &document["claims"][0]);
    let at = |name: &str| usize::try_from(claim[name].as_u64().unwrap()).unwrap();
    let marked: String = text.chars().skip(at("start")).take(at("end") - at("start")).collect();
    assert!(marked.contains("talibans"), "{marked}");
    assert_eq!(get("/api/entities?q=hera")["rows"][0]["label"], "Hérat");
    let herat = get("/api/entities?q=hera")["rows"][0]["iri"].as_str().unwrap().to_owned();
    assert!(get(&format!("/api/entity?iri={herat}"))["links"][0].as_str().unwrap().contains("wikidata.org"));
    assert_eq!(get("/api/network")["edges"].as_array().unwrap().len(), 3);
    assert!(get("/api/timeline")["bars"].as_array().unwrap().iter().any(|bar| bar["facts"] == 1));
    assert!(get("/api/map")["places"].as_array().unwrap().iter().any(|place| place["label"] == "Hérat"));
    assert!(get("/api/queries")["rows"].as_array().unwrap().len() > 5);
    for path in ["/api/facts?sort=colour", "/api/facts?limit=x", "/api/facts?from=yesterday", "/api/fact"] {
        assert_eq!(server.get(path, "*/*").status, 400, "{path}");
    }
    for path in ["/api/fact?iri=x:y", "/api/nothing", "/api/facts?entity=x:y"] {
        assert_eq!(server.get(path, "*/*").status, 404, "{path}");
    }
}

#[test]
fn classes_and_predicates_hold_what_is_below_them() {
    let server = server();
    let get = |path: &str| server.get(path, "*/*").json();
    let total = |filter: &str| get(&format!("/api/facts?{filter}"))["total"].as_u64().unwrap();
    assert_eq!((total("predicate=gainsControlOf"), total("predicate=captures"), total("predicate=relation")), (2, 2, 3));
    assert_eq!((total("class=Place"), total("class=City"), total("class=Person")), (3, 3, 0));
    let overview = get("/api/overview");
    let count = |list: &str, name: &str, of: &str| {
        let rows = overview[list].as_array().unwrap();
        rows.iter().find(|row| row["name"] == name).map(|row| row[of].as_u64().unwrap())
    };
    assert_eq!((count("classes", "Place", "entities"), count("classes", "Entity", "entities")), (Some(3), None));
    assert_eq!((count("predicates", "gainsControlOf", "facts"), count("predicates", "relation", "facts")), (Some(2), None));
    let names = |class: &str| get(&format!("/api/entities?q=&class={class}"))["rows"].as_array().unwrap().len();
    assert_eq!((names("Place"), names("Country"), names("ArmedGroup")), (3, 1, 1));
}

#[test]
fn drawings_hold_together() {
    let server = server();
    let get = |path: &str| server.get(path, "*/*").json();
    // The entity with most facts, and one that it is linked to.
    let network = get("/api/network?limit=2");
    assert_eq!(
        (network["nodes"].as_array().unwrap().len(), network["edges"].as_array().unwrap().len(), &network["total"]),
        (2, 1, &4.into())
    );
    // A country stands at its capital.
    let places = get("/api/map");
    let country = places["places"].as_array().unwrap().iter().find(|place| place["class"] == "Country").unwrap();
    assert!((34.0..35.0).contains(&country["point"][0].as_f64().unwrap()), "{country}");
    assert_eq!(places["unplaced"], 1);
    // What began before the time that is meant stands at its beginning.
    let year = get("/api/facts?predicate=captures&sort=date&order=desc")["rows"][0]["from"].as_str().unwrap()[..4].to_owned();
    let whole = get(&format!("/api/timeline?from={year}-01-01&to={year}-12-31"));
    let bars = whole["bars"].as_array().unwrap();
    assert!(!bars.is_empty() && bars.iter().all(|bar| bar["from"].as_str().unwrap().starts_with(&year)), "{whole}");
}

#[test]
fn what_is_shown_is_downloaded() {
    let server = server();
    for (format, media_type) in [
        ("csv", "text/csv"),
        ("jsonl", "application/jsonl"),
        ("ttl", "text/turtle"),
        ("graphml", "application/graphml+xml"),
        ("gexf", "application/gexf+xml"),
    ] {
        let part = server.get(&format!("/api/export?q=kunduz&format={format}"), "*/*");
        assert_eq!((part.status, part.media_type()), (200, media_type), "{}", part.text());
        assert!(part.header("content-disposition").starts_with("attachment; filename=\""), "{part:?}");
        assert!(part.text().contains("Kunduz") && !part.text().contains("aux mains"), "{}", part.text());
        let whole = server.get(&format!("/api/export?format={format}"), "*/*");
        assert!(whole.body.len() > part.body.len());
    }
    assert_eq!(server.get("/api/export?q=kunduz&format=csv", "*/*").text().lines().count(), 2);
    assert_eq!(server.get("/api/export?q=nothing&format=csv", "*/*").text().lines().count(), 1);
    for path in ["/api/export", "/api/export?format=xlsx", "/api/export?format=csv&from=x"] {
        assert_eq!(server.get(path, "*/*").status, 400, "{path}");
    }
}

#[test]
fn answers_hold_as_long_as_the_graph() {
    let server = writable();
    let first = server.get("/api/overview", "*/*");
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with("W/") && first.header("generation") == "1", "{first:?}");
    let asked = |path: &str, accept: &str| server.send("GET", path, &[("If-None-Match", &tag), ("Accept", accept)], b"");
    let again = |path: &str| asked(path, "*/*");
    assert_eq!((again("/api/overview").status, again("/api/overview").body.len()), (304, 0));
    assert_eq!(asked("/api/overview", "application/json").status, 200, "another syntax is another representation");
    assert_eq!(again("/sparql?query=ASK%20%7B%7D").status, 200);
    server.update("INSERT DATA { <x:a> <x:b> 1 }");
    assert_eq!((again("/api/overview").status, again("/api/overview").header("generation").to_owned()), (200, "2".to_owned()));
}
