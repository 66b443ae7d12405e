//! All names under which entities go, to be looked up whole, by their beginning, or with a slip of the pen.

use std::{collections::BTreeSet, ops::Range, sync::LazyLock};

use super::super::explore::fold;
use crate::{
    gazetteer::{Gazetteer, RecordId},
    graph::EntityView,
};

/// Whose name it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::server) enum Owner {
    /// A record of the gazetteer.
    Record(u32),
    /// An entity of the graph, by its position.
    Entity(usize),
}

/// Names without accents, case and punctuation, sorted.
#[derive(Debug, Default)]
pub(in crate::server) struct Names(Vec<(Box<str>, Owner)>);

/// A name that was found: how like what was sought it is, 0 to 1.
pub(super) struct Hit {
    pub owner: Owner,
    pub likeness: f64,
}

/// Names of this length and longer may differ in two letters, shorter ones in one, the shortest in none.
const LONG: usize = 8;
const SHORT: usize = 4;
/// Most words of a name whose order may be another: `BIDEN, Joe`.
const WORDS: usize = 3;
/// How like a whole name its surname is.
const SHARED: f64 = 0.8;

static GAZETTEER: LazyLock<Names> = LazyLock::new(|| {
    let gazetteer = Gazetteer::embedded();
    let records = (0..gazetteer.len()).map(|id| gazetteer.record(RecordId(id)));
    Names::new(records.flat_map(|record| record.aliases().chain([record.label()]).map(move |name| (name, Owner::Record(record.id().0)))))
});

static SURNAMES: LazyLock<Names> = LazyLock::new(|| {
    let gazetteer = Gazetteer::embedded();
    let records = (0..gazetteer.len()).map(|id| gazetteer.record(RecordId(id)));
    Names::new(records.flat_map(|record| record.surnames().map(move |name| (name, Owner::Record(record.id().0)))))
});

/// Names that a person shares with others: who is found by them is a proposal, never certain.
pub(in crate::server) fn surnames() -> &'static Names {
    &SURNAMES
}

/// The names of the gazetteer. Worked out once, and shared by all processes that are forked afterwards.
pub(in crate::server) fn gazetteer_names() -> &'static Names {
    &GAZETTEER
}

/// Letters and digits in words, without accents and case.
pub(super) fn plain(text: &str) -> String {
    let folded = fold(text);
    folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

impl Names {
    fn new<'a>(names: impl Iterator<Item = (&'a str, Owner)>) -> Self {
        let mut names: Vec<_> =
            names.map(|(name, owner)| (plain(name).into_boxed_str(), owner)).filter(|(name, _)| !name.is_empty()).collect();
        names.sort();
        names.dedup();
        Self(names)
    }

    /// The names of a graph's entities.
    pub(in crate::server) fn of<'a>(entities: impl Iterator<Item = &'a EntityView>) -> Self {
        let own = |(position, entity): (usize, &'a EntityView)| {
            entity.labels.iter().chain([&entity.label]).map(move |name| (name.as_str(), Owner::Entity(position)))
        };
        Self::new(entities.enumerate().flat_map(own))
    }

    fn range(&self, from: &str, goes_on: impl Fn(&str) -> bool) -> Range<usize> {
        let start = self.0.partition_point(|(name, _)| **name < *from);
        start..start + self.0[start..].partition_point(|(name, _)| goes_on(name))
    }

    /// Who has a name that begins so.
    pub(super) fn beginning(&self, text: &str) -> impl Iterator<Item = (&str, Owner)> {
        self.0[self.range(text, |name| name.starts_with(text))].iter().map(|(name, owner)| (&**name, *owner))
    }

    fn exact(&self, text: &str) -> &[(Box<str>, Owner)] {
        &self.0[self.range(text, |name| name == text)]
    }

    /// Who bears such a surname; nothing else is said of them.
    pub(super) fn shared(&self, text: &str) -> impl Iterator<Item = Hit> {
        self.find(text).into_iter().map(|hit| Hit { likeness: SHARED * hit.likeness, ..hit })
    }

    /// Who bears a name like this one; those that are but alike only where nobody bears it exactly.
    pub(super) fn find(&self, text: &str) -> Vec<Hit> {
        for order in orders(text) {
            let found = self.exact(&order);
            if !found.is_empty() {
                let likeness = if order == text { 1.0 } else { 0.97 };
                return found.iter().map(|(_, owner)| Hit { owner: *owner, likeness }).collect();
            }
        }
        self.alike(text)
    }

    fn alike(&self, text: &str) -> Vec<Hit> {
        let length = text.chars().count();
        let most = if length >= LONG { 2 } else { usize::from(length >= SHORT) };
        let ends = |name: &str| (name.bytes().next(), name.bytes().last());
        let (first, last) = ends(text);
        let near = |name: &str| {
            let (own_first, own_last) = ends(name);
            name.len().abs_diff(text.len()) <= most && (own_first == first || own_last == last)
        };
        let letters = sorted(text);
        let hit = |(name, owner): &(Box<str>, Owner)| {
            let distance = if most > 0 && near(name) { strsim::osa_distance(name, text) } else { usize::MAX };
            // `Lybie`: the right letters in the wrong places.
            (distance <= most || distance == 2 && sorted(name) == letters)
                .then(|| Hit { owner: *owner, likeness: 1.0 - 1.5 * distance as f64 / length.max(1) as f64 })
        };
        self.0.iter().filter_map(hit).collect()
    }
}

fn sorted(text: &str) -> Vec<char> {
    let mut letters: Vec<_> = text.chars().collect();
    letters.sort_unstable();
    letters
}

/// The words in every order, the given one first; only that one where there are many.
fn orders(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split(' ').collect();
    let mut orders = vec![text.to_owned()];
    if (2..=WORDS).contains(&words.len()) {
        let mut others = BTreeSet::new();
        for shift in 1..words.len() {
            others.insert([&words[shift..], &words[..shift]].concat().join(" "));
        }
        others.insert(words.iter().rev().copied().collect::<Vec<_>>().join(" "));
        orders.extend(others);
    }
    orders
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        Names::new(
            ["Joe Biden", "N'Djamena", "Saint-Étienne", "Goma", "Gomel"].into_iter().zip(0..).map(|(name, id)| (name, Owner::Entity(id))),
        )
    }

    #[test]
    fn case_accents_punctuation_and_order_do_not_count() {
        for (text, owner) in [("BIDEN, Joe", 0), ("n djamena", 1), ("SAINT ETIENNE", 2), ("Goma", 3), ("Saint-Etiene", 2), ("Gomell", 4)] {
            let found = names().find(&plain(text));
            assert_eq!(found.iter().map(|hit| hit.owner).collect::<Vec<_>>(), [Owner::Entity(owner)], "{text}");
        }
        assert!(names().find("").is_empty() && names().find("gom").is_empty());
    }

    #[test]
    fn beginnings_are_found() {
        assert_eq!(names().beginning("gom").map(|(name, _)| name).collect::<Vec<_>>(), ["goma", "gomel"]);
    }
}
