//! What the splitter sees of the place between two tokens.

use super::look::{Kind, Look, Quote};
use crate::analysis::weights::Rows;

/// Look-ahead for the first word in lower case, in tokens.
const AHEAD: usize = 12;
/// Look-ahead for the end of what begins here, and for its verb, in tokens.
const CLAUSE: usize = 25;
/// Look-ahead for a verb that follows on small words, in tokens.
const NEAR: usize = 6;
/// A bracket that does not close within so many tokens is taken for a slip.
const LONGEST_BRACKET: usize = 60;
/// Most tokens of a dateline, and of the name of its place.
const LONGEST_DATELINE: usize = 12;
const LONGEST_PLACE: usize = 4;

/// The sentence so far.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::analysis) struct State {
    /// Its first token.
    pub start: usize,
    quoted: bool,
    brackets: u8,
    capitals: usize,
    smalls: usize,
    marks: bool,
    /// Whether it has words that are not all in capitals.
    mixed: bool,
    /// What its best candidate for a finite verb is (see [`super::known::Sorts::verb`]).
    verb: u64,
    /// One bit for each sentence before, the last one lowest: whether it ended without a stop.
    open_ends: u8,
}

impl State {
    /// A new sentence begins at a token; an open quotation goes on.
    pub(in crate::analysis) fn begin(&mut self, looks: &[Look], at: usize) {
        let open = at > 0 && !is_stop(before(looks, at));
        *self = Self { start: at, quoted: self.quoted, open_ends: self.open_ends << 1 | u8::from(open), ..Self::default() };
    }

    /// Whether one of the last sentences ended without a stop.
    pub(super) const fn has_open_ends(&self) -> bool {
        self.open_ends != 0
    }

    /// A token joins the sentence.
    pub(in crate::analysis) fn add(&mut self, look: &Look) {
        match look.quote {
            Quote::Open => self.quoted = true,
            Quote::Close => self.quoted = false,
            Quote::Bracket(true) => self.brackets = self.brackets.saturating_add(1),
            Quote::Bracket(false) => self.brackets = self.brackets.saturating_sub(1),
            Quote::None => {}
        }
        self.capitals += usize::from(look.capital);
        self.smalls += usize::from(look.small);
        self.marks |= matches!(look.kind, Kind::Colon | Kind::Semicolon | Kind::Mark);
        self.mixed |= look.kind == Kind::Word && !look.shout;
        self.verb = self.verb.max(look.sorts.verb());
    }
}

/// What stands before token `at`: the kind of the last token, one that closes after a terminal told apart from one that does not.
pub(super) fn before(looks: &[Look], at: usize) -> (Kind, bool) {
    let last = looks[at - 1].kind;
    let ended = looks[..at].iter().rev().take(3).find(|look| look.kind != Kind::Close).is_some_and(|look| look.kind == Kind::Terminal);
    (last, ended)
}

/// Whether a sentence can end there as the rules of writing want it.
pub(super) fn is_stop((last, ended): (Kind, bool)) -> bool {
    ended || last == Kind::Abbreviation
}

/// Whether a sentence may begin at token `at` at all: not with a mark that ends something, not in lower case after a word, and
/// without a gap before it only with a capital after a full stop.
pub(in crate::analysis) fn may_begin(looks: &[Look], at: usize) -> bool {
    let (look, last) = (&looks[at], looks[at - 1].kind);
    let apart = look.gap || (look.capital && matches!(last, Kind::Terminal | Kind::Close));
    let ends = matches!(look.kind, Kind::Terminal | Kind::Close | Kind::Colon | Kind::Semicolon);
    apart && !ends && !(look.small && last == Kind::Word)
}

/// Whether the sentence goes on at token `at` whatever the weights say: after the number of a list item or an ordinal (`3.` before
/// lower case), between an amount and what it counts, inside a bracket, or on either side of the dash of a dateline.
pub(super) fn goes_on(looks: &[Look], at: usize, state: &State) -> bool {
    let after_label = at >= state.start + 2 && looks[at - 2].label && looks[at - 1].kind == Kind::Terminal;
    let numbered = after_label && (at == state.start + 2 || looks[at].small);
    let counted = looks[at - 1].amount && looks[at].capital;
    let window = || looks[at..].iter().take(LONGEST_BRACKET);
    let open = window().position(|look| look.quote == Quote::Bracket(true)).unwrap_or(LONGEST_BRACKET);
    numbered
        || counted
        || is_dateline(looks, at, state)
        || (state.brackets > 0 && window().take(open).any(|look| look.quote == Quote::Bracket(false)))
}

