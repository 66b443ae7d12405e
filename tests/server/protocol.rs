//! The SPARQL 1.1 Protocol, content negotiation, CORS, the service description.

use crate::{
    server,
    service::{TOKEN, encoded},
    writable,
};

const FORM: &str = "application/x-www-form-urlencoded";
const WHO: &str = "SELECT ?who { ?fact rdf:predicate dep:captures ; rdf:subject/rdfs:label ?who } LIMIT 1";

#[test]
fn queries_are_answered_however_they_come() {
    let server = server();
    let form = format!("query={}", encoded(WHO));
    let replies = [
        server.query(WHO, "text/csv"),
        server.send("POST", "/sparql", &[("Content-Type", FORM), ("Accept", "text/csv")], form.as_bytes()),
        server.send("POST", "/sparql", &[("Content-Type", "application/sparql-query"), ("Accept", "text/csv")], WHO.as_bytes()),
        server.send(
            "POST",
            "/sparql/",
            &[("Content-Type", "application/sparql-query; charset=UTF-8"), ("Accept", "text/csv")],
            WHO.as_bytes(),
        ),
    ];
    for reply in replies {
        assert_eq!((reply.status, reply.text()), (200, "who\r\nTalibans\r\n"));
        assert!(reply.header("vary").to_lowercase().contains("accept"));
    }
}

#[test]
fn every_format_is_to_be_had() {
    let server = server();
    let rows = ["application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"];
    let graphs =
        ["text/turtle", "application/n-triples", "application/n-quads", "application/trig", "application/rdf+xml", "application/ld+json"];
    let truths = &rows[..2];
    for (query, types) in [
        (WHO, &rows[..]),
        ("CONSTRUCT { ?s a ?c } { ?s a ?c }", &graphs[..]),
        ("DESCRIBE ?s { ?s a dep:Fact }", &graphs[..]),
        ("ASK {}", truths),
    ] {
        for media_type in types {
            let reply = server.query(query, media_type);
            assert_eq!((reply.status, reply.media_type()), (200, *media_type), "{query}");
            assert!(!reply.body.is_empty());
        }
        assert_eq!(server.query(query, "*/*").media_type(), types[0], "{query}");
        let refused = server.query(query, "image/png");
        assert_eq!(refused.status, 406);
        assert!(refused.text().contains(types[1]), "{}", refused.text());
    }
    assert_eq!(server.query(WHO, "text/csv;q=0.2, application/sparql-results+xml;q=0.9").media_type(), rows[1]);
}

#[test]
fn the_graphs_of_the_request_outdo_those_of_the_query() {
    let server = server();
    let graph = server.value("SELECT ?g { GRAPH ?g { ?d a dep:Document ; dcterms:identifier \"b_note\" } }");
    let count = |path: &str| {
        let reply = server.get(path, "text/csv");
        assert_eq!(reply.status, 200, "{}", reply.text());
        reply.text().lines().nth(1).unwrap().parse::<u32>().unwrap()
    };
    let query = encoded("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }");
    let whole = count(&format!("/sparql?query={query}"));
    let part = count(&format!("/sparql?query={query}&default-graph-uri={}", encoded(&graph)));
    assert!(0 < part && part < whole, "{part} of {whole}");
    let named = encoded("SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }");
    assert_eq!(count(&format!("/sparql?query={named}&named-graph-uri={}", encoded(&graph))), 1);
    assert!(count(&format!("/sparql?query={named}")) > 2);
}

#[test]
fn what_is_wrong_is_said() {
    let server = server();
    let post = |media_type: &str, body: &str| server.send("POST", "/sparql", &[("Content-Type", media_type)], body.as_bytes());
    let replies = [
        (400, server.query("SELECT ?x { ?x a", "*/*"), "line 1"),
        (400, server.get("/sparql?query=ASK%7B%7D&query=ASK%7B%7D", "*/*"), "more than one"),
        (400, server.get("/sparql?query=%FF", "*/*"), "UTF-8"),
        (400, server.get("/sparql?update=CLEAR+ALL", "*/*"), "POST"),
        (400, post(FORM, "nothing=1"), "query"),
        (400, post("application/sparql-query; charset=utf-16", "ASK {}"), "UTF-8"),
        (400, server.query("SELECT * { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }", "*/*"), ""),
        (400, server.get(&format!("/sparql?query={}&default-graph-uri=x%20y", encoded("ASK {}")), "*/*"), "IRI"),
        (404, server.get("/nothing/here", "*/*"), ""),
        (415, post("text/plain", "ASK {}"), "application/sparql-query"),
    ];
    for (status, reply, message) in replies {
        assert_eq!(reply.status, status, "{}", reply.text());
        assert!(reply.text().contains(message), "{}", reply.text());
    }
    for method in ["PUT", "DELETE", "PATCH"] {
        let reply = server.send(method, "/sparql", &[], b"");
        assert_eq!(reply.status, 405);
        assert!(reply.header("allow").contains("GET") && reply.header("allow").contains("POST"), "{reply:?}");
    }
}

