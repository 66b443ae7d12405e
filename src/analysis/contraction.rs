//! Surface tokens that stand for several syntactic words (`au` = à + le), some of them only in context.

use std::collections::BTreeMap;

use compact_str::CompactString;

use crate::model::{Span, Surface, Token};

use super::{
    AnalysisError,
    lexicon::Lexicon,
    store,
    weights::{Rows, Weights},
    word::{self, Word},
};

/// Cells of a row: whole, split.
pub(super) const WIDTH: usize = 16;

/// How a form is split.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Contraction {
    pub words: Vec<CompactString>,
    /// Whether the form is also a word by itself, so that context decides.
    pub depends: bool,
}

/// Folded form to the words that it stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Contractions {
    by_form: BTreeMap<String, Contraction>,
}

impl Contractions {
    /// From lines `form \t words, by spaces \t always|sometimes`; `#` begins a comment. The error is the number of the bad line.
    pub fn from_text(text: &str) -> Result<Self, usize> {
        let lines = text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        lines.map(|(at, line)| entry(line).ok_or(at + 1)).collect::<Result<_, _>>().map(|by_form| Self { by_form })
    }

    pub fn get(&self, lower: &str) -> Option<&Contraction> {
        self.by_form.get(lower)
    }

    pub fn write(&self, out: &mut store::Writer) {
        out.texts(
            self.by_form
                .iter()
                .map(|(form, to)| format!("{form}\t{}\t{}", to.words.join(" "), if to.depends { "sometimes" } else { "always" })),
        );
    }

    pub fn read(from: &mut store::Reader<'_>) -> Result<Self, AnalysisError> {
        let entries = from.texts()?.into_iter().map(entry).collect::<Option<_>>();
        Ok(Self { by_form: entries.ok_or(AnalysisError::Corrupt { what: "contractions" })? })
    }
}

fn entry(line: &str) -> Option<(String, Contraction)> {
    let mut columns = line.split('\t');
    let form = columns.next()?.to_owned();
    let words: Vec<CompactString> = columns.next()?.split_whitespace().map(CompactString::from).collect();
    let depends = match columns.next()? {
        "always" => false,
        "sometimes" => true,
        _ => return None,
    };
    (words.len() > 1).then_some((form, Contraction { words, depends }))
}

/// Features of the surface token at `at`.
pub(super) fn features(words: &[Word], at: usize, rows: &mut Rows) {
    let near = |offset: isize| at.checked_add_signed(offset).and_then(|index| words.get(index)).unwrap_or(&Word::OUTSIDE);
    let (c, p, n, pp, nn) = (near(0), near(-1), near(1), near(-2), near(2));
    let w = c.lower;
    rows.clear();
    rows.add([w]);
    rows.add([w, p.lower]);
    rows.add([w, n.lower]);
    rows.add([w, pp.lower, p.lower]);
    rows.add([w, n.lower, nn.lower]);
    rows.add([w, p.lower, n.lower]);
    rows.add([w, p.class]);
    rows.add([w, n.class]);
    rows.add([w, pp.class, p.class]);
    rows.add([w, p.class, n.class]);
    rows.add([w, p.cluster]);
    rows.add([w, n.cluster]);
    rows.add([w, p.cluster, n.cluster]);
    rows.add([w, pp.cluster]);
    rows.add([w, pp.lower]);
    rows.add([w, nn.lower]);
    rows.add([w, nn.class]);
    p.suffixes.iter().for_each(|&suffix| rows.add([w, suffix]));
    n.suffixes.iter().for_each(|&suffix| rows.add([w, suffix]));
    rows.add([w, p.shape]);
    rows.add([w, n.shape]);
    rows.add([w, u64::from(at == 0)]);
    rows.add([w, p.suffixes[1], n.suffixes[1]]);
    rows.add([w, p.class, n.cluster]);
    rows.add([w, p.cluster, n.class]);
    rows.add([w, p.lower, n.class]);
    rows.add([w, p.lower, n.cluster]);
    rows.add([w, pp.cluster, p.class]);
    rows.add([w, pp.class, p.class, n.class]);
    rows.add([w, pp.cluster, p.cluster]);
}

/// Splits surface tokens into syntactic words.
pub(super) fn split(weights: &Weights<WIDTH>, known: &Contractions, lexicon: &Lexicon, text: &str, surface: &[Span]) -> Vec<Token> {
    let (mut lower, mut rows, mut sums) = (String::new(), Rows::new(weights.bits()), [0; WIDTH]);
    let words: Vec<Word> = surface.iter().map(|span| Word::new(span.of(text), lexicon, &mut lower)).collect();
    let mut tokens = Vec::with_capacity(surface.len() + surface.len() / 8);
    for (at, &span) in surface.iter().enumerate() {
        let form = super::normal(span.of(text));
        word::fold(&form, &mut lower);
        let contraction = known.get(&lower).filter(|contraction| {
            !contraction.depends || {
                features(&words, at, &mut rows);
                weights.score(rows.as_slice(), &mut sums);
                sums[1] > sums[0]
            }
        });
        match contraction {
            Some(contraction) => push_parts(&mut tokens, &form, &contraction.words, span),
            None => tokens.push(super::plain(form, span, Surface::Whole)),
        }
    }
    tokens
}

/// The parts take over the case of the contraction: `DU` = `DE` + `LE`, `Au` = `À` + `le`.
fn push_parts(tokens: &mut Vec<Token>, form: &str, parts: &[CompactString], span: Span) {
    let capitals = form.chars().filter(|c| c.is_uppercase()).count();
    let all = capitals > 1 && capitals == form.chars().filter(|c| c.is_alphabetic()).count();
    for (at, part) in parts.iter().enumerate() {
        let form = if all {
            part.to_uppercase()
        } else if capitals > 0 && at == 0 {
            capitalised(part)
        } else {
            part.clone()
        };
        tokens.push(super::plain(form, span, if at == 0 { Surface::First } else { Surface::Rest }));
    }
}

fn capitalised(part: &str) -> CompactString {
    let mut rest = part.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}
