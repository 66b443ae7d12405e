//! The enhanced graph of a sentence: the tree with the arcs that readers supply.
//!
//! Follows the idea of Enhanced Universal Dependencies (Schuster and Manning, LREC 2016): conjuncts share their relations, relative
//! pronouns give way to their antecedents, controlled infinitives and participles get subjects. To these it adds the subjects of
//! nouns of action under support verbs (`nsubj:support`) and under verbs of deciding (`nsubj:deciding`). Which words control, support
//! and decide is data of the pack ([`Syntax`]).

use std::collections::{BTreeMap, BTreeSet};

use compact_str::{CompactString, ToCompactString, format_compact};
use serde::Deserialize;

use crate::model::{Sentence, Token, Upos};

/// How many words to the right count as near.
const NEAR: usize = 18;
/// How far before its participle an auxiliary stands, at most.
const FAR_AUXILIARY: usize = 6;
/// How many words stand between a subject and its verb, set off by commas, at most.
const LONGEST_INSERTION: usize = 12;

/// Words that the enhancement turns on, by lemma: the `[syntax]` table of `frames.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Syntax {
    /// Relative pronouns and the case marker that they hold in themselves (`dont` = `de`), empty for none.
    pub relative: BTreeMap<String, String>,
    /// Verbs whose object or addressee is the subject of the infinitive below.
    pub object_control: BTreeSet<String>,
    /// Verbs that say little beside the noun of action that they govern.
    pub support: BTreeSet<String>,
    /// Verbs and nouns that make their subject the actor of the noun of action below.
    pub deciding: BTreeSet<String>,
    /// How triggers write the reflexive pronoun.
    pub reflexive: String,
    /// Auxiliaries of the passive.
    pub passive_auxiliary: BTreeSet<String>,
    /// Verbs whose auxiliary is that of the passive without a passive ("est tombé").
    pub never_passive: BTreeSet<String>,
    /// Case markers of what goes on around an act ("après", "lors de").
    pub circumstance: BTreeSet<String>,
    /// Nouns that say how much of what follows them.
    pub partitive: BTreeSet<String>,
    /// Case markers of addressees (`à`).
    pub addressee: BTreeSet<String>,
    /// Case marker of the owner or actor of a noun (`de`).
    pub owner: BTreeSet<String>,
    /// Case markers of the agent of a passive.
    pub agent: BTreeSet<String>,
}

/// An arc seen from one of its ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Arc {
    /// The token at the other end.
    pub node: usize,
    /// Universal relation with subtype.
    pub relation: CompactString,
    /// Lemmas of the dependent's case marker, joined by spaces; empty for none.
    pub case: CompactString,
}

/// The tree of a sentence and the arcs added to it.
pub(super) struct Graph<'a> {
    pub sentence: &'a Sentence,
    syntax: &'a Syntax,
    down: Vec<Vec<Arc>>,
    up: Vec<Vec<Arc>>,
}

impl<'a> Graph<'a> {
    pub fn build(sentence: &'a Sentence, syntax: &'a Syntax) -> Self {
        let size = sentence.tokens.len();
        let mut graph = Self { sentence, syntax, down: vec![Vec::new(); size], up: vec![Vec::new(); size] };
        graph.add_tree();
        graph.name_subjects_by_voice();
        graph.repair_subjects();
        graph.see_through_partitives();
        graph.share_conjuncts();
        for node in 0..size {
            graph.resolve_relative(node);
            graph.give_participle_subject(node);
        }
        // A clause gets its subject from the clause above it, so the order is from the root down.
        for node in graph.top_down() {
            graph.share_subject_with_conjunct(node);
            graph.control(node);
            graph.support(node);
            graph.circumstance(node);
        }
        graph
    }

    /// Arcs to dependents, or to heads.
    pub fn arcs(&self, node: usize, down: bool) -> &[Arc] {
        if down { &self.down[node] } else { &self.up[node] }
    }

    /// Whether the tokens are joined by an arc of the tree, in either direction.
    pub fn adjacent(&self, a: usize, b: usize) -> bool {
        self.sentence.tokens[a].head == Some(b) || self.sentence.tokens[b].head == Some(a)
    }

