//! Matching: triggers by look-up, then roles along their paths, required ones first to fail.

use std::cell::OnceCell;

use super::{
    RuleSet,
    definition::{Role, SetOff, Trigger},
    frame::Construction,
    graph::Graph,
    sequence::View,
};
use crate::model::{Mention, MentionForm, Sentence, Upos};

/// What a path's `type=` asks for where it asks for a name.
pub(super) const NAME: &str = "Name";

/// A rule that holds at a place of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Index of the rule.
    pub rule: usize,
    /// Tokens of the trigger, in order of the text; the first is the one that decides the construction.
    pub trigger: Vec<usize>,
    /// Tokens of each role, in the order of the rule's roles; empty for an optional role that nothing fills.
    pub roles: Vec<Vec<usize>>,
}

/// One try of one rule at one trigger, for authors who ask why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// Index of the rule.
    pub rule: usize,
    /// Tokens of the trigger.
    pub trigger: Vec<usize>,
    /// The construction that it stands in.
    pub construction: Construction,
    /// What happened role by role, up to the one that failed.
    pub roles: Vec<RoleTrace>,
    /// Whether the rule holds.
    pub holds: bool,
}

/// How the search for one role went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoleTrace {
    /// Tokens that a path reached.
    pub reached: Vec<usize>,
    /// Tokens that a path reached, but that fill another role already.
    pub taken: Vec<usize>,
    /// Those that are of a wanted type and fill the role.
    pub filled: Vec<usize>,
}

/// Why a word of a trigger that stands in the sentence does not set its rule off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// Index of the rule.
    pub rule: usize,
    /// The word.
    pub token: usize,
    /// What is wrong.
    pub reason: MissReason,
}

/// What keeps a trigger from being one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MissReason {
    /// The word that decides is of another part of speech than this one.
    Part(Upos),
    /// The verb is reflexive, and so another verb.
    Reflexive,
    /// These other lemmas of the trigger do not stand beside the word in the tree.
    Apart(Vec<String>),
}

/// A sentence with its mentions, prepared for matching.
pub struct Scene<'a> {
    rules: &'a RuleSet,
    sentence: &'a Sentence,
    /// Mention of each token, by its head.
    mentions: Vec<Option<&'a Mention>>,
    /// Whether a rule may hold: many sentences set none off, and cost no graph.
    set_off: bool,
    graph: OnceCell<Graph<'a>>,
}

impl RuleSet {
    /// Prepares a sentence; `mentions` are those of this sentence.
    pub fn scene<'a>(&'a self, sentence: &'a Sentence, mentions: impl IntoIterator<Item = &'a Mention>) -> Scene<'a> {
        let mut by_head = vec![None; sentence.tokens.len()];
        for mention in mentions {
            by_head[mention.head] = Some(mention);
        }
        // An arc of a sequence needs two names.
        let named = |mention: &&&Mention| mention.form == MentionForm::Name;
        let set_off = (0..sentence.tokens.len()).any(|token| self.triggers(sentence, token).next().is_some())
            || !self.arcs.is_empty() && by_head.iter().flatten().filter(named).nth(1).is_some();
        Scene { rules: self, sentence, mentions: by_head, set_off, graph: OnceCell::new() }
    }

    /// Rule and trigger of all triggers that a word may belong to by its lemma and part of speech, and by the lemmas of the sentence.
    fn triggers<'a>(&'a self, sentence: &'a Sentence, token: usize) -> impl Iterator<Item = (usize, usize)> + 'a {
        let stands = |lemma: &String| *lemma == self.frames.syntax.reflexive || sentence.tokens.iter().any(|token| token.lemma == *lemma);
        let may = move |&(rule, trigger): &(usize, usize)| match &self.rules[rule].triggers[trigger].set_off {
            SetOff::Words { lemmas, upos } if lemmas.len() == 1 => same_part(sentence.tokens[token].upos, *upos),
            SetOff::Words { lemmas, .. } => lemmas.iter().all(stands),
            _ => false,
        };
        self.index.get(sentence.tokens[token].lemma.as_str()).into_iter().flatten().copied().filter(may)
    }
}

