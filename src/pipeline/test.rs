//! The tests that rule files carry, run through the whole pipeline.

use super::Pipeline;
use crate::{
    model::{Claim, Document, PartialDate},
    rule::{Rule, RuleTest},
};

/// How the tests of all rules went.
#[derive(Clone, Debug, Default)]
pub struct TestReport {
    /// Number that passed.
    pub passed: usize,
    /// Those that failed.
    pub failures: Vec<TestFailure>,
}

/// A test that did not give what it wants.
#[derive(Clone, Debug)]
pub struct TestFailure {
    /// Rule whose test it is.
    pub rule: String,
    /// File of the rule.
    pub file: String,
    /// Line of the text in it, from 1.
    pub line: usize,
    /// The text.
    pub text: String,
    /// Date of the document.
    pub date: Option<PartialDate>,
    /// What was wanted.
    pub want: Vec<String>,
    /// What came, of the predicates of the rule.
    pub got: Vec<String>,
}

impl Pipeline<'_> {
    /// Runs the tests of every rule, or of those whose id holds `filter`.
    pub fn test_rules(&self, filter: &str) -> TestReport {
        let mut report = TestReport::default();
        for rule in self.rules.rules().iter().filter(|rule| rule.id.contains(filter)) {
            for test in &rule.tests {
                match self.run_test(rule, test) {
                    None => report.passed += 1,
                    Some(failure) => report.failures.push(failure),
                }
            }
        }
        report
    }

    fn run_test(&self, rule: &Rule, test: &RuleTest) -> Option<TestFailure> {
        let mut document = Document::from_text("test", test.text.as_str());
        document.date = test.date;
        let claims = self.extract(&document);
        let own: Vec<&Claim> = claims.iter().filter(|claim| rule.emits.iter().any(|emit| emit.predicate == claim.predicate)).collect();
        let wanted = test.want.iter().all(|want| own.iter().any(|claim| fits(claim, want)));
        let nothing_else = own.iter().all(|claim| test.want.iter().any(|want| fits(claim, want)));
        (!wanted || !nothing_else).then(|| TestFailure {
            rule: rule.id.clone(),
            file: rule.file.clone(),
            line: test.line,
            text: test.text.clone(),
            date: test.date,
            want: test.want.clone(),
            got: own.iter().map(|claim| line(claim)).collect(),
        })
    }
}

/// Whether a claim is what `subject predicate object; key=value; …` asks for; what is not mentioned may be anything.
fn fits(claim: &Claim, want: &str) -> bool {
    let mut parts = want.split(';').map(str::trim);
    let triple = parts.next().unwrap_or_default();
    let names = |entity: &crate::model::EntityRef| std::iter::once(entity.label.clone()).chain(entity.labels.clone()).collect::<Vec<_>>();
    let named = names(&claim.subject.entity)
        .iter()
        .any(|subject| names(&claim.object.entity).iter().any(|object| format!("{subject} {} {object}", claim.predicate) == triple));
    named && parts.all(|part| part.split_once('=').is_some_and(|(key, value)| attribute(claim, key).as_deref() == Some(value)))
}

fn attribute(claim: &Claim, key: &str) -> Option<String> {
    match key {
        "status" => Some(claim.status.to_string()),
        "count" => Some(claim.count.map_or_else(String::new, |count| count.to_string())),
        "date" => Some(claim.date.map_or_else(String::new, |date| date.to_string())),
        "source" => Some(claim.source.as_ref().map_or_else(String::new, |source| source.entity.label.clone())),
        _ => None,
    }
}

/// A claim as a test would want it.
pub(super) fn line(claim: &Claim) -> String {
    let mut line = format!("{} {} {}; status={}", claim.subject.entity.label, claim.predicate, claim.object.entity.label, claim.status);
    for key in ["count", "date", "source"] {
        if let Some(value) = attribute(claim, key).filter(|value| !value.is_empty()) {
            line.push_str(&format!("; {key}={value}"));
        }
    }
    line
}
