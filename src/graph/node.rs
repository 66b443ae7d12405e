//! One node of a graph with its properties.

use oxigraph::model::{NamedNode, NamedNodeRef, Term, vocab::rdf};

use super::{error::GraphError, read::incomplete};

/// Properties of a node, in the order of the store.
#[derive(Default)]
pub(super) struct Node(Vec<(NamedNode, Term)>);

/// The part of an IRI after the last `#` or `/`.
pub(super) fn local(iri: &NamedNode) -> &str {
    iri.as_str().rsplit(['#', '/']).next().unwrap_or_default()
}

impl Node {
    pub(super) fn push(&mut self, property: NamedNode, value: Term) {
        self.0.push((property, value));
    }

    fn values<'a>(&'a self, property: NamedNodeRef<'a>) -> impl Iterator<Item = &'a Term> {
        self.0.iter().filter(move |(name, _)| *name == property).map(|(_, value)| value)
    }

    /// All literals of a property.
    pub(super) fn texts<'a>(&'a self, property: NamedNodeRef<'a>) -> impl Iterator<Item = &'a str> {
        self.values(property).filter_map(|value| if let Term::Literal(literal) = value { Some(literal.value()) } else { None })
    }

    /// All resources of a property.
    pub(super) fn iris<'a>(&'a self, property: NamedNodeRef<'a>) -> impl Iterator<Item = &'a NamedNode> {
        self.values(property).filter_map(|value| if let Term::NamedNode(iri) = value { Some(iri) } else { None })
    }

    /// The first literal of a property, in code point order.
    pub(super) fn text<'a>(&'a self, property: NamedNodeRef<'a>) -> Option<&'a str> {
        self.texts(property).min()
    }

    /// The first resource of a property, in code point order.
    pub(super) fn iri<'a>(&'a self, property: NamedNodeRef<'a>) -> Option<&'a NamedNode> {
        self.iris(property).min()
    }

    pub(super) fn is_a(&self, class: NamedNodeRef<'_>) -> bool {
        self.iris(rdf::TYPE).any(|own| *own == class)
    }

    pub(super) fn required<'a>(&'a self, iri: &NamedNode, property: NamedNodeRef<'a>, name: &'static str) -> Result<&'a str, GraphError> {
        self.text(property).ok_or_else(|| incomplete(iri, name))
    }

    pub(super) fn target<'a>(
        &'a self,
        iri: &NamedNode,
        property: NamedNodeRef<'a>,
        name: &'static str,
    ) -> Result<&'a NamedNode, GraphError> {
        self.iri(property).ok_or_else(|| incomplete(iri, name))
    }

    pub(super) fn number(&self, iri: &NamedNode, property: NamedNodeRef<'_>, name: &'static str) -> Result<usize, GraphError> {
        self.text(property).and_then(|value| value.parse().ok()).ok_or_else(|| incomplete(iri, name))
    }
}
