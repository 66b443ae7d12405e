//! The arcs that readers supply, one kind a function: conjuncts, antecedents, controlled and implied subjects.

use super::{Arc, Case, Graph, mark::Marks};
use crate::model::Upos;

/// How many words stand between a subject and its verb, set off by commas, at most.
const LONGEST_INSERTION: usize = 12;

impl Graph<'_> {
    /// Parsers mistake `être` of the perfect for that of the passive, and the other way round; the subject's name follows the voice.
    pub(super) fn name_subjects_by_voice(&mut self) {
        let verbs = |node: &usize| self.sentence.tokens[*node].upos == Upos::Verb;
        for node in (0..self.sentence.tokens.len()).filter(verbs) {
            let (from, to) = if self.is_passive(node) { ("nsubj", "nsubj:pass") } else { ("nsubj:pass", "nsubj") };
            for place in 0..self.down[node].len() {
                if self.down[node][place].relation == from {
                    let subject = self.down[node][place].node;
                    self.down[node][place].relation = to.into();
                    self.up[subject].iter_mut().filter(|arc| arc.node == node).for_each(|arc| arc.relation = to.into());
                }
            }
        }
    }

    /// A finite verb without subject takes the bare nominal that stands right before it, wherever the parser has hung that.
    pub(super) fn repair_subjects(&mut self) {
        let tokens = &self.sentence.tokens;
        for node in (0..tokens.len()).filter(|&node| tokens[node].upos == Upos::Verb) {
            let finite = |node: usize| self.is(node, Marks::FINITE);
            let auxiliary = (0..node).rev().take(4).find(|&child| tokens[child].head == Some(node) && tokens[child].upos == Upos::Aux);
            let first = auxiliary.unwrap_or(node);
            if !finite(node) && !finite(first) || self.has_subject(node) || self.has_expletive(node) {
                continue;
            }
            let skipped = |place: usize| {
                matches!(tokens[place].upos, Upos::Adv | Upos::Aux | Upos::Part)
                    || tokens[place].head == Some(node) && tokens[place].upos == Upos::Pron
            };
            let Some(last) = (0..first).rev().take(6).find(|&place| !skipped(place)).and_then(|last| self.before_insertion(last)) else {
                continue;
            };
            let subject = self.first_conjunct(last);
            // A joined clause shares the subject of the first, unless one stands between them.
            if tokens[node].base_rel() == "conj" && tokens[node].head.is_some_and(|head| subject < head) {
                continue;
            }
            let counted = self.is(subject, Marks::PARTITIVE);
            let nominal = matches!(tokens[last].upos, Upos::Noun | Upos::Propn)
                && (counted || matches!(tokens[subject].upos, Upos::Noun | Upos::Propn));
            let hung_elsewhere = matches!(
                tokens[subject].base_rel(),
                "appos" | "nmod" | "obl" | "dislocated" | "conj" | "dep" | "parataxis" | "root" | "advmod"
            );
            if nominal && hung_elsewhere && self.case(subject).is_none() {
                self.add(node, subject, self.subject_relation(node), Case::NONE);
            }
        }
    }

    /// An active verb with a subject and nothing else takes the bare nominal that follows it.
    pub(super) fn repair_objects(&mut self) {
        let tokens = &self.sentence.tokens;
        for node in 0..tokens.len() {
            let verb = tokens[node].upos == Upos::Verb && !self.is_passive(node) && !self.is_reflexive(node);
            let governs = |arc: &Arc| ["obj", "iobj", "ccomp", "xcomp"].iter().any(|relation| arc.relation.starts_with(relation));
            let intransitive = self.is(node, Marks::NEVER_PASSIVE);
            if !verb || intransitive || !self.has_subject(node) || self.down[node].iter().any(governs) {
                continue;
            }
            let modifies = |&place: &usize| matches!(tokens[place].upos, Upos::Det | Upos::Num | Upos::Adj);
            let next = (node + 1..tokens.len()).find(|place| !modifies(place));
            let object = next.filter(|&place| matches!(tokens[place].upos, Upos::Noun | Upos::Propn) && self.case(place).is_none());
            if let Some(object) = object.filter(|&object| !self.subjects(node).contains(&object)) {
                self.add(node, object, "obj", Case::NONE);
            }
        }
    }

    /// What stands before "…, eux, …": the word before a pair of commas that closes at `last`; `last` itself where it is no comma.
    fn before_insertion(&self, last: usize) -> Option<usize> {
        let tokens = &self.sentence.tokens;
        let comma = |place: &usize| tokens[*place].form == ",";
        if !comma(&last) {
            return Some(last);
        }
        let open = (0..last).rev().take(LONGEST_INSERTION).find(comma)?;
        let quiet = !(open..last).any(|place| self.is(place, Marks::FINITE));
        open.checked_sub(1).filter(|_| quiet)
    }

    /// What hangs on "a thousand" of "a thousand soldiers" hangs on the soldiers.
    pub(super) fn see_through_partitives(&mut self) {
        for node in 0..self.sentence.tokens.len() {
            if !self.is(node, Marks::PARTITIVE) {
                continue;
            }
            let whole =
                |arc: &&Arc| (arc.relation.starts_with("nmod") || arc.relation.starts_with("obl")) && self.marked(arc.case, Marks::OWNER);
            let wholes: Vec<usize> = self.down[node].iter().filter(whole).map(|arc| arc.node).collect();
            for arc in self.above(node) {
                for &whole in &wholes {
                    self.add(arc.node, whole, arc.relation, arc.case);
                }
            }
        }
    }

    pub(super) fn share_conjuncts(&mut self) {
        for node in 0..self.sentence.tokens.len() {
            let token = &self.sentence.tokens[node];
            let (Some(first), true) = (token.head, self.is_joined(node)) else { continue };
            let clause = |upos| matches!(upos, Upos::Verb | Upos::Aux);
            let own_case = if token.base_rel() == "conj" { self.case(node) } else { Case::NONE };
            for arc in self.above(first) {
                // A clause that is joined to an argument is no argument itself.
                let fits = !clause(token.upos) || clause(self.sentence.tokens[first].upos);
                // What takes a determiner of its own, but not the case marker, is not coordinated.
                let apart = own_case.is_none()
                    && !arc.case.is_none()
                    && self.has_child(node, "det")
                    && !self.has_child(first, "det")
                    && !self.has_child(node, "cc");
                if fits && !apart && !arc.relation.starts_with("conj") && arc.relation != "root" {
                    let case = if own_case.is_none() { arc.case } else { own_case };
                    self.add(arc.node, node, arc.relation, case);
                }
            }
        }
    }

    pub(super) fn resolve_relative(&mut self, node: usize) {
        let pronouns: Vec<_> = self.down[node]
            .iter()
            .filter(|arc| self.is(arc.node, Marks::RELATIVE))
            .filter_map(|arc| Some((*arc, self.syntax.relative.get(self.lemma(arc.node))?)))
            .collect();
        for (arc, inherent) in pronouns {
            let Some(antecedent) = self.antecedent(node, arc.node) else { continue };
            let case = if arc.case.is_none() { self.new_case(inherent) } else { arc.case };
            self.add(node, antecedent, arc.relation, case);
        }
        self.resolve_owner(node);
    }

    /// "dont les rebelles ont pris le contrôle", "dont l'armée s'est emparée": parsers hang "dont" on the subject; what lacks a
    /// complement with "de" is the object, or else the reflexive verb.
    fn resolve_owner(&mut self, node: usize) {
        let tokens = &self.sentence.tokens;
        let owner = |&place: &usize| {
            tokens[place].upos == Upos::Pron
                && self.is(place, Marks::RELATIVE)
                && self.syntax.relative.get(self.lemma(place)).is_some_and(|case| self.syntax.owner.contains(case))
        };
        let below = self.children(node).iter().flat_map(|&child| std::iter::once(child).chain(self.children(child).iter().copied()));
        let Some(pronoun) = below.filter(|&place| place < node).find(owner) else { return };
        let Some(antecedent) = self.antecedent(node, pronoun) else { return };
        let case = self.new_case(&self.syntax.relative[self.lemma(pronoun)]);
        let owned = |place: usize| self.down[place].iter().any(|arc| arc.node > place && self.marked(arc.case, Marks::OWNER));
        let object = self.down[node].iter().find(|arc| arc.relation == "obj" && arc.node > node).map(|arc| arc.node);
        match object {
            Some(object) if !owned(object) && !owned(node) => self.add(object, antecedent, "nmod", case),
            None if self.is_reflexive(node) && !owned(node) => self.add(node, antecedent, "obl:arg", case),
            _ => {}
        }
    }

    /// What a relative pronoun stands for: the noun that its clause hangs on or, where that is none, the noun right before it.
    fn antecedent(&self, node: usize, pronoun: usize) -> Option<usize> {
        let tokens = &self.sentence.tokens;
        let nominal = |place: usize| matches!(tokens[place].upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num);
        let token = &tokens[node];
        let clause = matches!(token.rel.as_str(), "acl:relcl" | "advcl:cleft");
        let hung = token.head.filter(|&head| clause && nominal(head));
        hung.or_else(|| {
            let before = pronoun.checked_sub(1).map(|place| if tokens[place].form == "," { place.saturating_sub(1) } else { place })?;
            let noun = self.head_of_name(before);
            (tokens[pronoun].feats.is("PronType", "Rel") && nominal(before)).then(|| self.bearer_of(noun).unwrap_or(noun))
        })
    }

    /// "Untel, ministre de la Défense, qui …": of the complement of a title set off behind its bearer, the bearer.
    fn bearer_of(&self, noun: usize) -> Option<usize> {
        let tokens = &self.sentence.tokens;
        let title = tokens[noun].head.filter(|&title| title < noun && tokens[noun].base_rel() == "nmod")?;
        let bearer = tokens[title].head.filter(|&bearer| bearer < title && tokens[title].base_rel() == "appos")?;
        let bare = !self.has_child(title, "det") && tokens[bearer + 1..title].iter().any(|token| token.form == ",");
        bare.then_some(bearer)
    }

    /// The word that a name hangs by ("Abdelhakim" of "Abdelhakim Belhadj").
    fn head_of_name(&self, node: usize) -> usize {
        let tokens = &self.sentence.tokens;
        let above = std::iter::successors(Some(node), |&part| tokens[part].head.filter(|_| tokens[part].base_rel() == "flat"));
        above.take(tokens.len()).last().unwrap_or(node)
    }

    pub(super) fn give_participle_subject(&mut self, node: usize) {
        let token = &self.sentence.tokens[node];
        if let Some(noun) = self.noun_before_gerund(node).filter(|_| !self.has_subject(node)) {
            self.add(node, noun, "nsubj", Case::NONE);
            return;
        }
        let (Some(head), "acl", true) = (token.head, token.rel.as_str(), self.is(node, Marks::PARTICIPLE)) else { return };
        if !self.has_subject(node) {
            self.add(node, self.agreeing(node, head), self.subject_relation(node), Case::NONE);
        }
    }

    /// The noun that a participle modifies: `head` as the parser has it, or a nearer one where only that agrees.
    fn agreeing(&self, node: usize, head: usize) -> usize {
        let tokens = &self.sentence.tokens;
        let same = |noun: usize, feature: &str| match (tokens[noun].feats.get(feature), tokens[node].feats.get(feature)) {
            (Some(own), Some(other)) => own == other,
            _ => true,
        };
        let agrees = |noun: usize| same(noun, "Gender") && same(noun, "Number");
        if agrees(head) {
            return head;
        }
        let near = (head + 1..node).rev().find(|&noun| tokens[noun].upos == Upos::Noun && agrees(noun));
        near.unwrap_or(head)
    }

    /// "des Afghans ayant travaillé …": a present participle right after a noun is said of it, wherever the parser hangs it.
    fn noun_before_gerund(&self, node: usize) -> Option<usize> {
        let tokens = &self.sentence.tokens;
        let present = |place: usize| self.is(place, Marks::PARTICIPLE) && self.is(place, Marks::PRESENT);
        let auxiliary =
            (0..node).rev().take(3).find(|&place| tokens[place].head == Some(node) && tokens[place].upos == Upos::Aux && present(place));
        let first = auxiliary.or_else(|| (tokens[node].upos == Upos::Verb && present(node)).then_some(node))?;
        first.checked_sub(1).filter(|&before| matches!(tokens[before].upos, Upos::Noun | Upos::Propn))
    }

    pub(super) fn top_down(&self) -> Vec<usize> {
        let tokens = &self.sentence.tokens;
        let mut order = Vec::with_capacity(tokens.len());
        order.extend((0..tokens.len()).filter(|&node| tokens[node].head.is_none()));
        let mut next = 0;
        while next < order.len() {
            order.extend(self.children(order[next]));
            next += 1;
        }
        order
    }

    pub(super) fn share_subject_with_conjunct(&mut self, node: usize) {
        let token = &self.sentence.tokens[node];
        let (Some(first), "conj") = (token.head, token.base_rel()) else { return };
        let predicate = |node: usize| matches!(self.sentence.tokens[node].upos, Upos::Verb | Upos::Adj | Upos::Noun);
        if token.upos != Upos::Verb || !predicate(first) || self.has_subject(node) {
            return;
        }
        let relation = if self.is_passive(node) && !self.has_active_auxiliary(first) { "nsubj:pass" } else { "nsubj" };
        for subject in self.subjects(first) {
            self.add(node, subject, relation, Case::NONE);
        }
    }

    /// Whether a verb has an auxiliary that is no passive one (in "ont pris Hérat et encerclé Mazar" the second participle is active).
    fn has_active_auxiliary(&self, node: usize) -> bool {
        self.down[node].iter().any(|arc| arc.relation.starts_with("aux") && arc.relation != "aux:pass")
            && !self.down[node].iter().any(|arc| arc.relation == "aux:pass")
    }

    /// Gives infinitives and gerunds the subject that the clause above implies.
    pub(super) fn control(&mut self, node: usize) {
        let token = &self.sentence.tokens[node];
        let Some(head) = token.head.filter(|_| token.upos == Upos::Verb && !self.has_subject(node)) else { return };
        let tensed = self.is(node, Marks::FINITE) || token.feats.get("Mood").is_some();
        if tensed || !matches!(token.base_rel(), "xcomp" | "ccomp" | "advcl" | "acl" | "obl" | "csubj" | "nmod" | "parataxis") {
            return;
        }
        let relation = self.subject_relation(node);
        for controller in self.controllers(head, node) {
            self.add(node, controller, relation, Case::NONE);
        }
    }

    /// Who does what the verb `node` below `head` says.
    fn controllers(&self, head: usize, node: usize) -> Vec<usize> {
        let pick =
            |test: &dyn Fn(&Arc) -> bool| -> Vec<usize> { self.down[head].iter().filter(|arc| test(arc)).map(|arc| arc.node).collect() };
        let noun = self.sentence.tokens[head].upos == Upos::Noun;
        let steered = self.is(head, Marks::OBJECT_CONTROL) && !self.is_circumstance(node);
        let addressee = |arc: &Arc| arc.relation == "iobj" || arc.relation.starts_with("obl") && self.marked(arc.case, Marks::ADDRESSEE);
        let candidates: [Vec<usize>; 4] = [
            if steered { pick(&|arc| matches!(&*arc.relation, "obj" | "nsubj:pass") || addressee(arc)) } else { Vec::new() },
            // "évacués par Londres pour …": who acts is the agent, not those acted upon.
            if noun || self.is_passive(head) {
                pick(&|arc| arc.relation == "obl:agent" || arc.relation.starts_with("obl") && self.marked(arc.case, Marks::AGENT))
            } else {
                Vec::new()
            },
            self.subjects(head),
            match self.sentence.tokens[head].upos {
                Upos::Noun => self.owners(head),
                // "Macron à Kiev pour rencontrer …": a headline says who without a verb.
                Upos::Propn => vec![head],
                _ => Vec::new(),
            },
        ];
        // "Kinshasa accuse devant l'ONU de soutenir …": who accuses does not do it, whomever the parser has lost.
        let asked = || {
            self.children(node).iter().any(|&mark| mark < node && self.is(mark, Marks::OWNER) && self.sentence.tokens[mark].rel == "mark")
        };
        if steered && candidates[0].is_empty() && !self.is_passive(head) && asked() {
            return Vec::new();
        }
        let found = candidates.into_iter().find(|nodes| !nodes.is_empty()).unwrap_or_default();
        if found.is_empty() && (noun || self.sentence.tokens[head].upos == Upos::Adj) {
            // "a pour mission d'évacuer", "se dit prêt à aider", "quelques heures après avoir pris …": the subject of the verb above the noun.
            return self.subjects_above(head);
        }
        found
    }

    /// "Venue à Moscou, la ministre a demandé …", "a appelé Untel pour le féliciter": a clause of circumstance has the subject of its verb.
    fn is_circumstance(&self, node: usize) -> bool {
        let tokens = &self.sentence.tokens;
        let asked = |&child: &usize| child < node && self.is(child, Marks::ADDRESSEE.with(Marks::OWNER)) && tokens[child].rel == "mark";
        tokens[node].base_rel() == "advcl" && !self.children(node).iter().any(asked)
    }

    /// What a subject of this verb is called, by its voice.
    pub(super) fn subject_relation(&self, node: usize) -> &'static str {
        if self.is_passive(node) { "nsubj:pass" } else { "nsubj" }
    }

    /// Complements of a noun that say whose it is.
    fn owners(&self, node: usize) -> Vec<usize> {
        let owns = |arc: &&Arc| arc.relation == "nmod" && self.marked(arc.case, Marks::OWNER);
        self.down[node].iter().filter(owns).map(|arc| arc.node).collect()
    }

    /// Subjects of the nearest verb above a noun.
    fn subjects_above(&self, noun: usize) -> Vec<usize> {
        let tokens = &self.sentence.tokens;
        let above = std::iter::successors(tokens[noun].head, |&node| tokens[node].head).take(tokens.len());
        above.map(|node| self.subjects(node)).find(|subjects| !subjects.is_empty()).unwrap_or_default()
    }

    /// "se sont regroupés après des combats": who did the one took part in the other.
    pub(super) fn circumstance(&mut self, node: usize) {
        let token = &self.sentence.tokens[node];
        let Some(head) = token.head.filter(|_| token.upos == Upos::Noun && token.base_rel() == "obl") else { return };
        if self.marked(self.case(node), Marks::CIRCUMSTANCE) {
            for subject in self.subjects(head) {
                self.add(node, subject, "nsubj:context", Case::NONE);
            }
        }
    }

    /// Gives nouns of action the subject of the support verb, or of the verb of deciding, that governs them.
    pub(super) fn support(&mut self, node: usize) {
        if self.sentence.tokens[node].upos != Upos::Noun {
            return;
        }
        // The arcs rather than the tree: "une série de frappes", "le retrait et le redéploiement".
        for arc in self.above(node) {
            let governs = || ["obj", "obl", "nmod", "xcomp", "ccomp", "conj"].contains(&arc.relation.base_name());
            // "A annoncé dix morts dans une frappe": who tells of it is not who struck.
            let beside = arc.relation.base_name() == "obl" && self.marked(arc.case, Marks::CIRCUMSTANCE);
            if self.is(arc.node, Marks::SUPPORT.with(Marks::DECIDING)) && governs() && !beside {
                self.support_below(arc.node, node);
            }
        }
    }

    fn support_below(&mut self, head: usize, node: usize) {
        let relation = if self.is(head, Marks::SUPPORT) { "nsubj:support" } else { "nsubj:deciding" };
        let mut actors = self.subjects(head);
        if actors.is_empty() {
            actors = self.owners(head);
            actors.retain(|&actor| actor != node);
        }
        for actor in actors {
            self.add(node, actor, relation, Case::NONE);
        }
    }
}
