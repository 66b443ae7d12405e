//! The one place where the stages meet: document in, analysis and claims out.

mod build;
mod claim;
mod error;
mod lint;
mod test;
mod why;

pub use build::{Build, Progress, Report};
pub use error::{BuildError, PipelineError};
pub use lint::Unmet;
pub use test::{TestFailure, TestReport};
pub use why::Explanation;

use crate::{
    analysis::{Analyser, mention::MentionFinder, segment::Segmenter},
    event::{attribution::AttributionLayer, count::CountGrammar, status::StatusLayer, time::TimeGrammar},
    gazetteer::Gazetteer,
    link::Linker,
    model::{Analysis, Claim, Document, Sentence},
    ontology::Ontology,
    pack::Pack,
    rule::RuleSet,
};

/// Everything that a language needs, loaded once and shared by threads.
pub struct Pipeline<'g> {
    segmenter: Segmenter,
    analyser: Analyser,
    mentions: MentionFinder<'g>,
    rules: RuleSet,
    status: StatusLayer,
    attribution: AttributionLayer,
    times: TimeGrammar,
    counter: CountGrammar,
    linker: Linker<'g>,
}

impl<'g> Pipeline<'g> {
    /// Loads the stages of a language pack.
    ///
    /// ```
    /// use depeche::{gazetteer::Gazetteer, model::Document, pack::Pack, pipeline::Pipeline};
    ///
    /// let pipeline = Pipeline::load(&Pack::embedded("fr")?, Gazetteer::embedded())?;
    /// let claims = pipeline.extract(&Document::from_text("note", "Les rebelles du M23 ont pris Goma."));
    /// assert_eq!(claims[0].predicate, "captures");
    /// # Ok::<(), depeche::pipeline::PipelineError>(())
    /// ```
    ///
    /// # Errors
    /// [`PipelineError`] of the stage whose data is missing or broken.
    pub fn load(pack: &Pack, gazetteer: &'g Gazetteer) -> Result<Self, PipelineError> {
        let ontology = Ontology::embedded()?;
        let analyser = Analyser::from_bytes(pack.bytes(Analyser::FILE)?)?;
        let mentions = MentionFinder::load(pack, gazetteer)?;
        let linker = Linker::load(pack, gazetteer, ontology.clone(), mentions.nouns().clone())?;
        Ok(Self {
            segmenter: Segmenter::from_pack(pack, &analyser)?,
            analyser,
            mentions,
            rules: RuleSet::load(pack, ontology)?,
            status: StatusLayer::from_pack(pack)?,
            attribution: AttributionLayer::from_pack(pack)?,
            times: TimeGrammar::from_pack(pack)?,
            counter: CountGrammar::from_pack(pack)?,
            linker,
        })
    }

    /// The analyser, for texts that come with tokens of their own.
    pub const fn analyser(&self) -> &Analyser {
        &self.analyser
    }

    /// The rules.
    pub const fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// Sentences, trees and mentions of a document.
    pub fn analyse(&self, document: &Document) -> Analysis {
        let mut analysis = Analysis::default();
        for raw in self.segmenter.sentences(&document.text, document.body) {
            let mut tokens = self.analyser.words(&document.text, &raw.tokens);
            self.analyser.annotate(&mut tokens);
            analysis.sentences.push(Sentence { span: raw.span, paragraph: raw.paragraph, tokens });
        }
        self.mentions.find(&document.text, &mut analysis, &self.analyser);
        analysis
    }

    /// What a document says, in order of the text.
    pub fn extract(&self, document: &Document) -> Vec<Claim> {
        self.claims(document, &self.analyse(document))
    }
}
