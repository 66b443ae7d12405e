//! The main job: a corpus in, a folder of graph files out.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    sync::atomic::{AtomicUsize, Ordering},
};

use rayon::prelude::*;

use super::{BuildError, Output, Pipeline};
use crate::{
    corpus::Corpus,
    graph::{Dated, Dating, GraphBuilder, GraphError, Previous, Reading, Statements, statements},
    model::Document,
};

/// Called after each source with how many are done and how many there are.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// A build of a corpus into a folder.
pub struct Build<'a> {
    /// The stages.
    pub pipeline: &'a Pipeline<'a>,
    /// The inputs.
    pub corpus: &'a Corpus,
    /// The folder that gets the files. What an earlier build left there of documents that have not changed is taken over.
    pub output: Output<'a>,
    /// Whether to add what the ontology says.
    pub inference: bool,
}

/// What a build did.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Documents in the graph.
    pub documents: usize,
    /// Those of them that have no date, and got the month of others that tell of the same events.
    pub dated: usize,
    /// Those of them that were taken over from an earlier build.
    pub unchanged: usize,
    /// Sentences read.
    pub sentences: usize,
    /// Tokens read.
    pub tokens: usize,
    /// Claims found.
    pub claims: usize,
    /// Different facts among them.
    pub facts: usize,
    /// Events that they tell of.
    pub events: usize,
    /// Entities at their ends.
    pub entities: usize,
    /// Those with an identifier of an open data set.
    pub linked: usize,
    /// Inputs that could not be read, each with its reason.
    pub failures: Vec<String>,
    /// Files written.
    pub files: Vec<PathBuf>,
}

impl Report {
    /// Counts what the graph holds.
    pub(super) fn count(&mut self, reading: &Reading) {
        self.documents = reading.documents.len();
        self.claims = reading.claims.len();
        self.facts = reading.facts.len();
        self.events = reading.events.len();
        self.entities = reading.entities.len();
        self.linked = reading.entities.iter().filter(|entity| !entity.ids.is_empty()).count();
    }
}

/// What one document adds.
struct Read {
    statements: Statements,
    /// Sentences and tokens, where the document was analysed.
    analysed: Option<(usize, usize)>,
    /// The document, where its date is not known.
    undated: Option<Document>,
}

/// What became of the documents of each source.
type Sources = Vec<Vec<Result<Read, String>>>;

impl Build<'_> {
    /// Reads every document, extracts what is new, builds the graph, writes the snapshot and the exports, and puts them in place all at
    /// once. The outcome depends on the inputs alone, not on what stood in the folder.
    ///
    /// # Errors
    /// [`BuildError::NoDocument`] where nothing could be read; the others where the output cannot be written. What stood in the folder
    /// before stays then as it was.
    pub fn run(&self, progress: Progress<'_>) -> Result<Report, BuildError> {
        let mut report = Report { failures: self.corpus.failures().iter().map(ToString::to_string).collect(), ..Report::default() };
        // An output that cannot be read has nothing to take over; it is written anew.
        let previous = Previous::load(self.output.folder).unwrap_or_default();
        let done = AtomicUsize::new(0);
        let mut read: Sources = (0..self.corpus.len())
            .into_par_iter()
            .map(|source| {
                let read = self.read_source(source, &previous)?;
                progress(done.fetch_add(1, Ordering::Relaxed) + 1, self.corpus.len());
                Ok(read)
            })
            .collect::<Result<_, BuildError>>()?;
        drop(previous);
        report.dated = self.date(&mut read)?;
        let mut builder = GraphBuilder::new();
        builder.inference(self.inference).extend(self.pipeline.run().quads());
        for result in read.into_iter().flatten() {
            match result {
                Ok(read) => {
                    report.add(&read);
                    builder.extend(read.statements);
                }
                Err(failure) => report.failures.push(failure),
            }
        }
        if report.documents == 0 {
            return Err(BuildError::NoDocument { failures: report.failures });
        }
        self.output.go_on()?;
        self.output.write(&builder.finish()?, &mut report)?;
        Ok(report)
    }

    fn read_source(&self, source: usize, previous: &Previous) -> Result<Vec<Result<Read, String>>, BuildError> {
        self.output.go_on()?;
        let documents = self.corpus.read(source).into_iter();
        let read = documents.map(|document| match document {
            Ok(document) => Ok(self.read(&document, previous)?),
            Err(error) => Ok(Err(error.to_string())),
        });
        read.collect::<Result<_, GraphError>>().map_err(BuildError::from)
    }

    fn read(&self, document: &Document, previous: &Previous) -> Result<Result<Read, String>, GraphError> {
        let run = self.pipeline.run();
        if let Some(statements) = previous.unchanged(document, run) {
            let undated = document.date.is_none().then(|| document.clone());
            return Ok(Ok(Read { statements: statements.to_vec(), analysed: None, undated }));
        }
        self.extract(document, None)
    }

    /// Reads documents without a date again where others say when they were written. Gives their number.
    fn date(&self, read: &mut Sources) -> Result<usize, BuildError> {
        let mut dating = Dating::default();
        if read.iter().flatten().flatten().any(|read| read.undated.is_some()) {
            read.iter().flatten().flatten().for_each(|read| dating.add(&read.statements));
        }
        let undated = read.par_iter_mut().flatten().flatten().filter_map(|read| Some((read.undated.take()?, read)));
        let again = undated.map(|(document, read)| {
            self.output.go_on()?;
            let Some(dated) = dating.of(&read.statements) else { return Ok(0) };
            let document = Document { date: Some(dated.month), ..document };
            // Whoever could be read once can be read twice.
            if let Ok(again) = self.extract(&document, Some(&dated))? {
                *read = again;
            }
            Ok(1)
        });
        again.sum()
    }

    /// Analyses a document for its statements; `dated` says how its date is known.
    fn extract(&self, document: &Document, dated: Option<&Dated>) -> Result<Result<Read, String>, GraphError> {
        let run = self.pipeline.run();
        // One document that meets a fault of ours must not cost the others.
        let extracted = catch_unwind(AssertUnwindSafe(|| {
            let analysis = self.pipeline.analyse(document);
            let tokens = analysis.sentences.iter().map(|sentence| sentence.tokens.len()).sum();
            (self.pipeline.claims(document, &analysis), analysis.sentences.len(), tokens)
        }));
        let Ok((claims, sentences, tokens)) = extracted else {
            return Ok(Err(format!("{}: this document could not be analysed (a fault of depeche; please report it)", document.id)));
        };
        let mut statements = statements(document, &claims)?;
        statements.extend(run.signature(document));
        statements.extend(dated.into_iter().flat_map(|dated| dated.quads(document)));
        let undated = document.date.is_none().then(|| document.clone());
        Ok(Ok(Read { statements, analysed: Some((sentences, tokens)), undated }))
    }
}

impl Report {
    fn add(&mut self, read: &Read) {
        self.documents += 1;
        match read.analysed {
            Some((sentences, tokens)) => {
                self.sentences += sentences;
                self.tokens += tokens;
            }
            None => self.unchanged += 1,
        }
    }
}
