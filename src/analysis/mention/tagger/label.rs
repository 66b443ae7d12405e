//! Labels of words: outside, or place in a name of a class; and the best sequence of them (Viterbi 1967).

use std::ops::Range;

/// Cells of a row of weights; the most labels that there can be.
pub(in crate::analysis) const WIDTH: usize = 32;
/// The most classes that so many labels allow.
pub(in crate::analysis) const CLASSES: usize = (WIDTH - 1) / PLACES;
/// The label of a word outside names.
pub(in crate::analysis) const OUTSIDE: usize = 0;
const PLACES: usize = 4;
const FIRST: usize = 0;
const INNER: usize = 1;
const LAST: usize = 2;
const SINGLE: usize = 3;

/// What a transition between labels scores, by label before and after.
pub(in crate::analysis) type Transitions<T> = [[T; WIDTH]; WIDTH];

/// Number of labels for so many classes.
pub(in crate::analysis) const fn count(classes: usize) -> usize {
    1 + PLACES * classes
}

/// Class of a label, and its place in the name.
const fn parts(label: usize) -> Option<(usize, usize)> {
    if label == OUTSIDE { None } else { Some(((label - 1) / PLACES, (label - 1) % PLACES)) }
}

/// Whether a label may follow another; `None` stands before the first and after the last word.
pub(in crate::analysis) fn may_follow(before: Option<usize>, after: Option<usize>) -> bool {
    let open = before.and_then(parts).filter(|(_, place)| *place == FIRST || *place == INNER);
    let goes_on = after.and_then(parts).filter(|(_, place)| *place == INNER || *place == LAST);
    match (open, goes_on) {
        (Some((one, _)), Some((other, _))) => one == other,
        (None, None) => true,
        _ => false,
    }
}

/// Whether both are labels of so many classes and one may follow the other.
pub(in crate::analysis) fn is_move(classes: usize, before: usize, after: usize) -> bool {
    before.max(after) < count(classes) && may_follow(Some(before), Some(after))
}

/// Scores of all moves; those that may not be are [`NEVER`].
pub(in crate::analysis) fn transitions(classes: usize, score: impl Fn(usize, usize) -> i32) -> Box<Transitions<i32>> {
    let checked = |before, after| if is_move(classes, before, after) { score(before, after) } else { NEVER };
    Box::new(std::array::from_fn(|before| std::array::from_fn(|after| checked(before, after))))
}

/// Labels of the words of a sentence with these names.
pub(in crate::analysis) fn encode(words: usize, names: &[(Range<usize>, usize)]) -> Vec<u8> {
    let mut labels = vec![OUTSIDE as u8; words];
    for (range, class) in names {
        for word in range.clone() {
            let place = match (word == range.start, word + 1 == range.end) {
                (true, true) => SINGLE,
                (true, false) => FIRST,
                (false, true) => LAST,
                (false, false) => INNER,
            };
            labels[word] = (1 + class * PLACES + place) as u8;
        }
    }
    labels
}

/// The names that a well-formed sequence of labels tells.
pub(in crate::analysis) fn decode(labels: &[u8]) -> Vec<(Range<usize>, usize)> {
    let (mut names, mut start) = (Vec::new(), 0);
    for (word, &label) in labels.iter().enumerate() {
        let Some((class, place)) = parts(usize::from(label)) else { continue };
        if place == FIRST || place == SINGLE {
            start = word;
        }
        if place == LAST || place == SINGLE {
            names.push((start..word + 1, class));
        }
    }
    names
}

/// Buffers of [`best`].
#[derive(Default)]
pub(in crate::analysis) struct Lattice {
    back: Vec<[u8; WIDTH]>,
}

impl Lattice {
    /// The best sequence of labels, in time linear in the number of words. `scores` are those of each word, `moves` those of label after label,
    /// far below 0 where [`may_follow`] says no.
    pub fn best(&mut self, labels: usize, scores: &[[i16; WIDTH]], moves: &Transitions<i32>) -> Vec<u8> {
        self.back.clear();
        let mut sums = [NEVER; WIDTH];
        for (word, own) in scores.iter().enumerate() {
            let mut next = [NEVER; WIDTH];
            let mut back = [0; WIDTH];
            for before in 0..labels {
                let base = if word == 0 { if before == OUTSIDE { 0 } else { NEVER } } else { sums[before] };
                for after in 0..WIDTH {
                    let sum = base + moves[before][after];
                    if sum > next[after] {
                        next[after] = sum;
                        back[after] = before as u8;
                    }
                }
            }
            for label in 0..WIDTH {
                sums[label] = (next[label] + i32::from(own[label])).max(NEVER);
            }
            self.back.push(back);
        }
        self.trace(labels, &sums)
    }

    fn trace(&self, labels: usize, sums: &[i32; WIDTH]) -> Vec<u8> {
        let ends = (0..labels).filter(|&label| may_follow(Some(label), None));
        let mut label = ends.max_by_key(|&label| (sums[label], std::cmp::Reverse(label))).unwrap_or(OUTSIDE);
        let mut chosen = vec![OUTSIDE as u8; self.back.len()];
        for (word, back) in self.back.iter().enumerate().rev() {
            chosen[word] = label as u8;
            label = usize::from(back[label]);
        }
        chosen
    }
}

/// Below every sum that a sequence of labels can have, and far enough from overflow that a move can be added.
pub(in crate::analysis) const NEVER: i32 = i32::MIN / 4;
