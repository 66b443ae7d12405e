//! The one place where the stages meet: document in, analysis and claims out.

mod build;
mod claim;
mod error;
mod lint;
mod merge;
mod output;
mod test;
mod why;

pub use build::{Build, Progress, Report};
pub use error::{BuildError, PipelineError};
pub use lint::Unmet;
pub use merge::Merge;
pub use output::Output;
pub use test::{TestFailure, TestReport};
pub use why::Explanation;

use std::collections::BTreeMap;

use crate::{
    analysis::Annotator,
    event::{attribution::AttributionLayer, count::CountGrammar, status::StatusLayer, time::TimeGrammar},
    gazetteer::Gazetteer,
    graph::{Component, Run},
    link::Linker,
    model::{Analysis, Claim, Document},
    ontology::{Ontology, SOURCE},
    pack::Pack,
    rule::RuleSet,
};

/// Everything that a language needs, loaded once and shared by threads.
pub struct Pipeline<'g> {
    annotator: Annotator<'g>,
    rules: RuleSet,
    status: StatusLayer,
    attribution: AttributionLayer,
    times: TimeGrammar,
    counter: CountGrammar,
    linker: Linker<'g>,
    run: Run,
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
        let annotator = Annotator::load(pack, gazetteer)?;
        let linker = Linker::load(pack, gazetteer, ontology.clone(), annotator.mentions().nouns().clone())?;
        Ok(Self {
            annotator,
            rules: RuleSet::load(pack, ontology)?,
            status: StatusLayer::from_pack(pack)?,
            attribution: AttributionLayer::from_pack(pack)?,
            times: TimeGrammar::from_pack(pack)?,
            counter: CountGrammar::from_pack(pack)?,
            linker,
            run: Run::new(components(pack, gazetteer)),
        })
    }

    /// What decides, beside a document, what it is found to say.
    pub const fn run(&self) -> &Run {
        &self.run
    }

    /// The rules.
    pub const fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// Sentences, trees and mentions of a document.
    pub fn analyse(&self, document: &Document) -> Analysis {
        self.annotator.analyse(document)
    }

    /// What a document says, in order of the text.
    pub fn extract(&self, document: &Document) -> Vec<Claim> {
        self.claims(document, &self.analyse(document))
    }
}

/// The program, the parts of the pack, the gazetteer and the ontology, each with its digest.
fn components(pack: &Pack, gazetteer: &Gazetteer) -> Vec<Component> {
    let mut parts = BTreeMap::<&str, Vec<(&str, &[u8])>>::new();
    for (name, bytes) in pack.files() {
        parts.entry(name.split_once('/').map_or("", |(folder, _)| folder)).or_default().push((name, bytes));
    }
    let of_pack = |(folder, files): (&str, Vec<_>)| Component::of(format!("lang/{}/{folder}", pack.language()), files);
    let mut components: Vec<_> = parts.into_iter().map(of_pack).collect();
    components.push(Component::of("gazetteer", gazetteer.bytes()));
    components.push(Component::of("ontology", [("depeche.ttl", SOURCE.as_bytes())]));
    let (version, digest) = (env!("CARGO_PKG_VERSION").to_owned(), env!("DEPECHE_SOURCES").to_owned());
    components.push(Component { name: env!("CARGO_PKG_NAME").to_owned(), version: Some(version), digest });
    components
}
