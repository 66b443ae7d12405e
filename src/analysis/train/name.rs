//! Training of the name tagger, and its score, from gold names and lists of names.

use std::{collections::BTreeMap, ops::Range, path::Path};

use rayon::prelude::*;

use super::{
    TrainError,
    error::read_text,
    name_crf::{Example, fit},
    name_gold::GoldNames,
    name_score::{NameScores, score_names},
    plan::{NameList, NamePlan},
};
use crate::{
    analysis::{
        Analyser,
        mention::{
            Nouns,
            tagger::{
                Buffers, CLASSES, LISTS, NameClass, NameTagger, Pass, Scene, Source, encode, fill, list as add_to_list, remember, set_topic,
            },
        },
        segment::Segmenter,
        table::Table,
        weights::Rows,
    },
    gazetteer::Gazetteer,
    model::{Sentence, Span},
};

/// Parts of the material of which each is labelled by a first pass that has not seen it, for the second to learn from.
const FOLDS: usize = 4;
/// Parts of cross-validation.
const PARTITIONS: usize = 5;
/// Steps of the part of a cluster's words that a list has.
const PARTS: [f64; 3] = [0.03, 0.1, 0.25];

/// What turns text into what the tagger sees.
pub struct NameReader<'a> {
    /// Cuts text.
    pub segmenter: &'a Segmenter,
    /// Gives trees.
    pub analyser: &'a Analyser,
    /// Known names.
    pub gazetteer: &'a Gazetteer,
    /// Kinds of things.
    pub nouns: &'a Nouns,
}

impl NameReader<'_> {
    /// The trees of a text.
    pub fn sentences(&self, text: &str) -> Vec<Sentence> {
        let raw = self.segmenter.sentences(text, Span::new(0, text.len()));
        let analyse = |raw: crate::analysis::segment::RawSentence| {
            let mut tokens = self.analyser.words(text, &raw.tokens);
            self.analyser.annotate(&mut tokens);
            Sentence { span: raw.span, paragraph: raw.paragraph, tokens }
        };
        raw.into_iter().map(analyse).collect()
    }
}

/// One article: what the tagger sees of each sentence, and the right labels.
struct Article {
    scenes: Vec<Scene>,
    labels: Vec<Vec<u8>>,
}

/// The score of taggers that are each trained on all articles but a part, on that part; all learn from `others` too.
///
/// # Errors
/// As [`train_names`].
pub fn cross_validate(
    plan: &NamePlan,
    seed: u64,
    folders: (&Path, &Path),
    reader: &NameReader<'_>,
    gold: &[GoldNames],
    others: &[GoldNames],
) -> Result<NameScores, TrainError> {
    let mut scores = NameScores::default();
    for part in 0..PARTITIONS {
        let part = part * gold.len() / PARTITIONS..(part + 1) * gold.len() / PARTITIONS;
        let rest: Vec<GoldNames> = gold[..part.start].iter().chain(&gold[part.end..]).chain(others).cloned().collect();
        let tagger = train_names(plan, seed, folders, reader, &rest)?;
        scores.add(&score_names(&tagger, reader, &gold[part]));
    }
    Ok(scores)
}

/// Trains a name tagger after the part `names` of a plan, from these articles. `folders` are those of the pack and of the material, with lists.
///
/// # Errors
/// When a list cannot be read, or a class is not one of the plan's.
pub fn train_names(
    plan: &NamePlan,
    seed: u64,
    (pack, material): (&Path, &Path),
    reader: &NameReader<'_>,
    gold: &[GoldNames],
) -> Result<NameTagger, TrainError> {
    let classes: Vec<NameClass> =
        plan.class.iter().map(|class| NameClass { tag: class.tag.clone(), means: class.means.join(" ") }).collect();
    if classes.is_empty() || classes.len() > CLASSES {
        return Err(TrainError::Shape { what: "classes of names", count: classes.len() });
    }
    if plan.list.len() > LISTS {
        return Err(TrainError::Shape { what: "lists of names", count: plan.list.len() });
    }
    let lists = read_lists(&plan.list, pack, material)?;
    let profiles = profiles(&lists, reader.analyser, plan.list.len());
    let topic = plan.list.iter().enumerate().map(|(bit, list)| u16::from(list.topic) << bit).sum();
    let source = Source::new(Table::build(&lists), topic, profiles);
    let mut articles = gold.par_iter().map(|gold| article(&classes, &source, reader, gold)).collect::<Option<Vec<Article>>>();
    let articles = articles.as_mut().ok_or(TrainError::Shape { what: "classes of names that the plan lacks", count: 1 })?;
    let passes = train_passes(plan, seed, classes.len(), articles);
    Ok(NameTagger { classes, source, passes })
}

