//! What a predicate or nominal says about itself: tense, mood, negation, modifiers.

use super::{
    compose::Effect,
    lexicon::{Scope, StatusLexicon},
    negation,
    tree::Tree,
};
use crate::model::{Status, Upos};

/// The marks that a word carries itself, before anything outside is known.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Own {
    /// From tense, mood and modifiers, without negation.
    pub(super) status: Status,
    /// Whether `status` comes from a conditional.
    pub(super) conditional: bool,
    /// Whether the word is negated.
    pub(super) negated: bool,
}

impl Own {
    /// Status with the negation counted.
    pub(super) fn local(self) -> Status {
        if self.negated { Status::Denied } else { self.status }
    }
}

/// Reads the marks of `word`. `reported` says that it stands under a verb of the past, whose future is a conditional; `settled`, that no
/// plan is left of it, whatever modifiers say.
pub(super) fn own(lexicon: &StatusLexicon, tree: &Tree<'_>, word: usize, reported: bool, settled: bool) -> Own {
    let (mood, conditional) = mood(lexicon, tree, word, reported);
    let compose = lexicon.compose();
    let open = |effect: &Effect| !settled || *effect != Effect::To(Status::Planned);
    let modified = modifiers(lexicon, tree, word).filter(open).fold(mood, |status, effect| compose.apply(status, effect));
    Own { status: modified, conditional, negated: negation::is_negated(lexicon, tree, word) }
}

fn mood(lexicon: &StatusLexicon, tree: &Tree<'_>, word: usize, reported: bool) -> (Status, bool) {
    let Some(finite) = tree.finite(word) else { return (Status::Asserted, false) };
    let (moods, feats) = (lexicon.moods(), &tree.tokens[finite].feats);
    let status = match (feats.get("Mood"), feats.get("Tense")) {
        (Some("Cnd"), _) if reported && !is_past_conditional(tree, word, finite) => moods.future_in_past,
        (Some("Cnd"), _) => return (moods.conditional, true),
        (Some("Imp"), _) => moods.imperative,
        (Some("Sub"), _) if is_bare_main(tree, word) => moods.subjunctive_main,
        (_, Some("Fut")) if has_condition(lexicon, tree, word) => moods.conditional,
        (_, Some("Fut")) => moods.future,
        _ => Status::Asserted,
    };
    (status, false)
}

/// `aurait pris`: what a past conditional tells is hearsay or irrealis, never a future seen from the past.
pub(crate) fn is_past_conditional(tree: &Tree<'_>, word: usize, finite: usize) -> bool {
    let rel = tree.tokens[finite].rel.as_str();
    let participle = tree.tokens[word].feats.is("VerbForm", "Part") || tree.auxiliaries(word).any(|aux| aux > finite);
    finite != word && participle && (rel.starts_with("aux:tense") || rel == "aux")
}

/// Whether a clause that is nobody's complement has a complementizer (`qu'ils partent !`).
fn is_bare_main(tree: &Tree<'_>, word: usize) -> bool {
    tree.tokens[word].head.is_none() && tree.with_rel(word, "mark").next().is_some()
}

/// Whether a conditional clause depends on the predicate.
fn has_condition(lexicon: &StatusLexicon, tree: &Tree<'_>, word: usize) -> bool {
    tree.with_rel(word, "advcl").any(|clause| {
        tree.finite(clause).is_some()
            && tree.with_rel(clause, "mark").any(|mark| lexicon.phrases.single(&tree.tokens[mark]) == Some(&Effect::To(Status::Possible)))
    })
}

/// Effects of adjectives, participles, adverbs and determiners that modify the word or are predicated of it.
fn modifiers<'t>(lexicon: &'t StatusLexicon, tree: &'t Tree<'t>, word: usize) -> impl Iterator<Item = Effect> + 't {
    let predicate = tree.tokens[word].head.filter(|_| tree.tokens[word].base_rel() == "nsubj" && tree.tokens[word].upos == Upos::Noun);
    let copular = predicate.filter(|head| tree.with_rel(*head, "cop").next().is_some() && tree.tokens[*head].upos != Upos::Noun);
    tree.children(word).chain(copular).filter_map(move |modifier| modifier_effect(lexicon, tree, word, modifier))
}

fn modifier_effect(lexicon: &StatusLexicon, tree: &Tree<'_>, word: usize, modifier: usize) -> Option<Effect> {
    let token = &tree.tokens[modifier];
    let scope = match token.base_rel() {
        "acl" if tree.is_participle(modifier) => Scope::Obj,
        "amod" if token.upos == Upos::Verb => Scope::Obj,
        "det" if tree.with_rel(word, "det").count() > 1 || !token.feats.is("Number", "Sing") => return None,
        "amod" | "advmod" | "det" | "obl" => Scope::Mod,
        _ if tree.tokens[word].head == Some(modifier) => Scope::Mod,
        _ => return None,
    };
    let operator = lexicon.operators(token).find(|operator| operator.scope == scope)?;
    let past = if token.upos == Upos::Adv { is_completed(tree, word) } else { scope == Scope::Obj && token.feats.is("Tense", "Past") };
    let effect =
        operator.past.filter(|_| past).or(operator.outcome.filter(|_| lexicon.is_outcome(&tree.tokens[word]))).unwrap_or(operator.effect);
    (effect != Effect::Pass).then_some(effect)
}

/// Whether the predicate stands in a completed past: compound or simple past, or a perfect infinitive.
pub(super) fn is_completed(tree: &Tree<'_>, word: usize) -> bool {
    let token = &tree.tokens[word];
    match tree.finite(word) {
        Some(finite) if finite == word => token.feats.is("Tense", "Past") && token.feats.is("VerbForm", "Fin"),
        Some(finite) => {
            let feats = &tree.tokens[finite].feats;
            let perfect = tree.auxiliaries(word).any(|aux| aux > finite && tree.tokens[aux].feats.is("VerbForm", "Part"));
            let tense = matches!(tree.tokens[finite].rel.as_str(), "aux:tense" | "aux") && token.feats.is("VerbForm", "Part");
            feats.is("Mood", "Ind") && (feats.is("Tense", "Past") || ((tense || perfect) && !feats.is("Tense", "Fut")))
        }
        None => is_perfect_infinitive(tree, word),
    }
}

/// `avoir pris`, `être partis`, `avoir été prise`.
pub(super) fn is_perfect_infinitive(tree: &Tree<'_>, word: usize) -> bool {
    tree.is_infinitive(word)
        && tree.tokens[word].feats.is("VerbForm", "Part")
        && tree.auxiliaries(word).any(|aux| {
            let rel = tree.tokens[aux].rel.as_str();
            tree.tokens[aux].feats.is("VerbForm", "Inf") && (rel == "aux:tense" || rel == "aux")
        })
}

/// Whether the predicate tells of the past, so that what it reports may be a future of then.
pub(super) fn is_past(tree: &Tree<'_>, word: usize) -> bool {
    let Some(finite) = tree.finite(word) else { return false };
    let feats = &tree.tokens[finite].feats;
    matches!(feats.get("Tense"), Some("Past" | "Imp")) || is_completed(tree, word)
}
