//! The model card: what went in, what came out, and how to do it again.

use std::fmt::Write;

use super::{NamePlan, Plan};

/// The card in Markdown. `tests` are the names of test files with their scores, `date` is ISO 8601.
pub fn card(plan: &Plan, command: &str, date: &str, bytes: usize, tests: &[(String, String)]) -> String {
    let mut out = format!("# Analyser model: {}\n\nWritten by the trainer on {date}; {bytes} bytes. To train it again:\n\n", plan.language);
    // Writing to a string cannot fail.
    let _ = write!(out, "```\n{command}\n```\n\n## Learnt from\n\n| source | licence | files |\n|---|---|---|\n");
    for treebank in &plan.treebank {
        let _ = writeln!(out, "| {} | {} | {} |", treebank.name, treebank.licence, treebank.train.join(", "));
    }
    let sources = plan.lexicon.iter().map(|lexicon| &lexicon.source).chain(&plan.clusters);
    for source in sources {
        let _ = writeln!(out, "| {} | {} | {} |", source.name, source.licence, source.path);
    }
    out.push_str("\n## Scores\n\nGold tokens, punctuation left out. None of these files was learnt from.\n\n");
    for (name, scores) in tests {
        let _ = writeln!(out, "- {name}: {scores}");
    }
    if !plan.remarks.is_empty() {
        let _ = write!(out, "\n{}", plan.remarks);
    }
    out
}

/// The card of the name tagger, likewise.
pub fn name_card(language: &str, plan: &NamePlan, command: &str, date: &str, bytes: usize, tests: &[(String, String)]) -> String {
    let mut out =
        format!("# Name tagger: {language}\n\n`names.bin`, written by the trainer on {date}; {bytes} bytes. To train it again:\n\n");
    // Writing to a string cannot fail.
    let _ = write!(out, "```\n{command}\n```\n\n## Learnt from\n\n| source | licence | files |\n|---|---|---|\n");
    for gold in &plan.gold {
        let _ = writeln!(out, "| {} | {} | {} |", gold.name, gold.licence, gold.files().join(", "));
    }
    for list in &plan.list {
        let _ = writeln!(out, "| {} | {} | {} |", list.source.name, list.source.licence, list.source.path);
    }
    out.push_str("\n## Scores\n\nExact span and class, from raw text.\n\n");
    for (name, scores) in tests {
        let _ = writeln!(out, "- {name}: {scores}");
    }
    if !plan.remarks.is_empty() {
        let _ = write!(out, "\n{}", plan.remarks);
    }
    out
}
