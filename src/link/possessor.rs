//! Whom a possessive stands for where its own sentence says it: whoever acts in its clause, or in the one above.

use super::{discourse::Discourse, referent::is_nominal};
use crate::model::{EntityRef, Mention, MentionForm, Token, Upos};

impl Discourse<'_> {
    /// Whether a possessive belongs to several ("leur").
    pub(super) fn owned_by_several(&self, token: &Token) -> bool {
        self.linker.naming.possessive.several.contains(token.form.to_lowercase().as_str())
    }

    /// The subjects of the clause that a possessive stands in, or of the clauses above: "leur ambassade" belongs to who acts.
    pub(super) fn clause_subjects(&self, mention: &Mention, wanted: &[String]) -> Vec<EntityRef> {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let fits = |subject: usize| self.may_own(mention, subject);
        let mut node = mention.head;
        // The tree has no cycles, and a walk to its root no more steps than words.
        for _ in 0..tokens.len() {
            let Some(head) = tokens[node].head else { break };
            let above = if node == mention.head { self.first_conjunct(mention.sentence, head) } else { None };
            let inside = |candidate: usize| self.stands_under(mention.sentence, mention.head, candidate);
            let controlled = self.controller(mention.sentence, node, head);
            let acting = || (0..tokens.len()).find(|&other| tokens[other].head == Some(head) && self.acts(mention.sentence, other));
            let noun = |subject: usize| self.noun_of_relative(mention.sentence, subject).unwrap_or(subject);
            let own = controlled.into_iter().chain(acting()).map(noun).filter(|&other| !inside(other));
            for owner in above.into_iter().chain(own).filter(|&owner| fits(owner)) {
                let found = match above == Some(owner) {
                    true => self.member(mention, owner, &[]),
                    false => self.members(mention, owner, wanted),
                };
                if !found.is_empty() {
                    return found;
                }
                // "L'ambassade américaine a évacué son personnel": her country's.
                if let Some(state) = self.state_behind(mention.sentence, owner).filter(|state| self.linker.is_any(&state.class, wanted)) {
                    return vec![state];
                }
            }
            node = head;
        }
        let owned = self.token(mention.sentence, mention.head).head.unwrap_or(mention.head);
        // "Son directeur, Yukiya Amano, a …": nobody is his own director.
        self.coming_subject(mention)
            .filter(|&subject| fits(subject) && !self.stands_under(mention.sentence, subject, owned))
            .map_or_else(Vec::new, |subject| self.members(mention, subject, wanted))
    }

    /// Whether a word in a clause says who acts: a subject, or the agent of a noun ("l'annonce par Moscou").
    pub(super) fn acts(&self, sentence: usize, token: usize) -> bool {
        let word = self.token(sentence, token);
        let agent = || self.case(sentence, token).is_some_and(|case| self.linker.naming.syntax.agent.contains(case));
        word.base_rel() == "nsubj" || matches!(word.base_rel(), "nmod" | "obl") && agent()
    }

    /// Whether a possessive may belong to a word: one owner for "son", several for "leur".
    fn may_own(&self, mention: &Mention, owner: usize) -> bool {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let several = self.owned_by_several(&tokens[mention.head]);
        let joined = tokens.iter().any(|token| token.head == Some(owner) && token.base_rel() == "conj");
        let known = self.referents.iter().find(|one| (one.sentence, one.token) == (mention.sentence, owner)).and_then(|one| one.plural);
        let plural = known
            .or_else(|| tokens[owner].feats.get("Number").filter(|_| tokens[owner].upos != Upos::Propn).map(|number| number == "Plur"));
        joined && several || plural.is_none_or(|plural| plural == several)
    }

    /// "Kaboul et son aéroport": what a possessive noun is joined to owns it, unless it is owned by the same.
    fn first_conjunct(&self, sentence: usize, owned: usize) -> Option<usize> {
        let word = self.token(sentence, owned);
        let first = word.head.filter(|&head| word.base_rel() == "conj" && is_nominal(self.token(sentence, head)))?;
        let name = self.mention_at(sentence, first).is_some_and(|mention| mention.form == MentionForm::Name);
        (name && self.possessive(sentence, first).is_none()).then_some(first)
    }

    /// "Pour évacuer leurs ressortissants, Londres et Paris vont …": who acts in the main clause behind.
    fn coming_subject(&self, mention: &Mention) -> Option<usize> {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let finite = (0..tokens.len()).find(|&token| tokens[token].feats.is("VerbForm", "Fin")).filter(|&finite| finite > mention.head)?;
        let verb = tokens[finite].head.filter(|_| tokens[finite].base_rel() == "aux").unwrap_or(finite);
        let by_tree = (mention.head..finite).find(|&other| tokens[other].head == Some(verb) && tokens[other].base_rel() == "nsubj");
        let comma = (mention.head..finite).find(|&other| tokens[other].form == ",")?;
        by_tree.or_else(|| (comma..finite).find(|&other| is_nominal(&tokens[other]) && self.case(mention.sentence, other).is_none()))
    }

    /// What a word in the sentence of a possessive stands for, and so the possessive.
    fn member(&self, mention: &Mention, word: usize, wanted: &[String]) -> Vec<EntityRef> {
        let found = self.entities(mention.sentence, word, wanted);
        found.iter().for_each(|entity| self.trace.note(mention, entity, (mention.sentence, word)));
        found
    }

    /// What a word and those coordinated with it stand for.
    fn members(&self, mention: &Mention, first: usize, wanted: &[String]) -> Vec<EntityRef> {
        std::iter::once(first).chain(self.conjuncts(mention.sentence, first)).flat_map(|node| self.member(mention, node, wanted)).collect()
    }
}
