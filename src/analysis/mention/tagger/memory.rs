//! What the first pass tells the second: of each word, how it was labelled elsewhere in the document.

use rustc_hash::FxHashMap;

use super::{
    clue::Scene,
    label::{CLASSES, OUTSIDE, decode},
};

/// Labels of one form in a document.
#[derive(Clone, Copy, Default)]
struct Votes {
    /// By class; those of names of several words count double.
    classes: [u32; CLASSES],
    /// With a capital outside names.
    outside: u32,
    /// Without a capital outside names.
    small: bool,
}

/// Votes that a word of a name of several words has.
const LONG: u32 = 2;

/// Writes into the sentences of a document what the labels of the first pass say of each word, and of words like it.
pub(in crate::analysis) fn remember(scenes: &mut [Scene], labels: &[Vec<u8>], classes: usize) {
    let votes = count(scenes, labels);
    for (scene, labels) in scenes.iter_mut().zip(labels) {
        for (clue, &label) in scene.clues.iter_mut().zip(labels) {
            clue.own = 1 + u64::from(label);
            clue.memory = if clue.capital { votes.get(&clue.lower).map_or(0, |votes| votes.code(classes)) } else { 0 };
        }
    }
}

fn count(scenes: &[Scene], labels: &[Vec<u8>]) -> FxHashMap<u64, Votes> {
    let mut votes: FxHashMap<u64, Votes> = FxHashMap::default();
    for (scene, labels) in scenes.iter().zip(labels) {
        for (words, class) in decode(labels) {
            let weight = if words.len() > 1 { LONG } else { 1 };
            for clue in scene.clues[words].iter().filter(|clue| clue.capital) {
                votes.entry(clue.lower).or_default().classes[class] += weight;
            }
        }
        for (clue, _) in scene.clues.iter().zip(labels).filter(|(_, label)| usize::from(**label) == OUTSIDE) {
            let own = votes.entry(clue.lower).or_default();
            own.outside += u32::from(clue.capital);
            own.small |= !clue.capital;
        }
    }
    votes
}

impl Votes {
    /// The class that most votes are for, how clearly, how many there are, whether the word occurs in lower case.
    fn code(&self, classes: usize) -> u64 {
        let total: u32 = self.classes.iter().sum::<u32>() + self.outside;
        let most = (0..classes).max_by_key(|&class| (self.classes[class], std::cmp::Reverse(class))).unwrap_or(0);
        let (best, votes) = if self.classes[most] >= self.outside { (most, self.classes[most]) } else { (CLASSES, self.outside) };
        let clear = u64::from(votes * 2 > total) + u64::from(votes == total);
        1 + best as u64 + 10 * clear + 100 * u64::from(total.min(4) / 2) + 1000 * u64::from(self.small)
    }
}
