//! The words of counting.

use crate::{
    event::{
        number::Numbers,
        word::{Phrases, Spelling},
    },
    pack::{Pack, PackError},
};

/// What words before a numeral do to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// The number is approximate.
    About,
    /// Only a part of it is meant.
    Part,
}

/// Every word list that counting draws on.
#[derive(Clone, Debug)]
pub(super) struct CountLexicon {
    pub(super) spelling: Spelling,
    pub(super) numbers: Numbers,
    pub(super) before: Phrases<Effect>,
    pub(super) after: Phrases<()>,
    pub(super) ratios: Phrases<()>,
    pub(super) measures: Phrases<()>,
}

impl CountLexicon {
    pub(super) fn from_pack(pack: &Pack) -> Result<Self, PackError> {
        let spelling = Spelling::from_pack(pack)?;
        let numbers = Numbers::from_pack(pack, &spelling)?;
        let mut measures = Phrases::default();
        for row in pack.lexicon("measures")?.rows() {
            measures.insert(spelling.split(row.get(0)), ());
        }
        let (mut before, mut after, mut ratios) = (Phrases::default(), Phrases::default(), Phrases::default());
        let lexicon = pack.lexicon("approximators")?;
        for row in lexicon.rows() {
            let words = spelling.split(row.get(0));
            match (row.get(1), row.get(2)) {
                ("about", "before") => before.insert(words, Effect::About),
                ("part", "before") => before.insert(words, Effect::Part),
                ("about", "after") => after.insert(words, ()),
                ("ratio", "after") => ratios.insert(words, ()),
                (effect, side) => {
                    let problem = format!("`{effect}` `{side}` is unknown; write `about` before or after, `part` before, `ratio` after");
                    return Err(lexicon.fault(row, problem));
                }
            }
        }
        Ok(Self { spelling, numbers, before, after, ratios, measures })
    }
}