/// Whether a dash stands before or at `at` and the sentence so far is a place in capitals, a comma or a bracket, and little more.
fn is_dateline(looks: &[Look], at: usize, state: &State) -> bool {
    if at - state.start > LONGEST_DATELINE || !(looks[at].dash || looks[at - 1].dash) {
        return false;
    }
    let sentence = &looks[state.start..at];
    let place = sentence.iter().take_while(|look| look.shout).count();
    (1..=LONGEST_PLACE).contains(&place)
        && sentence.get(place).is_some_and(|look| !look.dash && matches!(look.kind, Kind::Mark | Kind::Open))
}

/// Fills `rows` with the features of the place before token `at`.
pub(in crate::analysis) fn fill(looks: &[Look], at: usize, state: &State, rows: &mut Rows) {
    rows.clear();
    let place = Place::new(looks, at, state);
    place.words(rows);
    place.sentence(rows);
    place.stop(rows);
    place.classes(rows);
    place.clause(rows);
    place.text(rows);
}

/// A place with its neighbours: `before[0]` is the last token of this sentence, `after[0]` the token in question.
struct Place<'a> {
    state: &'a State,
    before: [Look; 3],
    after: [Look; 3],
    first: Look,
    /// The tokens from the one in question on.
    rest: &'a [Look],
    mark: u64,
    /// The terminal before, or 0.
    stop: u64,
    length: usize,
}

impl<'a> Place<'a> {
    fn new(looks: &'a [Look], at: usize, state: &'a State) -> Self {
        let back = |by: usize| at.checked_sub(by).filter(|&at| at >= state.start).map_or(Look::OUTSIDE, |at| looks[at]);
        let next = |by: usize| looks.get(at + by).copied().unwrap_or(Look::OUTSIDE);
        let (last, ended) = before(looks, at);
        let stop = looks[state.start..at].iter().rev().take(4).find(|look| look.kind != Kind::Close);
        Self {
            state,
            before: [1, 2, 3].map(back),
            after: [0, 1, 2].map(next),
            first: looks[state.start],
            rest: &looks[at..],
            mark: last as u64 * 2 + u64::from(ended),
            stop: stop.map_or(0, |look| look.lower),
            length: at - state.start,
        }
    }

    /// The words around the place, as they are written.
    fn words(&self, rows: &mut Rows) {
        let ([p1, p2, p3], [n1, n2, n3], mark) = (&self.before, &self.after, self.mark);
        rows.add([]);
        for word in [p1.lower, p2.lower, p3.lower, n1.lower, n2.lower, n3.lower, p1.shape, p2.shape, n1.shape, n2.shape, mark] {
            rows.add([word]);
        }
        for look in [n1.shape, n1.lower] {
            rows.add([mark, look]);
            rows.add([mark, look, n2.shape]);
            rows.add([p1.lower, look]);
            rows.add([mark, u64::from(self.state.quoted), look]);
        }
        rows.add([p2.lower, p1.lower, n1.shape]);
        rows.add([p1.shape, n1.shape]);
        rows.add([p2.shape, p1.shape, n1.shape, n2.shape]);
        rows.add([n1.lower, n2.lower]);
        rows.add([p1.endings[0], n1.shape]);
        rows.add([p1.endings[1], n1.shape]);
        rows.add([p1.endings[1], n1.lower]);
        rows.add([mark, n1.shape, n2.shape, n3.shape]);
    }

    /// The sentence so far.
    fn sentence(&self, rows: &mut Rows) {
        let (state, [n1, ..], mark, length) = (self.state, &self.after, self.mark, bin(self.length));
        let share = (4 * state.capitals / self.length.max(1)) as u64;
        let (mixed, shout, bracket) = (u64::from(state.mixed), u64::from(n1.shout), u64::from(state.brackets > 0));
        rows.add([mark, length]);
        rows.add([mark, length, n1.shape]);
        rows.add([mark, bracket, n1.shape]);
        rows.add([mark, bracket]);
        rows.add([share, mark, n1.shape]);
        rows.add([mixed, shout, mark]);
        rows.add([mixed, shout, mark, length]);
        rows.add([u64::from(state.marks), mark, length]);
        rows.add([state.smalls.min(2) as u64, mark, length, n1.shape]);
        rows.add([self.first.lower, mark, n1.shape]);
        rows.add([self.first.shape, length, mark, n1.shape]);
        rows.add([self.first.class, state.verb, mark, n1.shape]);
    }

