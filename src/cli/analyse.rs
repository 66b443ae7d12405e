//! `depeche analyse`: text in, CoNLL-U out.

use std::{
    fs,
    io::{Write, stdout},
    path::PathBuf,
};

use anyhow::Context;
use clap::Args;

use super::{LanguageArgs, Outcome};
use crate::{analysis::conllu, model::Document};

/// Print the analysis of a text in CoNLL-U: tokens, parts of speech, features, lemmas, trees.
#[derive(Debug, Args)]
pub(super) struct AnalyseArgs {
    /// The text.
    #[arg(required_unless_present = "conllu")]
    text: Option<String>,
    /// A CoNLL-U file whose tokens and sentences are kept; tags, features, lemmas and trees are written anew.
    #[arg(long, value_name = "FILE", conflicts_with = "text")]
    conllu: Option<PathBuf>,
    #[command(flatten)]
    language: LanguageArgs,
}

pub(super) fn run(args: &AnalyseArgs) -> anyhow::Result<Outcome> {
    let mut out = stdout().lock();
    args.language.with_pipeline(|pipeline| {
        match &args.conllu {
            Some(file) => {
                let content = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
                let mut blocks = conllu::read(&content).with_context(|| file.display().to_string())?;
                blocks.iter_mut().for_each(|block| pipeline.analyser().annotate(&mut block.tokens));
                write!(out, "{}", conllu::write(&blocks))?;
            }
            None => {
                let document = Document::from_text("text", args.text.clone().unwrap_or_default());
                let analysis = pipeline.analyse(&document);
                let blocks: Vec<_> = (1..)
                    .zip(&analysis.sentences)
                    .map(|(number, sentence)| conllu::Block::from_sentence(&document.text, sentence, number))
                    .collect();
                write!(out, "{}", conllu::write(&blocks))?;
            }
        }
        Ok(Outcome::Complete)
    })
}
