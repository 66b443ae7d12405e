//! The name tagger: a linear-chain conditional random field (Lafferty et al. 2001) over hashed features, run twice over a document. The
//! second pass knows what the first made of the same word elsewhere in it (Krishnan and Manning 2006).

mod clue;
mod feature;
mod label;
mod memory;

use std::{fmt, ops::Range};

use super::Nouns;
use crate::{
    analysis::{
        Analyser, AnalysisError,
        store::{self, Reader, Writer},
        table::Table,
        weights::{Rows, Weights},
    },
    gazetteer::Gazetteer,
    model::Sentence,
};

pub(in crate::analysis) use clue::{LISTS, Scene, Source, list, set_topic};
pub(in crate::analysis) use feature::fill;
pub(in crate::analysis) use label::{CLASSES, Lattice, Transitions, WIDTH, count, decode, encode, is_move, may_follow, transitions};
pub(in crate::analysis) use memory::remember;

/// One list of names has it for each bit: see `names.list` of a training plan.
pub(in crate::analysis) type Lists = Table;

/// Finds the names of a document and their classes.
pub struct NameTagger {
    pub(in crate::analysis) classes: Vec<NameClass>,
    pub(in crate::analysis) source: Source,
    pub(in crate::analysis) passes: [Pass; 2],
}

/// A class of names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameClass {
    /// As annotation calls it (`PER`).
    pub tag: String,
    /// The classes of the ontology that it may stand for, by local name, likeliest first, with spaces between.
    pub means: String,
}

/// Weights of one pass.
pub(in crate::analysis) struct Pass {
    pub weights: Weights<WIDTH>,
    pub moves: Box<Transitions<i32>>,
}

/// A name in a sentence: its words, and the number of its class.
pub type Named = (Range<usize>, usize);

impl fmt::Debug for NameTagger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NameTagger").field("classes", &self.classes).finish_non_exhaustive()
    }
}

impl NameTagger {
    /// Where a language pack keeps the model.
    pub const FILE: &str = "models/names.bin";

    /// Loads a model file that `depeche-train` wrote.
    ///
    /// # Errors
    /// When the bytes are not such a file, or a damaged one.
    pub fn from_bytes(model: &[u8]) -> Result<Self, AnalysisError> {
        let content = store::unpack(model)?;
        let from = &mut Reader::new(&content);
        let (tags, meanings) = (from.texts()?, from.texts()?);
        if tags.len() != meanings.len() || tags.len() > CLASSES {
            return Err(AnalysisError::Corrupt { what: "classes of names" });
        }
        let classes = tags.iter().zip(meanings).map(|(&tag, means)| NameClass { tag: tag.to_owned(), means: means.to_owned() }).collect();
        let (lists, topic) = (Lists::read(from)?, from.shorts()?);
        let source = Source::new(lists, topic.first().copied().unwrap_or(0), from.shorts()?);
        let passes = [Pass::read(from, tags.len())?, Pass::read(from, tags.len())?];
        Ok(Self { classes, source, passes })
    }

    /// The model file that [`NameTagger::from_bytes`] reads.
    ///
    /// # Errors
    /// When the compressor fails.
    pub fn to_bytes(&self) -> std::io::Result<Vec<u8>> {
        let mut out = Writer::default();
        out.texts(self.classes.iter().map(|class| &class.tag));
        out.texts(self.classes.iter().map(|class| &class.means));
        self.source.lists.write(&mut out);
        out.shorts(&[self.source.topic]);
        out.shorts(&self.source.profiles);
        self.passes.iter().for_each(|pass| pass.write(&mut out));
        out.finish()
    }

    /// The classes, by number.
    pub fn classes(&self) -> &[NameClass] {
        &self.classes
    }

    /// The names of each sentence of a document, in order.
    pub fn tag(&self, analyser: &Analyser, gazetteer: &Gazetteer, nouns: &Nouns, text: &str, sentences: &[Sentence]) -> Vec<Vec<Named>> {
        let mut scenes: Vec<Scene> =
            sentences.iter().map(|sentence| self.source.scene(analyser, gazetteer, nouns, text, sentence)).collect();
        set_topic(&mut scenes);
        let mut buffers = Buffers::default();
        let labels: Vec<Vec<u8>> = scenes.iter().map(|scene| self.passes[0].label(scene, self.classes.len(), &mut buffers)).collect();
        remember(&mut scenes, &labels, self.classes.len());
        scenes.iter().map(|scene| decode(&self.passes[1].label(scene, self.classes.len(), &mut buffers))).collect()
    }
}

/// Space that sentences share.
#[derive(Default)]
pub(in crate::analysis) struct Buffers {
    lattice: Lattice,
    scores: Vec<[i16; WIDTH]>,
}

impl Pass {
    /// The best labels of the words of a sentence. A sentence without capitals and entries of the gazetteer has no names.
    pub fn label(&self, scene: &Scene, classes: usize, buffers: &mut Buffers) -> Vec<u8> {
        if scene.is_plain() {
            return vec![0; scene.clues.len()];
        }
        let mut rows = Rows::new(self.weights.bits());
        buffers.scores.clear();
        for at in 0..scene.clues.len() {
            fill(&scene.clues, &scene.runs, at, &mut rows);
            let mut sums = [0; WIDTH];
            self.weights.score(rows.as_slice(), &mut sums);
            buffers.scores.push(sums);
        }
        buffers.lattice.best(count(classes), &buffers.scores, &self.moves)
    }

    fn write(&self, out: &mut Writer) {
        self.weights.write(out);
        out.shorts(
            &self.moves.as_flattened().iter().map(|&score| (score.clamp(-32_767, 32_767) as i16).cast_unsigned()).collect::<Vec<_>>(),
        );
    }

    fn read(from: &mut Reader<'_>, classes: usize) -> Result<Self, AnalysisError> {
        let weights = Weights::read(from)?;
        let shorts = from.shorts()?;
        let (rows, []) = shorts.as_chunks::<WIDTH>() else { return Err(AnalysisError::Corrupt { what: "moves" }) };
        let moves: &[[u16; WIDTH]; WIDTH] = rows.try_into().map_err(|_| AnalysisError::Corrupt { what: "moves" })?;
        let moves = transitions(classes, |before, after| i32::from(moves[before][after].cast_signed()));
        Ok(Self { weights, moves })
    }
}
