//! Names of bodies that no gazetteer has: a noun in capitals with what completes it ("Union des forces de changement").

use std::ops::Range;

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::{Nouns, class};
use crate::{
    model::{Mention, MentionForm, Token, Upos},
    pack::{Pack, PackError},
};

/// Adjectives that make a name of a noun without any other complement.
const ADJECTIVES: usize = 2;

/// The words of `body-names.tsv` by lemma.
#[derive(Debug)]
pub(super) struct BodyNames(FxHashMap<CompactString, Part>);

/// What a word does in such a name.
#[derive(Debug)]
enum Part {
    /// It begins one, of one of these classes.
    Head(Vec<CompactString>),
    /// It joins a complement.
    Link,
    /// It joins the first complement.
    Opening,
    /// It is no part of one.
    Stop,
}

/// A sentence with the names that are known in it.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    pub tokens: &'a [Token],
    pub names: &'a [Mention],
    pub nouns: &'a Nouns,
}

impl BodyNames {
    /// Reads `lexicons/body-names.tsv` of a pack.
    ///
    /// # Errors
    /// [`PackError`] where it is missing or a row has another kind.
    pub fn load(pack: &Pack) -> Result<Self, PackError> {
        let lexicon = pack.lexicon("body-names")?;
        let mut parts = FxHashMap::default();
        for row in lexicon.words()? {
            let part = match row.get(1) {
                "head" => Part::Head(row.get(2).split(' ').map(class).collect()),
                "link" => Part::Link,
                "opening" => Part::Opening,
                "stop" => Part::Stop,
                _ => return Err(lexicon.fault(row, "unknown kind; write head, link, opening or stop in the second column")),
            };
            parts.insert(row.get(0).into(), part);
        }
        Ok(Self(parts))
    }

    /// The names of a sentence, each with its classes.
    pub fn find(&self, ground: Ground<'_>) -> Vec<(Range<usize>, &[CompactString])> {
        let name = |head: usize| {
            let token = &ground.tokens[head];
            let Some(Part::Head(classes)) = self.part(token).filter(|_| is_capital(token)) else { return None };
            self.end(ground, head).map(|end| (head..end, classes.as_slice()))
        };
        (1..ground.tokens.len()).filter_map(name).collect()
    }

    fn part(&self, token: &Token) -> Option<&Part> {
        let nominal = matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Adp);
        self.0.get(&token.lemma).or_else(|| self.0.get(token.form.to_lowercase().as_str())).filter(|_| nominal)
    }

    /// Where the name ends that begins at a noun, if enough completes it.
    fn end(&self, ground: Ground<'_>, head: usize) -> Option<usize> {
        let (mut end, mut adjectives, mut complements) = (head + 1, 0, 0);
        loop {
            if self.is_adjective(ground, end) {
                // "L'Union africaine": whose something is says not what it is called.
                adjectives += usize::from(ground.name_at(end).is_none());
                end += 1;
            } else if let Some(next) = self.complement(ground, end, adjectives + complements > 0, complements > 0) {
                complements += 1;
                end = next;
            } else {
                break;
            }
        }
        (complements > 0 || adjectives >= ADJECTIVES).then_some(end)
    }

    fn is_adjective(&self, ground: Ground<'_>, place: usize) -> bool {
        let Some(token) = ground.tokens.get(place).filter(|token| token.upos == Upos::Adj) else { return false };
        // "Le Parti fidèle à Moscou".
        let alone = !ground.tokens.iter().any(|other| other.head == Some(place) && other.upos != Upos::Punct && other.rel != "conj");
        let near = token.head.is_some_and(|head| head + 3 >= place && head < place);
        alone && near
    }

    /// Where a complement ends that begins at a link, or behind a conjunction if the name has one already.
    fn complement(&self, ground: Ground<'_>, place: usize, told: bool, goes_on: bool) -> Option<usize> {
        let tokens = ground.tokens;
        let joined = goes_on && tokens.get(place)?.upos == Upos::Cconj;
        let link = if joined { place + 1 } else { place };
        let linked = match self.part(tokens.get(link)?) {
            Some(Part::Link) => true,
            Some(Part::Opening) => !told,
            _ => false,
        };
        let article = if linked { link + 1 } else { link };
        let is_article = |token: &Token| token.upos == Upos::Det && token.feats.is("Definite", "Def");
        let noun = if is_article(tokens.get(article)?) { article + 1 } else { article };
        if !linked && (!joined || noun == article) {
            return None;
        }
        match ground.name_at(noun) {
            Some(name) => Some(name.tokens.end).filter(|_| told && !joined && is_place(name) && name.tokens.start == noun),
            None => Some(noun + 1).filter(|_| self.completes(ground, noun, joined)),
        }
    }

    /// Whether a noun may complete a name.
    fn completes(&self, ground: Ground<'_>, noun: usize, joined: bool) -> bool {
        let Some(token) = ground.tokens.get(noun).filter(|token| token.upos == Upos::Noun) else { return false };
        let stops = matches!(self.part(token), Some(Part::Stop));
        let named = ground.tokens.get(noun + 1).is_some_and(|next| next.upos == Upos::Propn);
        let entries = ground.nouns.get(&token.lemma);
        let person = entries.iter().any(|entry| entry.class == "Person");
        // "L'Union des démocrates et le gouvernement" are two.
        let acts = entries.iter().any(|entry| !matches!(&*entry.class, "Policy" | "Group" | "Meeting" | "Area"));
        !(stops || person && named || joined && acts)
    }
}

impl Ground<'_> {
    fn name_at(&self, place: usize) -> Option<&Mention> {
        self.names.iter().find(|name| name.tokens.contains(&place))
    }
}

fn is_capital(token: &Token) -> bool {
    let mut letters = token.form.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase)
}

fn is_place(name: &Mention) -> bool {
    name.form == MentionForm::Name
        && name.classes.first().is_some_and(|class| matches!(class.as_str(), "City" | "Region" | "Country" | "Area"))
}
