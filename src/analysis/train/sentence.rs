//! Training of the sentence splitter: logistic regression with AdaGrad (Duchi et al. 2011) over the places between the tokens of
//! treebanks whose sentences are strung together.

use std::path::Path;

use super::{Plan, TrainError, corpus::read_treebank, random::Random};
use crate::{
    analysis::{
        Analyser,
        conllu::Block,
        segment::{Known, Splitter, State, fill, looks, may_begin},
        tokenise::Tokeniser,
        weights::Rows,
    },
    model::Span,
};

/// Times that each treebank is dealt out into parts, each in its order: other neighbours, while runs of headings stay runs.
const DEALS: usize = 4;
/// Parts of one deal.
const PARTS: usize = 6;
/// Share of final full stops that are left out when the whole is shuffled: a heading can end in any word.
const STRIPPED: f64 = 0.05;
/// Pull of the weights towards 0.
const DECAY: f32 = 3e-3;
const RATE: f32 = 0.1;
/// Log-odds that may speak against an end without a stop where the text has such ends (see [`Splitter`]). Without it, cross-validation
/// on the treebanks finds fewer of them than there are.
const LENIENCY: f32 = 1.0;

/// The features of a place, and whether a sentence begins there.
type Example = (Vec<u32>, bool);

/// The model of the sentence splitter, learnt from the treebanks of a plan that are marked for it. `analyser` says what words can be.
///
/// # Errors
/// When a treebank cannot be read.
pub fn train_sentences(plan: &Plan, tokeniser: &Tokeniser, analyser: &Analyser, material: &Path) -> Result<Splitter, TrainError> {
    let mut pupil = Pupil { tokeniser, known: Known::of(analyser), rows: Rows::new(plan.sentences.bits), examples: Vec::new() };
    let mut random = Random::new(plan.seed);
    for treebank in plan.treebank.iter().filter(|treebank| treebank.sentences) {
        let mut blocks = Vec::new();
        for file in &treebank.train {
            blocks.extend(read_treebank(&material.join(file))?);
        }
        pupil.read(&blocks.iter().collect::<Vec<_>>(), &mut random);
    }
    Ok(regress(plan, &mut pupil.examples, &mut random))
}

/// What turns text into examples.
struct Pupil<'a> {
    tokeniser: &'a Tokeniser,
    known: Known,
    rows: Rows,
    examples: Vec<Example>,
}

impl Pupil<'_> {
    /// Reads a treebank in its order, dealt out, and shuffled.
    fn read(&mut self, blocks: &[&Block], random: &mut Random) {
        self.learn(&Strung::new(blocks, |_| false));
        for _ in 0..DEALS {
            let mut parts = vec![Vec::new(); PARTS];
            for &block in blocks {
                parts[(random.unit() * PARTS as f64) as usize].push(block);
            }
            parts.iter().for_each(|part| self.learn(&Strung::new(part, |_| false)));
        }
        let mut order = blocks.to_vec();
        random.shuffle(&mut order);
        self.learn(&Strung::new(&order, |_| random.unit() < STRIPPED));
    }

    fn learn(&mut self, strung: &Strung) {
        let looks = looks(self.tokeniser, &self.known, &strung.text, &strung.tokens);
        let (mut state, mut starts) = (State::default(), strung.starts.iter().peekable());
        for at in 0..looks.len() {
            let begins = starts.next_if_eq(&&at).is_some();
            if at > 0 && may_begin(&looks, at) {
                fill(&looks, at, &state, &mut self.rows);
                self.examples.push((self.rows.as_slice().to_vec(), begins));
            }
            if begins {
                state.begin(&looks, at);
            }
            state.add(&looks[at]);
        }
    }
}

/// Sentences one after the other.
#[derive(Default)]
struct Strung {
    text: String,
    tokens: Vec<Span>,
    /// Indices of the tokens that begin sentences.
    starts: Vec<usize>,
}

impl Strung {
    fn new(blocks: &[&Block], mut strips: impl FnMut(&Block) -> bool) -> Self {
        let mut strung = Self::default();
        for block in blocks {
            let mut surface = block.surface();
            if surface.len() > 2 && surface.last().is_some_and(|last| last.of(&block.text) == ".") && strips(block) {
                surface.pop();
            }
            let base = strung.text.len();
            strung.starts.push(strung.tokens.len());
            strung.tokens.extend(surface.iter().map(|span| Span::new(base + span.start, base + span.end)));
            strung.text.push_str(&block.text[..surface.last().map_or(0, |last| last.end)]);
            strung.text.push(' ');
        }
        strung
    }
}

fn regress(plan: &Plan, examples: &mut [Example], random: &mut Random) -> Splitter {
    let size = 1 << plan.sentences.bits;
    let (mut weights, mut squares) = (vec![0_f32; size], vec![1e-6_f32; size]);
    for _ in 0..plan.sentences.epochs {
        random.shuffle(examples);
        for (rows, begins) in &*examples {
            let sum: f32 = rows.iter().map(|&row| weights[row as usize]).sum();
            let error = 1.0 / (1.0 + (-sum).exp()) - f32::from(*begins);
            for &row in rows {
                let row = row as usize;
                let slope = error + DECAY * weights[row];
                squares[row] += slope * slope;
                weights[row] -= RATE * slope / squares[row].sqrt();
            }
        }
    }
    let scale = 127.0 / weights.iter().fold(f32::MIN_POSITIVE, |greatest, weight| greatest.max(weight.abs()));
    let cells = weights.iter().map(|weight| (weight * scale).round() as i8).collect();
    Splitter::new(plan.sentences.bits, (LENIENCY * scale).round() as u32, cells)
}
