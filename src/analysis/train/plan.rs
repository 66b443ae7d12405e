//! The training plan of a language: which material, how its conventions are made one, which settings.

use std::{
    collections::BTreeMap,
    num::NonZero,
    path::{Path, PathBuf},
};

use serde::Deserialize;

use super::{GoldNames, TrainError, read_names, read_tree_names};
use crate::model::Upos;

/// A plan as written in TOML. Paths are relative to the material's folder, unless said otherwise.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Name of the language, for the card.
    pub language: String,
    /// Conventions, limits and terms, in Markdown, for the card.
    #[serde(default)]
    pub remarks: String,
    /// Seed of all random choices.
    pub seed: u64,
    /// Table of contractions, relative to the pack.
    pub contractions: Option<String>,
    /// Treebanks.
    pub treebank: Vec<Treebank>,
    /// Relations that are called otherwise in this model.
    #[serde(default)]
    pub relation: Vec<Relation>,
    /// Features.
    #[serde(default)]
    pub feature: FeaturePlan,
    /// A lexicon of inflected forms.
    pub lexicon: Option<LexiconPlan>,
    /// Word clusters: `form \t k123` a line.
    pub clusters: Option<Source>,
    /// Models.
    pub tagger: Settings,
    /// Features of words.
    pub inflector: Settings,
    /// Trees.
    pub parser: ParserSettings,
    /// Subtypes of relations.
    pub subtypes: Settings,
    /// Contractions in context.
    pub splitter: Settings,
    /// Ends of sentences.
    pub sentences: Settings,
    /// Names.
    pub names: Option<NamePlan>,
}

/// What the name tagger learns from.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamePlan {
    /// Conventions, limits and terms, in Markdown, for the card.
    #[serde(default)]
    pub remarks: String,
    /// Classes of names.
    pub class: Vec<NameClassPlan>,
    /// Annotated texts.
    pub gold: Vec<NameGold>,
    /// Lists of names, fifteen at most. The words of the first six are looked at one by one, the clusters of words by the first eight.
    #[serde(default)]
    pub list: Vec<NameList>,
    /// The model.
    pub settings: NameSettings,
}

/// A class of names.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameClassPlan {
    /// As the annotation calls it.
    pub tag: String,
    /// Classes of the ontology that it may stand for, by local name, likeliest first.
    pub means: Vec<String>,
}

/// Names annotated beside a text.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameGold {
    /// For the card.
    pub name: String,
    /// For the card.
    pub licence: String,
    /// The text, one sentence a line; none where its sentences are those of `trees`.
    #[serde(default)]
    pub text: String,
    /// CoNLL-U files with the sentences.
    #[serde(default)]
    pub trees: Vec<String>,
    /// Whether the trees are the project's own: paths are then relative to the pack.
    #[serde(default)]
    pub own: bool,
    /// Annotation to learn from, relative to the pack.
    pub train: String,
    /// Annotation to score on, never learnt from, relative to the pack.
    pub test: Option<String>,
}

/// A list of names, one a line, their kind after a tab.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameList {
    /// The file.
    pub source: Source,
    /// Kinds of names to take (default: all).
    #[serde(default)]
    pub kinds: Vec<String>,
    /// Whether it is the project's own: its path is then relative to the pack.
    #[serde(default)]
    pub own: bool,
    /// Whether its words are no names, but tell what an article is about.
    #[serde(default)]
    pub topic: bool,
}

/// Size and training of the name tagger.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameSettings {
    /// Each pass has `2^bits` rows.
    pub bits: u32,
    /// Passes over the material.
    pub epochs: usize,
    /// Length of steps.
    pub rate: f32,
    /// Pull of the weights towards 0.
    pub decay: f32,
}

