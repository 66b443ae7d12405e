//! Those of a group by name: "plusieurs villes, dont Homs et Hama", "seize personnes, parmi lesquelles Evan Gershkovich", "notamment X";
//! "les présidents Xi Jinping et Vladimir Poutine".

use super::{Case, Graph, mark::Marks};
use crate::model::Upos;

/// How many words before the pronoun the group stands, at most.
const NEAR: usize = 10;

impl Graph<'_> {
    /// Who is named of a group plays its part too.
    pub(super) fn join_instances(&mut self) {
        for node in 0..self.sentence.tokens.len() {
            let Some(group) = self.group_of(node) else { continue };
            let tokens = &self.sentence.tokens;
            let conjunct = |&child: &usize| child > node && tokens[child].base_rel() == "conj" && self.case(child).is_none();
            let joined = self.children(node).iter().copied().filter(conjunct);
            let members: Vec<usize> = std::iter::once(node).chain(joined).collect();
            self.give_part(group, &members);
            self.add(group, node, "conj:part", Case::NONE);
        }
    }

    /// Gives members of a group its part in the sentence.
    fn give_part(&mut self, group: usize, members: &[usize]) {
        for arc in self.above(group) {
            if arc.relation.starts_with("conj") || members.contains(&arc.node) {
                continue;
            }
            for &member in members {
                self.add(arc.node, member, arc.relation, arc.case);
            }
        }
    }

    /// "Les présidents Xi Jinping et Vladimir Poutine": names beside a plural noun play its part too.
    pub(super) fn join_bearers(&mut self) {
        for noun in 0..self.sentence.tokens.len() {
            let bearers = self.bearers(noun);
            if bearers.is_empty() {
                continue;
            }
            self.give_part(noun, &bearers);
            bearers.into_iter().for_each(|bearer| self.add(noun, bearer, "conj:part", Case::NONE));
        }
    }

    /// Whether a word was joined as one of a group that is told of beside it.
    pub fn is_part(&self, node: usize) -> bool {
        self.up[node].iter().any(|arc| arc.relation == "conj:part")
    }

    /// The names, two or more, beside a plural noun.
    fn bearers(&self, noun: usize) -> Vec<usize> {
        let tokens = &self.sentence.tokens;
        if tokens[noun].upos != Upos::Noun || !tokens[noun].feats.is("Number", "Plur") {
            return Vec::new();
        }
        let name = |node: usize| tokens[node].upos == Upos::Propn && self.case(node).is_none();
        let beside = |child: &usize| {
            let close = *child > noun && tokens[noun + 1..*child].iter().all(|token| token.upos == Upos::Adj);
            close && name(*child) && matches!(tokens[*child].base_rel(), "nmod" | "appos" | "flat")
        };
        let Some(first) = self.children(noun).iter().copied().find(beside) else { return Vec::new() };
        // "… turc Recep Tayyip Erdogan et russe Vladimir Poutine": a name behind an adjective of its own.
        let bearer = |conjunct: usize| {
            let below = || self.children(conjunct).iter().copied().find(|&child| child == conjunct + 1 && name(child));
            if tokens[conjunct].upos == Upos::Adj { below() } else { Some(conjunct).filter(|&conjunct| name(conjunct)) }
        };
        let joined = self.children(first).iter().copied().filter(|&child| tokens[child].base_rel() == "conj");
        let others: Vec<_> = joined.filter_map(bearer).collect();
        if others.is_empty() { others } else { [vec![first], others].concat() }
    }

    /// The group of which a nominal without clause of its own names some.
    fn group_of(&self, node: usize) -> Option<usize> {
        let token = &self.sentence.tokens[node];
        let nominal = matches!(token.upos, Upos::Noun | Upos::Propn) && self.case(node).is_none();
        let aside = matches!(token.base_rel(), "appos" | "acl" | "obl" | "advcl" | "nmod" | "parataxis" | "dep");
        let clause = || self.has_subject(node) || self.has_child(node, "cop");
        if !nominal || !aside || clause() || !self.is_particular(node) {
            return None;
        }
        let begins = self.partial_pronoun(node).or_else(|| self.exemplifier(node))?;
        let tokens = &self.sentence.tokens;
        let comma = begins.checked_sub(1).filter(|&before| tokens[before].form == ",")?;
        let group = |place: &usize| tokens[*place].upos == Upos::Noun && tokens[*place].feats.is("Number", "Plur");
        let end = |place: &usize| self.is(*place, Marks::FINITE);
        (0..comma).rev().take(NEAR).take_while(|place| !end(place)).find(group)
    }

    /// A name, or what has a number or a definite determiner: "dont des femmes" tells of nobody in particular.
    fn is_particular(&self, node: usize) -> bool {
        let tokens = &self.sentence.tokens;
        let tells = |child: usize| tokens[child].feats.is("Definite", "Def") || tokens[child].base_rel() == "nummod";
        tokens[node].upos == Upos::Propn || self.children(node).iter().any(|&child| child < node && tells(child))
    }

    /// Where "dont" or "parmi lesquels" begins below a nominal, with no verb behind it that would make it a clause.
    fn partial_pronoun(&self, node: usize) -> Option<usize> {
        let tokens = &self.sentence.tokens;
        let relative = |&child: &usize| child < node && tokens[child].upos == Upos::Pron && self.is(child, Marks::RELATIVE);
        // Parsers hang it on the name, or the name on it.
        let below = self.children(node).iter().copied().find(relative);
        let pronoun = below.or_else(|| tokens[node].head.filter(relative))?;
        let case = self.case(pronoun);
        let inherent = self.syntax.relative.get(self.lemma(pronoun)).is_some_and(|case| self.syntax.owner.contains(case));
        let marker = self.children(pronoun).iter().copied().find(|&child| tokens[child].rel == "case");
        (case.is_none() && inherent || self.marked(case, Marks::AMONG)).then(|| marker.unwrap_or(pronoun))
    }

    /// Where an adverb of examples ("notamment") stands before a nominal in apposition.
    fn exemplifier(&self, node: usize) -> Option<usize> {
        let adverb = |&child: &usize| child < node && self.is(child, Marks::EXEMPLIFYING);
        self.children(node).iter().copied().find(adverb)
    }
}
