//! Status, on the project's own sentences through the whole analysis (`tests/tables/status.tsv`).

mod parse;
mod real;

use depeche::event::status::StatusLayer;

#[test]
fn every_row_of_the_table_has_its_status() {
    let pack = real::pack();
    let (parser, layer) = (parse::Parser::new(&pack), StatusLayer::from_pack(&pack).expect("the pack tells of status"));
    let rows = real::table("status");
    let status = |row: &real::Row| {
        let sentences = parser.sentences(&row.text);
        let (sentence, token) = real::trigger(&sentences, row);
        layer.of(&sentences[sentence])[token].to_string()
    };
    let got: Vec<_> = rows.iter().map(status).collect();
    real::report(&rows, &got);
}
