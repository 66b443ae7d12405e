//! Mentions: names from the gazetteer and from capitals, descriptions by head noun, pronouns by their features.
//!
//! Every later stage asks "what may this word stand for?" of the mention at a head word, so there is at most one mention per word.

mod acronym;
mod body;
mod guess;
mod kind;
mod name;
mod noun;
mod people;
pub(super) mod tagger;

use std::collections::BTreeSet;

use compact_str::CompactString;

pub use acronym::spells;
pub use noun::{NounEntry, Nouns};
pub use tagger::{NameClass, NameTagger, Named};

use self::name::{Hints, NameFinder};
use super::{Analyser, AnalysisError};
use crate::{
    gazetteer::{Gazetteer, RecordId},
    model::{Analysis, Mention, MentionForm, Sentence, Token, Upos},
    pack::Pack,
};

/// Finds the mentions of a document.
#[derive(Debug)]
pub struct MentionFinder<'g> {
    names: NameFinder<'g>,
    nouns: Nouns,
    tagger: NameTagger,
    /// Pronouns that stand for nothing in particular.
    empty_pronouns: BTreeSet<String>,
}

impl<'g> MentionFinder<'g> {
    /// Reads the lexicons `nouns`, `name-particles`, `body-names` and `empty-pronouns` of a pack, and its name tagger.
    ///
    /// # Errors
    /// [`AnalysisError`] where one of them is missing or broken.
    pub fn load(pack: &Pack, gazetteer: &'g Gazetteer) -> Result<Self, AnalysisError> {
        let empty_pronouns = pack.lexicon("empty-pronouns")?.words()?.map(|row| row.get(0).to_owned()).collect();
        Ok(Self {
            names: NameFinder::load(pack, gazetteer)?,
            nouns: Nouns::load(pack)?,
            tagger: NameTagger::from_bytes(pack.bytes(NameTagger::FILE)?)?,
            empty_pronouns,
        })
    }

    /// The lexicon of nouns, which linking needs too.
    pub fn nouns(&self) -> &Nouns {
        &self.nouns
    }

    /// Every class that a mention may get: of nouns, of the gazetteer and of the name tagger.
    pub fn classes(&self) -> BTreeSet<&str> {
        let gazetteer = self.names.gazetteer();
        let known = (0..gazetteer.len()).map(|id| gazetteer.record(RecordId(id)).class());
        let tagged = self.tagger.classes().iter().map(|class| class.means.as_str());
        known.chain(tagged).chain(self.nouns.rows().map(|(_, class)| class)).collect()
    }

    /// Fills in the mentions of an analysed document; `text` is the document's, `analyser` the one that analysed it.
    pub fn find(&self, text: &str, analysis: &mut Analysis, analyser: &Analyser) {
        let named = self.tagger.tag(analyser, self.names.gazetteer(), &self.nouns, text, &analysis.sentences);
        let mut mentions = Vec::new();
        for (index, (sentence, named)) in analysis.sentences.iter().zip(named).enumerate() {
            let tagged: Vec<_> = named.into_iter().map(|(words, class)| (words, self.tagger.classes()[class].means.as_str())).collect();
            let hints = Hints { tagged: &tagged, is_common: &|form| analyser.is_common_word(form) };
            let mut found = self.names.find(text, index, sentence, &self.nouns, &hints);
            let mut taken = vec![false; sentence.tokens.len()];
            found.iter().for_each(|name| taken[name.tokens.clone()].fill(true));
            let free = (0..sentence.tokens.len()).filter(|&token| !taken[token]);
            found.extend(free.filter_map(|token| self.describe(index, sentence, token)));
            found.sort_by_key(|mention| mention.head);
            found.dedup_by_key(|mention| mention.head);
            mentions.append(&mut found);
        }
        kind::settle(analysis, &mut mentions, &self.nouns);
        analysis.mentions = mentions;
    }

    fn describe(&self, index: usize, sentence: &Sentence, head: usize) -> Option<Mention> {
        let token = &sentence.tokens[head];
        let (form, classes) = match token.upos {
            Upos::Noun | Upos::Propn | Upos::Adj => match self.nouns.classes(&token.lemma, sentence.tells_of_one(head))? {
                // "un millier au Qatar": a bare quantity stands for what was counted before.
                classes if classes.is_empty() && token.base_rel() != "amod" => (MentionForm::Pronoun, classes),
                classes if classes.is_empty() => return None,
                classes => (MentionForm::Nominal, classes),
            },
            Upos::Pron | Upos::Det | Upos::Num if refers(token) && !self.empty_pronouns.contains(token.lemma.as_str()) => {
                (MentionForm::Pronoun, Vec::new())
            }
            _ => return None,
        };
        let counts_something = || sentence.tokens.iter().any(|other| other.head == Some(head) && other.base_rel() == "nmod");
        if form == MentionForm::Pronoun && token.upos == Upos::Noun && counts_something() {
            return None;
        }
        Some(Mention { sentence: index, head, tokens: head..head + 1, form, classes, candidates: Vec::new() })
    }
}

/// Whether a pronoun, possessive or number stands for something: personal, demonstrative or some of many, no expletive; a number that is an argument itself.
fn refers(token: &Token) -> bool {
    let argument = ["nsubj", "obj", "iobj", "obl", "nmod", "conj", "dislocated", "root"].contains(&token.base_rel());
    match token.upos {
        Upos::Det => token.feats.is("Poss", "Yes"),
        Upos::Num => argument && token.rel != "nmod",
        _ => {
            let some = || token.feats.is("PronType", "Ind") && token.feats.is("Number", "Plur");
            argument && !token.feats.is("Reflex", "Yes") && (["Prs", "Dem"].iter().any(|kind| token.feats.is("PronType", kind)) || some())
        }
    }
}

fn class(name: &str) -> CompactString {
    CompactString::from(name)
}
