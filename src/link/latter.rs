//! "Ce dernier", "celui-ci", "le premier ... le second": who was named last, or as one of two.

use super::{
    discourse::Discourse,
    referent::{Part, Referent},
};
use crate::model::{EntityRef, Mention, Token, Upos};

/// Sentences back that two may stand who are told apart by their order.
const NEAR: usize = 2;

impl Discourse<'_> {
    /// "Ce dernier", "celui-ci": who was named last.
    pub(super) fn is_latter(&self, mention: &Mention) -> bool {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let token = &tokens[mention.head];
        let syntax = &self.linker.naming.syntax;
        let shown = || tokens.iter().any(|other| other.head == Some(mention.head) && other.feats.is("PronType", "Dem"));
        syntax.latter.contains(token.lemma.as_str()) && (token.upos == Upos::Pron || shown())
    }

    /// "Celui qui lui succède", "ceux de Goma": a demonstrative that its own clause or complement tells of is nobody told of before.
    pub(super) fn is_restricted_pronoun(&self, mention: &Mention) -> bool {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let token = &tokens[mention.head];
        let restricts = |other: &Token| other.head == Some(mention.head) && matches!(other.base_rel(), "acl" | "nmod");
        token.upos == Upos::Pron && token.feats.is("PronType", "Dem") && tokens[mention.head + 1..].iter().any(restricts)
    }

    pub(super) fn latter(&self, mention: &Mention, wanted: &[String]) -> Vec<EntityRef> {
        let token = self.token(mention.sentence, mention.head);
        let wish = self.wish(mention, wanted, token);
        let state = |referent: &Referent| {
            let state = self.state_of_capital(referent).filter(|state| self.linker.is_any(&state.class, wanted));
            state.filter(|_| wish.plural != Some(true))
        };
        let fits = |referent: &&Referent| self.fits(referent, &wish) || state(referent).is_some();
        let Some(last) = self.before(mention).filter(fits).max_by_key(|referent| (referent.sentence, referent.token)) else {
            return Vec::new();
        };
        if self.fits(last, &wish) {
            return self.refer(mention, last);
        }
        let state = state(last);
        state.iter().for_each(|state| self.trace.note(mention, state, (last.sentence, last.token)));
        state.into_iter().collect()
    }

    /// "L'Otan a condamné Belgrade": the country that a capital without preposition may be.
    fn state_of_capital(&self, referent: &Referent) -> Option<EntityRef> {
        let capital = referent.entities.len() == 1 && self.linker.is_national_capital(referent.entity());
        let bare = referent.part > Part::Oblique && self.case(referent.sentence, referent.token).is_none();
        self.own_country(referent.entity()).filter(|_| capital && bare)
    }

    /// "Le premier … le second": whether nothing else restricts an ordinal that may tell two apart.
    pub(super) fn is_lone_ordinal(&self, mention: &Mention) -> bool {
        let token = self.token(mention.sentence, mention.head);
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let lone = |other: &Token| other.head != Some(mention.head) || matches!(other.base_rel(), "det" | "punct" | "case" | "cc");
        // "Le premier à réagir" is whoever did.
        let goes_on = tokens.get(mention.head + 1).is_some_and(|next| self.linker.naming.syntax.addressee.contains(next.lemma.as_str()));
        token.feats.is("Number", "Sing") && self.is_definite(mention) && !goes_on && tokens.iter().all(lone)
    }

    /// One of the only two of a kind that a sentence just before names, by their order.
    pub(super) fn one_of_two(&self, mention: &Mention, place: usize, wanted: &[String]) -> Vec<EntityRef> {
        let feminine = self.token(mention.sentence, mention.head).feats.get("Gender").map(|gender| gender == "Fem");
        let first = mention.sentence.saturating_sub(NEAR);
        let pair = (first..mention.sentence).rev().find_map(|sentence| self.pair_in(mention, sentence));
        let one = pair.map(|pair| pair[place]).filter(|one| {
            let agrees = feminine.is_none() || one.feminine.is_none() || one.feminine == feminine;
            agrees && self.linker.is_any(&one.entity().class, wanted)
        });
        one.map_or_else(Vec::new, |one| self.refer(mention, one))
    }

    /// The two persons, or else the two others of one class, that a sentence names as taking part.
    fn pair_in(&self, mention: &Mention, sentence: usize) -> Option<[&Referent; 2]> {
        let mut told: Vec<&Referent> = Vec::new();
        let takes_part = |one: &&Referent| one.named && one.entities.len() == 1 && one.part > Part::Oblique;
        for one in self.before(mention).filter(|one| one.sentence == sentence).filter(takes_part) {
            if !told.iter().any(|known| known.entity().key == one.entity().key) {
                told.push(one);
            }
        }
        if told.iter().any(|one| one.entity().class == "Person") {
            told.retain(|one| one.entity().class == "Person");
        }
        match told[..] {
            [one, other] if one.entity().class == other.entity().class => Some([one, other]),
            _ => None,
        }
    }
}
