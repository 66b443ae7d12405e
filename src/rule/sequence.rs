//! Token rules: sequences of words that say what hangs together where trees are unsure (titles before names, places in brackets).
//!
//! A sequence is a list of elements; each tests one word and may be named (`name:…`), optional (`?`) or repeated (`*`, as few as will do).
//! Tests in an element are joined by `&`, alternatives by `|`: a part of speech (`NOUN`), `"…"` a form or lemma, `<Class>` a name of that
//! class, `{Class}` a description of it. Where the sequence matches, it adds an arc between two of its named words to the enhanced graph,
//! for rules to use like any other.

mod class;

use rustc_hash::FxHashSet;
use serde::Deserialize;
use toml::Spanned;

use crate::{
    model::{Mention, Sentence, Token, Upos},
    ontology::Ontology,
    pack::{Fault, Source},
};
use class::{Classes, Grid, Set};

/// A sequence as `sequences.toml` writes it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSequence {
    says: Spanned<String>,
    tokens: Vec<Spanned<String>>,
    /// Head, relation, dependent; the ends by the names of elements.
    arc: [Spanned<String>; 3],
    /// Case marker that the arc carries.
    #[serde(default)]
    case: String,
}

impl RawSequence {
    /// The relation that it adds.
    pub fn relation(&self) -> &str {
        self.arc[1].get_ref()
    }
}

/// The sequences of a language.
#[derive(Clone, Debug)]
pub(super) struct Sequences {
    all: Vec<Sequence>,
    classes: Classes,
}

/// An arc that a sequence adds to the graph of a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct NewArc<'a> {
    pub head: usize,
    pub node: usize,
    pub relation: &'a str,
    pub case: &'a str,
}

/// A compiled sequence.
#[derive(Clone, Debug)]
struct Sequence {
    elements: Vec<Element>,
    head: usize,
    dependent: usize,
    relation: String,
    case: String,
    /// Elements that some word must answer to: most sentences lack one, and need not be searched.
    required: Set,
    /// The one that the first word must answer to, where there is one.
    first: Option<usize>,
}

#[derive(Clone, Debug)]
struct Element {
    /// By which [`Classes`] know what it asks for.
    number: usize,
    optional: bool,
    repeated: bool,
}

/// Alternatives of tests that must all hold.
type Alternatives = Vec<Vec<Test>>;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Test {
    Upos(Upos),
    Word(String),
    Name(String),
    Description(String),
}

/// What is wrong and what would be right.
type Complaint = (String, &'static str);

/// What a sequence looks at.
pub(super) struct View<'a> {
    tokens: &'a [Token],
    /// Mention whose words begin at a token.
    mentions: Vec<Option<&'a Mention>>,
    /// Case markers of complements that say whose something is.
    owner: &'a FxHashSet<String>,
}

impl Sequences {
    /// Compiles the sequences of `sequences.toml`.
    ///
    /// # Errors
    /// [`Fault`] at the first that cannot be read.
    pub fn compile(raw: &[RawSequence], source: &Source<'_>, ontology: &Ontology) -> Result<Self, Fault> {
        let mut classes = Classes::default();
        let all = raw.iter().map(|raw| Sequence::compile(raw, source, &mut classes, ontology)).collect::<Result<_, _>>()?;
        Ok(Self { all, classes })
    }

    /// The arcs of every place where a sequence matches, sequence by sequence.
    pub fn arcs<'a>(&'a self, view: &View<'_>) -> Vec<NewArc<'a>> {
        let (mut found, mut places) = (Vec::new(), Vec::new());
        let grid = self.classes.grid(view.tokens, |at| view.mention(at));
        for sequence in &self.all {
            let first = |start: &usize| sequence.first.is_none_or(|first| grid.has(first, *start));
            for start in (0..grid.end(&sequence.required)).filter(first) {
                places.clear();
                places.resize(sequence.elements.len(), usize::MAX);
                if sequence.matches((view, &grid), 0, start, &mut places) {
                    let (head, node) = (places[sequence.head], places[sequence.dependent]);
                    found.push(NewArc { head, node, relation: &sequence.relation, case: &sequence.case });
                }
            }
        }
        // "Le porte-parole du président, Untel, …" names the spokesman.
        let outer = |inner: &NewArc<'_>, other: &NewArc<'_>| {
            other.relation == inner.relation && other.node == inner.node && view.is_inside(inner.head, other.head)
        };
        let inner: Vec<bool> = found.iter().map(|arc| view.is_set_off(arc.node) && found.iter().any(|other| outer(arc, other))).collect();
        let mut inner = inner.into_iter();
        found.retain(|_| !inner.next().unwrap_or(false));
        found
    }

    /// The relations that sequences add.
    pub fn relations(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|sequence| sequence.relation.as_str())
    }
}

