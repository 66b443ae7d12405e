//! The table of counts: every row is read, all failures are told together.

mod parse;

use std::fmt::Write;

use depeche::{event::count::CountGrammar, model::Sentence, pack::Pack};

const TABLE: &str = include_str!("tables/count.tsv");

/// The number of the last word of that form that has one, as the table writes it.
fn counted(counts: &CountGrammar, sentences: &[Sentence], noun: &str) -> String {
    let all = sentences.iter().flat_map(|sentence| {
        let nouns = (0..sentence.tokens.len()).filter(|place| sentence.tokens[*place].form == noun);
        nouns.filter_map(|place| counts.count_of(sentence, place))
    });
    all.last().map_or_else(|| "-".to_owned(), |count| format!("{count}{}", if count.approximate { "~" } else { "" }))
}

#[test]
fn every_row_of_the_table_is_counted() {
    let pack = Pack::embedded("fr").unwrap();
    let (parser, counts) = (parse::Parser::new(&pack), CountGrammar::from_pack(&pack).unwrap());
    let (mut rows, mut known, mut failures) = (0, 0, String::new());
    for (index, line) in TABLE.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
        let columns: Vec<_> = line.split('\t').collect();
        let [text, noun, want, ..] = columns[..] else { panic!("line {}: three columns are needed", index + 1) };
        let sentences = parser.sentences(text);
        let tokens: Vec<_> = sentences.iter().flat_map(|sentence| &sentence.tokens).collect();
        assert!(tokens.iter().any(|token| token.form == noun), "line {}: no word `{noun}`", index + 1);
        let got = counted(&counts, &sentences, noun);
        rows += 1;
        known += usize::from(columns.len() > 3);
        if (got == want) == (columns.len() > 3) {
            let tagged: Vec<_> = tokens.iter().map(|token| format!("{}/{}", token.form, token.upos)).collect();
            writeln!(failures, "line {}: {}\n    {noun}: want {want}, got {got}", index + 1, tagged.join(" ")).unwrap();
        }
    }
    assert!(failures.is_empty(), "{failures}");
    assert!(rows >= 60 && known * 20 <= rows, "{rows} rows, {known} known failures");
}
