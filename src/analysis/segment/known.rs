//! What the analyser's lexicon knows of the words around a place.

use std::sync::Arc;

use crate::{
    analysis::{Analyser, lexicon::Lexicon},
    model::Upos,
};

/// What a form can be, as far as the end of a sentence turns on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysis) struct Sorts(u8);

impl Sorts {
    pub const NONE: Self = Self(0);
    const FINITE: u8 = 1;
    const ONLY_FINITE: u8 = 2;
    const COMMON: u8 = 4;
    const GRAMMAR: u8 = 8;
    const NAME: u8 = 16;

    /// 0 for a form that can be no finite verb, 1 for one that can, 2 for one that can be nothing else.
    pub const fn verb(self) -> u64 {
        (self.0 & Self::FINITE) as u64 + ((self.0 & Self::ONLY_FINITE) >> 1) as u64
    }

    pub fn number(self) -> u64 {
        u64::from(self.0)
    }
}

/// The lexicon of an analyser, seen from the ends of sentences.
pub(in crate::analysis) struct Known {
    lexicon: Arc<Lexicon>,
    /// By number of the entry.
    sorts: Vec<Sorts>,
}

impl Known {
    pub fn of(analyser: &Analyser) -> Self {
        let sorts = analyser.lexicon.entries.iter().map(|entry| sorts(analyser, &entry.bundles)).collect();
        Self { lexicon: Arc::clone(&analyser.lexicon), sorts }
    }

    pub fn class(&self, key: u64) -> u64 {
        self.lexicon.class(key)
    }

    pub fn cluster(&self, key: u64) -> u64 {
        self.lexicon.cluster(key)
    }

    pub fn sorts(&self, key: u64) -> Sorts {
        self.lexicon.forms.get(key).map_or(Sorts::NONE, |entry| self.sorts[usize::from(entry)])
    }
}

fn sorts(analyser: &Analyser, bundles: &[u16]) -> Sorts {
    let all = || bundles.iter().map(|&bundle| &analyser.bundles.all[usize::from(bundle)]);
    let upos = || all().map(|bundle| analyser.tags.upos(bundle.tag));
    let grammar = [Upos::Adp, Upos::Cconj, Upos::Det, Upos::Pron, Upos::Sconj];
    let finite = all().filter(|bundle| bundle.feats.is("VerbForm", "Fin")).count();
    let flags = [
        (finite > 0, Sorts::FINITE),
        (finite > 0 && finite == bundles.len(), Sorts::ONLY_FINITE),
        (upos().any(|upos| upos != Upos::Propn), Sorts::COMMON),
        (upos().any(|upos| grammar.contains(&upos)), Sorts::GRAMMAR),
        (upos().any(|upos| upos == Upos::Propn), Sorts::NAME),
    ];
    Sorts(flags.iter().filter(|(holds, _)| *holds).map(|(_, flag)| flag).sum())
}
