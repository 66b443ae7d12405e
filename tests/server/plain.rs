//! Pages without scripts, and what the root says to people and machines.

use crate::{
    Server,
    example::{awkward, graph},
    server,
    service::encoded,
};

#[test]
fn facts_evidence_entities_and_documents_have_pages() {
    let server = server();
    let page = |path: &str| {
        let reply = server.send("GET", path, &[("Accept", "text/html"), ("Accept-Language", "fr-FR,fr;q=0.9")], b"");
        assert_eq!((reply.status, reply.media_type()), (200, "text/html"), "{path}: {}", reply.text());
        assert!(!reply.text().contains("<script"));
        reply.text().to_owned()
    };
    let facts = page("/plain?q=herat");
    assert!(facts.contains("lang=\"fr\"") && facts.contains("Talibans") && !facts.contains("Kunduz</a></td>"), "{facts}");
    let iri = server.value("SELECT ?f { ?f a dep:Fact ; rdf:object/rdfs:label \"Hérat\" }");
    for fact in [page(&format!("/plain/fact?iri={}", encoded(&iri))), page(&iri.replace("https://w3id.org/depeche", ""))] {
        assert!(fact.contains("<mark>") && fact.contains("gouverneur de Hérat"), "{fact}");
    }
    let document = page("/plain/document?id=b_note");
    assert!(document.contains("<mark><a"), "{document}");
    let entity = server.value("SELECT ?e { ?e rdfs:label \"Hérat\" }");
    let entity = page(&entity.replace("https://w3id.org/depeche", ""));
    assert!(entity.contains("Q45313") && entity.contains("Talibans"), "{entity}");
    assert!(page("/plain/queries").contains("/plain/query?query="));
    assert!(page(&format!("/plain/query?query={}", encoded("SELECT ?x { ?x a dep:Fact }"))).contains("<table>"));
    assert!(page(&format!("/plain/query?query={}", encoded("SELECT ?x {"))).contains("role=\"alert\""));
    let claim = server.value("SELECT ?c { ?c dep:fact ?f }");
    assert!(page(&claim.replace("https://w3id.org/depeche", "")).contains("<table>"));
    assert_eq!(server.get("/plain/nothing", "*/*").status, 404);
}

#[test]
fn the_language_is_the_clients_unless_it_says_otherwise() {
    let server = server();
    let get = |path: &str, language: &str| server.send("GET", path, &[("Accept-Language", language)], b"").text().to_owned();
    assert!(get("/plain", "").contains("<html lang=\"en\">"));
    assert!(get("/plain", "de, fr;q=0.5").contains("<html lang=\"fr\">"));
    assert!(get("/plain?lang=en", "fr").contains("<html lang=\"en\">"));
    let herat = server.value("SELECT ?e { ?e rdfs:label \"Hérat\" }").replace("https://w3id.org/depeche", "");
    let page = server.send("GET", &format!("{herat}?lang=fr"), &[("Accept", "text/html")], b"");
    assert!(page.text().contains("<html lang=\"fr\">"), "{}", page.text());
    assert!(get("/plain?lang=../x", "").contains("<html lang=\"en\">"));
}

#[test]
fn nothing_of_a_text_becomes_markup() {
    let server = Server::start(&graph(&awkward()), &[]);
    let iri = server.value("SELECT ?f { ?f a dep:Fact ; rdf:predicate dep:hasPresenceIn }");
    for path in [
        "/plain",
        &format!("/plain/fact?iri={}", encoded(&iri)),
        &format!("/plain/query?query={}", encoded("</textarea><b>")),
        "/plain?q=%22%3E%3Cb%3E",
    ] {
        let reply = server.get(path, "text/html");
        assert_eq!(reply.status, 200, "{}", reply.text());
        assert!(
            !reply.text().contains("<radio>") && !reply.text().contains("<b>") && !reply.text().contains("<écrit>"),
            "{}",
            reply.text()
        );
    }
}

#[test]
fn the_root_is_a_page_for_people_and_a_description_for_machines() {
    let server = server();
    for accept in ["text/html,application/xhtml+xml,*/*;q=0.8", "*/*"] {
        assert_eq!(server.get("/", accept).media_type(), "text/html");
    }
    let described = server.get("/", "text/turtle");
    assert_eq!((described.status, described.media_type()), (200, "text/turtle"));
    assert!(
        described.text().contains("void#") && described.text().contains("dcat#") && described.text().contains("sparqlEndpoint"),
        "{}",
        described.text()
    );
    assert_eq!(server.get("/", "application/ld+json").media_type(), "application/ld+json");
    assert_eq!(server.get("/assets/nothing.js", "*/*").status, 404);
}
