//! Trees that parsers build wrongly again and again, put right by what the words are: perfects torn apart by an adverbial, articles
//! read as prepositions, subjects read as expletives, names and clauses hung on the wrong word. Which words are meant is data of the
//! pack (`lexicons/tree-mends.tsv`).

mod clause;
mod dated;
mod list;
mod name;
mod perfect;
mod relative;
mod speech;

use std::collections::BTreeSet;

use crate::{
    gazetteer::Gazetteer,
    model::{Features, Token, Upos},
    pack::{Pack, PackError},
};

/// Mends the trees of sentences.
#[derive(Debug)]
pub(super) struct Mender<'g> {
    gazetteer: &'g Gazetteer,
    /// What compound tenses and the adverbials inside them are made of.
    perfect: perfect::Words,
    /// Verbs whose pronoun subject stands for nothing.
    impersonal: BTreeSet<String>,
    /// Prepositions that are articles before plural adjectives.
    article: BTreeSet<String>,
    /// Nouns for those to whom, and the tongues in which, somebody speaks: no titles of a name behind them.
    audience: BTreeSet<String>,
    /// Verbs of speech.
    speech: BTreeSet<String>,
    /// Those of them that give a byname.
    byname: BTreeSet<String>,
    /// Verbs that take whom and of what.
    accusing: BTreeSet<String>,
}

impl<'g> Mender<'g> {
    /// Reads the lexicon `tree-mends` of a pack.
    ///
    /// # Errors
    /// [`PackError`] where it is missing or broken.
    pub fn load(pack: &Pack, gazetteer: &'g Gazetteer) -> Result<Self, PackError> {
        let lexicon = pack.lexicon("tree-mends")?;
        let of = |kind: &str| lexicon.rows().filter(|row| row.get(0) == kind).map(|row| row.get(1).to_owned()).collect();
        let speech = pack.lexicon("speech")?;
        let speech = speech.rows().filter(|row| row.get(1) == "VERB").map(|row| row.get(0).to_owned()).collect();
        let perfect = perfect::Words { auxiliary: of("auxiliary"), copula: of("copula"), adverbial: of("adverbial"), source: of("source") };
        Ok(Self {
            gazetteer,
            perfect,
            speech,
            byname: of("byname"),
            impersonal: of("impersonal"),
            article: of("article"),
            audience: of("audience"),
            accusing: of("accusing"),
        })
    }

    /// Mends the tree of one sentence, in time linear in its words but for verbs and the sentences that are mended.
    pub fn mend(&self, tokens: &mut [Token]) {
        perfect::mend(tokens, &self.perfect);
        speech::mend(tokens, &self.speech, &self.byname);
        self.read_article(tokens);
        self.read_subjects(tokens);
        relative::mend(tokens);
        name::mend(tokens, self.gazetteer, &self.audience);
        list::mend(tokens);
        dated::mend(tokens, &self.perfect.adverbial);
        clause::mend(tokens);
        self.read_charges(tokens);
    }

    /// "De violents combats ont éclaté", "De hauts responsables se sont rendus …": what looks like a complement in front is the subject.
    fn read_article(&self, tokens: &mut [Token]) {
        let Some(first) = tokens.first().filter(|first| first.upos == Upos::Adp && self.article.contains(first.lemma.as_str())) else {
            return;
        };
        let Some(top) = first.head.filter(|&top| tokens[top].feats.is("Number", "Plur")) else { return };
        let Some(verb) = tokens[top].head.filter(|&verb| verb > top && tokens[verb].upos == Upos::Verb) else { return };
        if has_child(tokens, verb, "nsubj") || tokens[top].base_rel() != "obl" {
            return;
        }
        let relation = subject_relation(tokens, verb);
        // "violents combats": the adjective that was read as the noun before the noun.
        let behind =
            tokens.get(top + 1).is_some_and(|next| next.upos == Upos::Noun && next.head == Some(top) && next.feats.is("Number", "Plur"));
        let noun = if behind && top == 1 { top + 1 } else { top };
        if noun != top {
            for token in tokens.iter_mut().filter(|token| token.head == Some(top)) {
                token.head = Some(noun);
            }
            (tokens[top].upos, tokens[top].head, tokens[top].rel) = (Upos::Adj, Some(noun), "amod".into());
        }
        (tokens[noun].head, tokens[noun].rel) = (Some(verb), relation.into());
        (tokens[0].upos, tokens[0].head, tokens[0].rel) = (Upos::Det, Some(noun), "det".into());
        tokens[0].feats = Features::new("Definite=Ind|Number=Plur|PronType=Art");
    }

    /// "Accuse l'opposition de fraude": what somebody is accused of or threatened with, without an article, belongs to the verb.
    fn read_charges(&self, tokens: &mut [Token]) {
        for charge in 1..tokens.len() {
            let marker = tokens[charge - 1].head == Some(charge) && self.article.contains(tokens[charge - 1].lemma.as_str());
            let bare = marker && tokens[charge].upos == Upos::Noun && tokens[charge].rel == "nmod" && !has_child(tokens, charge, "det");
            let Some(accused) = tokens[charge].head.filter(|&accused| bare && accused < charge && tokens[accused].rel == "obj") else {
                continue;
            };
            let verb = tokens[accused].head.filter(|&verb| self.accusing.contains(tokens[verb].lemma.as_str()));
            // Where an infinitive tells the deed, the noun says what the accused are.
            let deed = |verb: usize| {
                tokens.iter().any(|token| {
                    token.feats.is("VerbForm", "Inf") && token.head.is_some_and(|head| [verb, accused, charge].contains(&head))
                })
            };
            let verb = verb.filter(|&verb| !deed(verb));
            if let Some(verb) = verb {
                (tokens[charge].head, tokens[charge].rel) = (Some(verb), "obl:arg".into());
            }
        }
    }

    /// "Il est arrivé mercredi à Hawaii": a pronoun beside which nothing can be the subject is it.
    fn read_subjects(&self, tokens: &mut [Token]) {
        for pronoun in 0..tokens.len() {
            let Some(verb) = tokens[pronoun].head.filter(|_| tokens[pronoun].rel == "expl:subj") else { continue };
            let told = |token: &Token| {
                let subject = matches!(token.base_rel(), "nsubj" | "csubj" | "ccomp" | "xcomp" | "obj");
                token.head == Some(verb) && (subject || token.upos == Upos::Verb && token.feats.is("VerbForm", "Inf"))
            };
            let personal = tokens[verb].upos == Upos::Verb && !self.impersonal.contains(tokens[verb].lemma.as_str());
            if personal && !tokens.iter().any(told) && tokens[verb].feats.is("VerbForm", "Part") {
                tokens[pronoun].rel = subject_relation(tokens, verb).into();
            }
        }
    }
}

/// What a subject of a verb is called, by its voice.
fn subject_relation(tokens: &[Token], verb: usize) -> &'static str {
    let passive = tokens.iter().any(|token| token.head == Some(verb) && token.rel == "aux:pass");
    if passive { "nsubj:pass" } else { "nsubj" }
}

/// Whether a word has a dependent of a relation, whatever its subtype.
fn has_child(tokens: &[Token], node: usize, relation: &str) -> bool {
    tokens.iter().any(|token| token.head == Some(node) && token.base_rel() == relation)
}
