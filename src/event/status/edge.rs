//! What reaches a dependent from its governor.

use super::{
    clause::{self, Own},
    compose::Effect,
    lexicon::{Operator, Scope, StatusLexicon},
    negation,
    tree::Tree,
    walk::Walk,
};
use crate::model::{Status, Upos};

/// A word that governs others, with all that is known about it.
pub(super) struct Governor<'a> {
    pub(super) lexicon: &'a StatusLexicon,
    pub(super) tree: &'a Tree<'a>,
    pub(super) effects: &'a [Option<Effect>],
    pub(super) word: usize,
    pub(super) own: Own,
    /// What reached the governor.
    pub(super) outer: Status,
    /// The governor's own status.
    pub(super) here: Status,
}

impl Governor<'_> {
    /// The status that stands outside a dependent.
    pub(super) fn outer_of(&self, child: usize) -> Status {
        // "Il soulignera que l'Algérie a demandé …": only the telling is still to come.
        let told = self.tree.tokens[child].base_rel() == "ccomp" && clause::is_completed(self.tree, child);
        if told
            && self.own.status == Status::Planned
            && !self.own.negated
            && self.operator(child).is_none_or(|row| row.effect == Effect::Pass)
        {
            return self.outer;
        }
        if let Some(operator) = self.operator(child) {
            return self.through(operator, child);
        }
        if self.is_supposed(child) {
            return Status::Possible;
        }
        let own = || self.supported(child).unwrap_or_else(|| self.default_effect(child));
        let effect = self.effects[child].map_or_else(own, |effect| self.unless_prevented(self.unless_perfect(effect, child), child));
        self.lexicon.compose().apply(self.here, effect)
    }

    /// The row of the governor's word whose scope takes in the dependent; a preposition that is named goes first.
    fn operator(&self, child: usize) -> Option<&Operator> {
        let named = |operator: &&Operator| matches!(operator.scope, Scope::Prep(_)) && self.takes(&operator.scope, child);
        let rows = || self.lexicon.operators(&self.tree.tokens[self.word]);
        rows().find(named).or_else(|| rows().find(|operator| self.takes(&operator.scope, child)))
    }

    /// The row whose scope takes in a dependent of one of the governor's nominals, where that nominal has no row for it.
    /// `host` is the nominal, or the verb of its relative clause.
    pub(super) fn takes_over(&self, noun: usize, host: usize, child: usize) -> Option<&Operator> {
        let own = Self { word: host, ..*self }.operator(child).is_some();
        let rel = self.tree.tokens[child].base_rel();
        let infinitive =
            (rel == "acl" || host != noun) && (rel == "xcomp" && self.tree.is_infinitive(child) || self.is_infinitive_complement(child));
        let object = host == noun && self.tree.tokens[noun].base_rel() == "obj" && rel == "nmod";
        let takes = |operator: &&Operator| match &operator.scope {
            Scope::Comp | Scope::Inf => infinitive,
            Scope::Prep(preposition) => (infinitive || object) && self.is_behind(child, preposition),
            Scope::Obj | Scope::Subj | Scope::Mod => false,
        };
        self.lexicon.operators(&self.tree.tokens[self.word]).find(takes).filter(|_| !own)
    }

    /// The effect of the governor's object on an infinitive that completes it but hangs on the governor (`avoir l'intention de partir`).
    fn supported(&self, child: usize) -> Option<Effect> {
        let completes = self.tree.tokens[child].base_rel() == "xcomp" || self.is_infinitive_complement(child);
        let noun = self.tree.with_rel(self.word, "obj").find(|noun| *noun < child && completes)?;
        let complements = |operator: &&Operator| matches!(operator.scope, Scope::Comp | Scope::Inf);
        self.lexicon.operators(&self.tree.tokens[noun]).find(complements).map(|operator| operator.effect)
    }

    fn takes(&self, scope: &Scope, child: usize) -> bool {
        let token = &self.tree.tokens[child];
        let rel = token.base_rel();
        match scope {
            Scope::Comp => matches!(rel, "xcomp" | "ccomp" | "csubj") || self.is_infinitive_complement(child) || self.is_content(child),
            Scope::Inf => rel == "xcomp" || self.is_infinitive_complement(child),
            Scope::Obj => rel == "obj",
            Scope::Prep(preposition) => self.is_behind(child, preposition) && !self.is_setting(child),
            Scope::Subj | Scope::Mod => false,
        }
    }

    /// "À l'issue d'une rencontre, X a demandé …": a nominal in front of a verb says when or where.
    fn is_setting(&self, child: usize) -> bool {
        let verb = matches!(self.tree.tokens[self.word].upos, Upos::Verb | Upos::Aux);
        verb && child < self.word && self.tree.tokens[child].base_rel() == "obl"
    }

    fn is_infinitive_complement(&self, child: usize) -> bool {
        matches!(self.tree.tokens[child].base_rel(), "acl" | "advcl" | "obl" | "nmod" | "dep")
            && self.tree.is_infinitive(child)
            && self.tree.children(child).any(|mark| mark < child && self.lexicon.is_complementizer(&self.tree.tokens[mark]))
            && self.effects[child].is_none()
    }

    /// `la crainte que la ville tombe`; after a verb, parsers now and then call content an adverbial clause.
    fn is_content(&self, child: usize) -> bool {
        matches!(self.tree.tokens[child].base_rel(), "acl" | "advcl" | "obl")
            && self.effects[child].is_none()
            && self.tree.finite(child).is_some()
            && self.tree.with_rel(child, "mark").take(1).any(|mark| self.lexicon.opens_content(&self.tree.tokens[mark]))
    }

    fn is_behind(&self, child: usize, preposition: &str) -> bool {
        let rel = self.tree.tokens[child].base_rel();
        matches!(rel, "obl" | "nmod" | "xcomp" | "acl" | "advcl" | "iobj" | "ccomp" | "obj" | "dep")
            && self
                .tree
                .children(child)
                .find(|case| matches!(self.tree.tokens[*case].base_rel(), "case" | "mark"))
                .is_some_and(|case| case < child && self.tree.tokens[case].lemma.eq_ignore_ascii_case(preposition))
    }

    /// The status outside a dependent of an operator: its negation may count in another way, its conditional be used up.
    pub(super) fn through(&self, operator: &Operator, child: usize) -> Status {
        let compose = self.lexicon.compose();
        let token = &self.tree.tokens[child];
        let mut effect = operator.effect;
        let mut mood = self.own.status;
        if let Some(conditional) = operator.conditional.filter(|_| self.own.conditional) {
            (effect, mood) = (conditional, Status::Asserted);
        } else if let Some(past) = operator.past.filter(|_| clause::is_completed(self.tree, self.word)) {
            effect = past;
        }
        if let Some(outcome) = operator.outcome.filter(|_| self.lexicon.is_outcome(token)) {
            effect = outcome;
        }
        if clause::is_perfect_infinitive(self.tree, child) {
            effect = operator.perfect.unwrap_or(if effect == Effect::To(Status::Planned) { Effect::Pass } else { effect });
        }
        match operator.negated.filter(|_| self.own.negated) {
            Some(negated) => compose.apply(compose.of(self.outer, mood), negated),
            None if self.own.negated => compose.apply(compose.of(self.outer, Status::Denied), effect),
            None => compose.apply(compose.of(self.outer, mood), effect),
        }
    }

    /// `condamné pour avoir tué`: a purpose that is over is a reason.
    fn unless_perfect(&self, effect: Effect, child: usize) -> Effect {
        let over = effect == Effect::To(Status::Planned) && clause::is_perfect_infinitive(self.tree, child);
        if over { Effect::Fact } else { effect }
    }

    /// `n'attaqueront pas si la ville tombe`: a condition stays open whatever is said of what hangs on it.
    fn is_supposed(&self, child: usize) -> bool {
        self.effects[child] == Some(Effect::To(Status::Possible)) && self.tree.finite(child).is_some()
    }

    /// `pour qu'ils n'attaquent pas`: what somebody acts to prevent may happen.
    fn unless_prevented(&self, effect: Effect, child: usize) -> Effect {
        let prevented = effect == Effect::To(Status::Planned) && negation::is_negated(self.lexicon, self.tree, child);
        if prevented { Effect::To(Status::Possible) } else { effect }
    }

    fn default_effect(&self, child: usize) -> Effect {
        let token = &self.tree.tokens[child];
        match token.base_rel() {
            "parataxis" => Effect::Fact,
            "advcl" if self.tree.finite(child).is_some() => Effect::Fact,
            "advcl" if self.is_set_off(child) => Effect::Presupposed,
            "acl" if self.tree.is_relative(child) => self.relative(),
            "acl" if self.tree.finite(child).is_some() => Effect::Pass,
            "acl" if self.tree.is_infinitive(child) => self.bare_infinitive(child),
            // "Des interprètes ayant travaillé pour eux" have done so already.
            "acl" if self.tree.is_participle(child) && self.tree.auxiliaries(child).next().is_some() => Effect::Fact,
            "acl" if self.tree.is_definite(self.word) => self.described(child),
            _ => Effect::Pass,
        }
    }

    /// A relative clause tells of its antecedent what is so, unless the antecedent itself is not there yet.
    fn relative(&self) -> Effect {
        let open = matches!(self.here, Status::Planned | Status::Possible) && !self.tree.is_definite(self.word);
        if open { Effect::Pass } else { Effect::Fact }
    }

    /// "Veut reprendre Mossoul, prise par Daech": a past participle tells what has happened to somebody or something known.
    fn described(&self, child: usize) -> Effect {
        let past = self.tree.is_participle(child) && self.tree.tokens[child].feats.is("Tense", "Past");
        if past { Effect::Fact } else { Effect::Presupposed }
    }

    fn bare_infinitive(&self, child: usize) -> Effect {
        let mark = self.tree.children(child).find(|mark| *mark < child && matches!(self.tree.tokens[*mark].base_rel(), "mark" | "case"));
        mark.and_then(|mark| self.lexicon.noun_infinitive(&self.tree.tokens[mark])).unwrap_or(Effect::Pass)
    }

    /// Whether a comma or quotation mark separates the dependent from its governor.
    pub(super) fn is_set_off(&self, child: usize) -> bool {
        self.tree.with_rel(child, "punct").any(|mark| (mark < child) == (self.word < child))
    }
}

