//! Attribution, on the project's own texts through the whole analysis (`tests/tables/attribution.tsv`).

mod parse;
mod real;

use depeche::event::attribution::{AttributionLayer, Source};

#[test]
fn every_row_of_the_table_has_its_source() {
    let pack = real::pack();
    let (parser, layer) = (parse::Parser::new(&pack), AttributionLayer::from_pack(&pack).expect("the pack tells of sources"));
    let rows = real::table("attribution");
    let source = |row: &real::Row| {
        let sentences = parser.sentences(&row.text);
        let (sentence, token) = real::trigger(&sentences, row);
        match layer.of(&sentences)[sentence][token] {
            None => "-".to_owned(),
            Some(Source::Unnamed) => "?".to_owned(),
            Some(Source::Named { sentence, head }) => {
                sentences[sentence].tokens[head].span.of(&row.text).trim_start_matches("-t-").trim_start_matches('-').to_owned()
            }
        }
    };
    let got: Vec<_> = rows.iter().map(source).collect();
    real::report(&rows, &got);
}
