//! Quads seen as nodes with properties.

use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term, vocab::rdf};
use rustc_hash::FxHashMap;

use super::{error::GraphError, read::incomplete};

/// Properties of a node, in the order of the quads; a value may come twice.
#[derive(Default)]
pub(super) struct Node<'a>(Vec<(&'a NamedNode, &'a Term)>);

/// Nodes by IRI, whatever graphs their properties stand in.
pub(super) type Nodes<'a> = FxHashMap<&'a NamedNode, Node<'a>>;

/// The nodes of all quads whose graph is wanted.
pub(super) fn nodes<'a>(quads: &'a [Quad], wanted: impl Fn(&NamedNode) -> bool) -> Nodes<'a> {
    let mut nodes = Nodes::default();
    for quad in quads {
        if let (GraphName::NamedNode(graph), NamedOrBlankNode::NamedNode(subject)) = (&quad.graph_name, &quad.subject)
            && wanted(graph)
        {
            nodes.entry(subject).or_default().0.push((&quad.predicate, &quad.object));
        }
    }
    nodes
}

/// The part of an IRI after the last `#` or `/`.
pub(super) fn local(iri: &NamedNode) -> &str {
    iri.as_str().rsplit(['#', '/']).next().unwrap_or_default()
}

impl<'a> Node<'a> {
    /// All properties with their values.
    pub(super) fn properties(&self) -> impl Iterator<Item = (&'a NamedNode, &'a Term)> + '_ {
        self.0.iter().copied()
    }

    fn values<'s>(&'s self, property: NamedNodeRef<'s>) -> impl Iterator<Item = &'a Term> + 's {
        self.0.iter().filter(move |(name, _)| **name == property).map(|(_, value)| *value)
    }

    /// All literals of a property.
    pub(super) fn texts<'s>(&'s self, property: NamedNodeRef<'s>) -> impl Iterator<Item = &'a str> + 's {
        self.values(property).filter_map(|value| if let Term::Literal(literal) = value { Some(literal.value()) } else { None })
    }

    /// All resources of a property.
    pub(super) fn iris<'s>(&'s self, property: NamedNodeRef<'s>) -> impl Iterator<Item = &'a NamedNode> + 's {
        self.values(property).filter_map(|value| if let Term::NamedNode(iri) = value { Some(iri) } else { None })
    }

    /// The first literal of a property, in code point order.
    pub(super) fn text(&self, property: NamedNodeRef<'_>) -> Option<&'a str> {
        self.texts(property).min()
    }

    /// The first resource of a property, in code point order.
    pub(super) fn iri(&self, property: NamedNodeRef<'_>) -> Option<&'a NamedNode> {
        self.iris(property).min()
    }

    pub(super) fn is_a(&self, class: NamedNodeRef<'_>) -> bool {
        self.iris(rdf::TYPE).any(|own| *own == class)
    }

    pub(super) fn required(&self, iri: &NamedNode, property: NamedNodeRef<'_>, name: &'static str) -> Result<&'a str, GraphError> {
        self.text(property).ok_or_else(|| incomplete(iri, name))
    }

    pub(super) fn target(&self, iri: &NamedNode, property: NamedNodeRef<'_>, name: &'static str) -> Result<&'a NamedNode, GraphError> {
        self.iri(property).ok_or_else(|| incomplete(iri, name))
    }

    pub(super) fn number(&self, iri: &NamedNode, property: NamedNodeRef<'_>, name: &'static str) -> Result<usize, GraphError> {
        self.text(property).and_then(|value| value.parse().ok()).ok_or_else(|| incomplete(iri, name))
    }
}