impl Walk<'_> {
    /// Status outside a subject: that of the verb which it belongs to, where the verb tells whether it takes place or the subject is new.
    pub(super) fn subject_status(&self, subject: usize, verb: usize, outer: Status) -> Status {
        let bottom = self.embedded_verb(verb);
        let (here, compose) = (self.status[bottom], self.lexicon.compose());
        let passive =
            self.tree.tokens[subject].rel == "nsubj:pass" || self.tree.children(bottom).any(|aux| self.tree.tokens[aux].rel == "aux:pass");
        let wanted = if passive { Scope::Obj } else { Scope::Subj };
        let row = self.lexicon.operators(&self.tree.tokens[bottom]).find(|operator| operator.scope == wanted);
        if let Some(operator) = row {
            return self.subject_of_operator(subject, bottom, operator);
        }
        let copular = self.tree.with_rel(bottom, "cop").next().is_some();
        let new = !self.tree.is_definite(subject);
        match here {
            Status::Denied if !new => compose.apply(outer, Effect::Presupposed),
            Status::Planned | Status::Possible if !(new || passive || copular) => outer,
            _ => here,
        }
    }

    fn subject_of_operator(&self, subject: usize, verb: usize, operator: &Operator) -> Status {
        let compose = self.lexicon.compose();
        let negated = self.status[verb] == Status::Denied;
        let outcome = operator.outcome.filter(|_| self.lexicon.is_outcome(&self.tree.tokens[subject]));
        match operator.negated.filter(|_| negated) {
            Some(effect) => compose.apply(Status::Asserted, effect),
            None => compose.apply(self.status[verb], outcome.unwrap_or(operator.effect)),
        }
    }

    /// The verb at the bottom of a chain of modals and aspect verbs (`devrait pouvoir commencer`).
    fn embedded_verb(&self, verb: usize) -> usize {
        let mut bottom = verb;
        for _ in 0..self.tree.tokens.len() {
            let raises = self.lexicon.operators(&self.tree.tokens[bottom]).any(|operator| operator.raising);
            match self.tree.with_rel(bottom, "xcomp").next() {
                Some(below) if raises => bottom = below,
                _ => break,
            }
        }
        bottom
    }
}
