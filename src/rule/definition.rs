//! Rules as authors write them (`rules/*.toml`), checked and compiled.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::Deserialize;

use super::{
    error::{RuleError, nearest},
    frame::{Construction, Frames},
    path::Path,
};
use crate::{
    model::{PartialDate, Status, Upos},
    ontology::Ontology,
};

/// A rule: what it says, what sets it off, who takes part, what it states.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Unique name in kebab-case.
    pub id: String,
    /// What it says about the world, in one sentence.
    pub says: String,
    /// Class of the events that its facts belong to.
    pub event: Option<String>,
    /// 0 to 1, of every fact that it finds.
    pub confidence: f32,
    /// Role whose number is the number of the fact; without it the object's, else the subject's.
    pub count: Option<usize>,
    /// Words that set it off.
    pub triggers: Vec<Trigger>,
    /// Who and what takes part, in the order in which they are looked for.
    pub roles: Vec<Role>,
    /// Facts to state.
    pub emits: Vec<Emit>,
    /// Sentences with what is wanted of them.
    pub tests: Vec<RuleTest>,
    /// File that it stands in.
    pub file: String,
}

/// What sets a rule off, and the frame that it then stands in.
#[derive(Clone, Debug)]
pub struct Trigger {
    /// Words, or an arc.
    pub set_off: SetOff,
    /// Index into the paths of every role.
    pub(super) frame: usize,
}

/// What sets a rule off.
#[derive(Clone, Debug)]
pub enum SetOff {
    /// One word, or several that hang together in the tree.
    Words {
        /// Lemmas, in any order.
        lemmas: Vec<String>,
        /// Part of speech of the word that decides the construction.
        upos: Upos,
    },
    /// An arc that a sequence of `frames.toml` adds, by relation; its head is the trigger.
    Arc(String),
}

/// One participant.
#[derive(Clone, Debug)]
pub struct Role {
    /// Name in the rule.
    pub name: String,
    /// Classes, one of which it must have; any word will do where there are none.
    pub types: Vec<String>,
    /// Whether the rule holds without it.
    pub optional: bool,
    /// Whether the rule holds only without it.
    pub absent: bool,
    /// Whether it may be filled by a word that fills another role too ("600 soldats" are sent and tell who sends them).
    pub shares: bool,
    /// What fills it where no word does.
    pub default: Option<Default>,
    /// Path per frame of the rule and construction.
    pub(super) paths: Vec<BTreeMap<Construction, Path>>,
}

/// What fills a role that no word of the sentence fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Default {
    /// The country where the story takes place, if it is not the other end's own.
    Scene,
    /// What stood at the same end of the same predicate when the document last stated it.
    Previous,
}

/// A triple to state, roles by index.
#[derive(Clone, Debug)]
pub struct Emit {
    /// Role of the subject.
    pub subject: usize,
    /// Property of the ontology.
    pub predicate: String,
    /// Role of the object.
    pub object: usize,
    /// Whether the object is the country of what fills its role (`person.country`).
    pub country: bool,
    /// Status, where the rule knows better than the clause.
    pub status: Option<Status>,
}

/// A sentence and the facts wanted of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleTest {
    /// One or more sentences.
    pub text: String,
    /// Date of the document.
    pub date: Option<PartialDate>,
    /// `subject predicate object; status=…; count=…; date=…; source=…`, nothing more and nothing less of this rule's predicates.
    pub want: Vec<String>,
}

