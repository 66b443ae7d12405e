//! All of analysis in one: text in, sentences, trees and mentions out.

use super::{Analyser, AnalysisError, mend::Mender, mention::MentionFinder, segment::Segmenter};
use crate::{
    gazetteer::Gazetteer,
    model::{Analysis, Document, Sentence},
    pack::Pack,
};

/// The stages of analysis of one language, loaded once and shared by threads.
pub struct Annotator<'g> {
    segmenter: Segmenter,
    analyser: Analyser,
    mender: Mender<'g>,
    mentions: MentionFinder<'g>,
}

impl<'g> Annotator<'g> {
    /// Loads the models and lexicons of a pack.
    ///
    /// ```
    /// use depeche::{analysis::Annotator, gazetteer::Gazetteer, model::Document, pack::Pack};
    ///
    /// let annotator = Annotator::load(&Pack::embedded("fr")?, Gazetteer::embedded())?;
    /// let analysis = annotator.analyse(&Document::from_text("note", "Kigali dément. Goma est tombée."));
    /// assert_eq!(analysis.sentences.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`AnalysisError`] of the part whose data is missing or broken.
    pub fn load(pack: &Pack, gazetteer: &'g Gazetteer) -> Result<Self, AnalysisError> {
        let analyser = Analyser::from_bytes(pack.bytes(Analyser::FILE)?)?;
        let segmenter = Segmenter::from_pack(pack, &analyser)?;
        Ok(Self { segmenter, analyser, mender: Mender::load(pack, gazetteer)?, mentions: MentionFinder::load(pack, gazetteer)? })
    }

    /// The analyser, for texts that come with tokens of their own.
    pub const fn analyser(&self) -> &Analyser {
        &self.analyser
    }

    /// What finds mentions.
    pub const fn mentions(&self) -> &MentionFinder<'g> {
        &self.mentions
    }

    /// Sentences, trees and mentions of a document; all spans are byte offsets into its text.
    pub fn analyse(&self, document: &Document) -> Analysis {
        let mut analysis = Analysis::default();
        for raw in self.segmenter.sentences(&document.text, document.body) {
            let mut tokens = self.analyser.words(&document.text, &raw.tokens);
            self.analyser.annotate(&mut tokens);
            self.mender.mend(&mut tokens);
            analysis.sentences.push(Sentence { span: raw.span, paragraph: raw.paragraph, tokens });
        }
        self.mentions.find(&document.text, &mut analysis, &self.analyser);
        analysis
    }
}
