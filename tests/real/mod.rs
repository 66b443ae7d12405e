//! Tables of texts with one marked word each, which say what should come out of it.

use std::{fs, path::Path};

use depeche::{
    model::{Sentence, Span},
    pack::Pack,
};

/// A row of a table of tests.
pub struct Row {
    /// Line in the file, from 1.
    pub line: usize,
    /// The text without the asterisks.
    pub text: String,
    /// Bytes of the marked word.
    pub trigger: Span,
    /// What should come out.
    pub want: String,
    /// Why it does not, for a known failure.
    pub reason: Option<String>,
}

/// Rows of `tests/tables/NAME.tsv`: text with one `*word*`, what should come out, why a known failure fails.
pub fn table(name: &str) -> Vec<Row> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tables").join(name).with_extension("tsv");
    let lines = fs::read_to_string(&file).expect("the table is there");
    let rows = lines.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty());
    rows.map(|(index, line)| row(index + 1, line)).collect()
}

fn row(line: usize, text: &str) -> Row {
    let mut columns = text.split('\t');
    let (marked, want) = (columns.next().unwrap_or_default(), columns.next().unwrap_or_default());
    let parts: Vec<_> = marked.split('*').collect();
    assert_eq!(parts.len(), 3, "line {line}: mark one word like *this*");
    let trigger = Span::new(parts[0].len(), parts[0].len() + parts[1].len());
    let reason = columns.next().map(str::to_owned).filter(|reason| !reason.is_empty());
    Row { line, text: parts.concat(), trigger, want: want.to_owned(), reason }
}

/// The French pack as it stands in the folder, so that a changed lexicon needs no compiling.
pub fn pack() -> Pack {
    Pack::from_dir(&Path::new(env!("CARGO_MANIFEST_DIR")).join("lang/fr")).expect("the pack can be read")
}

/// Sentence and word that the row marks.
pub fn trigger(sentences: &[Sentence], row: &Row) -> (usize, usize) {
    let places = sentences.iter().enumerate().flat_map(|(index, sentence)| (0..sentence.tokens.len()).map(move |token| (index, token)));
    let marked = |place: &(usize, usize)| row.trigger.holds(sentences[place.0].tokens[place.1].span);
    places.into_iter().rev().find(marked).unwrap_or_else(|| panic!("line {}: the marked word is no token", row.line))
}

/// Fails with every row that came out other than wanted, known failures left out; more than one known failure in twenty fails too, and
/// so does one that no longer fails.
pub fn report(rows: &[Row], got: &[String]) {
    let wrong = |row: &&(&Row, &String)| row.0.want != *row.1;
    let both: Vec<_> = rows.iter().zip(got).collect();
    let show = |(row, got): &(&Row, &String)| format!("line {}: {} | want {}, got {got}", row.line, marked(row), row.want);
    let failures: Vec<_> = both.iter().filter(|both| both.0.reason.is_none()).filter(wrong).map(show).collect();
    let cured: Vec<_> = both.iter().filter(|both| both.0.reason.is_some() && !wrong(both)).map(show).collect();
    let known = rows.iter().filter(|row| row.reason.is_some()).count();
    println!("{} rows, {} as wanted, {known} known failures", rows.len(), both.iter().filter(|both| !wrong(both)).count());
    assert!(failures.is_empty(), "{} of {} rows fail:\n{}", failures.len(), rows.len(), failures.join("\n"));
    assert!(cured.is_empty(), "no longer failures, take the reason away:\n{}", cured.join("\n"));
    assert!(known * 20 <= rows.len(), "{known} known failures in {} rows are more than one in twenty", rows.len());
}

fn marked(row: &Row) -> String {
    let Span { start, end } = row.trigger;
    format!("{}*{}*{}", &row.text[..start], &row.text[start..end], &row.text[end..])
}
