//! The main verb behind a relative or an inserted clause: parsers often take that for the main one, and leave the verb behind it without subject.

use super::{Arc, Case, Graph, mark::Marks};
use crate::model::Upos;

/// How far before its verb a subject with a relative clause stands, at most.
const LONGEST_CLAUSE: usize = 45;

impl Graph<'_> {
    /// "Le général, qui négociait en secret, a été abattu": a verb right behind the comma that ends a relative clause has the noun before the
    /// clause as its subject; and a verb inside the clause, of which that noun is none ("Washington, dont l'envoyé a échoué, presse …"), has not.
    pub(super) fn main_behind_clause(&mut self) {
        for verb in 0..self.sentence.tokens.len() {
            let Some(comma) = self.comma_before_verb(verb) else { continue };
            let Some((subject, pronoun)) = self.clause_before(comma) else { continue };
            self.add(verb, subject, self.subject_relation(verb), Case::NONE);
            if self.is(pronoun, Marks::RELATIVE) && !self.is_subject_pronoun(pronoun) {
                self.give_own_subject(subject, pronoun, comma);
            }
        }
    }

    /// The comma right before a finite verb without subject and what belongs to the verb.
    fn comma_before_verb(&self, verb: usize) -> Option<usize> {
        let tokens = &self.sentence.tokens;
        if tokens[verb].upos != Upos::Verb || self.has_subject(verb) || self.has_expletive(verb) {
            return None;
        }
        let own = |place: usize| tokens[place].head == Some(verb) && matches!(tokens[place].upos, Upos::Aux | Upos::Pron | Upos::Adv);
        let first = (0..verb).rev().take_while(|&place| own(place)).last().unwrap_or(verb);
        let finite = (first..=verb).any(|place| self.is(place, Marks::FINITE));
        let relative = (first..verb).any(|place| self.is(place, Marks::RELATIVE));
        first.checked_sub(1).filter(|&comma| finite && !relative && tokens[comma].form == ",")
    }

    /// The bare noun and the pronoun of the relative clause that ends at a comma: each word that opens a clause in it has a finite verb.
    fn clause_before(&self, end: usize) -> Option<(usize, usize)> {
        let tokens = &self.sentence.tokens;
        let (mut finite, mut opened) = (0, 0);
        for place in (1..end).rev().take(LONGEST_CLAUSE) {
            finite += usize::from(self.is(place, Marks::FINITE));
            let relative = self.is(place, Marks::RELATIVE) && tokens[place].upos == Upos::Pron;
            opened += usize::from(relative || tokens[place].upos == Upos::Sconj);
            let marked = usize::from(tokens[place - 1].upos == Upos::Adp);
            let comma = place.checked_sub(1 + marked).filter(|&comma| relative && tokens[comma].form == ",");
            if let Some(before) = comma.and_then(|comma| comma.checked_sub(1)).filter(|_| finite > 0 && finite == opened) {
                return self.bare_anchor(before).map(|noun| (noun, place));
            }
            if finite == 1 && opened == 0 && self.is_inverted(place, end) {
                return self.bare_anchor(place.checked_sub(2)?).map(|noun| (noun, place));
            }
        }
        None
    }

    /// Whether a clause like ", affirme l'ONU," begins with a finite word: its subject stands behind its verb.
    fn is_inverted(&self, first: usize, end: usize) -> bool {
        let tokens = &self.sentence.tokens;
        let verb = tokens[first].head.filter(|_| tokens[first].upos == Upos::Aux).unwrap_or(first);
        let behind = |arc: &Arc| arc.relation.starts_with("nsubj") && arc.node > verb && arc.node < end;
        tokens[first - 1].form == "," && self.is(first, Marks::FINITE) && self.down[verb].iter().any(behind)
    }

    /// The noun without preposition that a word ends the phrase of.
    fn bare_anchor(&self, last: usize) -> Option<usize> {
        let tokens = &self.sentence.tokens;
        let mut node = last;
        for _ in 0..tokens.len() {
            let inner = matches!(tokens[node].base_rel(), "nmod" | "flat" | "amod" | "punct") || !self.case(node).is_none();
            let set_off = tokens[node].base_rel() == "appos";
            match tokens[node].head.filter(|&head| head < node && (inner || set_off && self.case(head).is_none())) {
                Some(head) => node = head,
                None => break,
            }
        }
        let bare = matches!(tokens[node].upos, Upos::Noun | Upos::Propn) && self.case(node).is_none();
        bare.then_some(node)
    }

    fn is_subject_pronoun(&self, pronoun: usize) -> bool {
        self.up[pronoun].iter().any(|arc| arc.relation.starts_with("nsubj"))
    }

    /// "…", avait glissé Untel: who is cited stands behind the verb of an inserted clause that has no subject.
    pub(super) fn inverted_speech(&mut self) {
        let tokens = &self.sentence.tokens;
        for verb in 0..tokens.len() {
            if tokens[verb].base_rel() != "parataxis" || tokens[verb].upos != Upos::Verb || self.has_subject(verb) {
                continue;
            }
            let first = self.children(verb).first().copied().map_or(verb, |child| child.min(verb));
            let set_off = (first..=verb).take(2).chain(first.checked_sub(1)).any(|place| matches!(&*tokens[place].form, "," | "»" | "\""));
            let near = |arc: &&Arc| {
                arc.relation == "obj" && arc.node > verb && tokens[verb + 1..arc.node].iter().all(|word| word.upos == Upos::Det)
            };
            let cited = self.down[verb].iter().find(near).map(|arc| arc.node).filter(|_| set_off);
            if let Some(cited) = cited.filter(|&cited| tokens[cited].form.starts_with(char::is_uppercase)) {
                self.rename(verb, cited, "obj", "nsubj");
            }
        }
    }

    /// Takes the subject before a clause away from the verbs in it; the first of them has the bare noun behind the pronoun.
    fn give_own_subject(&mut self, before: usize, pronoun: usize, end: usize) {
        let tokens = &self.sentence.tokens;
        let nominal = |&place: &usize| matches!(tokens[place].upos, Upos::Noun | Upos::Propn);
        let own = (pronoun + 1..end).find(nominal).filter(|&own| self.case(own).is_none());
        for verb in pronoun + 1..end {
            let Some(relation) = self.down[verb].iter().find(|arc| arc.node == before && arc.relation.starts_with("nsubj")) else {
                continue;
            };
            let relation = relation.relation;
            self.down[verb].retain(|arc| arc.node != before);
            self.up[before].retain(|arc| arc.node != verb);
            if let Some(own) = own.filter(|&own| own < verb && !self.has_subject(verb)) {
                self.add(verb, own, relation, Case::NONE);
            }
        }
    }

    pub(super) fn has_expletive(&self, verb: usize) -> bool {
        self.children(verb).iter().any(|&child| self.sentence.tokens[child].rel == "expl:subj")
    }
}