    /// Which stop it is, and the case after it.
    fn stop(&self, rows: &mut Rows) {
        let (n1, stop, quoted) = (&self.after[0], self.stop, u64::from(self.state.quoted));
        let (small, last) = (u64::from(n1.small), self.before[0].kind as u64);
        rows.add([stop, small]);
        rows.add([stop, small, n1.class]);
        rows.add([stop, last, n1.shape]);
        rows.add([stop, last, small, quoted]);
        rows.add([stop, small, quoted, bin(self.length)]);
    }

    /// What the words around the place can be.
    fn classes(&self, rows: &mut Rows) {
        let ([p1, p2, _], [n1, n2, _], mark, verb) = (&self.before, &self.after, self.mark, self.state.verb);
        let [b1, b2, a1, a2] = [p1, p2, n1, n2].map(Look::case_and_sorts);
        rows.add([n1.class, n1.shape, mark]);
        rows.add([n1.cluster, n1.shape, mark]);
        rows.add([p1.class, n1.class, n1.shape]);
        rows.add([p1.cluster, n1.shape]);
        rows.add([p1.cluster, n1.cluster, n1.shape]);
        rows.add([p1.class, p2.class, n1.class, n1.shape]);
        rows.add([n1.class, n2.class, n1.shape, n2.shape, mark]);
        rows.add([p1.class, n1.class, n2.class]);
        rows.add([n2.cluster, n1.shape, mark]);
        rows.add([b2, b1, a1, a2]);
        rows.add([mark, a1, a2]);
        rows.add([mark, a1, verb]);
        rows.add([mark, a1, verb, bin(self.length)]);
        rows.add([mark, b1, a1, verb]);
    }

    /// What would begin here: how far its end is, which mark that is, whether it has a verb.
    fn clause(&self, rows: &mut Rows) {
        let ([n1, n2, _], mark, verb) = (&self.after, self.mark, self.state.verb);
        let [a1, a2] = [n1, n2].map(Look::case_and_sorts);
        let ends = |look: &&Look| matches!(look.kind, Kind::Terminal | Kind::Semicolon | Kind::Colon);
        let clause = &self.rest[..self.rest.len().min(CLAUSE)];
        let end = clause.iter().find(ends).map_or(0, |look| look.kind as u64 + 1);
        let clause = &clause[..clause.iter().position(|look| ends(&look)).unwrap_or(clause.len())];
        let its_verb = clause.iter().map(|look| look.sorts.verb()).max().unwrap_or(0);
        let capitals = clause.iter().skip(1).filter(|look| look.capital).take(3).count() as u64;
        let near = self.rest.iter().skip(1).take(NEAR).take_while(|look| look.kind == Kind::Word && !look.capital);
        let near = near.map(|look| look.sorts.verb()).max().unwrap_or(0);
        let distance = bin(clause.len());
        let ahead = self.rest.iter().take(AHEAD).take_while(|look| !look.small).count();
        rows.add([ahead.min(6) as u64, mark, n1.shape]);
        rows.add([self.rest.get(ahead).unwrap_or(&Look::OUTSIDE).lower, mark]);
        rows.add([mark, its_verb, verb, a1]);
        rows.add([mark, near, verb, a1]);
        rows.add([mark, distance, end, n1.shape]);
        rows.add([mark, distance, its_verb, end, capitals]);
        rows.add([mark, near, a1, a2]);
    }

    /// How the text treats this word, and how it ended its last sentences.
    fn text(&self, rows: &mut Rows) {
        let ([n1, n2, _], p1, mark) = (&self.after, &self.before[0], self.mark);
        let (a1, b1) = (n1.case_and_sorts(), p1.case_and_sorts());
        let (open, last) = (u64::from(self.state.open_ends.count_ones().div_ceil(2)), u64::from(self.state.open_ends & 1));
        rows.add([n1.habit, mark]);
        rows.add([n1.habit, mark, a1]);
        rows.add([n1.habit, b1, a1]);
        rows.add([n1.habit, mark, n2.shape, a1]);
        rows.add([p1.class, n1.habit, n1.class]);
        rows.add([open, mark]);
        rows.add([open, mark, a1]);
        rows.add([last, mark, a1]);
        rows.add([open, last, mark, bin(self.length)]);
        rows.add([open, mark, b1, a1, self.state.verb]);
    }
}

/// Lengths of sentences in steps.
fn bin(length: usize) -> u64 {
    [1, 2, 3, 4, 6, 9, 14, 24, 39].iter().position(|&most| length <= most).unwrap_or(9) as u64
}
