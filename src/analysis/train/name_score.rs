//! Scores of names: exact bytes and class.

use std::{collections::BTreeSet, fmt};

use super::{name::NameReader, name_gold::GoldNames};
use crate::{analysis::mention::tagger::NameTagger, model::Span};

/// Names of one class, or of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NameCounts {
    /// Found with the right bytes and class.
    pub right: usize,
    /// Found.
    pub found: usize,
    /// In the gold.
    pub gold: usize,
}

impl NameCounts {
    /// Harmonic mean of precision and recall, in percent.
    pub fn f1(self) -> f64 {
        200.0 * self.right as f64 / (self.found + self.gold).max(1) as f64
    }
}

/// What was counted, by class of the tagger.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameScores(pub Vec<(String, NameCounts)>);

impl NameScores {
    /// The counts of several classes together.
    pub fn total(&self, of: impl Fn(&str) -> bool) -> NameCounts {
        let kept = self.0.iter().filter(|(class, _)| of(class)).map(|(_, counts)| counts);
        kept.fold(NameCounts::default(), |sum, counts| NameCounts {
            right: sum.right + counts.right,
            found: sum.found + counts.found,
            gold: sum.gold + counts.gold,
        })
    }

    /// Adds the counts of other articles, tagged with the same classes.
    pub fn add(&mut self, other: &Self) {
        for (class, counts) in &other.0 {
            match self.0.iter_mut().find(|(known, _)| known == class) {
                Some((_, own)) => {
                    *own = NameCounts { right: own.right + counts.right, found: own.found + counts.found, gold: own.gold + counts.gold }
                }
                None => self.0.push((class.clone(), *counts)),
            }
        }
    }
}

impl fmt::Display for NameScores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = self.total(|_| true);
        let percent = |right: usize, of: usize| 100.0 * right as f64 / of.max(1) as f64;
        write!(f, "P {:.1}  R {:.1}  F1 {:.1}", percent(all.right, all.found), percent(all.right, all.gold), all.f1())?;
        self.0.iter().try_for_each(|(class, counts)| write!(f, "  {class} {:.1}", counts.f1()))?;
        write!(f, "  ({} names)", all.gold)
    }
}

/// Tags articles and compares.
pub fn score_names(tagger: &NameTagger, reader: &NameReader<'_>, gold: &[GoldNames]) -> NameScores {
    let mut scores = NameScores(tagger.classes().iter().map(|class| (class.tag.clone(), NameCounts::default())).collect());
    for article in gold {
        let sentences = reader.sentences(&article.text);
        let named = tagger.tag(reader.analyser, reader.gazetteer, reader.nouns, &article.text, &sentences);
        let spans = sentences.iter().zip(named).flat_map(|(sentence, names)| {
            names.into_iter().map(|(words, class)| (sentence.tokens[words.start].span.join(sentence.tokens[words.end - 1].span), class))
        });
        let found: BTreeSet<(usize, usize, usize)> = spans.map(|(span, class)| (span.start, span.end, class)).collect();
        for (class, (tag, counts)) in scores.0.iter_mut().enumerate() {
            let gold: BTreeSet<_> =
                article.names.iter().filter(|(_, own)| own == tag).map(|(Span { start, end }, _)| (*start, *end, class)).collect();
            counts.gold += gold.len();
            counts.found += found.iter().filter(|name| name.2 == class).count();
            counts.right += gold.intersection(&found).count();
        }
    }
    scores
}