/// A treebank in CoNLL-U.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Treebank {
    /// For the card.
    pub name: String,
    /// For the card.
    pub licence: String,
    /// Files to learn from.
    pub train: Vec<String>,
    /// Files to score on, never learnt from.
    #[serde(default)]
    pub test: Vec<String>,
    /// Whether its files are the project's own: paths are then relative to the pack.
    #[serde(default)]
    pub own: bool,
    /// How often a pass goes over its sentences: more than once where it is small and near to what will be read.
    #[serde(default = "once")]
    pub times: usize,
    /// Whether its lemmas follow the conventions of the model.
    #[serde(default = "yes")]
    pub lemmas: bool,
    /// Parts of speech whose features follow the conventions of the model (default: all). Where the first treebank of the plan
    /// knows a form, only what that one has too is learnt from the others.
    #[serde(default = "all")]
    pub features: Vec<Upos>,
    /// Whether its sentences end as they do in the press: not so where speech is written down.
    #[serde(default = "yes")]
    pub sentences: bool,
}

const fn once() -> usize {
    1
}

const fn yes() -> bool {
    true
}

fn all() -> Vec<Upos> {
    Upos::ALL.to_vec()
}

/// A relation to be renamed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// What treebanks call it.
    pub from: String,
    /// What the model calls it.
    pub to: String,
    /// Folded forms that keep it.
    #[serde(default)]
    pub unless: Vec<String>,
}

/// How features are made one.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeaturePlan {
    /// Features to leave out: `Name`, `Name=Value`, or `UPOS Name`.
    #[serde(default)]
    pub drop: Vec<String>,
    /// Features that every word of a part of speech gets when it has none of that name.
    #[serde(default)]
    pub add: BTreeMap<Upos, String>,
    /// Features whose values divide the tags that the parser sees.
    #[serde(default)]
    pub split: Vec<String>,
}

/// A file with its licence.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// For the card.
    pub name: String,
    /// For the card.
    pub licence: String,
    /// The file.
    pub path: String,
}

/// A lexicon of lines `form \t category \t lemma \t code`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LexiconPlan {
    /// The file.
    pub source: Source,
    /// Part of speech of the categories whose morphology and lemmas are used; the others only say what a form can be.
    pub category: BTreeMap<String, Upos>,
    /// Letters of a code, by group; letters of one group are alternatives.
    pub code: Vec<BTreeMap<char, String>>,
    /// Categories and letters (`adj K`) whose lemmas are not used.
    #[serde(default)]
    pub no_lemma: Vec<String>,
}

/// Size and length of training of one model.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The model has `2^bits` rows.
    pub bits: u32,
    /// Passes over the treebanks.
    pub epochs: usize,
}

/// Size and length of training of the parser.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParserSettings {
    /// The model has `2^bits` rows.
    pub bits: u32,
    /// Passes over the treebanks.
    pub epochs: usize,
    /// A right choice is learnt from too, when the best wrong one scores less than this below it.
    #[serde(default)]
    pub margin: f32,
    /// Models, from as many shuffles of the sentences, whose mean is taken.
    #[serde(default = "one")]
    pub shuffles: NonZero<u64>,
}

const fn one() -> NonZero<u64> {
    NonZero::<u64>::MIN
}

impl Treebank {
    /// Paths of the files to learn from.
    pub fn files<'a>(&'a self, pack: &'a Path, material: &'a Path) -> impl Iterator<Item = PathBuf> + 'a {
        self.train.iter().map(move |file| if self.own { pack } else { material }.join(file))
    }
}

impl NameGold {
    /// The files with the sentences.
    pub fn files(&self) -> Vec<String> {
        if self.text.is_empty() { self.trees.clone() } else { vec![self.text.clone()] }
    }

    /// Reads the articles that `annotation`, relative to the pack, is about.
    ///
    /// # Errors
    /// As [`read_names`] and [`read_tree_names`].
    pub fn read(&self, annotation: &str, pack: &Path, material: &Path) -> Result<Vec<GoldNames>, TrainError> {
        let annotation = pack.join(annotation);
        if !self.text.is_empty() {
            return read_names(&annotation, &material.join(&self.text));
        }
        let folder = if self.own { pack } else { material };
        let trees: Vec<PathBuf> = self.trees.iter().map(|file| folder.join(file)).collect();
        read_tree_names(&annotation, &trees)
    }
}

impl Plan {
    /// Reads a plan.
    ///
    /// # Errors
    /// When it is no TOML, or lacks something.
    pub fn from_text(text: &str) -> Result<Self, TrainError> {
        Ok(toml::from_str(text)?)
    }
}
