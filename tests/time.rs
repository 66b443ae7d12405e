//! The table of time expressions: every row is read, all failures are told together.

mod parse;

use std::fmt::Write;

use depeche::{
    event::time::{Direction, TimeGrammar},
    pack::Pack,
};

const TABLE: &str = include_str!("tables/time.tsv");

#[test]
fn every_row_of_the_table_is_resolved() {
    let pack = Pack::embedded("fr").unwrap();
    let (parser, times) = (parse::Parser::new(&pack), TimeGrammar::from_pack(&pack).unwrap());
    let (mut rows, mut known, mut failures) = (0, 0, String::new());
    for (index, line) in TABLE.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
        let columns: Vec<_> = line.split('\t').collect();
        let [text, date, direction, want, ..] = columns[..] else { panic!("line {}: four columns are needed", index + 1) };
        let direction = match direction {
            "past" => Direction::Past,
            "future" => Direction::Future,
            _ => Direction::Unknown,
        };
        let sentences = parser.sentences(text);
        let read = times.read(&sentences, date.parse().ok());
        let all = (0..sentences.len()).flat_map(|sentence| read.in_sentence(sentence, direction));
        let got: Vec<_> = all.map(|time| time.value.to_string()).collect();
        let got = if got.is_empty() { "-".to_owned() } else { got.join(" ") };
        rows += 1;
        known += usize::from(columns.len() > 4);
        if (got == want) == (columns.len() > 4) {
            writeln!(failures, "time.tsv:{}: {text}\n    want {want}\n    got  {got}", index + 1).unwrap();
        }
    }
    assert!(failures.is_empty(), "{failures}");
    assert!(rows >= 100 && known * 20 <= rows, "{rows} rows, {known} known failures");
}