impl Sequence {
    /// Compiles a sequence.
    ///
    /// # Errors
    /// [`Fault`] at the element that cannot be read, or at the end of the arc that no element is named for.
    fn compile(raw: &RawSequence, source: &Source<'_>, classes: &mut Classes, ontology: &Ontology) -> Result<Self, Fault> {
        if raw.says.get_ref().trim().is_empty() {
            return Err(source.fault(raw.says.span(), "`says` is empty").help("say what hangs together, with an example"));
        }
        let mut names = Vec::new();
        let mut elements = Vec::new();
        for written in &raw.tokens {
            let (name, body) = written.get_ref().split_once(':').unwrap_or(("", written.get_ref()));
            names.push(name);
            let element = Element::compile(body, classes, ontology);
            elements.push(element.map_err(|(problem, help)| source.fault(written.span(), problem).help(help))?);
        }
        let find = |end: &Spanned<String>| {
            let wanted = end.get_ref();
            let fault = || source.fault(end.span(), format!("no element of the sequence is named `{wanted}`"));
            names.iter().position(|name| name == wanted).ok_or_else(|| fault().help(format!("name one, as in `{wanted}:NOUN`")))
        };
        let (head, dependent) = (find(&raw.arc[0])?, find(&raw.arc[2])?);
        let always = |element: &&Element| !element.optional && !element.repeated;
        let mut required = Set::default();
        elements.iter().filter(always).for_each(|element| required.insert(element.number));
        let first = elements.first().filter(always).map(|element| element.number);
        Ok(Self { head, dependent, relation: raw.relation().to_owned(), case: raw.case.clone(), elements, required, first })
    }

    /// Whether the elements from number `element` match the words from `at`; `grid` says what each word answers to, and `places`
    /// gets the word of each element.
    fn matches(&self, (view, grid): (&View<'_>, &Grid), element: usize, at: usize, places: &mut [usize]) -> bool {
        let Some(own) = self.elements.get(element) else { return true };
        // Skipping first makes repetitions as short as will do.
        if (own.optional || own.repeated) && self.matches((view, grid), element + 1, at, places) {
            return true;
        }
        if !grid.has(own.number, at) {
            return false;
        }
        places[element] = view.head_of_name(at);
        self.matches((view, grid), if own.repeated { element } else { element + 1 }, view.after_name(at), places)
    }
}

impl Element {
    fn compile(body: &str, classes: &mut Classes, ontology: &Ontology) -> Result<Self, Complaint> {
        let (optional, repeated) = (body.ends_with('?'), body.ends_with('*'));
        let body = body.trim_end_matches(['?', '*']);
        let all = |tests: &str| tests.split('&').map(|test| Test::compile(test.trim(), ontology)).collect();
        let alternatives: Alternatives = body.split('|').map(all).collect::<Result<_, _>>()?;
        Ok(Self { number: classes.number(&alternatives, ontology), optional, repeated })
    }
}

impl Test {
    fn compile(text: &str, ontology: &Ontology) -> Result<Self, Complaint> {
        let inside = |open: char, close: char| text.strip_prefix(open).and_then(|text| text.strip_suffix(close)).map(str::to_owned);
        let test = inside('"', '"')
            .map(Self::Word)
            .or_else(|| inside('<', '>').map(Self::Name))
            .or_else(|| inside('{', '}').map(Self::Description))
            .or_else(|| text.parse().ok().map(Self::Upos));
        match test {
            Some(Self::Name(class) | Self::Description(class)) if !ontology.has_class(&class) => {
                Err((format!("unknown class `{class}`"), "take one of ontology/depeche.ttl, or define it there"))
            }
            Some(test) => Ok(test),
            None => {
                let help = "write NOUN or another part of speech, \"word\", <Class> for a name or {Class} for a description";
                Err((format!("`{text}` is no test of a word"), help))
            }
        }
    }
}

impl<'a> View<'a> {
    /// A sentence with the mention of each of its tokens, by its head; `owner` holds the case markers of owners.
    pub fn new(sentence: &'a Sentence, by_head: &[Option<&'a Mention>], owner: &'a FxHashSet<String>) -> Self {
        let mut mentions = vec![None; sentence.tokens.len()];
        for mention in by_head.iter().rev().flatten() {
            mentions[mention.tokens.start] = Some(*mention);
        }
        Self { tokens: &sentence.tokens, mentions, owner }
    }

    /// Whether a word is the complement of another, or of one of its complements, which tells of one and stands before it.
    fn is_inside(&self, word: usize, outer: usize) -> bool {
        let owns = |token: &Token| token.rel == "case" && self.owner.contains(token.lemma.as_str());
        let owned = |node: usize| self.tokens.iter().any(|token| token.head == Some(node) && owns(token));
        let complement = |&node: &usize| self.tokens[node].head.filter(|_| self.tokens[node].base_rel() == "nmod" && owned(node));
        let mut above = std::iter::successors(Some(word), complement).skip(1).take(self.tokens.len());
        outer < word && !self.tokens[outer].feats.is("Number", "Plur") && above.any(|node| node == outer)
    }

    /// Whether the name with a head stands behind a comma.
    fn is_set_off(&self, head: usize) -> bool {
        let named = |mention: &&&Mention| mention.head == head;
        let start = self.mentions.iter().flatten().find(named).map_or(head, |mention| mention.tokens.start);
        start.checked_sub(1).is_some_and(|before| self.tokens[before].form == ",")
    }

    /// The mention whose words begin at a token.
    fn mention(&self, at: usize) -> Option<&Mention> {
        self.mentions.get(at).copied().flatten()
    }

    /// A name of several words counts as one.
    fn after_name(&self, at: usize) -> usize {
        self.mention(at).map_or(at + 1, |mention| mention.tokens.end)
    }

    fn head_of_name(&self, at: usize) -> usize {
        self.mention(at).map_or(at, |mention| mention.head)
    }
}
