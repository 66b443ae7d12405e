//! Training of the sentence splitter: logistic regression with AdaGrad (Duchi et al. 2011) over the places between the tokens of
//! treebanks whose sentences are strung together.

use std::path::Path;

use super::{Plan, TrainError, corpus::read_treebank, random::Random};
use crate::{
    analysis::{
        conllu::Block,
        segment::{Splitter, State, fill, looks, may_begin},
        tokenise::Tokeniser,
        weights::Rows,
    },
    model::Span,
};

/// Times that each treebank is read once more with its sentences in another order, so that chance neighbours teach little.
const SHUFFLES: usize = 2;
/// In those, the share of final full stops that are left out: a heading can end in any word.
const STRIPPED: f64 = 0.05;
/// Pull of the weights towards 0.
const DECAY: f32 = 3e-3;
const RATE: f32 = 0.1;
/// Log-odds that must speak for an end after a mere word. Half of the false ends that 2,000 sentences of news had without it (26) are
/// gone with it, and few of the right ones.
const RELUCTANCE: f32 = 0.5;

/// The features of a place, and whether a sentence begins there.
type Example = (Vec<u32>, bool);

/// The model of the sentence splitter, learnt from the treebanks of a plan that are marked for it.
///
/// # Errors
/// When a treebank cannot be read.
pub fn train_sentences(plan: &Plan, tokeniser: &Tokeniser, material: &Path) -> Result<Splitter, TrainError> {
    let (mut random, mut examples) = (Random::new(plan.seed), Vec::new());
    for treebank in plan.treebank.iter().filter(|treebank| treebank.sentences) {
        for file in &treebank.train {
            let blocks = read_treebank(&material.join(file))?;
            let mut order: Vec<&Block> = blocks.iter().collect();
            Strung::new(&order, |_| false).learn(tokeniser, plan.sentences.bits, &mut examples);
            for _ in 0..SHUFFLES {
                random.shuffle(&mut order);
                Strung::new(&order, |_| random.unit() < STRIPPED).learn(tokeniser, plan.sentences.bits, &mut examples);
            }
        }
    }
    Ok(regress(plan, &mut examples, &mut random))
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

    fn learn(&self, tokeniser: &Tokeniser, bits: u32, examples: &mut Vec<Example>) {
        let looks = looks(tokeniser, &self.text, &self.tokens);
        let (mut state, mut rows, mut starts) = (State::default(), Rows::new(bits), self.starts.iter().peekable());
        for at in 0..looks.len() {
            let begins = starts.next_if_eq(&&at).is_some();
            if at > 0 && may_begin(&looks, at) {
                fill(&looks, at, &state, &mut rows);
                examples.push((rows.as_slice().to_vec(), begins));
            }
            if begins {
                state.begin(at);
            }
            state.add(&looks[at]);
        }
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
    Splitter::new(plan.sentences.bits, (RELUCTANCE * scale).round() as u32, cells)
}
