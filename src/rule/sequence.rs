//! Token rules: sequences of words that say what hangs together where trees are unsure (titles before names, places in brackets).
//!
//! A sequence is a list of elements; each tests one word and may be named (`name:…`), optional (`?`) or repeated (`*`, as few as will do).
//! Tests in an element are joined by `&`, alternatives by `|`: a part of speech (`NOUN`), `"…"` a form or lemma, `<Class>` a name of that
//! class, `{Class}` a description of it. Where the sequence matches, it adds an arc between two of its named words to the enhanced graph,
//! for rules to use like any other.

use rustc_hash::FxHashMap;
use serde::Deserialize;
use toml::Spanned;

use crate::{
    model::{Mention, MentionForm, Sentence, Token, Upos},
    ontology::Ontology,
    pack::{Fault, Source},
};

/// A sequence as `frames.toml` writes it.
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

/// The sequences of a language, by the words that they may begin with.
#[derive(Clone, Debug)]
pub(super) struct Sequences {
    all: Vec<Sequence>,
    /// By form or lemma.
    words: FxHashMap<String, Vec<usize>>,
    /// By the form of the mention that begins there.
    names: Vec<usize>,
    descriptions: Vec<usize>,
    parts: FxHashMap<Upos, Vec<usize>>,
    /// Those whose first word may be left out.
    anywhere: Vec<usize>,
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
}

#[derive(Clone, Debug)]
struct Element {
    /// Alternatives of tests that must all hold.
    tests: Vec<Vec<Test>>,
    optional: bool,
    repeated: bool,
}

#[derive(Clone, Debug)]
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
    ontology: &'a Ontology,
}

impl Sequences {
    /// Compiles the sequences of `frames.toml`.
    ///
    /// # Errors
    /// [`Fault`] at the first that cannot be read.
    pub fn compile(raw: &[RawSequence], source: &Source<'_>, ontology: &Ontology) -> Result<Self, Fault> {
        let all = raw.iter().map(|raw| Sequence::compile(raw, source, ontology)).collect::<Result<Vec<_>, _>>()?;
        let (words, parts) = (FxHashMap::default(), FxHashMap::default());
        let mut own = Self { words, parts, names: Vec::new(), descriptions: Vec::new(), anywhere: Vec::new(), all: Vec::new() };
        for (number, sequence) in all.iter().enumerate() {
            own.index(number, &sequence.elements);
        }
        Ok(Self { all, ..own })
    }

    /// Enters a sequence under the first test of each alternative of its first element.
    fn index(&mut self, number: usize, elements: &[Element]) {
        let Some(first) = elements.first().filter(|first| !first.optional && !first.repeated) else { return self.anywhere.push(number) };
        for test in first.tests.iter().filter_map(|all| all.first()) {
            let place = match test {
                Test::Upos(upos) => self.parts.entry(*upos).or_default(),
                Test::Word(word) => self.words.entry(word.clone()).or_default(),
                Test::Name(_) => &mut self.names,
                Test::Description(_) => &mut self.descriptions,
            };
            place.push(number);
        }
    }

