//! What may be asserted: the classes and properties of `ontology/depeche.ttl`, as far as rules and linking need them.
//!
//! RDF Schema's `subClassOf` and `subPropertyOf` and OWL's `SymmetricProperty` are read; the rest of the file is for those who query the graph.

use std::collections::{BTreeMap, BTreeSet};

use oxttl::TurtleParser;
use rustc_hash::{FxHashMap, FxHashSet};

/// The namespace of the project's ontology.
pub const NAMESPACE: &str = "https://w3id.org/depeche/ontology#";
/// The ontology that ships with the program, in Turtle.
pub const SOURCE: &str = include_str!("../../ontology/depeche.ttl");

const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const SUB_PROPERTY_OF: &str = "http://www.w3.org/2000/01/rdf-schema#subPropertyOf";
const SUB_CLASS_OF: &str = "http://www.w3.org/2000/01/rdf-schema#subClassOf";
const CLASS: &str = "http://www.w3.org/2002/07/owl#Class";
const SYMMETRIC: &str = "http://www.w3.org/2002/07/owl#SymmetricProperty";
/// The property above all that a fact may say.
const RELATION: &str = "relation";

/// The class tree and the names of properties.
#[derive(Clone, Debug, Default)]
pub struct Ontology {
    /// Sorted.
    classes: Vec<String>,
    /// What is above each class.
    ancestors: FxHashMap<String, FxHashSet<String>>,
    /// What a fact may say, with what is above each, sorted.
    properties: BTreeMap<String, FxHashSet<String>>,
    /// What says the same with its ends exchanged.
    symmetric: FxHashSet<String>,
}

/// The ontology cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("ontology: {0}")]
pub struct OntologyError(#[from] oxttl::TurtleSyntaxError);

impl Ontology {
    /// The ontology that ships with the program.
    ///
    /// ```
    /// let ontology = depeche::ontology::Ontology::embedded()?;
    /// assert!(ontology.is_a("City", "Place"));
    /// # Ok::<(), depeche::ontology::OntologyError>(())
    /// ```
    ///
    /// # Errors
    /// [`OntologyError`] where the file is no Turtle.
    pub fn embedded() -> Result<Self, OntologyError> {
        Self::parse(SOURCE)
    }

    /// Reads Turtle.
    ///
    /// # Errors
    /// [`OntologyError`] with line and column.
    pub fn parse(turtle: &str) -> Result<Self, OntologyError> {
        let mut ontology = Self::default();
        let (mut parents, mut wider) = (BTreeMap::<_, BTreeSet<_>>::new(), BTreeMap::<_, BTreeSet<_>>::new());
        for triple in TurtleParser::new().for_slice(turtle.as_bytes()) {
            let triple = triple?;
            let Some(subject) = local(&triple.subject.to_string()) else { continue };
            let object = triple.object.to_string();
            match triple.predicate.as_str() {
                TYPE if object == format!("<{CLASS}>") => drop(parents.entry(subject).or_default()),
                TYPE if object == format!("<{SYMMETRIC}>") => drop(ontology.symmetric.insert(subject)),
                SUB_CLASS_OF => parents.entry(subject).or_default().extend(local(&object)),
                SUB_PROPERTY_OF => wider.entry(subject).or_default().extend(local(&object)),
                _ => {}
            }
        }
        ontology.classes = parents.keys().cloned().collect();
        let properties = wider.keys().map(|property| (property.clone(), closure(property, &wider)));
        ontology.properties = properties.filter(|(_, above)| above.contains(RELATION)).collect();
        ontology.ancestors = parents.keys().map(|class| (class.clone(), closure(class, &parents))).collect();
        Ok(ontology)
    }

    /// Whether `class` is `ancestor` or below it.
    pub fn is_a(&self, class: &str, ancestor: &str) -> bool {
        class == ancestor || self.ancestors.get(class).is_some_and(|above| above.contains(ancestor))
    }

    /// Whether there is such a class.
    pub fn has_class(&self, class: &str) -> bool {
        self.ancestors.contains_key(class)
    }

    /// Whether a fact may say this.
    pub fn has_property(&self, property: &str) -> bool {
        self.properties.contains_key(property)
    }

    /// Whether `property` is `ancestor` or below it: to capture a place is to gain control of it.
    pub fn is_property(&self, property: &str, ancestor: &str) -> bool {
        property == ancestor || self.properties.get(property).is_some_and(|above| above.contains(ancestor))
    }

    /// Whether a property says the same with its ends exchanged: who meets somebody is met.
    pub fn is_symmetric(&self, property: &str) -> bool {
        self.symmetric.contains(property)
    }

    /// Everything above a class or below which a fact's predicate stands, and the name itself; in no order.
    pub fn wider<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let above = self.ancestors.get(name).or_else(|| self.properties.get(name));
        [name].into_iter().chain(above.into_iter().flatten().map(String::as_str))
    }

    /// Every class, sorted.
    pub fn classes(&self) -> impl Iterator<Item = &str> {
        self.classes.iter().map(String::as_str)
    }

    /// Everything that a fact may say, sorted.
    pub fn properties(&self) -> impl Iterator<Item = &str> {
        self.properties.keys().map(String::as_str)
    }
}

fn local(iri: &str) -> Option<String> {
    Some(iri.strip_prefix('<')?.strip_suffix('>')?.strip_prefix(NAMESPACE)?.to_owned())
}

fn closure(class: &str, parents: &BTreeMap<String, BTreeSet<String>>) -> FxHashSet<String> {
    let mut above = FxHashSet::default();
    let mut open = vec![class];
    while let Some(class) = open.pop() {
        for parent in parents.get(class).into_iter().flatten() {
            if above.insert(parent.clone()) {
                open.push(parent);
            }
        }
    }
    above
}
