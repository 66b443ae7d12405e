//! What can be wrong with a rule that reads well.

use toml::Spanned;

use super::{COUNTRY, Emit, RawRule, RawTrigger, Reader};
use crate::{model::Status, pack::Fault, rule::path::offset};

/// The class that all events are below.
const EVENT: &str = "Event";
/// What a wanted fact may say beside its triple.
const ATTRIBUTES: [&str; 4] = ["status", "count", "date", "source"];

impl Reader<'_> {
    /// Checks everything that concerns one part of a rule alone.
    pub(super) fn check(&self, raw: &RawRule) -> Result<(), Fault> {
        self.check_head(raw)?;
        self.check_classes(raw)?;
        self.check_parts(raw)?;
        raw.trigger.iter().try_for_each(|group| self.check_trigger(group))?;
        raw.role.keys().try_for_each(|name| self.check_role_name(name))
    }

    fn check_head(&self, raw: &RawRule) -> Result<(), Fault> {
        let id = raw.id.get_ref();
        if !is_rule_id(id) {
            let fault = self.source.fault(raw.id.span(), format!("`{id}` is no id of a rule"));
            return Err(fault.help("write small letters, digits and single hyphens, as in `take-hostages`"));
        }
        if raw.says.get_ref().trim().is_empty() {
            return Err(self
                .source
                .fault(raw.says.span(), "`says` is empty")
                .help("say in one sentence what the rule states about the world"));
        }
        if let Some(confidence) = raw.confidence.as_ref().filter(|confidence| !(0.0..=1.0).contains(confidence.get_ref())) {
            return Err(self.source.fault(confidence.span(), "`confidence` lies outside of 0 to 1").help("write a share, as in 0.8"));
        }
        Ok(())
    }

    fn check_classes(&self, raw: &RawRule) -> Result<(), Fault> {
        for class in raw.role.values().flat_map(|role| &role.r#type).chain(&raw.event) {
            if !self.ontology.has_class(class.get_ref()) {
                let fault = self.source.fault(class.span(), format!("unknown class `{}`", class.get_ref()));
                return Err(fault
                    .help("take one of ontology/depeche.ttl, or define it there")
                    .near(class.get_ref(), self.ontology.classes()));
            }
        }
        let events = || self.ontology.classes().filter(|class| self.ontology.is_a(class, EVENT));
        match raw.event.as_ref().filter(|class| !self.ontology.is_a(class.get_ref(), EVENT)) {
            Some(class) => {
                let fault = self.source.fault(class.span(), format!("`{}` is no class of events", class.get_ref()));
                Err(fault.help(format!("take a class below `{EVENT}`, or leave `event` out")).near(class.get_ref(), events()))
            }
            None => Ok(()),
        }
    }

    fn check_parts(&self, raw: &RawRule) -> Result<(), Fault> {
        let missing = |problem: &str, help: &str| Err(self.source.fault(raw.id.span(), problem).help(help));
        if raw.trigger.is_empty() {
            return missing("the rule has no trigger", "add [[rule.trigger]] with a frame and words, as in VERB = [\"…\"]");
        }
        if raw.role.is_empty() {
            return missing("the rule has no role", "add [rule.role.NAME] with a path and a type");
        }
        if raw.emit.is_empty() {
            return missing("the rule states nothing", "add [[rule.emit]] with triple = [\"role\", \"property\", \"role\"]");
        }
        if raw.test.iter().all(|test| test.want.is_empty()) {
            return missing("no test of the rule wants a fact", "add [[rule.test]] with a text and what it states: want = [\"…\"]");
        }
        if raw.test.iter().all(|test| !test.want.is_empty()) {
            let help = "add [[rule.test]] with a text that holds the trigger, states nothing, and want = []";
            return missing("every test of the rule wants a fact", help);
        }
        Ok(())
    }

    fn check_trigger(&self, group: &RawTrigger) -> Result<(), Fault> {
        let all = || group.words().map(|(_, word)| word).chain(&group.arc);
        if all().next().is_none() {
            return Err(self.source.fault(group.frame.span(), "this trigger has no words").help("add VERB, NOUN, ADJ or ARC = [\"…\"]"));
        }
        if let Some(empty) = all().find(|word| word.get_ref().trim().is_empty()) {
            return Err(self.source.fault(empty.span(), "an empty trigger").help("write a lemma, or several separated by spaces"));
        }
        match group.arc.iter().find(|arc| !self.frames.sequence_relations().any(|relation| relation == arc.get_ref())) {
            Some(arc) => {
                let fault = self.source.fault(arc.span(), format!("no sequence adds an arc `{}`", arc.get_ref()));
                Err(fault.help("add a [[sequence]] to sequences.toml").near(arc.get_ref(), self.frames.sequence_relations()))
            }
            None => Ok(()),
        }
    }

    fn check_role_name(&self, name: &Spanned<String>) -> Result<(), Fault> {
        let wrong =
            name.get_ref().is_empty() || !name.get_ref().chars().all(|c| c.is_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_'));
        if !wrong {
            return Ok(());
        }
        let fault = self.source.fault(name.span(), format!("`{}` is no name of a role", name.get_ref()));
        Err(if name.get_ref().ends_with(COUNTRY) {
            fault.help(format!("`{COUNTRY}` is reserved: in a triple it means the country of what fills the role"))
        } else {
            fault.help("write small letters; capitals are for slots of frames.toml")
        })
    }

    /// Checks a wanted fact, `subject predicate object; key=value; …`.
    pub(super) fn check_want(&self, want: &Spanned<String>, emits: &[Emit]) -> Result<(), Fault> {
        let text = want.get_ref();
        let triple = text.split(';').next().unwrap_or_default();
        let known = || emits.iter().map(|emit| emit.predicate.as_str());
        if !known().any(|predicate| triple.contains(&format!(" {predicate} "))) {
            let all = known().map(|predicate| format!("`{predicate}`")).collect::<Vec<_>>().join(", ");
            let other = triple.split(' ').find(|word| self.ontology.has_property(word));
            let at = other.map_or(0..triple.len(), |word| offset(text, word)..offset(text, word) + word.len());
            let problem = match other {
                Some(other) => format!("the test wants `{other}`, which the rule does not state"),
                None => "this names no property that the rule states".to_owned(),
            };
            return Err(self.source.fault_in(want, at, problem).help(format!("write `subject property object`; the rule states {all}")));
        }
        text.split(';').skip(1).try_for_each(|part| self.check_attribute(want, part.trim()))
    }

    fn check_attribute(&self, want: &Spanned<String>, part: &str) -> Result<(), Fault> {
        let fault = |word: &str, problem: String| {
            let start = offset(want.get_ref(), word);
            self.source.fault_in(want, start..start + word.len(), problem)
        };
        let Some((key, value)) = part.split_once('=') else {
            return Err(fault(part, format!("`{part}` is no attribute")).help("write key=value, as in status=denied"));
        };
        if !ATTRIBUTES.contains(&key) {
            return Err(fault(key, format!("unknown attribute `{key}`")).near(key, ATTRIBUTES));
        }
        if key == "status" && value.parse::<Status>().is_err() {
            return Err(fault(value, format!("unknown status `{value}`")).near(value, Status::ALL.map(Status::as_str)));
        }
        Ok(())
    }
}

/// Whether a word may be the id of a rule: small letters, digits and single hyphens.
pub fn is_rule_id(id: &str) -> bool {
    id.split('-').all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()))
}
