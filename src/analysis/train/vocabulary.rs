//! The classes that the models choose from, and the treebanks in terms of them.

use std::collections::BTreeMap;

use super::{Corpus, Plan, TrainError, corpus::TrainSentence};
use crate::{
    analysis::{
        lexicon::Lexicon,
        morph::Bundles,
        parser::{Actions, Move, WIDTH},
        subtype::Subtypes,
        tagger::Tags,
        word::Word,
    },
    model::{Features, Token},
};

/// Fewer bundles or arcs of one kind than this in all treebanks are taken for slips.
const LEAST_BUNDLES: usize = 2;
const LEAST_ARCS: usize = 5;

/// All classes.
pub(super) struct Vocabulary {
    pub tags: Tags,
    pub bundles: Bundles,
    pub actions: Actions,
    pub subtypes: Subtypes,
    bundle_index: BTreeMap<(u8, String), u16>,
}

/// One sentence as the models see it. Words count from 0.
pub(super) struct Example {
    pub words: Vec<Word>,
    pub tags: Vec<u8>,
    pub bundles: Vec<Option<u16>>,
    /// Head and plain relation of every word.
    pub arcs: Vec<(Option<usize>, u8)>,
    /// Full relation, where it is one of the model's.
    pub relations: Vec<Option<u8>>,
}

impl Vocabulary {
    pub fn collect(plan: &Plan, corpus: &Corpus) -> Result<Self, TrainError> {
        let names = by_frequency(corpus.tokens().map(|token| Tags::name(token.upos, &token.feats, &plan.feature.split)), 1);
        let count = names.len();
        let tags = Tags::new(names, plan.feature.split.clone()).ok_or(TrainError::Shape { what: "tags", count })?;
        let kind = |token: &Token| tags.class(token.upos, &token.feats).map(|tag| (tag, token.feats.as_str().to_owned()));
        let kinds = by_frequency(corpus.words().filter(|(_, learn)| *learn).filter_map(|(token, _)| kind(token)), LEAST_BUNDLES);
        let bundle_index = kinds.iter().cloned().zip(0..).collect();
        let count = kinds.len();
        let bundles = Bundles::new(&tags, kinds.into_iter().map(|(tag, feats)| (tag, Features::new(feats))));
        let bundles = bundles.ok_or(TrainError::Shape { what: "feature bundles or values", count })?;
        let actions = actions(corpus)?;
        let full = by_frequency(corpus.tokens().map(|token| token.rel.to_string()), LEAST_ARCS);
        let full: Vec<String> =
            full.into_iter().filter(|rel| actions.relations.iter().any(|plain| rel.split(':').next() == Some(plain))).collect();
        let count = full.len();
        let subtypes = Subtypes::new(&actions.relations, full).ok_or(TrainError::Shape { what: "relations", count })?;
        Ok(Self { tags, bundles, actions, subtypes, bundle_index })
    }

    /// The number of a word's bundle.
    pub fn bundle(&self, token: &Token) -> Option<u16> {
        let tag = self.tags.class(token.upos, &token.feats)?;
        self.bundle_index.get(&(tag, token.feats.as_str().to_owned())).copied()
    }

    pub fn examples(&self, corpus: &Corpus, lexicon: &Lexicon) -> Vec<Example> {
        corpus.sentences.iter().map(|sentence| self.example(sentence, lexicon)).collect()
    }

    fn example(&self, sentence: &TrainSentence, lexicon: &Lexicon) -> Example {
        let mut lower = String::new();
        let tokens = &sentence.block.tokens;
        Example {
            words: tokens.iter().map(|token| Word::new(&token.form, lexicon, &mut lower)).collect(),
            tags: tokens.iter().map(|token| self.tags.class(token.upos, &token.feats).unwrap_or(0)).collect(),
            bundles: tokens.iter().zip(&sentence.features).map(|(token, learn)| self.bundle(token).filter(|_| *learn)).collect(),
            arcs: tokens.iter().enumerate().map(|(at, token)| (token.head, self.plain(at, token))).collect(),
            relations: tokens.iter().map(|token| self.subtypes.class(&token.rel)).collect(),
        }
    }

    /// The plain relation, or that of the nearest action when none makes it in this direction.
    fn plain(&self, at: usize, token: &Token) -> u8 {
        let kind = direction(at, token);
        let number = |name: &str| self.actions.relations.iter().position(|known| known == name).map(|number| number as u8);
        let makes = |relation: &u8| self.actions.moves.contains(&(kind, *relation));
        let first = || self.actions.moves.iter().find(|(of, _)| *of == kind).map_or(0, |(_, relation)| *relation);
        number(token.base_rel()).filter(makes).or_else(|| number("dep").filter(makes)).unwrap_or_else(first)
    }
}

/// The root counts as standing after all words.
fn direction(at: usize, token: &Token) -> Move {
    if token.head.is_some_and(|head| head < at) { Move::Right } else { Move::Left }
}

fn actions(corpus: &Corpus) -> Result<Actions, TrainError> {
    let arcs = corpus.sentences.iter().flat_map(|sentence| {
        sentence.block.tokens.iter().enumerate().map(|(at, token)| (direction(at, token), token.base_rel().to_owned()))
    });
    let arcs = by_frequency(arcs, LEAST_ARCS);
    let mut relations: Vec<String> = arcs.iter().take(WIDTH - 1).map(|(_, relation)| relation.clone()).collect();
    relations.sort_unstable();
    relations.dedup();
    let number = |name: &str| relations.iter().position(|known| known == name).map_or(0, |number| number as u8);
    let made = arcs.iter().take(WIDTH - 1).map(|(kind, relation)| (*kind, number(relation)));
    let moves: Vec<(Move, u8)> = std::iter::once((Move::Shift, 0)).chain(made).collect();
    let count = moves.len();
    Actions::new(moves, relations).ok_or(TrainError::Shape { what: "actions", count })
}

/// Distinct items, the most frequent first, those rarer than `least` left out.
fn by_frequency<T: Ord>(items: impl Iterator<Item = T>, least: usize) -> Vec<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for item in items {
        *counts.entry(item).or_default() += 1;
    }
    let mut counted: Vec<(T, usize)> = counts.into_iter().filter(|(_, count)| *count >= least).collect();
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counted.into_iter().map(|(item, _)| item).collect()
}
