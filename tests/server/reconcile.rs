//! A table is matched, as OpenRefine does it.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    server,
    service::{Server, encoded},
};

const FORM: &str = "application/x-www-form-urlencoded";

/// A column of a table, as people write it: other names and spellings, accents left out, slips, surnames, names that several bear, names that nobody does.
const NAMES: &str = include_str!("names.csv");

#[derive(Debug, Deserialize)]
struct Name {
    name: String,
    /// The class that the column is said to have; empty where it is not.
    r#type: String,
    /// Who is meant.
    key: String,
    expect: Expect,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Expect {
    /// The first candidate, taken without a look.
    Certain,
    /// The first candidate, for a person to confirm.
    First,
    /// A candidate among others: the name alone does not tell.
    Open,
    /// Nobody.
    None,
}

fn batch(server: &Server, queries: &Value) -> Value {
    let form = format!("queries={}", encoded(&queries.to_string()));
    let reply = server.send("POST", "/reconcile", &[("Content-Type", FORM), ("Origin", "http://127.0.0.1:3333")], form.as_bytes());
    assert_eq!((reply.status, reply.header("access-control-allow-origin")), (200, "*"), "{}", reply.text());
    reply.json()
}

#[test]
fn two_hundred_names() {
    let names: Vec<Name> = csv::Reader::from_reader(NAMES.as_bytes()).deserialize().map(Result::unwrap).collect();
    assert!(names.len() >= 200, "{}", names.len());
    let query = |name: &Name| json!({ "query": name.name, "type": (!name.r#type.is_empty()).then_some(&name.r#type), "limit": 5 });
    let queries = names.iter().enumerate().map(|(at, name)| (format!("q{at}"), query(name)));
    let answers = batch(&server(), &queries.collect::<serde_json::Map<_, _>>().into());
    let mut wrong = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let results = answers[format!("q{at}")]["result"].as_array().unwrap();
        let found = |result: &&Value| result["id"] == name.key;
        let first = results.first().filter(found).is_some();
        let taken = results.first().is_some_and(|result| result["match"] == true);
        // What is taken without a look must be right.
        assert!(!taken || first && matches!(name.expect, Expect::Certain | Expect::First), "{name:?}: {results:?}");
        let well = match name.expect {
            Expect::Certain => first && taken,
            Expect::First => first,
            Expect::Open => results.iter().any(|result| found(&result)),
            Expect::None => true,
        };
        if !well {
            wrong.push(name);
        }
    }
    assert!(wrong.len() * 50 <= names.len(), "more than a name in fifty: {wrong:#?}");
}

#[test]
fn context_tells_namesakes_apart() {
    let server = server();
    let one = |query: Value| batch(&server, &json!({ "q": query }))["q"]["result"].clone();
    let paris = one(json!({ "query": "Paris" }));
    assert_eq!((&paris[0]["id"], &paris[0]["match"]), (&"Q90".into(), &true.into()), "{paris}");
    assert!(paris[0]["score"].as_f64() > paris[1]["score"].as_f64() || paris[1].is_null());
    assert!(paris[0]["type"][0]["id"].is_string() && paris[0]["description"].as_str().unwrap().contains("France"));
    // An entity that only the graph knows, and one by its id.
    assert_eq!(one(json!({ "query": "Gouverneur de Herat" }))[0]["id"], "Person:gouverneur de herat");
    assert_eq!(one(json!({ "query": "Q889" }))[0]["name"], "Afghanistan");
    assert_eq!(
        one(json!({ "query": "France", "type": "City", "limit": 1 }))
            .as_array()
            .unwrap()
            .iter()
            .filter(|result| result["id"] == "Q142")
            .count(),
        0
    );
    let with =
        |country: &str| one(json!({ "query": "Tripoli", "properties": [{ "pid": "country", "v": country }] }))[0]["description"].clone();
    assert!(with("Libye").as_str().unwrap().contains("Liby"), "{}", with("Libye"));
    assert!(with("Liban").as_str().unwrap().contains("Liban"), "{}", with("Liban"));
    assert_eq!(one(json!({ "query": "Xyzzyplugh" })), json!([]));
}

#[test]
fn the_service_describes_itself_and_suggests() {
    let server = server();
    let manifest = server.get("/reconcile", "application/json").json();
    assert!(manifest["versions"].as_array().unwrap().contains(&"0.2".into()));
    for field in ["name", "identifierSpace", "schemaSpace", "defaultTypes", "view", "preview", "suggest", "extend"] {
        assert!(!manifest[field].is_null(), "{field}");
    }
    let follow = |service: &Value| format!("{}?prefix=", service["service_path"].as_str().unwrap());
    let suggest =
        |kind: &str, prefix: &str| server.get(&format!("{}{prefix}", follow(&manifest["suggest"][kind])), "*/*").json()["result"].clone();
    assert_eq!(suggest("entity", "afgha")[0]["id"], "Q889");
    assert_eq!(suggest("type", "cit")[0]["id"], "City");
    assert_eq!(suggest("property", "capt")[0]["id"], "captures");
    let preview = server.get("/reconcile/preview?id=Q889", "text/html");
    assert_eq!((preview.status, preview.media_type()), (200, "text/html"));
    assert!(preview.text().contains("Afghanistan") && preview.text().contains("wikidata.org"));
    assert_eq!(server.get("/reconcile/preview?id=Q0", "*/*").status, 404);
}

#[test]
fn tables_are_extended() {
    let server = server();
    let proposed = server.get("/reconcile/properties?type=City&limit=5", "*/*").json();
    assert_eq!(proposed["properties"].as_array().unwrap().len(), 5);
    let herat = batch(&server, &json!({ "q": { "query": "Hérat", "type": "City" } }))["q"]["result"][0]["id"].clone();
    let extend = json!({ "ids": [herat, "fr:talibans", "unknown"], "properties": [{ "id": "wikidata" }, { "id": "latitude" }, { "id": "captures" }] });
    let reply = server.get(&format!("/reconcile?extend={}", encoded(&extend.to_string())), "*/*").json();
    assert_eq!(reply["meta"].as_array().unwrap().len(), 3);
    assert_eq!(reply["rows"]["fr:talibans"]["captures"].as_array().unwrap().len(), 2, "{reply}");
    assert!(reply["rows"][herat.as_str().unwrap()]["latitude"][0]["float"].is_number(), "{reply}");
    assert_eq!(reply["rows"]["unknown"]["wikidata"], json!([]));
}

#[test]
fn what_cannot_be_read_is_refused() {
    let server = server();
    assert_eq!(server.get("/reconcile?queries=nothing", "*/*").status, 400);
    assert_eq!(server.get("/reconcile/nowhere", "*/*").status, 404);
    assert_eq!(server.send("PUT", "/reconcile", &[], b"x").status, 405);
    assert_eq!(server.send("POST", "/reconcile", &[("Content-Type", "application/json")], b"{}").status, 415);
    let many: serde_json::Map<_, _> = (0..501).map(|at| (at.to_string(), json!({ "query": "x" }))).collect();
    let form = format!("queries={}", encoded(&Value::Object(many).to_string()));
    assert_eq!(server.send("POST", "/reconcile", &[("Content-Type", FORM)], form.as_bytes()).status, 413);
}