    /// Whether a verb has a reflexive pronoun ("se retirer" is another verb than "retirer").
    pub fn is_reflexive(&self, node: usize) -> bool {
        self.sentence.tokens.iter().any(|child| child.head == Some(node) && child.feats.is("Reflex", "Yes"))
    }

    /// Whether a token is the reflexive pronoun that a trigger asks for.
    pub fn is_reflexive_word(&self, node: usize, lemma: &str) -> bool {
        lemma == self.syntax.reflexive && self.sentence.tokens[node].feats.is("Reflex", "Yes")
    }

    /// The words to the right of `node` in the same clause, as if they hung on it.
    pub fn near(&self, node: usize) -> Vec<Arc> {
        let tokens = &self.sentence.tokens;
        let ends = |token: &Token| token.feats.is("VerbForm", "Fin") || token.upos == Upos::Sconj || matches!(&*token.form, ";" | ":");
        let clause = (node + 1..tokens.len()).take(NEAR).take_while(|&next| !ends(&tokens[next]));
        clause.map(|next| Arc { node: next, relation: tokens[next].rel.clone(), case: self.shared_case(next) }).collect()
    }

    /// The case marker of a token, or that of the conjunct before it.
    fn shared_case(&self, node: usize) -> CompactString {
        self.up[node].iter().find(|arc| !arc.case.is_empty()).map_or_else(CompactString::default, |arc| arc.case.clone())
    }

    /// The first of some tokens and those that are coordinated with it.
    pub fn coordinated(&self, nodes: impl Iterator<Item = usize>) -> Vec<usize> {
        let mut nodes = nodes.peekable();
        let Some(first) = nodes.peek().map(|&node| self.first_conjunct(node)) else { return Vec::new() };
        nodes.filter(|&node| self.first_conjunct(node) == first).collect()
    }

    fn first_conjunct(&self, mut node: usize) -> usize {
        let tokens = &self.sentence.tokens;
        for _ in 0..tokens.len() {
            match tokens[node].head.filter(|_| tokens[node].base_rel() == "conj") {
                Some(head) => node = head,
                None => break,
            }
        }
        // The whole of "a thousand soldiers" is one conjunct.
        tokens[node]
            .head
            .filter(|&head| tokens[node].base_rel() == "nmod" && self.syntax.partitive.contains(self.lemma(head)))
            .unwrap_or(node)
    }

    /// Whether a verb stands in the passive, or is a bare past participle.
    pub fn is_passive(&self, node: usize) -> bool {
        let token = &self.sentence.tokens[node];
        if self.is_reflexive(node) || self.syntax.never_passive.contains(self.lemma(node)) {
            return false;
        }
        let has = |relation: &str| self.down[node].iter().any(|arc| arc.relation == relation);
        let bare = token.upos == Upos::Verb
            && token.feats.is("VerbForm", "Part")
            && !token.feats.is("Tense", "Pres")
            && !self.down[node].iter().any(|arc| arc.relation.starts_with("aux") || arc.relation == "nsubj" || arc.relation == "obj");
        has("aux:pass") || has("nsubj:pass") && bare || bare && !self.follows_active_auxiliary(node)
    }

    /// Whether the auxiliary before a participle ("a de son côté bombardé") is none of the passive, wherever the parser hangs it.
    fn follows_active_auxiliary(&self, node: usize) -> bool {
        let tokens = &self.sentence.tokens;
        let before = (0..node).rev().take(FAR_AUXILIARY).find(|&place| matches!(tokens[place].upos, Upos::Aux | Upos::Verb | Upos::Punct));
        before.is_some_and(|place| tokens[place].upos == Upos::Aux && !self.syntax.passive_auxiliary.contains(self.lemma(place)))
    }

    /// Subjects of any kind.
    fn subjects(&self, node: usize) -> Vec<usize> {
        self.down[node].iter().filter(|arc| arc.relation.starts_with("nsubj")).map(|arc| arc.node).collect()
    }

    fn has_subject(&self, node: usize) -> bool {
        self.down[node].iter().any(|arc| arc.relation.starts_with("nsubj"))
    }

    fn lemma(&self, node: usize) -> &str {
        &self.sentence.tokens[node].lemma
    }

