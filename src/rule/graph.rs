//! The enhanced graph of a sentence: the tree with the arcs that readers supply.
//!
//! Follows the idea of Enhanced Universal Dependencies (Schuster and Manning, LREC 2016): conjuncts share their relations, relative
//! pronouns give way to their antecedents, controlled infinitives and participles get subjects. To these it adds the subjects of
//! nouns of action under support verbs (`nsubj:support`) and under verbs of deciding (`nsubj:deciding`). Which words control, support
//! and decide is data of the pack ([`Syntax`]).

mod clause;
mod enhance;
mod instance;
mod kind;
mod locution;
mod mark;
mod marker;
mod repair;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use smallvec::SmallVec;

use super::path::Present;
use crate::model::{Sentence, Token, Upos};
pub(super) use kind::{Away, Kinds, Label};
use mark::{LemmaMarks, Marks};
pub(super) use marker::Case;
use marker::Markers;

/// How many words to the right count as near.
const NEAR: usize = 18;
/// How far before its participle an auxiliary stands, at most.
const FAR_AUXILIARY: usize = 6;

/// Words that the enhancement turns on, by lemma: the `[syntax]` table of `frames.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Syntax {
    /// Relative pronouns and the case marker that they hold in themselves (`dont` = `de`), empty for none.
    pub relative: FxHashMap<String, String>,
    /// Verbs whose object or addressee is the subject of the infinitive below.
    pub object_control: FxHashSet<String>,
    /// Verbs that say little beside the noun of action that they govern.
    pub support: FxHashSet<String>,
    /// Verbs and nouns that make their subject the actor of the noun of action below.
    pub deciding: FxHashSet<String>,
    /// How triggers write the reflexive pronoun.
    pub reflexive: String,
    /// Case markers that join like a conjunction ("comme", "ainsi que").
    pub joining: FxHashSet<String>,
    /// Case markers that take some out of a group ("parmi").
    pub among: FxHashSet<String>,
    /// Adverbs that take examples out of a group ("notamment").
    pub exemplifying: FxHashSet<String>,
    /// Case markers that ask for two ("entre").
    pub pairing: FxHashSet<String>,
    /// Auxiliaries of the passive.
    pub passive_auxiliary: FxHashSet<String>,
    /// Verbs whose auxiliary is that of the passive without a passive ("est tombé").
    pub never_passive: FxHashSet<String>,
    /// Case markers of what goes on around an act ("après", "lors de").
    pub circumstance: FxHashSet<String>,
    /// Nouns that say how much of what follows them.
    pub partitive: FxHashSet<String>,
    /// Prepositions of several words, as markers and noun without determiners ("à large de"), and the case marker that they count as.
    pub locution: FxHashMap<String, String>,
    /// Case markers of addressees (`à`).
    pub addressee: FxHashSet<String>,
    /// Case marker of the owner or actor of a noun (`de`).
    pub owner: FxHashSet<String>,
    /// Case markers of the agent of a passive.
    pub agent: FxHashSet<String>,
    /// The lists by word; empty until [`Syntax::by_word`].
    #[serde(skip)]
    marks: LemmaMarks,
}

impl Syntax {
    /// Works out by word what the lists say.
    #[must_use]
    pub fn by_word(mut self) -> Self {
        self.marks = LemmaMarks::of(&self);
        self
    }
}

/// An arc seen from one of its ends: each is written down at both and shared with conjuncts, so it holds no text of its own.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arc<'a> {
    /// The token at the other end.
    pub node: usize,
    /// Universal relation with subtype.
    pub relation: Label<'a>,
    /// The dependent's case marker.
    pub case: Case,
}

/// The tree of a sentence and the arcs added to it.
pub(super) struct Graph<'a> {
    pub sentence: &'a Sentence,
    syntax: &'a Syntax,
    /// What lists and forms say of each token.
    marks: Vec<Marks>,
    children: Children,
    markers: Markers,
    down: Vec<Arcs<'a>>,
    up: Vec<Arcs<'a>>,
    /// Whether any word may be a relative pronoun: most sentences have none, and nothing to mend for it.
    has_relative: bool,
    /// What leads away from each token; empty until all arcs are there.
    ways: Vec<Away>,
    /// Lists of lemmas that paths ask for and that the sentence has a word of.
    lists: Present,
}

