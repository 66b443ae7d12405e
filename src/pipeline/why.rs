//! Why a rule did or did not hold on a text: each try, role by role, and what became of it.

mod word;

use std::fmt::Write;

use super::{
    Pipeline,
    claim::{Loss, LossReason},
    test::line,
};
use crate::{
    model::{Analysis, Document, Status},
    rule::{Attempt, Miss, MissReason, Role, RoleTrace, Rule, SetOff},
};
use word::Words;

/// At most so many words of triggers are listed.
const LONGEST_LIST: usize = 12;

/// What happened to one rule on a text, as lines to read.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// The lines.
    pub text: String,
    /// Whether the rule gave a fact.
    pub fired: bool,
}

impl Pipeline<'_> {
    /// Explains what rule number `rule` does on a document: for each sentence with its words the trigger, the roles, the status, and
    /// where it stopped; then the facts.
    pub fn why(&self, rule: usize, document: &Document) -> Explanation {
        let analysis = self.analyse(document);
        let (claims, losses) = self.claims_and_losses(document, &analysis);
        let definition = &self.rules.rules()[rule];
        let own: Vec<_> = claims.iter().filter(|claim| claim.rule == definition.id).collect();
        let mut text = format!("rule {}: {}\n", definition.id, definition.says);
        let mut tried = false;
        for index in 0..analysis.sentences.len() {
            let told = self.sentence(rule, document, &analysis, index, &losses);
            tried |= !told.is_empty();
            text.push_str(&told);
        }
        if !tried {
            text.push_str(&no_trigger(definition, &analysis));
        }
        for claim in &own {
            let _ = writeln!(text, "states: {}", line(claim));
        }
        if own.is_empty() {
            text.push_str("states: nothing\n");
        }
        Explanation { text, fired: !own.is_empty() }
    }

    /// What the rule does in one sentence; empty where none of its words stands there.
    fn sentence(&self, rule: usize, document: &Document, analysis: &Analysis, index: usize, losses: &[Loss]) -> String {
        let (sentence, mentions) = (&analysis.sentences[index], analysis.mentions_of(index));
        let words = Words { sentence, mentions };
        let scene = self.rules.scene(sentence, mentions);
        let definition = &self.rules.rules()[rule];
        let (mut text, mut held) = (String::new(), false);
        for attempt in scene.attempts().filter(|attempt| attempt.rule == rule) {
            describe(&mut text, definition, &words, &attempt);
            held |= attempt.holds;
            if attempt.holds {
                let _ = writeln!(text, "  status: {}", status(definition, self.status.of(sentence)[attempt.trigger[0]]));
            }
        }
        if text.is_empty() {
            scene.misses(rule).iter().for_each(|found| miss(&mut text, &words, found));
        }
        let mut lost: Vec<_> =
            losses.iter().filter(|loss| loss.rule == rule && loss.sentence == index).map(|loss| lost(definition, &words, loss)).collect();
        lost.dedup();
        lost.iter().filter(|_| held).for_each(|line| text.push_str(line));
        if text.is_empty() { text } else { format!("« {} »\n{text}", sentence.span.of(&document.text)) }
    }
}

/// The status that facts get, and who says so.
fn status(rule: &Rule, of_clause: Status) -> String {
    match rule.emits.iter().find_map(|emit| emit.status) {
        Some(own) if own != of_clause => format!("{own} (the rule says so; the clause is {of_clause})"),
        _ => of_clause.to_string(),
    }
}

fn no_trigger(rule: &Rule, analysis: &Analysis) -> String {
    let triggers = rule.triggers.iter().map(|trigger| match &trigger.set_off {
        SetOff::Words { lemmas, upos } => format!("{} ({upos})", lemmas.join(" ")),
        SetOff::Arc(relation) => format!("arc `{relation}`"),
    });
    let (shown, all) = (triggers.clone().take(LONGEST_LIST).collect::<Vec<_>>().join(", "), rule.triggers.len());
    let more = if all > LONGEST_LIST { format!(" and {} more", all - LONGEST_LIST) } else { String::new() };
    let tokens = analysis.sentences.iter().flat_map(|sentence| &sentence.tokens);
    let lemmas = tokens.map(|token| format!("{} ({})", token.lemma, token.upos)).take(LONGEST_LIST).collect::<Vec<_>>().join(", ");
    format!("  trigger: none of its words stands in the text\n  wanted: {shown}{more}\n  lemmas of the text: {lemmas}\n")
}

fn miss(text: &mut String, words: &Words<'_>, miss: &Miss) {
    let (form, part) = words.with_part(miss.token);
    let reason = match &miss.reason {
        MissReason::Part(upos) => format!("stands in the text as {part}; the rule wants {upos}"),
        MissReason::Reflexive => {
            "stands in the text, but is reflexive, which is another verb; such a trigger has two words, verb and pronoun".to_owned()
        }
        MissReason::Apart(lemmas) => format!("stands in the text, but not beside {} in the tree", lemmas.join(", ")),
    };
    let _ = writeln!(text, "  trigger: {form} {reason}");
}

fn describe(text: &mut String, rule: &Rule, words: &Words<'_>, attempt: &Attempt) {
    let _ = writeln!(text, "  trigger: {} ({})", words.forms(&attempt.trigger), attempt.construction.as_str());
    for (role, trace) in rule.roles.iter().zip(&attempt.roles) {
        let _ = writeln!(text, "  role {}: {}", role.name, outcome(role, trace, words));
    }
    let last = &rule.roles[attempt.roles.len().saturating_sub(1)];
    if !attempt.holds {
        let why = if last.absent { "is filled, and the rule wants nobody there" } else { "is not filled, and the rule needs it" };
        let _ = writeln!(text, "  stopped: role {} {why}", last.name);
    }
}

/// What the search for one role came to.
fn outcome(role: &Role, trace: &RoleTrace, words: &Words<'_>) -> String {
    if !trace.filled.is_empty() {
        return words.with_types(&trace.filled);
    }
    let mut outcome = match (trace.reached.is_empty(), trace.taken.is_empty()) {
        (true, true) => "its path reaches no word".to_owned(),
        (true, false) => format!("its path reaches {}, which fills another role", words.forms(&trace.taken)),
        (false, _) => format!("its path reaches {}; wanted: {}", words.with_types(&trace.reached), role.types.join(", ")),
    };
    if role.absent {
        outcome.push_str(" (as the rule wants it)");
    } else if role.default.is_some() {
        outcome.push_str(" (the story may fill it)");
    } else if role.optional {
        outcome.push_str(" (optional)");
    }
    outcome
}

/// What was lost after the rule had held.
fn lost(rule: &Rule, words: &Words<'_>, loss: &Loss) -> String {
    let role = &rule.roles[loss.role];
    let word = loss.token.map_or_else(|| "the story".to_owned(), |token| words.with_types(&[token]));
    let reason = match (loss.reason, loss.token) {
        (LossReason::Unresolved, None) => "no word fills it, and nothing in the story before does".to_owned(),
        (LossReason::Unresolved, _) => format!("nothing is known that {word} stands for here; wanted: {}", role.types.join(", ")),
        (LossReason::NoCountry, _) => format!("the country of {word} is not known"),
        (LossReason::SameEnds, _) => format!("{word} stands for the same as the other end of the fact"),
    };
    format!("  lost: role {}: {reason}\n", role.name)
}