    pub fn add(&mut self, head: usize, node: usize, relation: &str, case: &str) {
        if head == node || self.down[head].iter().any(|arc| arc.node == node && arc.relation == relation) {
            return;
        }
        let (relation, case) = (CompactString::from(relation), CompactString::from(case));
        self.down[head].push(Arc { node, relation: relation.clone(), case: case.clone() });
        self.up[node].push(Arc { node: head, relation, case });
    }

    fn add_tree(&mut self) {
        for (node, token) in self.sentence.tokens.iter().enumerate() {
            if let Some(head) = token.head {
                let case = self.case_of(node);
                self.add(head, node, &token.rel, &case);
            }
        }
    }

    fn case_of(&self, node: usize) -> CompactString {
        let tokens = &self.sentence.tokens;
        let children = |head: usize| (0..tokens.len()).filter(move |&child| tokens[child].head == Some(head));
        let mut words = Vec::new();
        for marker in children(node).filter(|&child| tokens[child].rel == "case") {
            words.push(tokens[marker].lemma.as_str());
            words.extend(children(marker).filter(|&child| tokens[child].rel == "fixed").map(|child| tokens[child].lemma.as_str()));
        }
        words.join(" ").to_compact_string()
    }

    /// Parsers mistake `être` of the perfect for that of the passive, and the other way round; the subject's name follows the voice.
    fn name_subjects_by_voice(&mut self) {
        for node in 0..self.sentence.tokens.len() {
            let (from, to) = if self.is_passive(node) { ("nsubj", "nsubj:pass") } else { ("nsubj:pass", "nsubj") };
            let verb = matches!(self.sentence.tokens[node].upos, Upos::Verb);
            for place in 0..self.down[node].len() {
                if verb && self.down[node][place].relation == from {
                    let subject = self.down[node][place].node;
                    self.down[node][place].relation = to.into();
                    self.up[subject].iter_mut().filter(|arc| arc.node == node).for_each(|arc| arc.relation = to.into());
                }
            }
        }
    }