#[test]
fn no_file_and_no_address_of_a_query_is_opened() {
    let server = writable();
    let readable = server.folder.path().join("readable.ttl");
    std::fs::write(&readable, "<x:a> <x:b> <x:c> .").unwrap();
    assert_eq!(server.update(&format!("LOAD <file://{}>", readable.display())).status, 400);
    assert_eq!(server.update("LOAD <http://127.0.0.1:9/x.ttl>").status, 400);
    let reply = server.query(&format!("SELECT ?s ?p ?o FROM <file://{}> {{ ?s ?p ?o }}", readable.display()), "text/csv");
    assert_eq!(reply.text(), "s,p,o\r\n");
}

#[test]
fn only_named_hosts_are_asked_by_service() {
    let asked = server();
    let graph = crate::example::graph(&crate::example::dispatches());
    let host = asked.address();
    let open = crate::Server::start(&graph, &["--service", host, "--workers", "2"]);
    let query = |host: &str| {
        format!("SELECT ?n {{ SERVICE <http://{host}/sparql> {{ SELECT (COUNT(?f) AS ?n) {{ ?f a dep:Fact }} }} }}")
            .replace("dep:Fact", "<https://w3id.org/depeche/ontology#Fact>")
    };
    assert_eq!(open.value(&query(host)), "3");
    for reply in [open.query(&query("127.0.0.1:9"), "*/*"), asked.query(&query(open.address()), "*/*")] {
        assert_eq!(reply.status, 400, "{}", reply.text());
    }
}

#[test]
fn updates_need_a_writable_server_and_its_token() {
    let (read_only, server) = (server(), writable());
    let update = "INSERT DATA { <x:a> <x:b> 1 }";
    let forbidden = read_only.update(update);
    assert_eq!(forbidden.status, 403);
    assert!(forbidden.text().contains("--writable"));
    for headers in [&[][..], &[("Authorization", "Bearer wrong")], &[("Authorization", "Basic Z2VoZWlt")]] {
        let headers = [headers, &[("Content-Type", "application/sparql-update")]].concat();
        let reply = server.send("POST", "/sparql", &headers, update.as_bytes());
        assert_eq!((reply.status, reply.header("www-authenticate")), (401, "Bearer"));
    }
    let form = format!("update={}", encoded(update));
    let token = format!("Bearer {TOKEN}");
    let reply = server.send("POST", "/sparql", &[("Content-Type", FORM), ("Authorization", &token)], form.as_bytes());
    assert_eq!(reply.status, 204, "{}", reply.text());
    assert_eq!(server.value("SELECT ?o { <x:a> <x:b> ?o }"), "1");
    assert_eq!(server.update("INSERT DATA { broken").status, 400);
    assert_eq!(server.value("SELECT ?o { <x:a> <x:b> ?o }"), "1");
}

#[test]
fn head_options_and_other_origins() {
    let server = server();
    let path = format!("/sparql?query={}", encoded(WHO));
    let head = server.send("HEAD", &path, &[("Accept", "text/csv")], b"");
    assert_eq!((head.status, head.media_type(), head.body.len()), (200, "text/csv", 0));
    let asked =
        [("Origin", "https://example.org"), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization")];
    let options = server.send("OPTIONS", "/sparql", &asked, b"");
    assert_eq!((options.status, options.header("access-control-allow-origin")), (200, "*"));
    assert!(
        options.header("access-control-allow-methods").contains('*') || options.header("access-control-allow-methods").contains("POST")
    );
    let get = server.send("GET", &path, &asked[..1], b"");
    assert_eq!(get.header("access-control-allow-origin"), "*");
}

#[test]
fn answers_are_compressed_for_those_who_take_it() {
    let server = server();
    let query = format!("/sparql?query={}", encoded("SELECT * { ?s ?p ?o }"));
    let plain = server.get(&query, "text/csv");
    for encoding in ["gzip", "br"] {
        let reply = server.send("GET", &query, &[("Accept", "text/csv"), ("Accept-Encoding", encoding)], b"");
        assert_eq!(reply.header("content-encoding"), encoding);
        assert!(reply.body.len() * 3 < plain.body.len());
    }
}

#[test]
fn the_endpoint_describes_itself() {
    for (server, can_update) in [(server(), false), (writable(), true)] {
        for media_type in ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"] {
            let reply = server.get("/sparql", media_type);
            assert_eq!((reply.status, reply.media_type()), (200, media_type));
            assert_eq!(reply.text().contains("SPARQL11Update"), can_update);
            assert!(reply.text().contains(&format!("{}/sparql", server.base)));
        }
    }
}
