//! Arcs that parsers miss: objects behind time and place, subjects behind the verb of a relative clause, conjuncts hung on the verb.

use super::{Arc, Arcs, Case, Graph, mark::Marks};
use crate::model::{Token, Upos};

/// How far behind its verb a late object stands, at most.
const LATE: usize = 16;

impl Graph<'_> {
    /// "ont signé mercredi à Pretoria un accord": a bare nominal that hangs on the time or the place is the object of a verb that has none.
    pub(super) fn late_objects(&mut self) {
        for node in 0..self.sentence.tokens.len() {
            if self.lacks_object(node) {
                for object in self.bare_nominals_after(node) {
                    self.add(node, object, "obj", Case::NONE);
                }
            }
        }
    }

    /// An active verb with a subject and no object or clause below it.
    fn lacks_object(&self, node: usize) -> bool {
        let governs = |arc: &Arc| ["obj", "iobj", "ccomp", "xcomp"].iter().any(|relation| arc.relation.starts_with(relation));
        self.sentence.tokens[node].upos == Upos::Verb
            && !self.is_passive(node)
            && !self.is_reflexive(node)
            && !self.is(node, Marks::NEVER_PASSIVE)
            && self.has_subject(node)
            && !self.down[node].iter().any(governs)
    }

    /// Nominals with a determiner or number and without case marker, below an oblique of the verb and in its clause.
    fn bare_nominals_after(&self, node: usize) -> Vec<usize> {
        let tokens = &self.sentence.tokens;
        let ends = |place: &usize| self.is(*place, Marks::FINITE) || tokens[*place].upos == Upos::Sconj;
        let clause = (node + 1..tokens.len()).take(LATE).take_while(|place| !ends(place));
        let bare = |&place: &usize| {
            let token = &tokens[place];
            let quantifies = |&child: &usize| child < place && matches!(tokens[child].upos, Upos::Det | Upos::Num);
            let first = self.children(place).iter().copied().find(quantifies);
            matches!(token.upos, Upos::Noun | Upos::Propn)
                && matches!(token.base_rel(), "nmod" | "appos")
                && self.case(place).is_none()
                && first.is_some_and(|first| first > node && tokens[first - 1].upos != Upos::Punct)
                && self.hangs_on_oblique_of(place, node)
        };
        clause.filter(bare).collect()
    }

    fn hangs_on_oblique_of(&self, place: usize, verb: usize) -> bool {
        let tokens = &self.sentence.tokens;
        let above = std::iter::successors(tokens[place].head, |&node| tokens[node].head).take(tokens.len());
        let mut chain = above.take_while(|&node| node > verb && node < place).collect::<Vec<_>>();
        chain.pop().is_some_and(|top| tokens[top].head == Some(verb) && tokens[top].base_rel() == "obl")
    }

    /// "avoir tué le chef": an infinitive has no subject of its own, so what the parser hangs behind it as one is its object.
    pub(super) fn infinitive_objects(&mut self) {
        let tokens = &self.sentence.tokens;
        for node in 0..tokens.len() {
            let governs = |arc: &Arc| ["obj", "ccomp", "xcomp"].iter().any(|relation| arc.relation.starts_with(relation));
            let made_to = |head: usize| self.is(head, Marks::OBJECT_CONTROL) || self.is(head, Marks::SUPPORT);
            if !self.is_infinitive(node) || tokens[node].head.is_some_and(made_to) || self.down[node].iter().any(governs) {
                continue;
            }
            let behind = |arc: &&Arc| arc.relation == "nsubj" && arc.node > node && tokens[arc.node].upos != Upos::Pron;
            if let Some(object) = self.down[node].iter().find(behind).map(|arc| arc.node) {
                self.rename(node, object, "nsubj", "obj");
            }
        }
    }

    /// Whether a transitive verb, or its auxiliary, is in the infinitive.
    fn is_infinitive(&self, node: usize) -> bool {
        let tokens = &self.sentence.tokens;
        let infinitive = |place: usize| self.is(place, Marks::INFINITIVE);
        tokens[node].upos == Upos::Verb
            && !self.is_reflexive(node)
            && !self.is(node, Marks::NEVER_PASSIVE)
            && (infinitive(node)
                || self.children(node).iter().any(|&child| child < node && tokens[child].upos == Upos::Aux && infinitive(child)))
    }

    /// "que dirige le général", "que Washington soutient": the relative pronoun is the object, and a nominal behind the verb its subject.
    pub(super) fn relative_objects(&mut self) {
        for node in 0..self.sentence.tokens.len() {
            let Some(pronoun) = self.object_pronoun(node) else { continue };
            for arc in Arcs::from_slice(&self.down[node]) {
                if arc.relation.starts_with("nsubj") && arc.node < pronoun {
                    self.rename(node, arc.node, &arc.relation, "obj");
                }
            }
            let antecedent =
                self.sentence.tokens[node].head.filter(|&head| head < pronoun && self.sentence.tokens[node].rel == "acl:relcl");
            if let Some(antecedent) = antecedent {
                self.add(node, antecedent, "obj", Case::NONE);
            }
            if !self.has_subject(node) {
                let behind = |arc: &&Arc| arc.relation == "obj" && arc.node > node && self.sentence.tokens[arc.node].upos != Upos::Pron;
                if let Some(subject) = self.down[node].iter().find(behind).map(|arc| arc.node) {
                    self.rename(node, subject, "obj", "nsubj");
                }
            }
        }
    }

    /// "avec lesquels négocie Bogota", "où vivent des réfugiés": a relative clause without subject has it behind the verb.
    pub(super) fn relative_inversion(&mut self) {
        let tokens = &self.sentence.tokens;
        for node in 0..tokens.len() {
            let oblique = |arc: &Arc| {
                arc.node < node
                    && tokens[arc.node].upos == Upos::Pron
                    && arc.relation.starts_with("obl")
                    && self.is(arc.node, Marks::RELATIVE)
            };
            if tokens[node].rel != "acl:relcl" || self.has_subject(node) || !self.down[node].iter().any(oblique) {
                continue;
            }
            let subject = self.down[node].iter().find(|arc| arc.relation == "obj" && arc.node > node).map(|arc| arc.node);
            if let Some(subject) = subject {
                self.rename(node, subject, "obj", "nsubj");
            }
        }
    }

    /// "Soudan : l'armée recule": what stands before a colon is no second subject of the verb behind it.
    pub(super) fn drop_topics(&mut self) {
        let tokens = &self.sentence.tokens;
        if !tokens.iter().any(|token| token.form == ":") {
            return;
        }
        for node in 0..tokens.len() {
            let before: Vec<usize> = self.subjects(node).into_iter().filter(|&subject| subject < node).collect();
            let (Some(&first), Some(&last)) = (before.first(), before.last()) else { continue };
            if (first..last).any(|place| tokens[place].form == ":") {
                self.down[node].retain(|arc| arc.node != first);
                self.up[first].retain(|arc| arc.node != node);
            }
        }
    }

    /// "a fait fuir les habitants": those who are made to do something do it, and are fled by nobody.
    pub(super) fn causatives(&mut self) {
        for node in 0..self.sentence.tokens.len() {
            if self.down[node].iter().any(|arc| arc.relation == "nsubj:caus") {
                for arc in Arcs::from_slice(&self.down[node]).into_iter().filter(|arc| arc.relation == "obj") {
                    self.rename(node, arc.node, "obj", "obj:made");
                }
            }
        }
    }

    /// "3 000 soldats à Bagdad, un millier à Erbil, 500 au Koweït": a place behind a bare amount is coordinated with the place before.
    pub(super) fn fill_gaps(&mut self) {
        for amount in 0..self.sentence.tokens.len() {
            let Some((place, before)) = self.place_of_amount(amount) else { continue };
            let case = self.case(place);
            for arc in self.above(before) {
                self.add(arc.node, place, arc.relation, case);
            }
            self.add(before, place, "conj", Case::NONE);
        }
    }

    /// The place right behind a bare amount, and the one right before it.
    fn place_of_amount(&self, amount: usize) -> Option<(usize, usize)> {
        let tokens = &self.sentence.tokens;
        let upos = |place: usize| tokens.get(place).map(|token| token.upos);
        if upos(amount + 1) != Some(Upos::Adp) || upos(amount) != Some(Upos::Num) && !self.is_quantity(amount) {
            return None;
        }
        let first = (0..amount).rev().find(|&place| !matches!(upos(place), Some(Upos::Det | Upos::Num | Upos::Adv)))?;
        if tokens[first].form != "," && tokens[first].upos != Upos::Cconj {
            return None;
        }
        let place = (amount + 2..tokens.len()).find(|&place| upos(place) != Some(Upos::Det)).filter(|&place| is_name(&tokens[place]))?;
        let last = (0..first).rev().find(|&place| upos(place) != Some(Upos::Punct))?;
        let above = std::iter::successors(Some(last), |&node| tokens[node].head.filter(|&head| head < node)).take(tokens.len());
        let marked = |&node: &usize| !self.case(node).is_none() && !self.marked(self.case(node), Marks::OWNER);
        let before = above.take_while(|&node| matches!(upos(node), Some(Upos::Noun | Upos::Propn))).find(marked)?;
        (!self.marked(self.case(place), Marks::OWNER) && !self.case(place).is_none()).then_some((place, before))
    }

    /// "qui préside l'Assemblée": behind a verb whose subject is a relative pronoun stands its object, not a second subject.
    pub(super) fn relative_subjects(&mut self) {
        let tokens = &self.sentence.tokens;
        for node in 0..tokens.len() {
            let is_subject = |arc: &Arc| arc.relation == "nsubj";
            let pronoun =
                |arc: &Arc| is_subject(arc) && arc.node < node && tokens[arc.node].upos == Upos::Pron && self.is(arc.node, Marks::RELATIVE);
            if tokens[node].upos != Upos::Verb || !self.down[node].iter().any(pronoun) {
                continue;
            }
            let behind = self.down[node].iter().filter(|arc| is_subject(arc) && arc.node > node);
            for object in behind.map(|arc| arc.node).collect::<Vec<_>>() {
                self.rename(node, object, "nsubj", "obj");
            }
        }
    }

    /// "La Lituanie, où Berlin déploie …, possède": where the parser takes the relative clause for the main one, its verb has two subjects,
    /// one on either side of the pronoun. The first is that of the verb behind.
    pub(super) fn relative_above_main(&mut self) {
        let tokens = &self.sentence.tokens;
        for node in 0..tokens.len() {
            let relative = |arc: &&Arc| {
                arc.node < node
                    && arc.relation.starts_with("ob")
                    && tokens[arc.node].upos == Upos::Pron
                    && self.is(arc.node, Marks::RELATIVE)
            };
            let Some(pronoun) = self.down[node].iter().find(relative).map(|arc| arc.node) else { continue };
            let (before, behind): (Vec<usize>, Vec<usize>) = self.subjects(node).into_iter().partition(|&subject| subject < pronoun);
            if before.is_empty() || behind.is_empty() || tokens[pronoun - 1].form != "," {
                continue;
            }
            let clause = |&child: &usize| child > node && tokens[child].upos == Upos::Verb && !self.has_subject(child);
            let main = self.children(node).iter().copied().find(clause);
            for subject in before {
                self.down[node].retain(|arc| arc.node != subject);
                self.up[subject].retain(|arc| arc.node != node);
                if let Some(main) = main {
                    self.add(main, subject, self.subject_relation(main), Case::NONE);
                }
            }
        }
    }

    /// The relative pronoun that stands before a verb as its object, also where the parser takes it for a conjunction.
    fn object_pronoun(&self, node: usize) -> Option<usize> {
        let tokens = &self.sentence.tokens;
        let relative = tokens[node].rel == "acl:relcl";
        let is = |arc: &&Arc| {
            let as_object = arc.relation == "obj" && tokens[arc.node].upos == Upos::Pron;
            let as_mark = arc.relation == "mark" && relative && !self.down[node].iter().any(|other| other.relation == "obj");
            arc.node < node && (as_object || as_mark) && self.syntax.relative.get(self.lemma(arc.node)).is_some_and(String::is_empty)
        };
        self.down[node].iter().find(is).map(|arc| arc.node)
    }

    pub(super) fn rename(&mut self, head: usize, node: usize, from: &str, to: &'static str) {
        self.down[head].iter_mut().filter(|arc| arc.node == node && arc.relation == from).for_each(|arc| arc.relation = to.into());
        self.up[node].iter_mut().filter(|arc| arc.node == head && arc.relation == from).for_each(|arc| arc.relation = to.into());
    }

    /// "Kaboul et les talibans ont …", "entre A et B": a nominal behind a conjunction is joined to the one before, wherever the parser
    /// hangs it.
    pub(super) fn join_conjuncts(&mut self) {
        for node in 0..self.sentence.tokens.len() {
            let token = &self.sentence.tokens[node];
            if !matches!(token.upos, Upos::Noun | Upos::Propn) {
                continue;
            }
            if token.base_rel() == "conj" {
                if let Some(first) = self.object_before(node) {
                    self.add_conjunct(first, node);
                }
            } else if let Some(first) = self.pair_before(node) {
                self.add_conjunct(first, node);
            } else if let Some(first) = self.twin_before(node) {
                self.add(first, node, "conj", Case::NONE);
            }
        }
    }

    fn add_conjunct(&mut self, first: usize, node: usize) {
        for arc in self.above(first) {
            self.add(arc.node, node, arc.relation, arc.case);
        }
        self.add(first, node, "conj", Case::NONE);
    }

    /// "a vu X lundi et Y mardi": the object with which a bare nominal is coordinated that the parser joins to the verb.
    fn object_before(&self, node: usize) -> Option<usize> {
        let tokens = &self.sentence.tokens;
        self.own_conjunction(node)?;
        let verb = tokens[node].head.filter(|&head| tokens[head].upos == Upos::Verb && self.case(node).is_none())?;
        let mut objects = self.children(verb).iter().copied().filter(|&child| tokens[child].rel == "obj" && child > verb && child < node);
        objects.next_back().filter(|&object| tokens[object].upos == tokens[node].upos)
    }

    /// Where the conjunction of a nominal stands that is no conjunct in the tree.
    fn own_conjunction(&self, node: usize) -> Option<usize> {
        let tokens = &self.sentence.tokens;
        self.children(node).iter().copied().rfind(|&child| child < node && tokens[child].rel == "cc")
    }

    /// Where the words begin that join a nominal to the one before ("ainsi que"), right before its determiner.
    fn joining_before(&self, node: usize) -> Option<usize> {
        let tokens = &self.sentence.tokens;
        let last = (0..node).rev().find(|&place| !matches!(tokens[place].upos, Upos::Det | Upos::Adj))?;
        let first = last.checked_sub(1).filter(|_| self.is(last, Marks::JOINING))?;
        let words = format!("{} {}", self.lemma(first), self.lemma(last));
        self.syntax.joining.contains(words.as_str()).then_some(first)
    }

    /// A nominal before that has the same head and relation.
    fn twin_before(&self, node: usize) -> Option<usize> {
        let tokens = &self.sentence.tokens;
        let conjunction = self.own_conjunction(node).or_else(|| self.joining_before(node))?;
        let twin = |place: &usize| tokens[*place].head == tokens[node].head && tokens[*place].base_rel() == tokens[node].base_rel();
        (0..conjunction).rev().find(twin).filter(|&twin| matches!(tokens[twin].upos, Upos::Noun | Upos::Propn))
    }

    /// A nominal before whose case marker asks for a second ("entre").
    fn pair_before(&self, node: usize) -> Option<usize> {
        let conjunction = self.own_conjunction(node)?;
        let asks = |place: &usize| self.marked(self.case(*place), Marks::PAIRING) && !self.has_child(*place, "conj");
        (0..conjunction).rev().take(LATE).find(asks)
    }
}

/// A name, or a noun that is written like one ("Côte d'Ivoire").
fn is_name(token: &Token) -> bool {
    token.upos == Upos::Propn || token.upos == Upos::Noun && token.form.starts_with(char::is_uppercase)
}