impl Scene<'_> {
    /// Every match, in order of the trigger, then of the rule.
    pub fn matches(&self) -> Vec<Match> {
        let mut found: Vec<Match> = Vec::new();
        for attempt in self.attempts().filter(|attempt| attempt.holds) {
            let roles = attempt.roles.into_iter().map(|role| role.filled).collect();
            let new = Match { rule: attempt.rule, trigger: attempt.trigger, roles };
            // "prendre le contrôle" is seen once for "prendre … contrôle" and once for "contrôle" where a rule lists both.
            if !found
                .iter()
                .any(|old| old.rule == new.rule && old.roles == new.roles && old.trigger.iter().any(|t| new.trigger.contains(t)))
            {
                found.push(new);
            }
        }
        found
    }

    /// Every try, those that failed too.
    pub fn attempts(&self) -> impl Iterator<Item = Attempt> + '_ {
        let tokens = if self.set_off { self.sentence.tokens.len() } else { 0 };
        (0..tokens).flat_map(|token| self.attempts_at(self.graph(), token))
    }

    fn graph(&self) -> &Graph<'_> {
        self.graph.get_or_init(|| {
            let mut graph = Graph::build(self.sentence, &self.rules.frames.syntax);
            let view = View::new(self.sentence, &self.mentions, &self.rules.ontology);
            self.rules.frames.sequences.iter().for_each(|sequence| sequence.add_arcs(&mut graph, &view));
            graph
        })
    }

    fn attempts_at(&self, graph: &Graph<'_>, token: usize) -> Vec<Attempt> {
        let by_word = self.rules.triggers(self.sentence, token);
        let mut attempts: Vec<Attempt> = by_word
            .filter_map(|(rule, trigger)| {
                let tokens = self.trigger_tokens(graph, token, &self.rules.rules[rule].triggers[trigger]).ok()?;
                self.attempt(graph, tokens, rule, trigger)
            })
            .collect();
        if !self.rules.arcs.is_empty() {
            let arcs = graph.arcs(token, true).iter().filter_map(|arc| self.rules.arcs.get(arc.relation.as_str())).flatten();
            attempts.extend(arcs.filter_map(|&(rule, trigger)| self.attempt(graph, vec![token], rule, trigger)));
        }
        attempts
    }

    /// The words of a rule's triggers that stand in the sentence and do not set it off.
    pub fn misses(&self, rule: usize) -> Vec<Miss> {
        let triggers = |token: usize| self.rules.index.get(self.sentence.tokens[token].lemma.as_str()).into_iter().flatten();
        let miss = |token| {
            let own = triggers(token).filter(move |(other, _)| *other == rule);
            own.filter_map(move |&(_, trigger)| {
                let reason = self.trigger_tokens(self.graph(), token, &self.rules.rules[rule].triggers[trigger]).err()?;
                Some(Miss { rule, token, reason })
            })
        };
        (0..self.sentence.tokens.len()).flat_map(miss).collect()
    }

    fn attempt(&self, graph: &Graph<'_>, tokens: Vec<usize>, rule_index: usize, trigger: usize) -> Option<Attempt> {
        let rule = &self.rules.rules[rule_index];
        let trigger = &rule.triggers[trigger];
        let construction = construction(graph, tokens[0])?;
        let mut attempt = Attempt { rule: rule_index, trigger: tokens, construction, roles: Vec::new(), holds: true };
        let mut taken: Vec<usize> = Vec::new();
        for role in &rule.roles {
            let trace = self.fill(graph, role, trigger, &attempt, &taken);
            taken.extend(&trace.filled);
            attempt.holds &= role.optional || !trace.filled.is_empty();
            attempt.holds &= !role.absent || trace.filled.is_empty();
            attempt.roles.push(trace);
            if !attempt.holds {
                break;
            }
        }
        Some(attempt)
    }

    /// The tokens that match a trigger's lemmas around `token`, the deciding one first.
    fn trigger_tokens(&self, graph: &Graph<'_>, token: usize, trigger: &Trigger) -> Result<Vec<usize>, MissReason> {
        let SetOff::Words { lemmas, upos } = &trigger.set_off else { return Err(MissReason::Apart(Vec::new())) };
        let tokens = &self.sentence.tokens;
        if lemmas.len() == 1 {
            return match same_part(tokens[token].upos, *upos) {
                false => Err(MissReason::Part(*upos)),
                true if *upos == Upos::Verb && graph.is_reflexive(token) => Err(MissReason::Reflexive),
                true => Ok(vec![token]),
            };
        }
        let mut found = vec![token];
        let mut open: Vec<&str> = lemmas.iter().map(String::as_str).collect();
        if let Some(own) = open.iter().position(|lemma| *lemma == tokens[token].lemma) {
            open.remove(own);
        }
        while !open.is_empty() {
            let is = |node: usize, lemma: &str| tokens[node].lemma == *lemma || graph.is_reflexive_word(node, lemma);
            let near = |lemma: &str| graph.around(&found).into_iter().find(|&node| is(node, lemma));
            let Some((place, next)) = open.iter().enumerate().find_map(|(place, lemma)| Some((place, near(lemma)?))) else {
                return Err(MissReason::Apart(open.into_iter().map(str::to_owned).collect()));
            };
            found.push(next);
            open.remove(place);
        }
        found.sort_unstable();
        let deciding = found.iter().position(|&node| same_part(tokens[node].upos, *upos)).ok_or(MissReason::Part(*upos))?;
        found[..=deciding].rotate_right(1);
        Ok(found)
    }

    fn fill(&self, graph: &Graph<'_>, role: &Role, trigger: &Trigger, attempt: &Attempt, taken: &[usize]) -> RoleTrace {
        let is_type = |node: usize, class: &str| self.is_a(node, class);
        let wanted = |node: usize| role.types.is_empty() || role.types.iter().any(|class| self.is_a(node, class));
        let mut trace = RoleTrace::default();
        for nodes in role.paths[trigger.frame][&attempt.construction].walk(graph, &attempt.trigger, &is_type) {
            if nodes.is_empty() {
                continue;
            }
            let mut free = nodes;
            if !role.shares {
                trace.taken.extend(free.iter().filter(|node| taken.contains(node)));
                free.retain(|node| !taken.contains(node));
            }
            trace.filled = graph.coordinated(free.iter().copied().filter(|&node| wanted(node)));
            // Parsers hang a later conjunct where the first belongs.
            let hangs = |node: &&usize| self.sentence.tokens[**node].head.is_some_and(|head| attempt.trigger.contains(&head));
            let first = trace.filled.first().filter(hangs).map(|&node| graph.first_conjunct(node));
            if let Some(first) = first.filter(|first| !trace.filled.contains(first) && !taken.contains(first) && wanted(*first)) {
                trace.filled.insert(0, first);
            }
            for node in free {
                if !trace.reached.contains(&node) {
                    trace.reached.push(node);
                }
            }
            if !trace.filled.is_empty() {
                break;
            }
        }
        trace
    }

    /// Whether the mention at a token may be of a class. A pronoun may be anything until linking says what it stands for.
    fn is_a(&self, node: usize, class: &str) -> bool {
        self.mentions[node].is_some_and(|mention| {
            class == NAME && mention.form == MentionForm::Name
                || mention.form == MentionForm::Pronoun && mention.classes.is_empty()
                || mention.classes.iter().any(|own| self.rules.ontology.is_a(own, class))
        })
    }
}

fn same_part(token: Upos, trigger: Upos) -> bool {
    token == trigger || token == Upos::Aux && trigger == Upos::Verb || token == Upos::Propn && trigger == Upos::Noun
}

fn construction(graph: &Graph<'_>, node: usize) -> Option<Construction> {
    match graph.sentence.tokens[node].upos {
        Upos::Verb | Upos::Aux if graph.is_passive(node) => Some(Construction::Passive),
        Upos::Verb | Upos::Aux => Some(Construction::Active),
        Upos::Noun | Upos::Propn => Some(Construction::Noun),
        Upos::Adj => Some(Construction::Adjective),
        _ => None,
    }
}
