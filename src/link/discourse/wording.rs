//! The words of a description: its head, what restricts it, and what does not belong to its name.

use super::Discourse;
use super::description::agreement;
use crate::link::naming::uncapitalised;
use crate::model::{EntityRef, Mention, MentionForm, Sentence, Surface, Token, Upos};

/// Descriptions longer than this many words are cut to head and adjectives.
const LONGEST_DESCRIPTION: usize = 9;

impl Discourse<'_> {
    /// The words of a description without determiner and number, possessives replaced by what they stand for.
    pub(super) fn description(&self, mention: &Mention, owners: &[EntityRef]) -> String {
        let sentence = &self.analysis.sentences[mention.sentence];
        let mut kept = self.restrictors(mention);
        if kept.len() > LONGEST_DESCRIPTION {
            kept.retain(|&token| {
                sentence.tokens[token].head == Some(mention.head) && sentence.tokens[token].upos == Upos::Adj || token == mention.head
            });
        }
        self.complete_names(mention, &mut kept);
        let owned = |token: usize| {
            let owner = &sentence.tokens[token];
            owner.head == Some(mention.head)
                && (owner.feats.is("Poss", "Yes") || owner.upos == Upos::Adj && self.names_country(mention.sentence, token))
        };
        if mention.classes.iter().any(|class| class == "Group") && kept.iter().any(|&token| owned(token)) {
            self.drop_place(mention.sentence, mention.head, &mut kept);
        }
        let possessive = |&&token: &&usize| sentence.tokens[token].upos == Upos::Det && sentence.tokens[token].feats.is("Poss", "Yes");
        // "Son homologue turc" is told by his country, not by his peer.
        let national = |token: &usize| sentence.tokens[*token].base_rel() == "amod" && owned(*token);
        if mention.classes.iter().any(|class| class == "Person") && kept.iter().any(national) && kept.iter().any(|token| possessive(&token))
        {
            kept.retain(|&token| token == mention.head || national(&token) && sentence.tokens[token].head == Some(mention.head));
            return self.join_tokens(sentence, &kept);
        }
        if let (Some(&determiner), Some(owner)) = (kept.iter().find(possessive), owners.first()) {
            let owned = sentence.tokens[determiner].head.unwrap_or(mention.head);
            return self.with_owner(sentence, mention.head, owned, &kept, owner);
        }
        kept.retain(|token| !possessive(&token));
        self.join_tokens(sentence, &kept)
    }

    /// "évacuer ses ressortissants de Khartoum": people who have an owner come from the place; they are not the place's.
    fn drop_place(&self, index: usize, head: usize, kept: &mut Vec<usize>) {
        let sentence = &self.analysis.sentences[index];
        let tokens = &sentence.tokens;
        let whereabouts = |token: usize| {
            let place = |mention: &Mention| mention.classes.first().is_some_and(|class| self.linker.ontology.is_a(class, "Place"));
            tokens[token].upos == Upos::Propn || self.mention_at(index, token).is_some_and(place)
        };
        let owned = |token: usize| tokens.iter().any(|other| other.head == Some(token) && other.feats.is("Poss", "Yes"));
        let place =
            |token: usize| tokens[token].head == Some(head) && !owned(token) && self.is_owner_case(sentence, token) && whereabouts(token);
        kept.retain(|&token| !place(token) && !tokens[token].head.is_some_and(place));
    }

    /// "leur ambassade" as "ambassade des États-Unis", "ses ressortissants" as "ressortissants français".
    fn with_owner(&self, sentence: &Sentence, head: usize, owned: usize, kept: &[usize], owner: &EntityRef) -> String {
        let tokens = &sentence.tokens;
        let mut words: Vec<String> = Vec::new();
        for &token in kept.iter().filter(|&&token| tokens[token].upos != Upos::Det && tokens[token].surface != Surface::Rest) {
            if token == owned && owned != head {
                let label =
                    self.template_labels("facility", (&tokens[token], agreement(&tokens[token])), owner, String::new()).into_iter().next();
                let label = uncapitalised(&label.unwrap_or_else(|| tokens[token].form.to_string()));
                words.pop();
                words.push(self.linker.naming.of(&label, Some(agreement(&tokens[token]))));
            } else {
                words.push(tokens[token].span.of(self.text).to_owned());
            }
        }
        if owned == head {
            let labels = self.template_labels("people", (&tokens[head], agreement(&tokens[head])), owner, String::new());
            let restricted = labels.first().and_then(|label| label.split_once(' ')).map(|(_, restrictor)| restrictor.to_owned());
            words.extend(restricted);
        }
        join(&words)
    }

    /// Tokens of a description in order: the head, its adjectives, its complements.
    pub(in crate::link) fn restrictors(&self, mention: &Mention) -> Vec<usize> {
        let (sentence, head) = (&self.analysis.sentences[mention.sentence], mention.head);
        let tokens = &sentence.tokens;
        let mut kept = vec![head];
        let mut open = vec![head];
        while let Some(node) = open.pop() {
            for other in (0..tokens.len()).filter(|&other| tokens[other].head == Some(node)) {
                let top = node == head;
                let keep = match tokens[other].base_rel() {
                    _ if top && self.is_amount(mention, other) => false,
                    // "Les miliciens pro-Gbagbo".
                    "nmod" | "flat" if top && other == node + 1 && is_prefixed(&tokens[other]) => true,
                    // "Les soldats du camp Bonifas".
                    "nmod" | "flat" | "appos" if self.is_called(mention.sentence, node, other) => true,
                    "flat" if top && self.names_another(mention, other) => false,
                    // "Deux enfants, âgés de huit ans": what follows a comma is no part of it.
                    "amod" if top && self.stands_aside(mention, other) => false,
                    // "Les troupes fidèles à Laurent Gbagbo", "les hommes en armes".
                    "obl" | "nmod" if self.is_told_closely(sentence, node, other) => true,
                    "amod" | "fixed" | "flat" | "case" => !(top && tokens[other].base_rel() == "case"),
                    "nmod" => other > node && self.is_owner_case(sentence, other) && !(top && self.is_time_or_comma(sentence, node, other)),
                    // "des hommes armés": a participle with nothing of its own is an adjective.
                    "acl" => other == node + 1 && !tokens.iter().any(|token| token.head == Some(other)),
                    "det" => !top || tokens[other].feats.is("Poss", "Yes"),
                    _ => false,
                };
                if keep {
                    kept.push(other);
                    open.push(other);
                }
            }
        }
        kept.sort_unstable();
        kept
    }

    /// Puts in the other words of the names that a description has: "le chantier Blohm & Voss", "le chef de l'Union des forces de changement".
    fn complete_names(&self, mention: &Mention, kept: &mut Vec<usize>) {
        let inner = kept.iter().filter(|&&name| name != mention.head).filter_map(|&name| self.mention_at(mention.sentence, name));
        let names = inner.filter(|name| name.form == MentionForm::Name && name.tokens.start > mention.head);
        let words: Vec<usize> = names.flat_map(|name| name.tokens.clone()).collect();
        kept.extend(words);
        kept.sort_unstable();
        kept.dedup();
    }

    /// "Une Française de 75 ans", "tous les habitants", "les otages de 1979": how many, how long, how old or of when does not belong to a name.
    fn is_amount(&self, mention: &Mention, other: usize) -> bool {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let naming = &self.linker.naming;
        let measure = |word: usize| naming.measures.contains(tokens[word].form.to_lowercase().as_str());
        let people = mention.classes.iter().any(|class| matches!(class.as_str(), "Group" | "Person" | "ArmedGroup" | "MilitaryForce"));
        match tokens[other].base_rel() {
            "amod" | "det" => naming.syntax.amount.contains(tokens[other].lemma.as_str()),
            "nmod" if tokens[other].upos == Upos::Num => people,
            "nmod" => measure(other) || (0..tokens.len()).any(|below| tokens[below].head == Some(other) && measure(below)),
            _ => false,
        }
    }

    /// Whether a name completes an adjective ("fidèles à X"), or a bare noun with its preposition tells who somebody is ("en armes").
    fn is_told_closely(&self, sentence: &Sentence, node: usize, other: usize) -> bool {
        let (tokens, syntax) = (&sentence.tokens, &self.linker.naming.syntax);
        let marker = (node + 1..other).find(|&child| tokens[child].head == Some(other) && tokens[child].rel == "case");
        match (tokens[node].upos, tokens[other].upos) {
            // "Les partisans de M. Morales".
            (Upos::Noun, Upos::Propn) if other == node + 1 => syntax.honorific.contains(tokens[node].form.as_str()),
            (Upos::Adj | Upos::Noun, Upos::Propn) => {
                marker.is_some_and(|marker| syntax.allegiance.contains(tokens[marker - 1].lemma.as_str()))
            }
            (Upos::Noun, Upos::Noun) => other == node + 2 && marker.is_some() && syntax.manner.contains(tokens[other].lemma.as_str()),
            _ => false,
        }
    }

    /// "Le ministre de la Défense Li Shangfu": whether a word that a parser glues to a noun belongs to the name of somebody.
    fn names_another(&self, mention: &Mention, word: usize) -> bool {
        let names = self.analysis.mentions_of(mention.sentence).iter().filter(|name| name.form == MentionForm::Name);
        names.filter(|name| !name.tokens.contains(&mention.head)).any(|name| name.tokens.contains(&word))
    }

    fn is_time_or_comma(&self, sentence: &Sentence, from: usize, to: usize) -> bool {
        sentence.tokens[from..to].iter().any(|token| token.upos == Upos::Punct || token.upos == Upos::Verb)
    }

    /// The words of a description without adjectives of belonging: "ministère de la Défense" of "ministère russe de la Défense".
    pub(super) fn unowned(&self, mention: &Mention) -> String {
        let sentence = &self.analysis.sentences[mention.sentence];
        let belongs = |token: &usize| self.mention_at(mention.sentence, *token).is_some_and(|other| other.form == MentionForm::Adjective);
        let mut kept = self.restrictors(mention);
        kept.retain(|token| !belongs(token));
        self.join_tokens(sentence, &kept)
    }

    /// Tokens of a sentence as the text writes them, each multiword token once.
    pub(in crate::link) fn join_tokens(&self, sentence: &Sentence, tokens: &[usize]) -> String {
        let shown = tokens.iter().map(|&token| &sentence.tokens[token]).filter(|token| token.surface != Surface::Rest);
        join(&shown.map(|token| token.span.of(self.text).to_owned()).collect::<Vec<_>>())
    }
}

/// "pro-Gbagbo": a name with a prefix says what others are.
fn is_prefixed(token: &Token) -> bool {
    token.form.starts_with(char::is_lowercase) && token.form.contains('-')
}

/// Words with spaces between them, none after an apostrophe.
fn join(words: &[String]) -> String {
    let mut out = String::new();
    for word in words {
        if !out.is_empty() && !out.ends_with(['\'', '\u{2019}']) {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
