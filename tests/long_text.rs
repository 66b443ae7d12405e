//! Texts that are long where nobody writes them so: the whole analysis of each must end.

use depeche::{gazetteer::Gazetteer, model::Document, pack::Pack, pipeline::Pipeline};

const TOKENS: usize = 10_000;

fn pipeline() -> Pipeline<'static> {
    Pipeline::load(&Pack::embedded("fr").unwrap(), Gazetteer::embedded()).unwrap()
}

#[test]
fn a_token_of_a_megabyte_ends() {
    let pipeline = pipeline();
    for piece in ["a", "a-", "A.", "é", "l'", "1", "-le", "#", "e\u{301}"] {
        let text = format!("Le maire de {} est arrivé lundi.", piece.repeat((1 << 20) / piece.len()));
        let analysis = pipeline.analyse(&Document::from_text("long", text.as_str()));
        assert!(!analysis.sentences.is_empty(), "{piece}");
    }
}

#[test]
fn ten_thousand_tokens_without_a_stop_end() {
    let pipeline = pipeline();
    for piece in ["le soldat et ", "Paris ", "pris ", "que ", "( ", "« ", ", ", "2021 ", "dit-il "] {
        let text = piece.repeat(TOKENS);
        let document = Document::from_text("long", text.as_str());
        assert!(pipeline.analyse(&document).sentences.iter().map(|sentence| sentence.tokens.len()).sum::<usize>() >= TOKENS, "{piece}");
        pipeline.extract(&document);
    }
}
