//! A table is matched, as OpenRefine does it.

use serde_json::{Value, json};

use crate::{
    server,
    service::{Server, encoded},
};

const FORM: &str = "application/x-www-form-urlencoded";

/// Names as a table has them, with the key of who is meant and a class.
const NAMES: [(&str, &str, &str); 40] = [
    ("France", "Q142", "Country"),
    ("Allemagne", "Q183", "Country"),
    ("Mali", "Q912", "Country"),
    ("Niger", "Q1032", "Country"),
    ("Nigeria", "Q1033", "Country"),
    ("Tchad", "Q657", "Country"),
    ("Ukraine", "Q212", "Country"),
    ("Russie", "Q159", "Country"),
    ("Syrie", "Q858", "Country"),
    ("Irak", "Q796", "Country"),
    ("Iran", "Q794", "Country"),
    ("Liban", "Q822", "Country"),
    ("Israël", "Q801", "Country"),
    ("Égypte", "Q79", "Country"),
    ("Éthiopie", "Q115", "Country"),
    ("Érythrée", "Q986", "Country"),
    ("Soudan", "Q1049", "Country"),
    ("Soudan du Sud", "Q958", "Country"),
    ("Somalie", "Q1045", "Country"),
    ("Kenya", "Q114", "Country"),
    ("Rwanda", "Q1037", "Country"),
    ("Burundi", "Q967", "Country"),
    ("Côte d'Ivoire", "Q1008", "Country"),
    ("Burkina Faso", "Q965", "Country"),
    ("Sénégal", "Q1041", "Country"),
    ("Corée du Nord", "Q423", "Country"),
    ("Corée du Sud", "Q884", "Country"),
    ("Japon", "Q17", "Country"),
    ("Birmanie", "Q836", "Country"),
    ("Thaïlande", "Q869", "Country"),
    ("Afghanistan", "Q889", "Country"),
    ("Pakistan", "Q843", "Country"),
    ("Arménie", "Q399", "Country"),
    ("Azerbaïdjan", "Q227", "Country"),
    ("Géorgie", "Q230", "Country"),
    ("Serbie", "Q403", "Country"),
    ("Kosovo", "Q1246", "Country"),
    ("Venezuela", "Q717", "Country"),
    ("Haïti", "Q790", "Country"),
    ("Cuba", "Q241", "Country"),
];

/// Two letters of the middle exchanged.
fn slip(name: &str) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let middle = letters.len() / 2;
    letters.swap(middle, middle + 1);
    letters.into_iter().collect()
}

fn plain(name: &str) -> String {
    name.chars()
        .map(|letter| "ÉéèëïôÔ".find(letter).map_or(letter, |at| "Eeeeioo".chars().nth("ÉéèëïôÔ"[..at].chars().count()).unwrap()))
        .collect()
}

fn batch(server: &Server, queries: &Value) -> Value {
    let form = format!("queries={}", encoded(&queries.to_string()));
    let reply = server.send("POST", "/reconcile", &[("Content-Type", FORM), ("Origin", "http://127.0.0.1:3333")], form.as_bytes());
    assert_eq!((reply.status, reply.header("access-control-allow-origin")), (200, "*"), "{}", reply.text());
    reply.json()
}

#[test]
fn two_hundred_names() {
    let server = server();
    let (mut first, mut sure, mut wrong) = (0, 0, Vec::new());
    for (position, variant) in [
        |name: &str| name.to_owned(),
        |name: &str| name.to_uppercase(),
        |name: &str| plain(&name.to_lowercase()),
        slip,
        |name: &str| format!(" {name}. "),
    ]
    .into_iter()
    .enumerate()
    {
        let query =
            |(_, name, class): (usize, &str, &str)| json!({ "query": variant(name), "type": class, "limit": 3, "type_strict": "should" });
        let queries: Value = NAMES
            .iter()
            .enumerate()
            .map(|(at, (name, _, class))| (format!("q{at}"), query((at, name, class))))
            .collect::<serde_json::Map<_, _>>()
            .into();
        let answers = batch(&server, &queries);
        for (at, (name, key, _)) in NAMES.iter().enumerate() {
            let results = answers[format!("q{at}")]["result"].as_array().unwrap();
            let found = results.first().is_some_and(|result| result["id"] == *key);
            first += usize::from(found);
            sure += usize::from(found && results[0]["match"] == true);
            if !found {
                wrong.push((variant(name), results.first().cloned()));
            }
            // What is taken without a look must be right.
            assert!(found || results.first().is_none_or(|result| result["match"] == false), "{name} ({position}): {results:?}");
        }
    }
    assert!(first >= 195, "{first} of 200; {wrong:?}");
    assert!(sure >= 155, "{sure} of 200");
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
