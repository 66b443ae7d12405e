//! The words of counting.

use crate::{
    event::{
        approximator::Approximators,
        number::Numbers,
        word::{Phrases, Spelling},
    },
    pack::{Pack, PackError},
};

/// Every word list that counting draws on.
#[derive(Clone, Debug)]
pub(super) struct CountLexicon {
    pub(super) spelling: Spelling,
    pub(super) numbers: Numbers,
    pub(super) approximators: Approximators,
    pub(super) measures: Phrases<()>,
}

impl CountLexicon {
    pub(super) fn from_pack(pack: &Pack) -> Result<Self, PackError> {
        let spelling = Spelling::from_pack(pack)?;
        let mut measures = Phrases::default();
        // A numeral beside a month is a date.
        for name in ["measures", "months"] {
            for row in pack.lexicon(name)?.rows() {
                measures.insert(spelling.split(row.get(0)), ());
            }
        }
        let numbers = Numbers::from_pack(pack, &spelling)?;
        Ok(Self { numbers, approximators: Approximators::from_pack(pack, &spelling)?, measures, spelling })
    }
}