    /// A finite verb without subject takes the bare nominal that stands right before it, wherever the parser has hung that.
    fn repair_subjects(&mut self) {
        let tokens = &self.sentence.tokens;
        for node in 0..tokens.len() {
            let finite = |node: usize| tokens[node].feats.is("VerbForm", "Fin");
            let auxiliary = (0..node).rev().take(4).find(|&child| tokens[child].head == Some(node) && tokens[child].upos == Upos::Aux);
            let first = auxiliary.unwrap_or(node);
            let verb = tokens[node].upos == Upos::Verb && (finite(node) || finite(first)) && tokens[node].base_rel() != "conj";
            if !verb || self.has_subject(node) || tokens.iter().any(|token| token.head == Some(node) && token.rel == "expl:subj") {
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
            let nominal = matches!(tokens[last].upos, Upos::Noun | Upos::Propn) && matches!(tokens[subject].upos, Upos::Noun | Upos::Propn);
            let hung_elsewhere =
                matches!(tokens[subject].base_rel(), "appos" | "nmod" | "obl" | "dislocated" | "conj" | "dep" | "parataxis" | "root");
            if nominal && hung_elsewhere && self.case_of(subject).is_empty() {
                let relation = if self.is_passive(node) { "nsubj:pass" } else { "nsubj" };
                self.add(node, subject, relation, "");
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
        let quiet = !(open..last).any(|place| tokens[place].feats.is("VerbForm", "Fin"));
        open.checked_sub(1).filter(|_| quiet)
    }

    /// What hangs on "a thousand" of "a thousand soldiers" hangs on the soldiers.
    fn see_through_partitives(&mut self) {
        for node in 0..self.sentence.tokens.len() {
            if !self.syntax.partitive.contains(self.lemma(node)) {
                continue;
            }
            let whole = |arc: &&Arc| {
                (arc.relation.starts_with("nmod") || arc.relation.starts_with("obl")) && self.syntax.owner.contains(arc.case.as_str())
            };
            let wholes: Vec<usize> = self.down[node].iter().filter(whole).map(|arc| arc.node).collect();
            for arc in self.up[node].clone() {
                for &whole in &wholes {
                    self.add(arc.node, whole, &arc.relation, &arc.case);
                }
            }
        }
    }

    fn share_conjuncts(&mut self) {
        for node in 0..self.sentence.tokens.len() {
            let token = &self.sentence.tokens[node];
            let (Some(first), "conj") = (token.head, token.base_rel()) else { continue };
            let clause = |upos| matches!(upos, Upos::Verb | Upos::Aux);
            let own_case = self.case_of(node);
            let has_child = |noun: usize, relation: &str| {
                self.sentence.tokens.iter().any(|token| token.head == Some(noun) && token.base_rel() == relation)
            };
            for arc in self.up[first].clone() {
                // A clause that is joined to an argument is no argument itself.
                let fits = !clause(token.upos) || clause(self.sentence.tokens[first].upos);
                // What takes a determiner of its own, but not the case marker, is not coordinated.
                let apart = own_case.is_empty()
                    && !arc.case.is_empty()
                    && has_child(node, "det")
                    && !has_child(first, "det")
                    && !has_child(node, "cc");
                if fits && !apart && !arc.relation.starts_with("conj") && arc.relation != "root" {
                    let case = if own_case.is_empty() { arc.case } else { own_case.clone() };
                    self.add(arc.node, node, &arc.relation, &case);
                }
            }
        }
    }

    fn resolve_relative(&mut self, node: usize) {
        let token = &self.sentence.tokens[node];
        let (Some(antecedent), true) = (token.head, token.rel == "acl:relcl") else { return };
        let pronouns: Vec<_> =
            self.down[node].iter().filter_map(|arc| Some((arc.clone(), self.syntax.relative.get(self.lemma(arc.node))?.clone()))).collect();
        for (arc, inherent) in pronouns {
            let case = if arc.case.is_empty() { inherent.into() } else { arc.case };
            self.add(node, antecedent, &arc.relation, &case);
        }
    }

    fn give_participle_subject(&mut self, node: usize) {
        let token = &self.sentence.tokens[node];
        if let Some(noun) = self.noun_before_gerund(node).filter(|_| !self.has_subject(node)) {
            self.add(node, noun, "nsubj", "");
            return;
        }
        let (Some(head), "acl", true) = (token.head, token.rel.as_str(), token.feats.is("VerbForm", "Part")) else { return };
        let relation = if self.is_passive(node) { "nsubj:pass" } else { "nsubj" };
        if !self.has_subject(node) {
            self.add(node, head, relation, "");
        }
    }

    /// "des Afghans ayant travaillé …": a present participle right after a noun is said of it, wherever the parser hangs it.
    fn noun_before_gerund(&self, node: usize) -> Option<usize> {
        let tokens = &self.sentence.tokens;
        let present = |place: usize| tokens[place].feats.is("VerbForm", "Part") && tokens[place].feats.is("Tense", "Pres");
        let auxiliary =
            (0..node).rev().take(3).find(|&place| tokens[place].head == Some(node) && tokens[place].upos == Upos::Aux && present(place));
        let first = auxiliary.or_else(|| (tokens[node].upos == Upos::Verb && present(node)).then_some(node))?;
        first.checked_sub(1).filter(|&before| matches!(tokens[before].upos, Upos::Noun | Upos::Propn))
    }

    fn top_down(&self) -> Vec<usize> {
        let tokens = &self.sentence.tokens;
        let mut children = vec![Vec::new(); tokens.len()];
        let mut order = Vec::with_capacity(tokens.len());
        for (node, token) in tokens.iter().enumerate() {
            match token.head {
                Some(head) => children[head].push(node),
                None => order.push(node),
            }
        }
        let mut next = 0;
        while next < order.len() {
            order.extend(children[order[next]].iter().copied());
            next += 1;
        }
        order
    }

    fn share_subject_with_conjunct(&mut self, node: usize) {
        let token = &self.sentence.tokens[node];
        let (Some(first), "conj") = (token.head, token.base_rel()) else { return };
        let predicate = |node: usize| matches!(self.sentence.tokens[node].upos, Upos::Verb | Upos::Adj | Upos::Noun);
        if token.upos != Upos::Verb || !predicate(first) || self.has_subject(node) {
            return;
        }
        let relation = if self.is_passive(node) && !self.has_active_auxiliary(first) { "nsubj:pass" } else { "nsubj" };
        for subject in self.subjects(first) {
            self.add(node, subject, relation, "");
        }
    }

    /// Whether a verb has an auxiliary that is no passive one (in "ont pris Hérat et encerclé Mazar" the second participle is active).
    fn has_active_auxiliary(&self, node: usize) -> bool {
        self.down[node].iter().any(|arc| arc.relation.starts_with("aux") && arc.relation != "aux:pass")
            && !self.down[node].iter().any(|arc| arc.relation == "aux:pass")
    }

    /// Gives infinitives and gerunds the subject that the clause above implies.
    fn control(&mut self, node: usize) {
        let token = &self.sentence.tokens[node];
        let Some(head) = token.head.filter(|_| token.upos == Upos::Verb && !self.has_subject(node)) else { return };
        let tensed = token.feats.is("VerbForm", "Fin") || token.feats.get("Mood").is_some();
        if tensed || !matches!(token.base_rel(), "xcomp" | "ccomp" | "advcl" | "acl" | "obl" | "csubj" | "nmod" | "parataxis") {
            return;
        }
        let relation = if self.is_passive(node) { "nsubj:pass" } else { "nsubj" };
        for controller in self.controllers(head) {
            self.add(node, controller, relation, "");
        }
    }

    fn controllers(&self, head: usize) -> Vec<usize> {
        let pick =
            |test: &dyn Fn(&Arc) -> bool| -> Vec<usize> { self.down[head].iter().filter(|arc| test(arc)).map(|arc| arc.node).collect() };
        let noun = self.sentence.tokens[head].upos == Upos::Noun;
        let addressee =
            |arc: &Arc| arc.relation == "iobj" || arc.relation.starts_with("obl") && self.syntax.addressee.contains(arc.case.as_str());
        let candidates: [Vec<usize>; 4] = [
            if self.syntax.object_control.contains(self.lemma(head)) {
                pick(&|arc| arc.relation == "obj" || addressee(arc))
            } else {
                Vec::new()
            },
            // "évacués par Londres pour …": who acts is the agent, not those acted upon.
            pick(&|arc| arc.relation == "obl:agent" || arc.relation.starts_with("obl") && self.syntax.agent.contains(arc.case.as_str())),
            pick(&|arc| arc.relation.starts_with("nsubj")),
            if noun { pick(&|arc| arc.relation == "nmod" && self.syntax.owner.contains(arc.case.as_str())) } else { Vec::new() },
        ];
        let found = candidates.into_iter().find(|nodes| !nodes.is_empty()).unwrap_or_default();
        if found.is_empty() && noun {
            // "a pour mission d'évacuer", "a reçu l'ordre de …": the subject of the verb above the noun.
            return self.sentence.tokens[head].head.map(|verb| self.subjects(verb)).unwrap_or_default();
        }
        found
    }

    /// "se sont regroupés après des combats": who did the one took part in the other.
    fn circumstance(&mut self, node: usize) {
        let token = &self.sentence.tokens[node];
        let Some(head) = token.head.filter(|_| token.upos == Upos::Noun && token.base_rel() == "obl") else { return };
        if self.syntax.circumstance.contains(self.case_of(node).as_str()) {
            for subject in self.subjects(head) {
                self.add(node, subject, "nsubj:context", "");
            }
        }
    }

    /// Gives nouns of action the subject of the support verb, or of the verb of deciding, that governs them.
    fn support(&mut self, node: usize) {
        let token = &self.sentence.tokens[node];
        let (Some(head), true) = (token.head, token.upos == Upos::Noun) else { return };
        if !matches!(token.base_rel(), "obj" | "obl" | "nmod" | "xcomp" | "ccomp" | "conj") {
            return;
        }
        let (governor, kind) = match self.lemma(head) {
            lemma if self.syntax.support.contains(lemma) => (head, "support"),
            lemma if self.syntax.deciding.contains(lemma) => (head, "deciding"),
            _ => return,
        };
        let relation = format_compact!("nsubj:{kind}");
        let mut actors = self.subjects(governor);
        if actors.is_empty() {
            actors = self.down[governor]
                .iter()
                .filter(|arc| arc.relation == "nmod" && self.syntax.owner.contains(arc.case.as_str()))
                .map(|arc| arc.node)
                .filter(|&actor| actor != node)
                .collect();
        }
        for actor in actors {
            self.add(node, actor, &relation, "");
        }
    }
}
