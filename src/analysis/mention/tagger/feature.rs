//! Features of a word for the name tagger: what it and its neighbours look like, and what stands around the run of capitals that it is part of.

use crate::analysis::weights::Rows;

/// What the tagger sees of one word. The numbers are hashes; 0 stands for nothing.
#[derive(Clone, Debug)]
pub(in crate::analysis) struct Clue {
    pub form: u64,
    pub lower: u64,
    pub lemma: u64,
    pub suffixes: [u64; 3],
    pub prefixes: [u64; 2],
    pub shape: u64,
    pub cluster: u64,
    /// Which lists the words of its cluster are found in.
    pub profile: u64,
    /// What the lexicon says that it can be.
    pub class: u64,
    pub upos: u64,
    pub relation: u64,
    /// Lemma and cluster of its head.
    pub head: [u64; 2],
    /// Bits of the lists that have it (given names, family names, places, peoples).
    pub lists: u64,
    /// Bits of the lists that have the longest listed name that covers it, with its place in it.
    pub listed: u64,
    /// Whether it tells what an article is about, and what the article and the sentence are about.
    pub topical: bool,
    pub topic: u64,
    /// Class and kind of the likeliest gazetteer entry that covers it, with its place in it.
    pub entry: u64,
    /// Class of the next likeliest.
    pub second: u64,
    /// Class of the noun that it is.
    pub noun: u64,
    /// Whether it has a capital, and whether it has nothing else.
    pub capital: bool,
    pub shout: bool,
    /// Whether it is a mark without letter or digit.
    pub marks: bool,
    /// Whether it begins the sentence or follows a mark.
    pub begins: bool,
    /// Whether it is a common word in lower case.
    pub common: bool,
    /// Number of the run of capitals that it is in.
    pub run: Option<usize>,
    /// What the first pass says of its form in the document, and of itself.
    pub memory: u64,
    pub own: u64,
}

impl Clue {
    /// Stands before the first and after the last word.
    pub const OUTSIDE: Self = Self {
        form: 1,
        lower: 1,
        lemma: 1,
        suffixes: [1; 3],
        prefixes: [1; 2],
        shape: 1,
        cluster: 1,
        profile: 1,
        class: 1,
        upos: 99,
        relation: 1,
        head: [1; 2],
        lists: 0,
        listed: 0,
        topical: false,
        topic: 0,
        entry: 0,
        second: 0,
        noun: 0,
        capital: false,
        shout: false,
        marks: false,
        begins: false,
        common: false,
        run: None,
        memory: 0,
        own: 0,
    };
}

/// A stretch of capitalised words, with small words between them.
#[derive(Clone, Debug)]
pub(in crate::analysis) struct Run {
    pub start: usize,
    pub end: usize,
}

/// Fills `rows` with the features of the word at `at`.
pub(in crate::analysis) fn fill(clues: &[Clue], runs: &[Run], at: usize, rows: &mut Rows) {
    let view = View { clues, at };
    rows.clear();
    own(&clues[at], rows);
    around(view, rows);
    kinds_around(view, rows);
    // Features are numbered in order: those of the run stay last, since not every word has one.
    if clues[at].own != 0 {
        recall(view, rows);
    }
    if let Some(run) = clues[at].run.map(|run| &runs[run]) {
        run_edges(view, run, rows);
        run_inside(view, run, rows);
    }
}

/// The words of a sentence, seen from one of them.
#[derive(Clone, Copy)]
struct View<'a> {
    clues: &'a [Clue],
    at: usize,
}

impl<'a> View<'a> {
    fn near(self, offset: isize) -> &'a Clue {
        self.place(self.at.checked_add_signed(offset))
    }

    fn place(self, place: Option<usize>) -> &'a Clue {
        place.and_then(|place| self.clues.get(place)).unwrap_or(&Clue::OUTSIDE)
    }
}

impl Clue {
    /// Capitals and whether they mean something here.
    fn look(&self) -> u64 {
        u64::from(self.capital) + 2 * u64::from(self.shout) + 4 * u64::from(self.begins) + 8 * u64::from(self.common)
    }
}

fn own(c: &Clue, rows: &mut Rows) {
    let (look, capital) = (c.look(), u64::from(c.capital));
    rows.add([]);
    rows.add([look]);
    rows.add([c.form]);
    rows.add([c.lower]);
    c.suffixes.iter().chain(&c.prefixes).for_each(|&affix| rows.add([affix, capital]));
    rows.add([c.shape, look]);
    rows.add([c.cluster, capital]);
    rows.add([c.profile, look]);
    rows.add([c.class, look]);
    rows.add([c.upos, look]);
    rows.add([c.lists, look]);
    rows.add([c.entry, look]);
    rows.add([c.entry, c.second]);
    rows.add([c.entry, c.lists, c.upos]);
    rows.add([c.listed, look]);
    rows.add([c.listed, c.topic, c.entry]);
    rows.add([c.topic, look, c.lists]);
    rows.add([c.noun, look]);
    rows.add([c.relation, c.head[0]]);
    rows.add([c.relation, c.head[1], capital]);
    rows.add([c.relation, look]);
}

