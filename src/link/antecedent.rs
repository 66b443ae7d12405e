//! Coreference inside a document: what pronouns and bare definite descriptions stand for.
//!
//! Candidates are the names and descriptions before the anaphor (for a possessive, those of its sentence too), filtered by class, number
//! and gender, ranked by salience in the manner of Lappin and Leass (Computational Linguistics 20, 1994): recency, subjecthood, naming.

use crate::model::{EntityRef, Mention, MentionForm, Token, Upos};

use super::discourse::Discourse;

/// Sentences back that an antecedent may stand.
const WINDOW: usize = 6;

/// A mention that later ones may refer to.
#[derive(Clone, Debug)]
pub(super) struct Referent {
    pub sentence: usize,
    pub token: usize,
    pub entity: EntityRef,
    /// Whether a name, or a name beside a description, says what it is.
    pub named: bool,
    pub subject: bool,
    /// Whether the text tells where something is or goes by it.
    pub located: bool,
    pub plural: Option<bool>,
    pub feminine: Option<bool>,
}

impl Discourse<'_> {
    /// Resolves names and descriptions in order, so that later ones see the earlier.
    pub(super) fn collect_referents(&mut self) {
        for index in 0..self.analysis.mentions.len() {
            let mention = &self.analysis.mentions[index];
            if matches!(mention.form, MentionForm::Pronoun | MentionForm::Adjective) {
                continue;
            }
            let token = &self.analysis.sentences[mention.sentence].tokens[mention.head];
            let subject = token.base_rel() == "nsubj";
            let wanted = if subject { vec!["Actor".to_owned()] } else { Vec::new() };
            let mut found = self.resolve(index, &wanted, None);
            if found.is_empty() {
                found = self.resolve(index, &[], None);
            }
            let Some(entity) = found.into_iter().next() else { continue };
            let named = mention.form == MentionForm::Name || !entity.ids.is_empty();
            let number = token.feats.get("Number").map(|number| number == "Plur");
            let gender = token.feats.get("Gender").map(|gender| gender == "Fem");
            let located = matches!(token.base_rel(), "obl" | "nmod" | "obj") || token.rel == "nsubj:pass";
            let token = mention.head;
            self.referents.push(Referent {
                sentence: mention.sentence,
                token,
                entity,
                named,
                subject,
                located,
                plural: number,
                feminine: gender,
            });
        }
    }

    /// What a pronoun or possessive stands for.
    pub(super) fn antecedents(&self, mention: &Mention, wanted: &[String]) -> Vec<EntityRef> {
        let token = &self.analysis.sentences[mention.sentence].tokens[mention.head];
        if token.feats.is("Person", "1") || token.feats.is("Person", "2") {
            return Vec::new();
        }
        if token.upos == Upos::Det {
            let subjects = self.clause_subjects(mention, wanted);
            if !subjects.is_empty() {
                return subjects;
            }
        }
        self.best_referent(mention, wanted, token).into_iter().collect()
    }

    /// The subjects of the clause that a possessive stands in, or of the clauses above: "leur ambassade" belongs to who acts.
    fn clause_subjects(&self, mention: &Mention, wanted: &[String]) -> Vec<EntityRef> {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let several = tokens[mention.head].feats.is("Number[psor]", "Plur");
        let mut node = mention.head;
        // The tree has no cycles, and a walk to its root no more steps than words.
        for _ in 0..tokens.len() {
            let Some(head) = tokens[node].head else { break };
            let inside = |candidate: usize| self.stands_under(mention.sentence, mention.head, candidate);
            let subject =
                (0..tokens.len()).find(|&other| tokens[other].head == Some(head) && tokens[other].base_rel() == "nsubj" && !inside(other));
            if let Some(subject) = subject {
                let joined = |other: &usize| tokens[*other].head == Some(subject) && tokens[*other].base_rel() == "conj";
                let all: Vec<usize> = std::iter::once(subject).chain((0..tokens.len()).filter(joined)).collect();
                let found: Vec<EntityRef> = all.iter().flat_map(|&node| self.entities(mention.sentence, node, wanted)).collect();
                let plural = tokens[subject].feats.is("Number", "Plur") || all.len() > 1;
                if !found.is_empty() && (!several || plural || tokens[subject].upos != Upos::Noun) {
                    return found;
                }
            }
            node = head;
        }
        Vec::new()
    }

    fn stands_under(&self, sentence: usize, mut node: usize, above: usize) -> bool {
        let tokens = &self.analysis.sentences[sentence].tokens;
        for _ in 0..tokens.len() {
            if node == above {
                return true;
            }
            match tokens[node].head {
                Some(head) => node = head,
                None => return false,
            }
        }
        false
    }

    fn best_referent(&self, mention: &Mention, wanted: &[String], token: &Token) -> Option<EntityRef> {
        let plural = match token.upos {
            Upos::Det => token.feats.get("Number[psor]").map(|number| number == "Plur"),
            _ => token.feats.get("Number").map(|number| number == "Plur"),
        };
        let feminine = token.feats.get("Gender").filter(|_| token.upos == Upos::Pron).map(|gender| gender == "Fem");
        // What is looked for as a place only is not found in who acts.
        let place = !wanted.is_empty() && wanted.iter().all(|class| self.linker.ontology.is_a(class, "Place"));
        let agrees = |own: Option<bool>, wanted: Option<bool>| own.is_none() || wanted.is_none() || own == wanted;
        self.before(mention)
            .filter(|referent| self.linker.is_any(&referent.entity.class, wanted))
            .filter(|referent| !place || referent.located)
            .filter(|referent| agrees(referent.plural, plural) && agrees(referent.feminine, feminine))
            .max_by(|a, b| salience(mention, a).total_cmp(&salience(mention, b)))
            .map(|referent| referent.entity.clone())
    }

    /// What a bare definite description stands for: something of its class named before, or the country in focus.
    pub(super) fn anaphor(&self, mention: &Mention, class: &str) -> Option<EntityRef> {
        let gazetteer = self.linker.gazetteer;
        if class == "Country" {
            let country = self.focus.country(mention.sentence)?;
            return gazetteer.by_key(country).map(|id| self.linker.entity_of(id, 0.7));
        }
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let plural = tokens[mention.head].feats.is("Number", "Plur");
        self.before(mention)
            .filter(|referent| self.linker.ontology.is_a(&referent.entity.class, class) && referent.named)
            .filter(|referent| !plural || referent.plural != Some(false))
            .max_by(|a, b| salience(mention, a).total_cmp(&salience(mention, b)))
            .map(|referent| referent.entity.clone())
    }

    fn before(&self, mention: &Mention) -> impl Iterator<Item = &Referent> {
        let (sentence, head) = (mention.sentence, mention.head);
        self.referents
            .iter()
            .filter(move |referent| (referent.sentence, referent.token) < (sentence, head) && sentence - referent.sentence <= WINDOW)
    }
}

fn salience(mention: &Mention, referent: &Referent) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "the window is a few sentences")]
    let distance = (mention.sentence - referent.sentence) as f32;
    let own = if referent.subject { 1.2 } else { 0.0 } + if referent.named { 0.6 } else { 0.0 };
    #[expect(clippy::cast_precision_loss, reason = "only the order inside a sentence counts")]
    let place = referent.token as f32 / 1000.0;
    own - distance + place
}