    /// The arcs of every place where a sequence matches, sequence by sequence.
    pub fn arcs<'a>(&'a self, view: &View<'_>) -> Vec<NewArc<'a>> {
        let (mut found, mut places) = (Vec::new(), Vec::new());
        for start in 0..view.tokens.len() {
            for number in self.at(view, start) {
                let sequence = &self.all[number];
                places.clear();
                places.resize(sequence.elements.len(), usize::MAX);
                if sequence.matches(view, 0, start, &mut places) {
                    found.push((number, start, places[sequence.head], places[sequence.dependent]));
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        let arc = |(number, _, head, node)| {
            let sequence: &Sequence = &self.all[number];
            NewArc { head, node, relation: &sequence.relation, case: &sequence.case }
        };
        found.into_iter().map(arc).collect()
    }

    /// The sequences that may begin at a word.
    fn at<'a>(&'a self, view: &View<'_>, at: usize) -> impl Iterator<Item = usize> + use<'a> {
        let token = &view.tokens[at];
        let by_mention: &[usize] = match view.mention(at).map(|mention| mention.form) {
            Some(MentionForm::Name) => &self.names,
            Some(MentionForm::Nominal) => &self.descriptions,
            _ => &[],
        };
        let of = |word: &str| self.words.get(word).map_or(&[][..], Vec::as_slice);
        let by_form = if token.form == token.lemma { &[] } else { of(&token.form) };
        let by_part = self.parts.get(&token.upos).map_or(&[][..], Vec::as_slice);
        [by_mention, of(&token.lemma), by_form, by_part, &self.anywhere].into_iter().flatten().copied()
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
    fn compile(raw: &RawSequence, source: &Source<'_>, ontology: &Ontology) -> Result<Self, Fault> {
        if raw.says.get_ref().trim().is_empty() {
            return Err(source.fault(raw.says.span(), "`says` is empty").help("say what hangs together, with an example"));
        }
        let mut names = Vec::new();
        let mut elements = Vec::new();
        for written in &raw.tokens {
            let (name, body) = written.get_ref().split_once(':').unwrap_or(("", written.get_ref()));
            names.push(name);
            elements.push(Element::compile(body, ontology).map_err(|(problem, help)| source.fault(written.span(), problem).help(help))?);
        }
        let find = |end: &Spanned<String>| {
            let wanted = end.get_ref();
            let fault = || source.fault(end.span(), format!("no element of the sequence is named `{wanted}`"));
            names.iter().position(|name| name == wanted).ok_or_else(|| fault().help(format!("name one, as in `{wanted}:NOUN`")))
        };
        let (head, dependent) = (find(&raw.arc[0])?, find(&raw.arc[2])?);
        Ok(Self { head, dependent, relation: raw.relation().to_owned(), case: raw.case.clone(), elements })
    }

    /// Whether the elements from number `element` match the words from `at`; `places` gets the word of each.
    fn matches(&self, view: &View<'_>, element: usize, at: usize, places: &mut [usize]) -> bool {
        let Some(own) = self.elements.get(element) else { return true };
        // Skipping first makes repetitions as short as will do.
        if (own.optional || own.repeated) && self.matches(view, element + 1, at, places) {
            return true;
        }
        if at >= view.tokens.len() || !own.holds(view, at) {
            return false;
        }
        places[element] = view.head_of_name(at);
        let next = view.after_name(at);
        if own.repeated { self.matches(view, element, next, places) } else { self.matches(view, element + 1, next, places) }
    }
}

impl Element {
    fn compile(body: &str, ontology: &Ontology) -> Result<Self, Complaint> {
        let (optional, repeated) = (body.ends_with('?'), body.ends_with('*'));
        let body = body.trim_end_matches(['?', '*']);
        let all = |tests: &str| tests.split('&').map(|test| Test::compile(test.trim(), ontology)).collect();
        let tests = body.split('|').map(all).collect::<Result<_, _>>()?;
        Ok(Self { tests, optional, repeated })
    }

    fn holds(&self, view: &View<'_>, at: usize) -> bool {
        self.tests.iter().any(|all| all.iter().all(|test| test.holds(view, at)))
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

    fn holds(&self, view: &View<'_>, at: usize) -> bool {
        let token = &view.tokens[at];
        match self {
            Self::Upos(upos) => token.upos == *upos,
            Self::Word(word) => token.form == word.as_str() || token.lemma == word.as_str(),
            Self::Name(class) => view.is_first(at, class),
            Self::Description(class) => view.is(at, class, MentionForm::Nominal),
        }
    }
}

impl<'a> View<'a> {
    /// A sentence with the mention of each of its tokens, by its head.
    pub fn new(sentence: &'a Sentence, by_head: &[Option<&'a Mention>], ontology: &'a Ontology) -> Self {
        let mut mentions = vec![None; sentence.tokens.len()];
        for mention in by_head.iter().rev().flatten() {
            mentions[mention.tokens.start] = Some(*mention);
        }
        Self { tokens: &sentence.tokens, mentions, ontology }
    }

    /// The mention whose words begin at a token.
    fn mention(&self, at: usize) -> Option<&Mention> {
        self.mentions.get(at).copied().flatten()
    }

    fn is(&self, at: usize, class: &str, form: MentionForm) -> bool {
        self.mention(at).is_some_and(|mention| mention.form == form && mention.classes.iter().any(|own| self.ontology.is_a(own, class)))
    }

    /// Whether the likeliest reading of a name is of a class.
    fn is_first(&self, at: usize, class: &str) -> bool {
        let named = self.mention(at).filter(|mention| mention.form == MentionForm::Name);
        named.and_then(|mention| mention.classes.first()).is_some_and(|own| self.ontology.is_a(own, class))
    }

    /// A name of several words counts as one.
    fn after_name(&self, at: usize) -> usize {
        self.mention(at).map_or(at + 1, |mention| mention.tokens.end)
    }

    fn head_of_name(&self, at: usize) -> usize {
        self.mention(at).map_or(at, |mention| mention.head)
    }
}