/// What an object role is followed by where its country is meant.
const COUNTRY: &str = ".country";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    #[serde(default)]
    rule: Vec<RawRule>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    id: String,
    says: String,
    event: Option<String>,
    confidence: Option<f32>,
    count: Option<String>,
    trigger: Vec<RawTrigger>,
    role: IndexMap<String, RawRole>,
    emit: Vec<RawEmit>,
    #[serde(default)]
    test: Vec<RuleTest>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTrigger {
    frame: String,
    #[serde(default, rename = "VERB")]
    verb: Vec<String>,
    #[serde(default, rename = "NOUN")]
    noun: Vec<String>,
    #[serde(default, rename = "ADJ")]
    adjective: Vec<String>,
    #[serde(default, rename = "ARC")]
    arc: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRole {
    path: String,
    r#type: Vec<String>,
    #[serde(default)]
    optional: bool,
    #[serde(default)]
    absent: bool,
    #[serde(default)]
    shares: bool,
    default: Option<Default>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEmit {
    triple: [String; 3],
    status: Option<Status>,
}

/// Reads one rule file.
///
/// # Errors
/// The first fault, with file and line.
pub(super) fn parse(file: &str, text: &str, frames: &Frames, ontology: &Ontology) -> Result<Vec<Rule>, RuleError> {
    let raw: RawFile = toml::from_str(text).map_err(|error| RuleError::toml(file, text, &error))?;
    raw.rule
        .into_iter()
        .map(|raw| {
            let id = raw.id.clone();
            compile(file, raw, frames, ontology).map_err(|problem| RuleError::meaning(file, text, &format!("\"{id}\""), &id, problem))
        })
        .collect()
}

fn compile(file: &str, raw: RawRule, frames: &Frames, ontology: &Ontology) -> Result<Rule, String> {
    check_words(&raw, ontology)?;
    let role_index = |name: &str| {
        raw.role.get_index_of(name).ok_or_else(|| format!("unknown role `{name}`{}", nearest(name, raw.role.keys().map(String::as_str))))
    };
    let count = raw.count.as_deref().map(role_index).transpose()?;
    let emits = raw.emit.iter().map(|emit| compile_emit(emit, &role_index, ontology)).collect::<Result<_, _>>()?;
    let roles = raw.role.iter().map(|(name, role)| compile_role(name, role, &raw.trigger, frames)).collect::<Result<_, _>>()?;
    let triggers = raw.trigger.iter().enumerate().flat_map(|(frame, group)| triggers(frame, group)).collect();
    Ok(Rule {
        id: raw.id,
        says: raw.says,
        event: raw.event,
        confidence: raw.confidence.unwrap_or(0.8),
        count,
        triggers,
        roles,
        emits,
        tests: raw.test,
        file: file.to_owned(),
    })
}

fn check_words(raw: &RawRule, ontology: &Ontology) -> Result<(), String> {
    let classes = raw.role.values().flat_map(|role| &role.r#type).chain(&raw.event);
    for class in classes {
        if !ontology.has_class(class) {
            return Err(format!("the ontology has no class `{class}`{}", nearest(class, ontology.classes())));
        }
    }
    if raw.says.trim().is_empty() {
        return Err("`says` is empty; say in one sentence what the rule states about the world".to_owned());
    }
    if raw.confidence.is_some_and(|confidence| !(0.0..=1.0).contains(&confidence)) {
        return Err("`confidence` must lie between 0 and 1".to_owned());
    }
    let positive = raw.test.iter().any(|test| !test.want.is_empty());
    let negative = raw.test.iter().any(|test| test.want.is_empty());
    if !positive || !negative {
        return Err("a rule needs a test that wants facts and a test with `want = []`".to_owned());
    }
    if raw.emit.is_empty() || raw.trigger.is_empty() {
        return Err("a rule needs at least one [[rule.trigger]] and one [[rule.emit]]".to_owned());
    }
    Ok(())
}

fn compile_emit(raw: &RawEmit, role_index: &dyn Fn(&str) -> Result<usize, String>, ontology: &Ontology) -> Result<Emit, String> {
    let [subject, predicate, object] = &raw.triple;
    if !ontology.has_property(predicate) {
        return Err(format!("the ontology has no property `{predicate}`{}", nearest(predicate, ontology.properties())));
    }
    let country = object.ends_with(COUNTRY);
    let object = role_index(object.trim_end_matches(COUNTRY))?;
    Ok(Emit { subject: role_index(subject)?, predicate: predicate.clone(), object, country, status: raw.status })
}

fn compile_role(name: &str, raw: &RawRole, groups: &[RawTrigger], frames: &Frames) -> Result<Role, String> {
    let mut paths = Vec::new();
    for group in groups {
        let mut by_construction = BTreeMap::new();
        for construction in Construction::ALL {
            let names = frames.names(&group.frame, construction)?;
            by_construction.insert(construction, Path::parse(&raw.path, &names)?);
        }
        if by_construction.values().all(Path::is_empty) {
            return Err(format!("role `{name}`: `{}` reaches nothing in frame `{}`", raw.path, group.frame));
        }
        paths.push(by_construction);
    }
    Ok(Role {
        name: name.to_owned(),
        types: raw.r#type.clone(),
        optional: raw.optional || raw.absent || raw.default.is_some(),
        absent: raw.absent,
        shares: raw.shares,
        default: raw.default,
        paths,
    })
}

fn triggers(frame: usize, group: &RawTrigger) -> impl Iterator<Item = Trigger> {
    let lists = [(Upos::Verb, &group.verb), (Upos::Noun, &group.noun), (Upos::Adj, &group.adjective)];
    let words = lists.into_iter().flat_map(|(upos, entries)| {
        entries.iter().map(move |entry| SetOff::Words { lemmas: entry.split_whitespace().map(str::to_owned).collect(), upos })
    });
    words.chain(group.arc.iter().cloned().map(SetOff::Arc)).map(move |set_off| Trigger { set_off, frame })
}
