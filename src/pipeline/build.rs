//! The main job: a corpus in, a folder of graph files out.

use std::{
    fs, io,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
};

use rayon::prelude::*;

use super::{BuildError, Pipeline};
use crate::{
    corpus::Corpus,
    export::{Export, Format},
    graph::{Graph, GraphBuilder, SNAPSHOT, statements},
    model::{Claim, Document},
};

/// Called after each source with how many are done and how many there are.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// A build of a corpus into a folder.
pub struct Build<'a> {
    /// The stages.
    pub pipeline: &'a Pipeline<'a>,
    /// The inputs.
    pub corpus: &'a Corpus,
    /// The folder that gets the files.
    pub out: &'a Path,
}

/// What a build did.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Documents in the graph.
    pub documents: usize,
    /// Sentences read.
    pub sentences: usize,
    /// Tokens read.
    pub tokens: usize,
    /// Claims found.
    pub claims: usize,
    /// Different facts among them.
    pub facts: usize,
    /// Entities at their ends.
    pub entities: usize,
    /// Those with an identifier of an open data set.
    pub linked: usize,
    /// Inputs that could not be read, each with its reason.
    pub failures: Vec<String>,
    /// Files written.
    pub files: Vec<PathBuf>,
}

/// What one document adds.
struct Read {
    document: Document,
    claims: Vec<Claim>,
    sentences: usize,
    tokens: usize,
}

impl Build<'_> {
    /// Reads every document, extracts, builds the graph, writes the snapshot and the exports, and puts them in place all at once.
    ///
    /// # Errors
    /// [`BuildError::NoDocument`] where nothing could be read; the others where the output cannot be written. What stood in the folder
    /// before stays then as it was.
    pub fn run(&self, progress: Progress<'_>) -> Result<Report, BuildError> {
        let mut report = Report { failures: self.corpus.failures().iter().map(ToString::to_string).collect(), ..Report::default() };
        let mut builder = GraphBuilder::new();
        let done = AtomicUsize::new(0);
        let read: Vec<Vec<Result<Read, String>>> = (0..self.corpus.len())
            .into_par_iter()
            .map(|source| {
                let read =
                    self.corpus.read(source).into_iter().map(|document| self.read(document.map_err(|error| error.to_string())?)).collect();
                progress(done.fetch_add(1, Ordering::Relaxed) + 1, self.corpus.len());
                read
            })
            .collect();
        for result in read.into_iter().flatten() {
            match result {
                Ok(read) => add(&mut builder, &read, &mut report)?,
                Err(failure) => report.failures.push(failure),
            }
        }
        if report.documents == 0 {
            return Err(BuildError::NoDocument { failures: report.failures });
        }
        let graph = builder.finish()?;
        self.write(&graph, &mut report)?;
        Ok(report)
    }

    fn read(&self, document: Document) -> Result<Read, String> {
        // One document that meets a fault of ours must not cost the others.
        let extracted = catch_unwind(AssertUnwindSafe(|| {
            let analysis = self.pipeline.analyse(&document);
            let claims = self.pipeline.claims(&document, &analysis);
            let tokens = analysis.sentences.iter().map(|sentence| sentence.tokens.len()).sum();
            (claims, analysis.sentences.len(), tokens)
        }));
        let (claims, sentences, tokens) = extracted
            .map_err(|_| format!("{}: this document could not be analysed (a fault of depeche; please report it)", document.id))?;
        Ok(Read { document, claims, sentences, tokens })
    }

    /// Writes all files aside, then moves them into place.
    fn write(&self, graph: &Graph, report: &mut Report) -> Result<(), BuildError> {
        let aside = self.out.join(format!(".build-{}", std::process::id()));
        let written = self.write_aside(graph, &aside, report);
        // Nothing of a failed build is of use; the failure itself is what is reported.
        let _ = fs::remove_dir_all(&aside);
        written
    }

    fn write_aside(&self, graph: &Graph, aside: &Path, report: &mut Report) -> Result<(), BuildError> {
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |source: io::Error| BuildError::Output { path, source }
        };
        fs::create_dir_all(aside).map_err(failed(aside))?;
        graph.save(aside)?;
        let export = Export::of(graph)?;
        let mut names = vec![SNAPSHOT.to_owned()];
        for format in Format::BUILD {
            export.save(format, aside)?;
            names.push(format.file_name());
        }
        let reading = export.reading();
        report.facts = reading.facts.len();
        report.entities = reading.entities.len();
        report.linked = reading.entities.iter().filter(|entity| !entity.ids.is_empty()).count();
        for name in names {
            let place = self.out.join(&name);
            fs::rename(aside.join(&name), &place).map_err(failed(&place))?;
            report.files.push(place);
        }
        Ok(())
    }
}

fn add(builder: &mut GraphBuilder, read: &Read, report: &mut Report) -> Result<(), BuildError> {
    builder.extend(statements(&read.document, &read.claims)?);
    report.documents += 1;
    report.sentences += read.sentences;
    report.tokens += read.tokens;
    report.claims += read.claims.len();
    Ok(())
}
