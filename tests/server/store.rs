//! The SPARQL 1.1 Graph Store HTTP Protocol.

use crate::{server, writable};

const TURTLE: &str = "text/turtle";

#[test]
fn graphs_come_change_and_go() {
    let server = writable();
    for path in ["/store?graph=http%3A%2F%2Fexample.org%2Fg", "/store/people/1", "/store?default"] {
        let first = server.write("PUT", path, TURTLE, "<x:a> <x:b> 1 .");
        assert_eq!(first.status, if path.ends_with("default") { 204 } else { 201 }, "{}", first.text());
        assert_eq!(server.write("POST", path, TURTLE, "<x:a> <x:b> 2 .").status, 204);
        let both = server.get(path, "application/n-triples");
        assert_eq!((both.status, both.text().lines().count()), (200, 2), "{}", both.text());
        let head = server.send("HEAD", path, &[("Accept", TURTLE)], b"");
        assert_eq!((head.status, head.body.len(), head.media_type()), (200, 0, TURTLE));
        assert_eq!(server.write("PUT", path, "application/n-triples", "<x:a> <x:b> <x:c> .").status, 204);
        assert_eq!(server.get(path, "application/n-triples").text(), "<x:a> <x:b> <x:c> .\n");
        assert_eq!(server.write("DELETE", path, "", "").status, 204);
        let gone = if path.ends_with("default") { 200 } else { 404 };
        assert_eq!(
            (server.get(path, TURTLE).status, server.write("DELETE", path, "", "").status),
            (gone, if gone == 200 { 204 } else { 404 })
        );
    }
}

#[test]
fn a_new_graph_gets_a_name() {
    let server = writable();
    let reply = server.write("POST", "/store", TURTLE, "<> <x:b> 1 .");
    assert_eq!(reply.status, 201, "{}", reply.text());
    let path = reply.header("location").strip_prefix(&server.base).unwrap().to_owned();
    assert!(server.get(&path, "application/n-triples").text().starts_with(&format!("<{}{path}>", server.base)));
}

#[test]
fn forms_bring_several_files() {
    let server = writable();
    let part = |name: &str, kind: &str, body: &str| {
        format!("--limit\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{name}\"\r\nContent-Type: {kind}\r\n\r\n{body}\r\n")
    };
    let body = part("one", TURTLE, "_:x <x:b> 1 .") + &part("two", "application/n-triples", "_:x <x:b> \"2\" .") + "--limit--\r\n";
    let reply = server.write("POST", "/store?graph=x%3Ag", "multipart/form-data; boundary=limit", &body);
    assert_eq!(reply.status, 201, "{}", reply.text());
    assert_eq!(server.value("SELECT (COUNT(DISTINCT ?s) AS ?n) { GRAPH <x:g> { ?s ?p ?o } }"), "2");
}

#[test]
fn what_cannot_be_is_refused() {
    let server = writable();
    let path = "/store?graph=x%3Ag";
    for (status, reply) in [
        (415, server.write("PUT", path, "application/zip", "x")),
        (400, server.write("PUT", path, TURTLE, "<x:a> <x:b")),
        (400, server.write("PUT", "/store?graph=relative", TURTLE, "<x:a> <x:b> 1 .")),
        (400, server.write("PUT", "/store?graph=x%3Ag&default", TURTLE, "<x:a> <x:b> 1 .")),
        (400, server.write("GET", "/store", "", "")),
        (405, server.write("PATCH", path, TURTLE, "")),
        (406, server.get("/store?default", "image/png")),
        (404, server.get(path, TURTLE)),
        (401, server.send("PUT", path, &[("Content-Type", TURTLE)], b"<x:a> <x:b> 1 .")),
    ] {
        assert_eq!(reply.status, status, "{}", reply.text());
    }
    assert!(server.write("PATCH", path, "", "").header("allow").contains("PUT"));
    assert_eq!(self::server().write("PUT", path, TURTLE, "<x:a> <x:b> 1 .").status, 403);
}
