//! Rule files (`rules/*.toml`) as authors write them: read, checked, compiled.

mod check;

pub use check::is_rule_id;

use indexmap::IndexMap;
use serde::Deserialize;
use toml::Spanned;

use super::{
    definition::{Default, Emit, Role, Rule, RuleTest, SetOff, Trigger},
    frame::{Frames, Slots},
    need::{Needs, Types},
    path::Path,
};
use crate::{
    model::{PartialDate, Status, Upos},
    ontology::Ontology,
    pack::{Fault, Source},
};

/// What a role is followed by where its country is meant.
const COUNTRY: &str = ".country";
/// Confidence of the facts of a rule that does not say it.
const CONFIDENCE: f32 = 0.8;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    #[serde(default)]
    rule: Vec<RawRule>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    id: Spanned<String>,
    says: Spanned<String>,
    event: Option<Spanned<String>>,
    confidence: Option<Spanned<f32>>,
    count: Option<Spanned<String>>,
    #[serde(default)]
    trigger: Vec<RawTrigger>,
    #[serde(default)]
    role: IndexMap<Spanned<String>, RawRole>,
    #[serde(default)]
    emit: Vec<RawEmit>,
    #[serde(default)]
    test: Vec<RawTest>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTrigger {
    frame: Spanned<String>,
    #[serde(default, rename = "VERB")]
    verb: Vec<Spanned<String>>,
    #[serde(default, rename = "NOUN")]
    noun: Vec<Spanned<String>>,
    #[serde(default, rename = "ADJ")]
    adjective: Vec<Spanned<String>>,
    #[serde(default, rename = "ARC")]
    arc: Vec<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRole {
    path: Spanned<String>,
    r#type: Vec<Spanned<String>>,
    #[serde(default)]
    optional: bool,
    #[serde(default)]
    absent: bool,
    #[serde(default)]
    shares: bool,
    #[serde(default)]
    named: bool,
    default: Option<Default>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEmit {
    triple: Spanned<Vec<Spanned<String>>>,
    status: Option<Status>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTest {
    text: Spanned<String>,
    date: Option<PartialDate>,
    want: Vec<Spanned<String>>,
}

/// What rules are checked against.
pub(super) struct Reader<'a> {
    pub source: &'a Source<'a>,
    pub frames: &'a Frames,
    pub ontology: &'a Ontology,
}

impl Reader<'_> {
    /// Reads the file; `is_taken` gets the id of each rule.
    ///
    /// # Errors
    /// The first fault.
    pub fn rules(&self, mut taken: impl FnMut(&str) -> Option<String>) -> Result<Vec<Rule>, Fault> {
        let raw: RawFile = self.source.toml()?;
        let mut rules = Vec::with_capacity(raw.rule.len());
        for rule in raw.rule {
            if let Some(other) = taken(rule.id.get_ref()) {
                let problem = format!("there is a rule `{}` already, in {other}", rule.id.get_ref());
                return Err(self.source.fault(rule.id.span(), problem).help("give this one another id"));
            }
            rules.push(self.compile(rule)?);
        }
        Ok(rules)
    }

    fn compile(&self, raw: RawRule) -> Result<Rule, Fault> {
        self.check(&raw)?;
        let count = raw.count.as_ref().map(|role| self.role_index(&raw, role, role.get_ref())).transpose()?;
        let emits = raw.emit.iter().map(|emit| self.emit(&raw, emit)).collect::<Result<Vec<_>, _>>()?;
        let slots = raw.trigger.iter().map(|group| self.slots(group)).collect::<Result<Vec<_>, _>>()?;
        let roles = raw.role.iter().map(|(name, role)| self.role(name, role, &raw.trigger, &slots)).collect::<Result<Vec<_>, _>>()?;
        let tests = raw.test.iter().map(|test| self.test(test, &emits)).collect::<Result<_, _>>()?;
        Ok(Rule {
            id: raw.id.into_inner(),
            says: raw.says.into_inner(),
            event: raw.event.map(Spanned::into_inner),
            confidence: raw.confidence.map_or(CONFIDENCE, Spanned::into_inner),
            count,
            triggers: raw.trigger.iter().enumerate().flat_map(|(frame, group)| group.triggers(frame)).collect(),
            needs: Needs::of(&roles, raw.trigger.len()),
            roles,
            emits,
            tests,
            file: self.source.file().to_owned(),
        })
    }

    fn role_index(&self, raw: &RawRule, written: &Spanned<String>, name: &str) -> Result<usize, Fault> {
        raw.role.get_index_of(name).ok_or_else(|| {
            let fault = self.source.fault_in(written, 0..name.len(), format!("unknown role `{name}`"));
            fault.near(name, raw.role.keys().map(|role| role.get_ref().as_str()))
        })
    }

    fn emit(&self, rule: &RawRule, raw: &RawEmit) -> Result<Emit, Fault> {
        let [subject, predicate, object] = raw.triple.get_ref().as_slice() else {
            let fault = self.source.fault(raw.triple.span(), format!("a triple has three parts, not {}", raw.triple.get_ref().len()));
            return Err(fault.help("write [\"role of the subject\", \"property\", \"role of the object\"]"));
        };
        if !self.ontology.has_property(predicate.get_ref()) {
            let fault =
                self.source.fault_in(predicate, 0..predicate.get_ref().len(), format!("unknown property `{}`", predicate.get_ref()));
            return Err(fault
                .help("take one of ontology/depeche.ttl, or define it there")
                .near(predicate.get_ref(), self.ontology.properties()));
        }
        Ok(Emit {
            subject: self.emitted(rule, subject, subject.get_ref().trim_end_matches(COUNTRY))?,
            predicate: predicate.get_ref().clone(),
            object: self.emitted(rule, object, object.get_ref().trim_end_matches(COUNTRY))?,
            subject_country: subject.get_ref().ends_with(COUNTRY),
            object_country: object.get_ref().ends_with(COUNTRY),
            status: raw.status,
        })
    }

    /// The role at one end of a triple, which must be one that words may fill.
    fn emitted(&self, rule: &RawRule, written: &Spanned<String>, name: &str) -> Result<usize, Fault> {
        let index = self.role_index(rule, written, name)?;
        if rule.role[index].absent {
            let fault = self.source.fault_in(written, 0..name.len(), format!("role `{name}` has `absent = true`, so nothing fills it"));
            return Err(fault.help("name another role, or drop `absent`"));
        }
        Ok(index)
    }

    fn slots(&self, group: &RawTrigger) -> Result<&Slots, Fault> {
        let frame = &group.frame;
        self.frames.slots(frame.get_ref()).ok_or_else(|| {
            let fault = self.source.fault_in(frame, 0..frame.get_ref().len(), format!("unknown frame `{}`", frame.get_ref()));
            fault.help("frames.toml says which there are").near(frame.get_ref(), self.frames.ids())
        })
    }

    fn role(&self, name: &Spanned<String>, raw: &RawRole, groups: &[RawTrigger], slots: &[&Slots]) -> Result<Role, Fault> {
        let mut paths = Vec::with_capacity(groups.len());
        for (group, slots) in groups.iter().zip(slots) {
            let compiled = slots.compile(raw.path.get_ref()).map_err(|error| error.at(self.source, &raw.path))?;
            if compiled.iter().all(Path::is_empty) {
                let problem = format!("`{}` reaches nothing in any construction of frame `{}`", raw.path.get_ref(), group.frame.get_ref());
                let help = "take a slot that the frame has, write a path, or give these triggers another frame";
                return Err(self.source.fault(raw.path.span(), problem).help(help));
            }
            paths.push(compiled);
        }
        let types: Vec<String> = raw.r#type.iter().map(|class| class.get_ref().clone()).collect();
        Ok(Role {
            name: name.get_ref().clone(),
            kinds: Types::wanted(&types),
            types,
            optional: raw.optional || raw.absent || raw.default.is_some(),
            absent: raw.absent,
            shares: raw.shares,
            named: raw.named,
            default: raw.default,
            paths,
        })
    }

    fn test(&self, raw: &RawTest, emits: &[Emit]) -> Result<RuleTest, Fault> {
        raw.want.iter().try_for_each(|want| self.check_want(want, emits))?;
        Ok(RuleTest {
            text: raw.text.get_ref().clone(),
            date: raw.date,
            want: raw.want.iter().map(|want| want.get_ref().clone()).collect(),
            line: self.source.line(raw.text.span().start),
        })
    }
}

impl RawTrigger {
    fn words(&self) -> impl Iterator<Item = (Upos, &Spanned<String>)> {
        let lists = [(Upos::Verb, &self.verb), (Upos::Noun, &self.noun), (Upos::Adj, &self.adjective)];
        lists.into_iter().flat_map(|(upos, entries)| entries.iter().map(move |entry| (upos, entry)))
    }

    fn triggers(&self, frame: usize) -> impl Iterator<Item = Trigger> {
        let split = |entry: &Spanned<String>| entry.get_ref().split_whitespace().map(str::to_owned).collect();
        let words = self.words().map(move |(upos, entry)| SetOff::Words { lemmas: split(entry), upos });
        let arcs = self.arc.iter().map(|relation| SetOff::Arc(relation.get_ref().clone()));
        words.chain(arcs).map(move |set_off| Trigger { set_off, frame })
    }
}
