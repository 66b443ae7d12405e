//! Why a rule did or did not hold on a sentence: each try, role by role, and what became of it.

use std::fmt::Write;

use super::{Pipeline, test::line};
use crate::{
    model::{Document, Sentence},
    rule::{Attempt, Rule},
};

/// What happened to one rule on a text, as lines to read.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// The lines.
    pub text: String,
    /// Whether the rule gave a fact.
    pub fired: bool,
}

impl Pipeline<'_> {
    /// Explains what rule number `rule` does on a document.
    pub fn why(&self, rule: usize, document: &Document) -> Explanation {
        let analysis = self.analyse(document);
        let definition = &self.rules.rules()[rule];
        let mut text = format!("rule {}: {}\n", definition.id, definition.says);
        let mut tried = false;
        for (index, sentence) in analysis.sentences.iter().enumerate() {
            let own = analysis.mentions_of(index);
            let scene = self.rules.scene(sentence, own);
            let types = |node: usize| {
                let mention = own.iter().find(|mention| mention.head == node);
                mention.map_or_else(
                    || "no known type".to_owned(),
                    |mention| if mention.classes.is_empty() { "open".to_owned() } else { mention.classes.join("/") },
                )
            };
            for attempt in scene.attempts().filter(|attempt| attempt.rule == rule) {
                tried = true;
                describe(&mut text, definition, sentence, &attempt, &types);
                let status = self.status.of(sentence)[attempt.trigger[0]];
                let _ = writeln!(text, "  status: {status}");
            }
        }
        if !tried {
            text.push_str("  trigger: none of its words stands in the text\n");
        }
        let claims = self.claims(document, &analysis);
        let own: Vec<_> = claims.iter().filter(|claim| claim.rule == definition.id).collect();
        for claim in &own {
            let _ = writeln!(text, "  states: {}", line(claim));
        }
        if tried && own.is_empty() {
            text.push_str("  states: nothing\n");
        }
        Explanation { text, fired: !own.is_empty() }
    }
}

fn describe(text: &mut String, rule: &Rule, sentence: &Sentence, attempt: &Attempt, types: &dyn Fn(usize) -> String) {
    let words = |tokens: &[usize]| tokens.iter().map(|&token| sentence.tokens[token].form.as_str()).collect::<Vec<_>>().join(" ");
    let _ = writeln!(text, "  trigger: {} ({})", words(&attempt.trigger), attempt.construction.as_str());
    for (role, trace) in rule.roles.iter().zip(&attempt.roles) {
        let outcome = match (trace.filled.is_empty(), trace.reached.is_empty()) {
            (false, _) => {
                format!("{} ({})", words(&trace.filled), trace.filled.iter().map(|&node| types(node)).collect::<Vec<_>>().join(", "))
            }
            (true, true) => "its path reaches no word".to_owned(),
            (true, false) => {
                let seen: Vec<String> =
                    trace.reached.iter().map(|&node| format!("{} ({})", sentence.tokens[node].form, types(node))).collect();
                format!("wants {}, and its path reaches {}", role.types.join("/"), seen.join(", "))
            }
        };
        let missing = if trace.filled.is_empty() && role.optional { " (optional)" } else { "" };
        let _ = writeln!(text, "  role {}: {outcome}{missing}", role.name);
    }
    if !attempt.holds {
        let _ = writeln!(text, "  stopped: role {} is not filled", rule.roles[attempt.roles.len().saturating_sub(1)].name);
    }
}
