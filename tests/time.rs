//! The tables of time expressions, and what a faulty pack is told. Every row is read, all failures are told together.

mod parse;

use std::{fmt::Write, fs, path::Path};

use depeche::{
    event::{
        count::CountGrammar,
        time::{Direction, Reach, TimeGrammar},
    },
    pack::Pack,
};
use proptest::{prelude::*, sample::select};

/// Runs a table whose last column but the reason is what `got` must give; at most one row in twenty may be a known failure.
fn run(table: &str, columns: usize, least: usize, got: impl Fn(&[&str]) -> String) {
    let (mut rows, mut known, mut failures) = (0, 0, String::new());
    for (index, line) in table.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
        let row: Vec<_> = line.split('\t').collect();
        assert!(row.len() >= columns, "line {}: {columns} columns are needed", index + 1);
        let (want, got, fails) = (row[columns - 1], got(&row), row.len() > columns);
        rows += 1;
        known += usize::from(fails);
        if (got == want) == fails {
            writeln!(failures, "line {}: {}\n    want {want}\n    got  {got}", index + 1, row[..columns - 1].join(" | ")).unwrap();
        }
    }
    assert!(failures.is_empty(), "{failures}");
    assert!(rows >= least && known * 20 <= rows, "{rows} rows, {known} known failures");
}

#[test]
fn every_expression_is_resolved() {
    let pack = Pack::embedded("fr").unwrap();
    let (parser, times) = (parse::Parser::new(&pack), TimeGrammar::from_pack(&pack).unwrap());
    run(include_str!("tables/time.tsv"), 4, 100, |row| {
        let direction = match row[2] {
            "past" => Direction::Past,
            "future" => Direction::Future,
            _ => Direction::Unknown,
        };
        let sentences = parser.sentences(row[0]);
        let read = times.read(&sentences, row[1].parse().ok());
        let all = (0..sentences.len()).flat_map(|sentence| read.in_sentence(sentence, direction));
        let got: Vec<_> = all.map(|time| time.value.to_string()).collect();
        if got.is_empty() { "-".to_owned() } else { got.join(" ") }
    });
}

#[test]
fn every_predicate_gets_its_date() {
    let pack = Pack::embedded("fr").unwrap();
    let (parser, times) = (parse::Parser::new(&pack), TimeGrammar::from_pack(&pack).unwrap());
    run(include_str!("tables/time-of.tsv"), 5, 20, |row| {
        let sentences = parser.sentences(row[0]);
        let read = times.read(&sentences, row[1].parse().ok());
        let reach = if row[3] == "own" { Reach::Own } else { Reach::Clause };
        let places = sentences.iter().enumerate().flat_map(|(index, sentence)| {
            let found = sentence.tokens.iter().enumerate().filter(|(_, token)| token.form == row[2]);
            found.map(move |(place, _)| (index, sentence, place))
        });
        let (index, sentence, place) = places.last().unwrap_or_else(|| panic!("no word `{}`", row[2]));
        let time = read.time_of(index, sentence, place, Direction::Past, reach);
        time.map_or_else(|| "-".to_owned(), |time| time.value.to_string())
    });
}

/// A copy of the French pack's files of time, with one of them changed.
fn changed(folder: &Path, file: &str, from: &str, to: &str) -> Pack {
    let french = Path::new(env!("CARGO_MANIFEST_DIR")).join("lang/fr");
    fs::create_dir_all(folder.join("lexicons")).unwrap();
    let lexicons = fs::read_dir(french.join("lexicons")).unwrap().map(|entry| format!("lexicons/{}", entry.unwrap().file_name().display()));
    for name in lexicons.chain(["time.toml".to_owned()]) {
        let text = fs::read_to_string(french.join(&name)).unwrap();
        assert!(name != file || text.contains(from), "{file} has no `{from}`");
        fs::write(folder.join(&name), if name == file { text.replacen(from, to, 1) } else { text }).unwrap();
    }
    Pack::from_dir(folder).unwrap()
}

#[test]
fn a_faulty_pack_is_told_file_line_and_remedy() {
    for (file, from, to, want) in [
        ("time.toml", "\"(THE) NUMERIC\"", "\"(THE NUMERIC\"", "`)` is missing"),
        ("time.toml", "\"(THE) NUMERIC\"", "\"THE) NUMERIC\"", "`)` closes nothing"),
        ("time.toml", "\"(THE) NUMERIC\"", "\"THEM NUMERIC\"", "no class is called THEM; known: WEEKDAY"),
        ("time.toml", "\"(THE) NUMERIC\"", "\"a|NUMERIC\"", "write [x|y]"),
        ("time.toml", "\"(THE) NUMERIC\"", "\"\"", "empty pattern"),
        ("time.toml", "means = \"numeric\"", "means = \"figure\"", "known here: calendar, numeric"),
        ("time.toml", "inner = true", "inside = true", "unknown key `inside`"),
        ("lexicons/months.tsv", "mars\t3", "mars\t13", "months.tsv:4:1: column 2 is `13`; write a number from 1 to 12"),
        ("lexicons/units.tsv", "\tday\t1", "\tdays\t1", "`days` is no unit; known: hour, day"),
        ("lexicons/time-words.tsv", "\twriting", "\there", "write `writing` or `story`"),
        ("lexicons/numbers.tsv", "\ttimes\t100", "\ttimes\tcent", "must be a whole number"),
        ("lexicons/approximators.tsv", "\tabout\tbefore", "\tabout\tunder", "`about` `under` is unknown"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let pack = changed(folder.path(), file, from, to);
        let error = TimeGrammar::from_pack(&pack).unwrap_err().to_string();
        let name = file.rsplit('/').next().unwrap();
        assert!(error.contains(&format!("{name}:")) && error.contains(want), "{file}, {to}: {error}");
    }
}

const WORDS: &str = "le la les ce de du au aux à en et entre depuis jusqu'à avant après dans il y a d'ici jeudi mardi mai août été hiver fin mi début \
    dernier prochain jours jour semaine mois ans siècles heures hier demain veille 12 31 0 99 2021 1999 3 000 999999999 18446744073709551615 1,5 \
    million milliards mille cent vingt et un une douzaine milliers demi quelques près plus moitié sur % 2021-02-30 30/02/2021 2021-08-12 - ( ) , . «";

#[test]
fn no_words_break_the_readers() {
    let pack = Pack::embedded("fr").unwrap();
    let (times, counts) = (TimeGrammar::from_pack(&pack).unwrap(), CountGrammar::from_pack(&pack).unwrap());
    let parser = parse::Parser::new(&pack);
    let words: Vec<_> = WORDS.split_whitespace().collect();
    let dates = [None, "0001".parse().ok(), "9999-12-31".parse().ok(), "2024-02-29".parse().ok(), "2021-12".parse().ok()];
    let strategy = (proptest::collection::vec(select(words), 1..30), select(dates.to_vec()));
    proptest!(ProptestConfig::with_cases(300), |((words, date) in strategy)| {
        let sentences = parser.sentences(&words.join(" "));
        let read = times.read(&sentences, date);
        for (index, sentence) in sentences.iter().enumerate() {
            for direction in [Direction::Past, Direction::Future, Direction::Unknown] {
                prop_assert!(read.in_sentence(index, direction).iter().all(|time| !time.tokens.is_empty()));
                read.time_of(index, sentence, 0, direction, Reach::Clause);
            }
            let counted = (0..sentence.tokens.len()).filter_map(|place| counts.count_of(sentence, place));
            prop_assert!(counted.into_iter().all(|count| count.min <= count.max));
        }
    });
}
