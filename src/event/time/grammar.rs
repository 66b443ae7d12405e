//! The pattern file of a language: loading it, and finding its expressions in a sentence.

use std::{collections::BTreeMap, ops::Range};

use serde::Deserialize;
use toml::Spanned;

use super::{
    lexicon::TimeLexicon,
    meaning::{Base, MOST_UNITS, Meaning, Quantity, Toward, Unit, Which},
    opening::Patterns,
    pattern::{DateOrder, Node, Parts, Search},
};
use crate::{
    model::{Sentence, Span, Upos},
    pack::{Pack, PackError},
};

/// What a pattern does with its captures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Means {
    Calendar,
    Numeric,
    Word,
    Unit,
    Ago,
    Spell,
    Since,
    Until,
    By,
    After,
    At,
    Between,
    Nothing,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    numeric: DateOrder,
    words: BTreeMap<String, Spanned<Vec<String>>>,
    point: Vec<Row>,
    relation: Vec<Row>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    form: Vec<Spanned<String>>,
    means: Means,
    #[serde(default)]
    by: i32,
    toward: Option<Toward>,
    #[serde(default)]
    from: Base,
    which: Option<Which>,
    #[serde(default)]
    inner: bool,
    #[serde(default)]
    fixes: bool,
}

#[derive(Clone, Debug)]
struct Pattern {
    nodes: Vec<Node>,
    means: Means,
    by: i32,
    toward: Toward,
    from: Base,
    which: Option<Which>,
    inner: bool,
    fixes: bool,
}

/// An expression found, not yet resolved.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    pub(super) tokens: Range<usize>,
    pub(super) span: Span,
    pub(super) meaning: Meaning,
    /// Whether it only says where and when the dispatch was written ("KABOUL, 9 août (AFP) -").
    pub(super) is_dateline: bool,
}

/// The time expressions of a language, as its pack describes them.
#[derive(Clone, Debug)]
pub struct TimeGrammar {
    lexicon: TimeLexicon,
    order: DateOrder,
    points: Patterns<Pattern>,
    relations: Patterns<Pattern>,
}

impl TimeGrammar {
    /// Reads `time.toml` and its lexicons from a pack.
    ///
    /// # Errors
    /// [`PackError`] names the file, the place and what would be right.
    pub fn from_pack(pack: &Pack) -> Result<Self, PackError> {
        let lexicon = TimeLexicon::from_pack(pack)?;
        let source = pack.source("time.toml")?;
        let file: File = source.toml()?;
        let notation = super::notation::Notation::new(&lexicon.spelling, file.words.iter().map(|(name, words)| (name, words.get_ref())))
            .map_err(|(name, problem)| source.fault(file.words.get(&name).map_or(0..0, |words| words.span()), problem))?;
        let compile = |rows: &[Row]| -> Result<Patterns<Pattern>, PackError> {
            let mut patterns = Patterns::default();
            for row in rows {
                for form in &row.form {
                    let nodes = notation.read(form.get_ref()).map_err(|problem| source.fault(form.span(), problem))?;
                    patterns.push(&nodes, row.pattern(nodes.clone()));
                }
            }
            Ok(patterns)
        };
        let (points, relations) = (compile(&file.point)?, compile(&file.relation)?);
        Ok(Self { lexicon, order: file.numeric, points, relations })
    }

    /// The expressions of a sentence, from left to right, none inside another; the longest wins.
    pub(super) fn find(&self, sentence: &Sentence) -> Vec<Phrase> {
        let words = self.lexicon.spelling.words(sentence);
        let mut search = Search { sentence, words: &words, lexicon: &self.lexicon, order: self.order, points: Vec::new() };
        let points: Vec<_> = (0..words.len()).map(|at| self.points_at(&search, at)).collect();
        search.points = points.iter().map(|found| found.iter().map(|(meaning, end, _)| (meaning.clone(), *end)).collect()).collect();
        let mut phrases = Vec::new();
        let mut at = 0;
        while let Some(found) = points.get(at) {
            let related = self.relations.at(&search, at).flat_map(|pattern| pattern.found(&search, at));
            let outer = found.iter().filter(|(_, _, inner)| !inner).map(|(meaning, end, _)| (meaning.clone(), *end));
            // `max_by_key` takes the last of equals: a point wins over a relation of the same length, an earlier point over a later.
            let Some((meaning, end)) = related.chain(outer.collect::<Vec<_>>().into_iter().rev()).max_by_key(|(_, end)| *end) else {
                at += 1;
                continue;
            };
            if meaning != Meaning::Nothing {
                let (first, last) = (words[at].token, words[end - 1].token);
                let span = sentence.tokens[first].span.join(sentence.tokens[last].span);
                let is_dateline = meaning.is_date() && opens_dispatch(sentence, first..last + 1);
                phrases.push(Phrase { tokens: first..last + 1, span, meaning, is_dateline });
            }
            at = end;
        }
        phrases
    }