/// Most words have one head and few dependents.
type Arcs<'a> = SmallVec<[Arc<'a>; 2]>;

/// The children of each token in the tree, in order of the text.
struct Children {
    /// Where those of a token begin in `all`; one entry more than there are tokens.
    starts: Vec<usize>,
    all: Vec<usize>,
}

impl Children {
    fn of(sentence: &Sentence) -> Self {
        let heads = || sentence.tokens.iter().enumerate().filter_map(|(node, token)| Some((token.head?, node)));
        let mut starts = vec![0; sentence.tokens.len() + 1];
        heads().for_each(|(head, _)| starts[head + 1] += 1);
        for node in 1..starts.len() {
            starts[node] += starts[node - 1];
        }
        let (mut next, mut all) = (starts.clone(), vec![0; starts[starts.len() - 1]]);
        for (head, node) in heads() {
            all[next[head]] = node;
            next[head] += 1;
        }
        Self { starts, all }
    }

    fn get(&self, node: usize) -> &[usize] {
        &self.all[self.starts[node]..self.starts[node + 1]]
    }
}

impl<'a> Graph<'a> {
    pub fn build(sentence: &'a Sentence, syntax: &'a Syntax) -> Self {
        let size = sentence.tokens.len();
        let children = Children::of(sentence);
        let markers = Markers::of(&sentence.tokens, &children, &syntax.marks);
        let marks: Vec<Marks> = sentence.tokens.iter().map(|token| syntax.marks.of_token(token)).collect();
        let has_relative = marks.iter().any(|marks| marks.has(Marks::RELATIVE));
        // Built in place: copies of an empty list cost more than empty lists.
        let empty = || (0..size).map(|_| Arcs::new()).collect();
        let mut graph = Self {
            sentence,
            syntax,
            marks,
            children,
            markers,
            down: empty(),
            up: empty(),
            has_relative,
            ways: Vec::new(),
            lists: Present::default(),
        };
        graph.add_tree();
        graph.see_through_locutions();
        graph.name_subjects_by_voice();
        graph.drop_topics();
        graph.inverted_speech();
        graph.main_behind_clause();
        graph.repair_subjects();
        graph.join_conjuncts();
        if graph.has_relative {
            graph.relative_above_main();
            graph.relative_subjects();
            graph.relative_objects();
            graph.relative_inversion();
        }
        graph.infinitive_objects();
        graph.repair_objects();
        graph.late_objects();
        graph.causatives();
        graph.fill_gaps();
        graph.see_through_partitives();
        graph.share_conjuncts();
        graph.join_instances();
        graph.join_bearers();
        for node in 0..size {
            if graph.has_relative {
                graph.resolve_relative(node);
            }
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
    pub fn arcs(&self, node: usize, down: bool) -> &[Arc<'a>] {
        if down { &self.down[node] } else { &self.up[node] }
    }

    /// Heads and children of some tokens in the tree, without these tokens themselves, in order of the text.
    pub fn around(&self, nodes: &[usize]) -> Vec<usize> {
        let heads = nodes.iter().filter_map(|&node| self.sentence.tokens[node].head);
        let mut around: Vec<usize> = heads.chain(nodes.iter().flat_map(|&node| self.children(node)).copied()).collect();
        around.retain(|node| !nodes.contains(node));
        around.sort_unstable();
        around
    }

    /// Children in the tree, in order of the text.
    fn children(&self, node: usize) -> &[usize] {
        self.children.get(node)
    }

    /// Whether a token has a child by a relation, with or without subtype.
    fn has_child(&self, node: usize, relation: &str) -> bool {
        self.children(node).iter().any(|&child| self.sentence.tokens[child].base_rel() == relation)
    }

    /// Whether a verb has a reflexive pronoun ("se retirer" is another verb than "retirer").
    pub fn is_reflexive(&self, node: usize) -> bool {
        self.children(node).iter().any(|&child| self.is(child, Marks::REFLEXIVE))
    }

    /// Whether a token is the reflexive pronoun that a trigger asks for.
    pub fn is_reflexive_word(&self, node: usize, lemma: &str) -> bool {
        self.is(node, Marks::REFLEXIVE) && lemma == self.syntax.reflexive
    }

    /// The words to the right of `node` in the same clause, with their case markers, as if they hung on it.
    pub fn near(&self, node: usize) -> impl Iterator<Item = (usize, Case)> {
        let clause = (node + 1..self.sentence.tokens.len()).take(NEAR).take_while(|&next| !self.ends_clause(next));
        clause.map(|next| (next, self.shared_case(next)))
    }

    /// Whether a new clause begins with a word.
    fn ends_clause(&self, place: usize) -> bool {
        let token = &self.sentence.tokens[place];
        self.is(place, Marks::FINITE) || token.upos == Upos::Sconj || matches!(&*token.form, ";" | ":")
    }

    /// The case marker of a token, or that of the conjunct before it.
    fn shared_case(&self, node: usize) -> Case {
        self.up[node].iter().map(|arc| arc.case).find(|case| !case.is_none()).unwrap_or(Case::NONE)
    }

    /// The first of some tokens and those that are coordinated with it.
    pub fn coordinated(&self, nodes: impl Iterator<Item = usize>) -> Vec<usize> {
        let mut nodes = nodes.peekable();
        let Some(first) = nodes.peek().map(|&node| self.first_conjunct(node)) else { return Vec::new() };
        nodes.filter(|&node| self.first_conjunct(node) == first).collect()
    }

    /// Whether a token is a conjunct, or compared like one ("Washington comme Bruxelles").
    fn is_joined(&self, node: usize) -> bool {
        let token = &self.sentence.tokens[node];
        match token.base_rel() {
            "conj" => true,
            "nmod" | "obl" => self.marked(self.case(node), Marks::CONJUNCTION),
            _ => false,
        }
    }

    pub fn first_conjunct(&self, mut node: usize) -> usize {
        let tokens = &self.sentence.tokens;
        for _ in 0..tokens.len() {
            match self.repaired_conjunct(node).or_else(|| tokens[node].head.filter(|_| self.is_joined(node))) {
                Some(head) => node = head,
                None => break,
            }
        }
        // The whole of "a thousand soldiers" is one conjunct.
        tokens[node]
            .head
            .filter(|&head| matches!(tokens[node].base_rel(), "nmod" | "obl") && self.is(head, Marks::PARTITIVE))
            .unwrap_or(node)
    }

    /// What a nominal is joined to by an arc that the tree lacks.
    fn repaired_conjunct(&self, node: usize) -> Option<usize> {
        self.up[node].iter().rev().find(|arc| arc.relation.starts_with("conj") && arc.node < node).map(|arc| arc.node)
    }

    /// Whether a verb stands in the passive, or is a bare past participle.
    pub fn is_passive(&self, node: usize) -> bool {
        let token = &self.sentence.tokens[node];
        if self.is_reflexive(node) || self.is(node, Marks::NEVER_PASSIVE) {
            return false;
        }
        let has = |relation: &str| self.down[node].iter().any(|arc| arc.relation == relation);
        if has("aux:pass") {
            return true;
        }
        let participle = token.upos == Upos::Verb && self.is(node, Marks::PARTICIPLE) && !self.is(node, Marks::PRESENT);
        if !participle || self.down[node].iter().any(|arc| arc.relation.starts_with("aux")) {
            return false;
        }
        // "ont pris Hérat et encerclé Mazar": a joined participle with an object shares the auxiliary before it.
        let active = || has("obj") || has("nsubj");
        let bare = match token.base_rel() {
            // "Gao, prise samedi par l'armée, est vide": who does it is told.
            _ if has("obl:agent") => true,
            "conj" => !active(),
            "acl" | "amod" | "advcl" => true,
            _ => !active(),
        };
        bare && (has("nsubj:pass") || !self.follows_active_auxiliary(node))
    }

    /// Whether the auxiliary before a participle ("a de son côté bombardé") is none of the passive, wherever the parser hangs it.
    fn follows_active_auxiliary(&self, node: usize) -> bool {
        let tokens = &self.sentence.tokens;
        let before = (0..node).rev().take(FAR_AUXILIARY).find(|&place| matches!(tokens[place].upos, Upos::Aux | Upos::Verb | Upos::Punct));
        before.is_some_and(|place| tokens[place].upos == Upos::Aux && !self.is(place, Marks::PASSIVE_AUXILIARY))
    }

    /// Subjects of any kind.
    fn subjects(&self, node: usize) -> Vec<usize> {
        self.down[node].iter().filter(|arc| arc.relation.starts_with("nsubj")).map(|arc| arc.node).collect()
    }

    fn has_subject(&self, node: usize) -> bool {
        self.down[node].iter().any(|arc| arc.relation.starts_with("nsubj"))
    }

    /// Whether a word has any of some properties.
    fn is(&self, node: usize, marks: Marks) -> bool {
        self.marks[node].has(marks)
    }

    fn lemma(&self, node: usize) -> &str {
        &self.sentence.tokens[node].lemma
    }

    pub fn add(&mut self, head: usize, node: usize, relation: impl Into<Label<'a>>, case: Case) {
        let relation = relation.into();
        if head == node || self.down[head].iter().any(|arc| arc.node == node && arc.relation == *relation) {
            return;
        }
        self.down[head].push(Arc { node, relation, case });
        self.up[node].push(Arc { node: head, relation, case });
    }

    fn add_tree(&mut self) {
        for (node, token) in self.sentence.tokens.iter().enumerate() {
            // Dashes at the beginning of a turn are no subjects, whatever the parser says; a name that it hangs on one takes its place.
            let tokens = &self.sentence.tokens;
            let mark = |token: &Token| !token.form.contains(char::is_alphanumeric);
            let over = token.head.map(|head| &tokens[head]).filter(|head| mark(head) && token.base_rel() == "flat");
            let own = if mark(token) && token.base_rel() == "nsubj" { None } else { Some(token) };
            let arc = over.or(own).and_then(|token| Some((token.head?, token.rel.as_str())));
            if let Some((head, relation)) = arc {
                self.add(head, node, relation, self.case(node));
            }
        }
    }

    /// The case marker of a token.
    pub fn case(&self, node: usize) -> Case {
        self.markers.of_node(node)
    }

    /// A case marker that the sentence does not have as such.
    pub fn new_case(&mut self, words: &str) -> Case {
        self.markers.add(words, &self.syntax.marks)
    }

    /// Lemmas of a case marker, joined by spaces; empty for none.
    pub fn words(&self, case: Case) -> &str {
        self.markers.words(case)
    }

    /// The bit of a case marker, for a look before its words are compared.
    pub fn kinds(&self, case: Case) -> Kinds {
        self.markers.kinds(case)
    }

    /// Whether a case marker has any of some properties.
    fn marked(&self, case: Case, marks: Marks) -> bool {
        self.markers.marks(case).has(marks)
    }

    /// The arcs to the heads of a word, apart from the graph, for arcs are added by them.
    fn above(&self, node: usize) -> Arcs<'a> {
        Arcs::from_slice(&self.up[node])
    }

    /// Whether a word marks owners ("de").
    pub fn is_owner_marker(&self, node: usize) -> bool {
        self.is(node, Marks::OWNER)
    }

    /// Whether a noun says how much of what follows it.
    pub fn is_quantity(&self, node: usize) -> bool {
        self.is(node, Marks::PARTITIVE)
    }

    /// Whether a number stands before a noun, or the noun is one of quantity.
    pub fn is_counted(&self, node: usize) -> bool {
        self.has_child(node, "nummod") || self.is_quantity(node)
    }
}