/// Words before and after.
fn around(view: View<'_>, rows: &mut Rows) {
    let (c, p, pp, n, nn) = (view.near(0), view.near(-1), view.near(-2), view.near(1), view.near(2));
    let (look, capital) = (c.look(), u64::from(c.capital));
    rows.add([c.lower, capital, p.lower]);
    rows.add([c.lower, capital, n.lower]);
    rows.add([p.lower]);
    rows.add([p.lower, look]);
    rows.add([pp.lower]);
    rows.add([n.lower]);
    rows.add([n.lower, look]);
    rows.add([nn.lower]);
    rows.add([p.lemma, pp.lemma]);
    rows.add([p.cluster, look]);
    rows.add([pp.cluster, look]);
    rows.add([n.cluster, look]);
    rows.add([nn.cluster, look]);
    rows.add([c.cluster, p.cluster]);
    rows.add([c.cluster, n.cluster]);
    rows.add([p.shape, c.shape]);
    rows.add([c.shape, n.shape]);
    rows.add([p.shape, c.shape, n.shape]);
}

/// What the words before and after are.
fn kinds_around(view: View<'_>, rows: &mut Rows) {
    let (c, p, pp, n) = (view.near(0), view.near(-1), view.near(-2), view.near(1));
    let look = c.look();
    let [before, own, after] = [p.capital, c.capital, n.capital].map(u64::from);
    rows.add([p.upos, c.upos]);
    rows.add([p.upos, c.upos, n.upos, own]);
    rows.add([p.lists, c.lists, look]);
    rows.add([c.lists, n.lists, after, look]);
    rows.add([p.entry, look]);
    rows.add([n.entry, look]);
    rows.add([p.profile, c.profile, before, own]);
    rows.add([c.profile, n.profile, own, after]);
    rows.add([p.noun, look]);
    rows.add([pp.noun, p.upos, look]);
    rows.add([n.noun, look]);
}

/// Words on both sides of the run of capitals.
fn run_edges(view: View<'_>, run: &Run, rows: &mut Rows) {
    let (before, before_that) = (view.place(run.start.checked_sub(1)), view.place(run.start.checked_sub(2)));
    let (after, after_that) = (view.place(Some(run.end)), view.place(Some(run.end + 1)));
    let (place, length) = run.place(view.at);
    rows.add([place, before.lemma]);
    rows.add([place, before.lemma, before_that.lemma]);
    rows.add([place, after.lemma]);
    rows.add([before.lemma, after.lemma]);
    rows.add([before.lemma, length]);
    rows.add([after.lemma, length]);
    rows.add([before.cluster, length]);
    rows.add([after.cluster, length]);
    rows.add([before_that.cluster, before.lemma]);
    rows.add([after_that.cluster, after.lemma]);
    rows.add([before_that.noun, before.upos, before.noun]);
    rows.add([after.noun, after_that.noun]);
}

/// First and last word of the run.
fn run_inside(view: View<'_>, run: &Run, rows: &mut Rows) {
    let (first, last) = (&view.clues[run.start], &view.clues[run.end - 1]);
    let (place, length) = run.place(view.at);
    rows.add([place, u64::from(first.begins)]);
    rows.add([place, first.lists, last.lists]);
    rows.add([length, first.lists, first.entry]);
    rows.add([place, first.lower]);
    rows.add([place, first.profile, last.profile]);
    rows.add([length, last.lower]);
    rows.add([length, last.suffixes[1]]);
    rows.add([first.cluster, length]);
    rows.add([last.cluster, length]);
    rows.add([first.noun, last.noun, length]);
}

impl Run {
    /// Where a word stands in the run, from both ends, and how long the run is.
    fn place(&self, at: usize) -> (u64, u64) {
        let place = (at - self.start).min(3) + 4 * (self.end - 1 - at).min(3);
        (place as u64, (self.end - self.start).min(5) as u64)
    }
}

/// What the first pass made of these words, and of the same words elsewhere.
fn recall(view: View<'_>, rows: &mut Rows) {
    let (c, p, n) = (view.near(0), view.near(-1), view.near(1));
    rows.add([c.own]);
    rows.add([c.memory]);
    rows.add([c.memory, c.look()]);
    rows.add([c.own, c.memory]);
    rows.add([p.own, c.own, n.own]);
    rows.add([c.own, n.memory]);
    rows.add([p.memory, c.memory]);
    rows.add([c.memory, n.memory]);
}
