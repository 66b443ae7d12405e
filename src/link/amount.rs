//! "168.000 ont fui", "certains", "la plupart": amounts of those whom the text told of.

use super::{antecedent::Wish, discourse::Discourse, referent::Referent};
use crate::model::{EntityRef, Mention, MentionForm, Token, Upos};

/// What somebody who was counted gains where an amount is all that is said.
const COUNTED: f32 = 2.0;
/// Classes that people who are counted may have beside that of a group.
const GROUPS: [&str; 2] = ["Person", "MilitaryForce"];

impl Discourse<'_> {
    /// "En ont arrêté une centaine": an object that only counts those whom a pronoun beside it stands for.
    pub(super) fn is_amount_of_them(&self, mention: &Mention) -> bool {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let token = &tokens[mention.head];
        let counts = matches!(token.upos, Upos::Num | Upos::Noun) && token.base_rel() == "obj";
        let of = &self.linker.naming.syntax.of_them;
        counts
            && tokens
                .iter()
                .any(|other| other.head == token.head && other.upos == Upos::Pron && of.contains(other.form.to_lowercase().as_str()))
    }

    /// "168.000 ont fui", "certains", "la plupart": some of the last group that the text told of.
    pub(super) fn part_of_group(&self, mention: &Mention, wanted: &[String]) -> Vec<EntityRef> {
        let group = |referent: &&Referent| {
            let class = &*referent.entity().class;
            let described = || self.mention_of(referent).is_some_and(|mention| mention.form == MentionForm::Nominal);
            let people = referent.entities.len() == 1 && (class == "Group" || GROUPS.contains(&class) && described());
            people && referent.plural == Some(true) && self.linker.is_any(&referent.entity().class, wanted)
        };
        let wish = Wish { plural: None, feminine: None, ..self.wish(mention, wanted, self.token(mention.sentence, mention.head)) };
        // Who was counted before is counted again.
        let counted = |referent: &Referent| {
            let before = self.mention_of(referent).is_some_and(|mention| self.is_counted(mention));
            if before { COUNTED } else { 0.0 }
        };
        let weight = |referent: &Referent| self.salience(mention, referent, &wish) + counted(referent);
        self.before(mention)
            .filter(group)
            .max_by(|one, other| weight(one).total_cmp(&weight(other)))
            .map_or_else(Vec::new, |referent| self.refer(mention, referent))
    }
}

/// Whether a word says how many of somebody told of before, and nothing else.
pub(super) fn is_amount(token: &Token) -> bool {
    // "3 000 soldats à Bagdad, un millier à Erbil" leaves out what it counts, and is no subject.
    matches!(token.upos, Upos::Num | Upos::Noun) && token.base_rel() == "nsubj"
        || token.upos == Upos::Pron && token.feats.is("PronType", "Ind")
}
