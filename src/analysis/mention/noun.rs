//! The lexicon of nouns that name a kind of thing (`nouns.tsv`).

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::pack::{Pack, PackError};

/// What `nouns.tsv` writes in place of a class for nouns of quantity.
const QUANTITY: &str = "-";

/// What a noun names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NounEntry {
    /// Class of the ontology, by local name.
    pub class: CompactString,
    /// How a label is built of it, by name of a template; empty for head and restrictors.
    pub template: CompactString,
    /// Whether the definite noun alone may stand for something named before.
    pub anaphoric: bool,
}

impl NounEntry {
    /// Template of nouns that stand for a few persons once they are counted ("les deux hommes").
    pub const FEW: &str = "few";
    /// Template of nouns for sides of a conflict, counted likewise ("les deux camps").
    pub const SIDE: &str = "side";
    /// Template of nouns for one of a force, who is told of for the first time ("un soldat").
    pub const ONE: &str = "one";

    /// Whether it is one of a noun of quantity ("un millier").
    pub fn is_quantity(&self) -> bool {
        self.class == QUANTITY
    }

    /// Whether the entry only holds for a noun that is counted.
    pub fn is_only_counted(&self) -> bool {
        matches!(self.template.as_str(), Self::FEW | Self::SIDE)
    }
}

/// Nouns by lemma.
#[derive(Clone, Debug, Default)]
pub struct Nouns(FxHashMap<CompactString, Vec<NounEntry>>);

impl Nouns {
    /// Reads `lexicons/nouns.tsv` of a pack.
    ///
    /// # Errors
    /// [`PackError`] where it is missing or a row has no class.
    pub fn load(pack: &Pack) -> Result<Self, PackError> {
        let lexicon = pack.lexicon("nouns")?;
        let mut nouns: FxHashMap<CompactString, Vec<NounEntry>> = FxHashMap::default();
        for row in lexicon.words()? {
            if row.get(1).is_empty() {
                return Err(lexicon.fault(row, "no class; write the class of the ontology in the second column"));
            }
            let entry = NounEntry { class: row.get(1).into(), template: row.get(2).into(), anaphoric: row.get(3) == "anaphor" };
            nouns.entry(row.get(0).into()).or_default().push(entry);
        }
        Ok(Self(nouns))
    }

    /// Every noun that names something, with a class; in no order.
    pub fn rows(&self) -> impl Iterator<Item = (&str, &str)> {
        let classes = self.0.iter().flat_map(|(noun, entries)| entries.iter().map(move |entry| (noun.as_str(), entry.class.as_str())));
        classes.filter(|(_, class)| *class != QUANTITY)
    }

    /// The entries of a lemma, likeliest class first.
    pub fn get(&self, lemma: &str) -> &[NounEntry] {
        self.entries(lemma).map_or(&[], Vec::as_slice)
    }

    /// "La Défense" is capitalised, and the noun it always was.
    fn entries(&self, lemma: &str) -> Option<&Vec<NounEntry>> {
        self.0.get(lemma).or_else(|| self.0.get(lemma.to_lowercase().as_str()))
    }

    /// The classes of a lemma, none for a noun of quantity, or `None` where the lexicon lacks it. `one` says that it tells of one alone, as
    /// somebody new.
    pub fn classes(&self, lemma: &str, one: bool) -> Option<Vec<CompactString>> {
        let own = |entries: &Vec<NounEntry>| -> Vec<CompactString> {
            let usual = entries.iter().filter(|entry| !entry.is_only_counted() && (one || entry.template != NounEntry::ONE));
            usual.map(|entry| entry.class.clone()).filter(|class| class != QUANTITY).collect()
        };
        let only_counted = |entries: &&Vec<NounEntry>| entries.iter().all(NounEntry::is_only_counted);
        self.entries(lemma).filter(|entries| !only_counted(entries)).map(own)
    }
}