    fn points_at(&self, search: &Search<'_>, at: usize) -> Vec<(Meaning, usize, bool)> {
        self.points
            .at(search, at)
            .flat_map(|pattern| pattern.found(search, at).map(|(meaning, end)| (meaning, end, pattern.inner)))
            .collect()
    }
}

/// Whether only a name stands before the tokens, and a dash or a bracket behind them.
fn opens_dispatch(sentence: &Sentence, tokens: Range<usize>) -> bool {
    let before = sentence.tokens.get(..tokens.start).unwrap_or_default();
    let behind = sentence.tokens.get(tokens.end).map(|token| token.form.as_str());
    let named = before.iter().all(|token| matches!(token.upos, Upos::Propn | Upos::Punct) || token.form.chars().all(char::is_uppercase));
    (1..=6).contains(&before.len()) && named && matches!(behind, Some("-" | "–" | "—" | "("))
}

impl Row {
    fn pattern(&self, nodes: Vec<Node>) -> Pattern {
        let Self { means, by, from, which, inner, fixes, .. } = *self;
        Pattern { nodes, means, by, toward: self.toward.unwrap_or(Toward::Told), from, which, inner, fixes }
    }
}

impl Pattern {
    /// What the pattern finds at word `at`, with the word after it.
    fn found<'a>(&'a self, search: &'a Search<'_>, at: usize) -> impl Iterator<Item = (Meaning, usize)> + 'a {
        search
            .matches(&self.nodes, at)
            .into_iter()
            .filter(move |(end, _)| *end > at)
            .filter_map(|(end, parts)| Some((self.meaning(parts)?, end)))
    }

    fn meaning(&self, mut parts: Parts) -> Option<Meaning> {
        let last = parts.points.pop();
        // A day of no month means something only before another date.
        let point = || last.clone().filter(|point| !point.is_bare_day()).map(Box::new);
        Some(match self.means {
            Means::Calendar => Meaning::Calendar(super::meaning::Calendar { which: self.which, fixes: self.fixes, ..parts.calendar }),
            Means::Numeric => Meaning::Fixed(parts.fixed?),
            Means::Word => {
                let word = parts.word?;
                Meaning::Units { unit: word.unit, first: word.first, last: word.last, from: word.from }
            }
            Means::Unit => {
                let (unit, amount) = parts.unit?;
                // A decade or a term has no calendar of its own.
                (amount == 1 && unit != Unit::Hour).then_some(())?;
                Meaning::Units { unit, first: self.by, last: self.by, from: self.from }
            }
            Means::Ago => Meaning::Ago { quantity: parts.quantity?, toward: self.toward, from: self.from },
            Means::Spell => Meaning::Spell { quantity: parts.quantity.or_else(|| parts.counted())?, toward: self.toward },
            Means::Since => Meaning::Since(point()?),
            Means::Until => Meaning::Until(point()?),
            Means::By => Meaning::By(point()?),
            Means::After => Meaning::After(point()?),
            Means::At => *point()?,
            Means::Between => Meaning::Between(Box::new(parts.points.pop()?), point()?),
            Means::Nothing => Meaning::Nothing,
        })
    }
}

impl Parts {
    /// The quantity of a numeral and a unit that stand apart, or of a unit in the plural alone.
    fn counted(&self) -> Option<Quantity> {
        let (unit, amount) = self.unit?;
        let Some((min, max, approximate)) = self.number else {
            return Some(Quantity { unit, min: 0, max: 0, approximate: true, vague: true });
        };
        let times = |number: u64| i32::try_from(number).ok()?.checked_mul(amount).filter(|number| *number < MOST_UNITS);
        Some(Quantity { unit, min: times(min)?, max: times(max)?, approximate, vague: false })
    }
}

impl Meaning {
    const fn is_date(&self) -> bool {
        matches!(self, Self::Calendar(calendar) if calendar.day.is_some() && calendar.month.is_some())
    }

    const fn is_bare_day(&self) -> bool {
        matches!(self, Self::Calendar(calendar) if calendar.is_bare_day())
    }
}
