//! Matching: triggers by look-up, then roles along their paths, required ones first to fail.

mod gap;

use std::cell::OnceCell;

use compact_str::CompactString;
use smallvec::SmallVec;

use super::{
    RuleSet,
    definition::{Role, SetOff, Trigger},
    frame::Construction,
    graph::{Graph, Kinds},
    need::Types,
    path::Path,
    sequence::{NewArc, View},
    trigger::{Try, same_part},
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

/// The words of a trigger: mostly one.
type Tokens = SmallVec<[usize; 2]>;

/// Which tries are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    All,
    /// Those whose roles can be filled as far as the relations of the trigger's arcs tell.
    Hopeful,
}

/// A sentence with its mentions, prepared for matching.
pub struct Scene<'a> {
    rules: &'a RuleSet,
    sentence: &'a Sentence,
    /// Mention of each token, by its head.
    mentions: Vec<Option<&'a Mention>>,
    /// What that mention may pass for.
    types: Vec<Kinds>,
    /// Triggers that may stand: many sentences have none, and cost no graph.
    tries: Vec<Try>,
    /// Arcs that sequences add; none where no rule can ask for them.
    arcs: Vec<NewArc<'a>>,
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
        let two_names = by_head.iter().flatten().filter(named).nth(1).is_some();
        let tries = self.index.tries(sentence);
        let arcs = match tries.is_empty() && !(two_names && self.index.has_arcs()) {
            true => Vec::new(),
            false => self.frames.sequences.arcs(&View::new(sentence, &by_head, &self.frames.syntax.owner)),
        };
        let types = by_head.iter().map(|mention| mention.map_or_else(Kinds::default, |mention| self.types.of(mention))).collect();
        Scene { rules: self, sentence, mentions: by_head, types, tries, arcs, graph: OnceCell::new() }
    }
}

impl<'a> Scene<'a> {
    /// Every match, in order of the trigger, then of the rule.
    pub fn matches(&self) -> Vec<Match> {
        let mut found: Vec<Match> = Vec::new();
        for attempt in self.attempts_of(Which::Hopeful).filter(|attempt| attempt.holds) {
            let roles = attempt.roles.into_iter().map(|role| role.filled).collect();
            let whole = Match { rule: attempt.rule, trigger: attempt.trigger, roles };
            for new in self.with_gaps(whole) {
                // "prendre le contrôle" is seen once for "prendre … contrôle" and once for "contrôle" where a rule lists both.
                let same =
                    |old: &Match| old.rule == new.rule && old.roles == new.roles && old.trigger.iter().any(|t| new.trigger.contains(t));
                if !found.iter().any(same) {
                    found.push(new);
                }
            }
        }
        found
    }

