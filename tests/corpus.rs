//! Reading files, folders and standard input: what is found, and what a bad input says.

use std::{
    fs,
    path::{Path, PathBuf},
};

use depeche::{
    corpus::{Corpus, CorpusError, LARGEST_DOCUMENT},
    model::Document,
};
use tempfile::TempDir;

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

/// All documents, and all failures as they are shown, with the folder's name cut off.
fn read(inputs: &[PathBuf], base: &Path) -> (Vec<Document>, Vec<String>) {
    let corpus = Corpus::open(inputs);
    let mut failures: Vec<String> = corpus.failures().iter().map(ToString::to_string).collect();
    let mut documents = Vec::new();
    for result in (0..corpus.len()).flat_map(|source| corpus.read(source)) {
        match result {
            Ok(document) => documents.push(document),
            Err(error) => failures.push(error.to_string()),
        }
    }
    let prefix = format!("{}/", base.display());
    (documents, failures.iter().map(|failure| failure.replace(&prefix, "")).collect())
}

fn read_folder(files: &[(&str, &[u8])]) -> (Vec<Document>, Vec<String>) {
    let folder = folder(files);
    read(&[folder.path().to_owned()], folder.path())
}

fn only(files: &[(&str, &[u8])]) -> Document {
    let (mut documents, failures) = read_folder(files);
    assert!(failures.is_empty(), "{failures:?}");
    assert_eq!(documents.len(), 1);
    documents.remove(0)
}

fn body(document: &Document) -> &str {
    document.body.of(&document.text)
}

fn date(document: &Document) -> String {
    document.date.map_or_else(String::new, |date| date.to_string())
}

fn assert_starts(failures: &[String], starts: &[&str]) {
    assert_eq!(failures.len(), starts.len(), "{failures:#?}");
    for (failure, start) in failures.iter().zip(starts) {
        assert!(failure.starts_with(start), "{failure}");
    }
}

#[test]
fn crawler_date_stands_before_the_body() {
    let text = " date 2023-04 Les combats ont repris à Khartoum.\n\nLa trêve n'a pas tenu.\n";
    let document = only(&[("a.txt", text.as_bytes())]);
    assert_eq!(date(&document), "2023-04");
    assert_eq!(&*document.text, text, "the text is as given");
    assert_eq!(body(&document), &text[14..]);
}

#[test]
fn a_text_that_only_looks_like_a_date_line_is_body() {
    for text in ["date limite dépassée pour Bamako", "dates 2021-08 du sommet", " date 2021-13 Bamako"] {
        let document = only(&[("a.txt", text.as_bytes())]);
        assert_eq!((date(&document).as_str(), body(&document)), ("", text));
    }
}

#[test]
fn header_lines_are_read() {
    let text = "Date: 2024-11-17\r\nTitle: Trêve à Gaza\r\nSource: Agence\r\nUrl: https://exemple.org/1\r\nLanguage: fr\r\n\r\nLe Qatar : une médiation.\r\n";
    let document = only(&[("a.txt", text.as_bytes())]);
    assert_eq!(date(&document), "2024-11-17");
    assert_eq!(document.title.as_deref(), Some("Trêve à Gaza"));
    assert_eq!(document.source.as_deref(), Some("Agence"));
    assert_eq!(document.url.as_deref(), Some("https://exemple.org/1"));
    assert_eq!(document.language.as_deref(), Some("fr"));
    assert_eq!(body(&document), "Le Qatar : une médiation.\r\n");
}