fn train_passes(plan: &NamePlan, seed: u64, classes: usize, articles: &mut [Article]) -> [Pass; 2] {
    let first = |seen: &(dyn Fn(usize) -> bool + Sync)| {
        let kept = articles.iter().enumerate().filter(|(at, _)| seen(*at)).map(|(_, article)| article);
        fit(plan.settings, seed, classes, &examples(plan, kept))
    };
    let folds: Vec<Pass> = (0..=FOLDS).into_par_iter().map(|fold| first(&|at| at % FOLDS != fold)).collect();
    let mut buffers = Buffers::default();
    for (at, article) in articles.iter_mut().enumerate() {
        let labels: Vec<Vec<u8>> = article.scenes.iter().map(|scene| folds[at % FOLDS].label(scene, classes, &mut buffers)).collect();
        remember(&mut article.scenes, &labels, classes);
    }
    let second = fit(plan.settings, seed, classes, &examples(plan, articles.iter()));
    let all = folds.into_iter().next_back();
    [all.unwrap_or_else(|| fit(plan.settings, seed, classes, &[])), second]
}

fn examples<'a>(plan: &NamePlan, articles: impl Iterator<Item = &'a Article>) -> Vec<Example> {
    let mut rows = Rows::new(plan.settings.bits);
    let mut example = |scene: &Scene, labels: &Vec<u8>| {
        let word = |at: usize| {
            fill(&scene.clues, &scene.runs, at, &mut rows);
            rows.as_slice().to_vec()
        };
        Example { rows: (0..scene.clues.len()).map(word).collect(), labels: labels.clone() }
    };
    articles.flat_map(|article| article.scenes.iter().zip(&article.labels)).map(|(scene, labels)| example(scene, labels)).collect()
}

fn article(classes: &[NameClass], source: &Source, reader: &NameReader<'_>, gold: &GoldNames) -> Option<Article> {
    let number = |tag: &str| classes.iter().position(|class| class.tag == tag);
    let names = gold.names.iter().map(|(span, tag)| Some((*span, number(tag)?))).collect::<Option<Vec<(Span, usize)>>>()?;
    let sentences = reader.sentences(&gold.text);
    let mut scenes: Vec<Scene> =
        sentences.iter().map(|s| source.scene(reader.analyser, reader.gazetteer, reader.nouns, &gold.text, s)).collect();
    set_topic(&mut scenes);
    let labels = sentences.iter().map(|sentence| encode(sentence.tokens.len(), &words(sentence, &names))).collect();
    Some(Article { scenes, labels })
}

/// The words that names touch, no word in two names.
fn words(sentence: &Sentence, names: &[(Span, usize)]) -> Vec<(Range<usize>, usize)> {
    let mut found: Vec<(Range<usize>, usize)> = Vec::new();
    for (span, class) in names {
        let mut touched = (0..sentence.tokens.len()).filter(|&at| {
            let token = sentence.tokens[at].span;
            token.start < span.end && span.start < token.end
        });
        let Some(start) = touched.next() else { continue };
        let end = touched.next_back().unwrap_or(start) + 1;
        if found.last().is_none_or(|(last, _)| last.end <= start) {
            found.push((start..end, *class));
        }
    }
    found
}

/// Which lists have a name: one bit for each list. A line of a list is a name, or a name and its kind.
fn read_lists(lists: &[NameList], pack: &Path, material: &Path) -> Result<BTreeMap<u64, u16>, TrainError> {
    let (mut words, mut lower) = (BTreeMap::new(), String::new());
    for (bit, list) in lists.iter().enumerate() {
        let folder = if list.own { pack } else { material };
        for line in read_text(&folder.join(&list.source.path))?.lines().filter(|line| !line.starts_with('#')) {
            let (name, kind) = line.split_once('\t').unwrap_or((line, ""));
            if list.kinds.is_empty() || list.kinds.iter().any(|known| known == kind) {
                add_to_list(&mut words, name, 1 << bit, &mut lower);
            }
        }
    }
    Ok(words)
}

/// For each cluster, two bits for each of the first lists: how large a part of its words the list has.
fn profiles(lists: &BTreeMap<u64, u16>, analyser: &Analyser, count: usize) -> Vec<u16> {
    let clusters = &analyser.lexicon.clusters;
    let sizes = clusters.counts();
    let mut members = vec![[0_usize; 8]; sizes.len()];
    for (&word, bits) in lists {
        let Some(members) = clusters.get(word).and_then(|cluster| members.get_mut(usize::from(cluster))) else { continue };
        members.iter_mut().enumerate().take(count).for_each(|(bit, count)| *count += usize::from(bits >> bit & 1));
    }
    let step = |part: f64| PARTS.iter().filter(|&&least| part >= least).count() as u16;
    let code = |(size, members): (&usize, &[usize; 8])| {
        members.iter().enumerate().fold(0, |code, (bit, &count)| code | step(count as f64 / (*size).max(1) as f64) << (2 * bit))
    };
    sizes.iter().zip(&members).map(code).collect()
}
