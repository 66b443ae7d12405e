//! `depeche analyse`: text in, CoNLL-U out.

use std::{
    fs,
    io::{Write, stdout},
    path::{Path, PathBuf},
};

use anyhow::Context;
use clap::Args;

use super::{LanguageArgs, Outcome, tree};
use crate::{
    analysis::{Annotator, conllu},
    model::Document,
};

/// Print words, tags, lemmas and trees of a text.
#[derive(Debug, Args)]
pub(super) struct AnalyseArgs {
    /// The text.
    #[arg(required_unless_present = "conllu")]
    text: Option<String>,
    /// A CoNLL-U file whose tokens and sentences are kept; tags, features, lemmas and trees are written anew.
    #[arg(long, value_name = "FILE", conflicts_with = "text")]
    conllu: Option<PathBuf>,
    /// Draw the trees, one word a line, instead of CoNLL-U.
    #[arg(long, conflicts_with = "conllu")]
    tree: bool,
    #[command(flatten)]
    language: LanguageArgs,
}

pub(super) fn run(args: &AnalyseArgs) -> anyhow::Result<Outcome> {
    args.language.with_gazetteer(|pack, gazetteer| {
        let annotator = Annotator::load(pack, gazetteer)?;
        let analysis = match (&args.conllu, &args.text) {
            (Some(file), _) => annotated(file, &annotator)?,
            (None, text) => analysed(&Document::from_text("text", text.clone().unwrap_or_default()), args.tree, &annotator),
        };
        stdout().lock().write_all(analysis.as_bytes())?;
        Ok(Outcome::Complete)
    })
}

fn annotated(file: &Path, annotator: &Annotator<'_>) -> anyhow::Result<String> {
    let content = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let mut blocks = conllu::read(&content).with_context(|| file.display().to_string())?;
    blocks.iter_mut().for_each(|block| annotator.analyser().annotate(&mut block.tokens));
    Ok(conllu::write(&blocks))
}

fn analysed(document: &Document, drawn: bool, annotator: &Annotator<'_>) -> String {
    let sentences = annotator.analyse(document).sentences;
    if drawn {
        return sentences.iter().map(tree::draw).collect::<Vec<_>>().join("\n");
    }
    let numbered = (1..).zip(&sentences);
    conllu::write(&numbered.map(|(number, sentence)| conllu::Block::from_sentence(&document.text, sentence, number)).collect::<Vec<_>>())
}