    /// Every try, those that failed too.
    pub fn attempts(&self) -> impl Iterator<Item = Attempt> + '_ {
        self.attempts_of(Which::All)
    }

    fn attempts_of(&self, only: Which) -> impl Iterator<Item = Attempt> + '_ {
        let set_off = !self.tries.is_empty() || self.arcs.iter().any(|arc| self.sets_off(arc));
        let tokens = if set_off { self.sentence.tokens.len() } else { 0 };
        let types = self.types.iter().copied().fold(Types::none(), Kinds::or);
        (0..tokens).flat_map(move |token| self.attempts_at(token, only, types))
    }

    fn graph(&self) -> &Graph<'a> {
        self.graph.get_or_init(|| {
            let mut graph = Graph::build(self.sentence, &self.rules.frames.syntax);
            for arc in &self.arcs {
                let case = graph.new_case(arc.case);
                graph.add(arc.head, arc.node, arc.relation, case);
            }
            graph.survey(self.rules.lists.present(&self.sentence.tokens));
            graph
        })
    }

    fn sets_off(&self, arc: &NewArc<'_>) -> bool {
        !self.rules.index.of_arc(arc.relation).is_empty()
    }

    /// The tries at a word; `types` are those of the sentence.
    fn attempts_at(&self, token: usize, only: Which, types: Kinds) -> Vec<Attempt> {
        let may_hold = |rule: usize| only == Which::All || self.rules.rules[rule].needs.may_be_met(types);
        // Most words that set rules off set off many.
        let voice = OnceCell::new();
        let construction = |node: usize| {
            if node == token { *voice.get_or_init(|| construction(self.graph(), token)) } else { construction(self.graph(), node) }
        };
        let first = self.tries.partition_point(|own| own.token < token);
        let own = self.tries[first..].iter().take_while(|own| own.token == token).filter(|own| may_hold(own.rule));
        let mut attempts: Vec<Attempt> = own
            .filter_map(|own| {
                let tokens = self.trigger_tokens(self.graph(), token, &self.rules.rules[own.rule].triggers[own.trigger]).ok()?;
                let construction = construction(tokens[0])?;
                self.attempt(self.graph(), (tokens, construction), (own.rule, own.trigger), only)
            })
            .collect();
        if self.arcs.iter().any(|arc| arc.head == token && self.sets_off(arc)) {
            let arcs = self.graph().arcs(token, true).iter().flat_map(|arc| self.rules.index.of_arc(&arc.relation));
            attempts.extend(arcs.filter(|(rule, _)| may_hold(*rule)).filter_map(|&(rule, trigger)| {
                let start = (Tokens::from_elem(token, 1), construction(token)?);
                self.attempt(self.graph(), start, (rule, trigger), only)
            }));
        }
        attempts
    }

    /// The words of a rule's triggers that stand in the sentence and do not set it off.
    pub fn misses(&self, rule: usize) -> Vec<Miss> {
        let miss = |token: usize| {
            let own = self.rules.index.of_rule(&self.sentence.tokens[token].lemma, rule);
            own.filter_map(move |trigger| {
                let reason = self.trigger_tokens(self.graph(), token, &self.rules.rules[rule].triggers[trigger]).err()?;
                Some(Miss { rule, token, reason })
            })
        };
        (0..self.sentence.tokens.len()).flat_map(miss).collect()
    }

    /// One try of a rule and trigger, unless only hopeful ones are wanted and a role that must be filled has nowhere to look.
    fn attempt(
        &self,
        graph: &Graph<'_>,
        (tokens, construction): (Tokens, Construction),
        (place, trigger): (usize, usize),
        only: Which,
    ) -> Option<Attempt> {
        let rule = &self.rules.rules[place];
        let trigger = &rule.triggers[trigger];
        if only == Which::Hopeful && !rule.needs.may_leave(graph, trigger, construction, &tokens) {
            return None;
        }
        let (mut roles, mut taken, mut holds) = (Vec::new(), Vec::new(), true);
        for role in &rule.roles {
            let path = &role.paths[trigger.frame][construction as usize];
            let trace = self.fill(graph, (role, path), &tokens, (&taken, only));
            holds &= role.optional || !trace.filled.is_empty();
            holds &= !role.absent || trace.filled.is_empty();
            if !holds && only == Which::Hopeful {
                return None;
            }
            taken.extend(&trace.filled);
            roles.push(trace);
            if !holds {
                break;
            }
        }
        Some(Attempt { rule: place, trigger: tokens.into_vec(), construction, roles, holds })
    }

    /// The tokens that match a trigger's lemmas around `token`, the deciding one first.
    fn trigger_tokens(&self, graph: &Graph<'_>, token: usize, trigger: &Trigger) -> Result<Tokens, MissReason> {
        let SetOff::Words { lemmas, upos } = &trigger.set_off else { return Err(MissReason::Apart(Vec::new())) };
        let tokens = &self.sentence.tokens;
        if lemmas.len() == 1 {
            return match same_part(tokens[token].upos, *upos) {
                false => Err(MissReason::Part(*upos)),
                true if *upos == Upos::Verb && graph.is_reflexive(token) => Err(MissReason::Reflexive),
                true => Ok(Tokens::from_elem(token, 1)),
            };
        }
        let mut found = Tokens::from_elem(token, 1);
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

    fn fill(&self, graph: &Graph<'_>, (role, path): (&Role, &Path), trigger: &[usize], (taken, only): (&[usize], Which)) -> RoleTrace {
        let is_type = |node: usize, kinds: Kinds, classes: &[CompactString]| {
            self.types[node].meets(kinds) && classes.iter().any(|class| self.is_a(node, class))
        };
        let wanted = |node: usize| {
            role.types.is_empty() || self.types[node].meets(role.kinds) && role.types.iter().any(|class| self.is_a(node, class))
        };
        let mut trace = RoleTrace::default();
        for nodes in path.walk(graph, trigger, &is_type) {
            if nodes.is_empty() {
                continue;
            }
            let mut free = nodes;
            if !role.shares && !taken.is_empty() {
                trace.taken.extend(free.iter().filter(|node| taken.contains(node)));
                free.retain(|node| !taken.contains(node));
            }
            trace.filled = graph.coordinated(free.iter().copied().filter(|&node| wanted(node)));
            // Parsers hang a later conjunct where the first belongs.
            let hangs = |node: &&usize| {
                let head = self.sentence.tokens[**node].head;
                head.is_some_and(|head| trigger.contains(&head)) && !graph.is_part(**node)
            };
            let first = trace.filled.first().filter(hangs).map(|&node| graph.first_conjunct(node));
            if let Some(first) = first.filter(|first| !trace.filled.contains(first) && !taken.contains(first) && wanted(*first)) {
                trace.filled.insert(0, first);
            }
            for node in free.into_iter().filter(|_| only == Which::All) {
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
        // Most mentions fail by a look at the bits of their classes.
        self.mentions[node].filter(|_| self.types[node].meets(Kinds::of(class))).is_some_and(|mention| {
            class == NAME && mention.form == MentionForm::Name
                || mention.form == MentionForm::Pronoun && mention.classes.is_empty()
                || mention.classes.iter().any(|own| self.rules.ontology.is_a(own, class))
        })
    }
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