#[test]
fn encodings_are_detected() {
    let text = "Le secrétaire général a dénoncé « l'échec » de la médiation à Genève ; à cœur, dit-il, l’été sera long. Coût : 30 €.";
    let latin: Vec<u8> = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    let latin_9_text = text.replace('’', "'");
    let latin_9: Vec<u8> = encoding_rs::ISO_8859_15.encode(&latin_9_text).0.into_owned();
    let utf_16: Vec<u8> = [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let with_mark = format!("\u{feff}{text}");
    for (bytes, expected) in
        [(text.as_bytes(), text), (with_mark.as_bytes(), text), (&latin, text), (&latin_9, latin_9_text.as_str()), (&utf_16, text)]
    {
        assert_eq!(&*only(&[("a.txt", bytes)]).text, expected);
    }
}

#[test]
fn decomposed_letters_stay_as_they_are() {
    let text = "L'arme\u{301}e a quitte\u{301} Gao.";
    assert_eq!(&*only(&[("a.txt", text.as_bytes())]).text, text);
}

#[test]
fn pages_give_article_and_metadata() {
    let page = "<!doctype html><html lang='fr'><head><meta charset='utf-8'><title>Séisme en Turquie | Le Quotidien</title>
        <meta property='og:title' content='Séisme en Turquie'><meta property='og:site_name' content='Le Quotidien'>
        <meta property='article:published_time' content='2023-02-06T08:15:00+01:00'></head><body><nav><a href='/'>Accueil</a></nav>
        <article><h1>Séisme en Turquie</h1>
        <p>Un séisme de magnitude 7,8 a frappé lundi le sud-est de la Turquie, détruisant des milliers d&#39;immeubles à Gaziantep et à Antakya.</p>
        <p>Les secours internationaux, partis d&rsquo;une quarantaine de pays, sont attendus mardi matin sur les lieux de la catastrophe, selon Ankara.</p>
        </article><footer>Mentions légales</footer></body></html>";
    let document = only(&[("seisme.html", page.as_bytes())]);
    assert_eq!((document.id.as_str(), date(&document).as_str()), ("seisme", "2023-02-06"));
    assert_eq!(document.source.as_deref(), Some("Le Quotidien"));
    assert_eq!(document.title.as_deref(), Some("Séisme en Turquie"));
    assert_eq!(document.language.as_deref(), Some("fr"));
    assert!(body(&document).contains("milliers d'immeubles à Gaziantep"));
    assert!(body(&document).contains('\n'), "paragraphs stay apart");
    assert!(!body(&document).contains("Mentions légales") && !body(&document).contains("<p>"));
}

#[test]
fn short_pages_give_all_their_text() {
    let document = only(&[("a.htm", b"<p>Deux casques bleus bless\xe9s \xe0 Kidal.</p><script>var a = 1;</script>")]);
    assert_eq!(body(&document).trim(), "Deux casques bleus blessés à Kidal.");
}

#[test]
fn json_lines_are_documents_each() {
    let lines = concat!(
        "\u{feff}{\"id\":\"x1\",\"text\":\"Vote à Dakar.\",\"date\":\"2024-03-24\",\"source\":\"APS\",\"autre\":[1]}\n",
        "{\"id\":7,\"text\":\"Grève à Lima.\"}\r\n",
        "\n",
        "{\"text\":\"Crue à Mopti.\",\"date\":\"hier\"}\n",
        "{\"id\":\"x1\",\"text\":\"Vote à Thiès.\"}\n",
        "pas du JSON\n",
        "{\"id\":\"vide\"}"
    );
    let (documents, failures) = read_folder(&[("depeches.jsonl", lines.as_bytes())]);
    let ids: Vec<_> = documents.iter().map(|document| document.id.as_str()).collect();
    assert_eq!(ids, ["x1", "7", "depeches-4", "x1-2"]);
    assert_eq!(date(&documents[0]), "2024-03-24");
    assert_eq!(documents[0].source.as_deref(), Some("APS"));
    assert_starts(&failures, &["depeches.jsonl:4: `hier`", "depeches.jsonl:6: not a JSON", "depeches.jsonl:7: no text"]);
}

#[test]
fn long_json_lines_are_several_sources_with_the_same_documents() {
    let line = |number: usize| format!("{{\"id\":\"d{number}\",\"text\":\"{}\"}}\n", "Le front ne bouge pas. ".repeat(200));
    let lines: String = (0..900).map(line).collect();
    let folder = folder(&[("a.jsonl", lines.as_bytes())]);
    let corpus = Corpus::open(&[folder.path().to_owned()]);
    assert!(corpus.len() > 2, "{} sources", corpus.len());
    let ids: Vec<_> = (0..corpus.len()).flat_map(|source| corpus.read(source)).map(|document| document.unwrap().id).collect();
    assert_eq!(ids, (0..900).map(|number| format!("d{number}")).collect::<Vec<_>>());
}

#[test]
fn a_manifest_overrides_and_names_its_broken_rows() {
    let manifest = "Title,file,date,source,note
Assaut,a.txt,2022-02-24,AFP,x
Rien,b.txt,demain,,y
trop,peu
,absent.txt,2022,,z
,../c.txt,,,
,sub/c.txt,2020-01,,
";
    let (documents, failures) = read_folder(&[
        ("a.txt", "Date: 2021-01-01\nKharkiv est bombardée.".as_bytes()),
        ("b.txt", b"Rien de neuf."),
        ("sub/c.txt", b"Calme."),
        ("manifest.csv", manifest.as_bytes()),
    ]);
    assert_eq!(documents.iter().map(date).collect::<Vec<_>>(), ["2022-02-24", "", "2020-01"]);
    assert_eq!(documents[0].title.as_deref(), Some("Assaut"));
    assert_eq!(documents[1].title.as_deref(), Some("Rien"), "a broken date leaves the rest of the row");
    assert_starts(
        &failures,
        &["manifest.csv:3: `demain`", "manifest.csv:4: 2 fields", "manifest.csv:6: `../c.txt`", "manifest.csv:5: no document `absent.txt`"],
    );
}

#[test]
fn a_manifest_may_use_semicolons_and_stand_beside_named_files() {
    let folder = folder(&[("a.txt", b"Calme."), ("manifest.csv", b"file;date\na.txt;2020-05-01\n")]);
    let path = |name: &str| folder.path().join(name);
    let (documents, failures) = read(&[path("a.txt"), path("manifest.csv")], folder.path());
    assert!(failures.is_empty(), "{failures:?}");
    assert_eq!(date(&documents[0]), "2020-05-01");
}

#[test]
fn folders_are_sorted_and_equal_names_told_apart() {
    let folder = folder(&[
        ("b/note.txt", b"2"),
        ("a/note.txt", b"1"),
        ("note.txt", b"3"),
        ("c.md", b"-"),
        (".x.txt", b"-"),
        ("z.jsonl", b"{\"id\":\"note\",\"text\":\"4\"}"),
    ]);
    let inputs = [folder.path().to_owned(), folder.path().join("a/note.txt")];
    let (documents, failures) = read(&inputs, folder.path());
    assert!(failures.is_empty(), "{failures:?}");
    let found: Vec<_> = documents.iter().map(|document| (document.id.as_str(), &*document.text)).collect();
    assert_eq!(found, [("note", "1"), ("note-2", "2"), ("note-3", "3"), ("note-4", "4")]);
}

#[test]
fn each_bad_input_is_one_failure_and_the_others_are_read() {
    let large = vec![b'a'; LARGEST_DOCUMENT as usize + 1];
    let (documents, failures) = read_folder(&[
        ("binary.txt", b"\x7fELF\0\0\x01"),
        ("broken.txt", b"\xc3\xa9t\xc3\xa9 \xc3\xa0 Niamey \xc3"),
        ("date-only.txt", b" date 2021-08 \n"),
        ("empty.txt", b""),
        ("empty.jsonl", b"\n\n"),
        ("good.txt", b"Calme."),
        ("large.txt", &large),
        ("page.html", b"<html><body></body></html>"),
        ("spaces.txt", b" \n\t"),
    ]);
    assert_eq!(documents.len(), 1);
    assert_starts(
        &failures,
        &[
            "empty.jsonl: empty",
            "binary.txt: binary",
            "broken.txt: in no known encoding (UTF-8, but broken at byte 16)",
            "date-only.txt: empty",
            "empty.txt: empty",
            "large.txt: 16777217 bytes",
            "page.html: no article",
            "spaces.txt: empty",
        ],
    );
}

#[test]
fn what_is_not_there_is_named() {
    let folder = folder(&[("vide/x.pdf", b"-"), ("notes.md", b"-")]);
    let path = |name: &str| folder.path().join(name);
    let corpus = Corpus::open(&[path("absent"), path("vide"), path("notes.md")]);
    assert!(corpus.is_empty() && corpus.read(3).is_empty());
    assert!(matches!(corpus.failures(), [CorpusError::Missing { .. }, CorpusError::NoDocuments { .. }, CorpusError::UnknownKind { .. }]));
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("clos.txt", b"Calme."), ("ouvert.txt", b"Calme.")]);
    let closed = folder.path().join("clos.txt");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::File::open(&closed).is_ok() {
        return; // the superuser reads everything
    }
    let (documents, failures) = read(&[folder.path().to_owned()], folder.path());
    assert_eq!(documents.len(), 1);
    assert_starts(&failures, &["clos.txt: cannot be read"]);
}

#[test]
fn a_deeply_nested_page_is_refused_and_a_long_flat_one_read() {
    let nested = format!("<html><body>{}<p>Calme à Juba.</p></body></html>", "<div>".repeat(500_000));
    let flat = format!("<html><body>{}</body></html>", "<p>Calme à Juba, selon la mission des Nations unies.".repeat(20_000));
    let (documents, failures) = read_folder(&[("a.html", nested.as_bytes()), ("b.html", flat.as_bytes())]);
    assert_starts(&failures, &["a.html: no article"]);
    assert_eq!(documents.len(), 1);
}
