//! Sentences of a text, as the program itself analyses them.

use depeche::{
    analysis::{Analyser, segment::Segmenter},
    model::{Sentence, Span},
    pack::Pack,
};

/// Everything between a text and its trees.
pub struct Parser {
    segmenter: Segmenter,
    analyser: Analyser,
}

impl Parser {
    pub fn new(pack: &Pack) -> Self {
        let analyser = Analyser::from_bytes(pack.bytes(Analyser::FILE).unwrap()).unwrap();
        Self { segmenter: Segmenter::from_pack(pack, &analyser).unwrap(), analyser }
    }

    pub fn sentences(&self, text: &str) -> Vec<Sentence> {
        let raw = self.segmenter.sentences(text, Span::new(0, text.len()));
        raw.iter()
            .map(|raw| {
                let mut tokens = self.analyser.words(text, &raw.tokens);
                self.analyser.annotate(&mut tokens);
                Sentence { span: raw.span, paragraph: raw.paragraph, tokens }
            })
            .collect()
    }
}
