//! What restricts a description, and what only tells more of it.

use super::Discourse;
use crate::model::{Mention, MentionForm, Token, Upos};

impl Discourse<'_> {
    /// Whether an adjective says that it belongs to the state ("les forces gouvernementales").
    pub(super) fn is_of_state(&self, mention: &Mention) -> bool {
        let of_state = &self.linker.naming.syntax.of_state;
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        tokens.iter().any(|token| token.head == Some(mention.head) && token.base_rel() == "amod" && of_state.contains(token.lemma.as_str()))
    }

    /// Whether a description points back by its determiner ("cette ville côtière"), whatever restricts it.
    pub(in crate::link) fn is_demonstrative(&self, mention: &Mention) -> bool {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        tokens.iter().any(|token| token.head == Some(mention.head) && token.upos == Upos::Det && token.feats.is("PronType", "Dem"))
    }

    /// Whether a description is definite or demonstrative.
    pub(in crate::link) fn is_definite(&self, mention: &Mention) -> bool {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let determines =
            |token: &Token| token.upos == Upos::Det && (token.feats.is("Definite", "Def") || token.feats.is("PronType", "Dem"));
        tokens.iter().any(|token| token.head == Some(mention.head) && determines(token))
    }

    /// Whether an adjective restricts a description that is neither empty nor says whose it is.
    pub(in crate::link) fn is_qualified(&self, mention: &Mention) -> bool {
        let syntax = &self.linker.naming.syntax;
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let belongs = |token: usize| self.mention_at(mention.sentence, token).is_some_and(|other| other.form == MentionForm::Adjective);
        (0..tokens.len()).filter(|&child| tokens[child].head == Some(mention.head) && tokens[child].base_rel() == "amod").any(|child| {
            let lemma = tokens[child].lemma.as_str();
            !syntax.empty.contains(lemma) && !syntax.of_state.contains(lemma) && !belongs(child)
        })
    }

    /// A definite description of one place or body that only adjectives restrict which single nothing out ("la ville portuaire").
    pub(in crate::link) fn is_bare_but_for_adjectives(&self, mention: &Mention, class: &str) -> bool {
        let syntax = &self.linker.naming.syntax;
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let children = |node: usize| tokens.iter().enumerate().filter(move |(_, token)| token.head == Some(node));
        let aside = |place: usize| self.stands_aside(mention, place);
        let singles_out = |(place, token): (usize, &Token)| match token.base_rel() {
            "acl" | "appos" if aside(place) => false,
            // "Le mouvement dirigé par X": who heads a body is no second one.
            "acl" if syntax.led.contains(token.lemma.as_str()) && class != "City" => false,
            // "La ville reconquise".
            "acl" if place == mention.head + 1 && token.feats.is("Tense", "Past") && children(place).next().is_none() => false,
            "amod" => {
                let most = children(place).any(|(_, adverb)| syntax.superlative.contains(adverb.lemma.as_str()));
                most || syntax.another.contains(token.lemma.as_str()) || token.feats.is("NumType", "Ord")
            }
            "nmod" | "acl" | "appos" | "nummod" | "obl" => true,
            _ => false,
        };
        let kind = matches!(class, "City" | "Organization" | "ArmedGroup" | "Party" | "InternationalOrganization");
        let single = tokens[mention.head].feats.is("Number", "Sing") && self.is_definite(mention);
        kind && single && !children(mention.head).any(singles_out)
    }

    /// "Le mouvement, soutenu par Kigali, …": what follows a comma tells more of something and does not restrict it.
    pub(in crate::link) fn stands_aside(&self, mention: &Mention, child: usize) -> bool {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        child > mention.head && tokens[mention.head + 1..=child].iter().any(|token| &*token.form == ",")
    }

    /// A definite or demonstrative description that nothing restricts.
    pub(in crate::link) fn is_bare_definite(&self, mention: &Mention) -> bool {
        let sentence = &self.analysis.sentences[mention.sentence];
        let (syntax, tokens) = (&self.linker.naming.syntax, &sentence.tokens);
        // "Le président déchu" is the president, "le régime déchu" is no other's.
        let person = self.linker.nouns.get(&tokens[mention.head].lemma).iter().any(|entry| entry.class == "Person");
        let lone = |child: usize| !tokens.iter().any(|other| other.head == Some(child));
        let restricts = |child: usize| {
            let token = &tokens[child];
            match token.base_rel() {
                "amod" | "acl" if person && syntax.fate.contains(token.lemma.as_str()) && lone(child) => false,
                "amod" => !syntax.empty.contains(token.lemma.as_str()) && !syntax.of_state.contains(token.lemma.as_str()),
                "nmod" | "flat" | "appos" if self.is_called(mention.sentence, mention.head, child) => true,
                "nmod" => self.is_owner_case(sentence, child),
                "acl" => !self.stands_aside(mention, child),
                _ => false,
            }
        };
        let mut children = (0..sentence.tokens.len()).filter(|&child| sentence.tokens[child].head == Some(mention.head));
        self.is_definite(mention) && !children.any(restricts)
    }

    /// "L'hôtel Christopher", "l'aéroport international Ben Gourion": whether a word is the name by which the noun of a building or an island before
    /// it is called.
    pub(in crate::link) fn is_called(&self, sentence: usize, noun: usize, name: usize) -> bool {
        let tokens = &self.analysis.sentences[sentence].tokens;
        let child = tokens[name].head == Some(noun) && matches!(tokens[name].base_rel(), "nmod" | "flat" | "appos");
        let mut between = tokens.get(noun + 1..name).unwrap_or_default().iter();
        let beside = name > noun && between.all(|token| token.upos == Upos::Adj && token.head == Some(noun));
        let entries = self.linker.nouns.get(&tokens[noun].lemma);
        let kind = entries.first().is_some_and(|entry| matches!(&*entry.class, "Facility" | "Area") || entry.template == "island");
        kind && child && beside && tokens[name].upos == Upos::Propn && self.case(sentence, name).is_none()
    }

    /// Whether a name says what a building or an island is called.
    pub(in crate::link) fn is_called_by_name(&self, mention: &Mention) -> bool {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        (mention.head + 1..tokens.len()).any(|name| self.is_called(mention.sentence, mention.head, name))
    }

    /// "En ville": a noun without article that means the place told of.
    pub(super) fn is_at_the_place(&self, mention: &Mention) -> bool {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let inside = |case: &str| self.linker.naming.syntax.inside.contains(case);
        let alone = !tokens.iter().any(|token| token.head == Some(mention.head) && token.rel != "case");
        alone && self.case(mention.sentence, mention.head).is_some_and(inside)
    }
}
