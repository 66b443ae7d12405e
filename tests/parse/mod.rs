//! Sentences of a text, as the program itself analyses them.

use depeche::{
    analysis::Annotator,
    gazetteer::Gazetteer,
    model::{Document, Sentence},
    pack::Pack,
};

/// Everything between a text and its trees.
pub struct Parser(Annotator<'static>);

impl Parser {
    pub fn new(pack: &Pack) -> Self {
        Self(Annotator::load(pack, Gazetteer::embedded()).expect("the pack is whole"))
    }

    pub fn sentences(&self, text: &str) -> Vec<Sentence> {
        self.0.analyse(&Document::from_text("row", text)).sentences
    }
}
