//! Claims as derivation needs them.

use oxigraph::model::NamedNode;
use rustc_hash::FxHashMap;

use super::{Nodes, window::Window};
use crate::{
    graph::{node::Node, role::roles, vocabulary as dep},
    model::PartialDate,
};

/// A document with what tells sources apart.
pub(super) struct Issue<'a> {
    pub(super) iri: &'a NamedNode,
    pub(super) publisher: Option<&'a str>,
    pub(super) issued: Option<PartialDate>,
}

impl Issue<'_> {
    /// What counts as one source: the publisher, or the document itself where none is known.
    pub(super) fn source(&self) -> &str {
        self.publisher.unwrap_or(self.iri.as_str())
    }
}

/// What one claim says.
pub(super) struct Said<'a> {
    pub(super) iri: &'a NamedNode,
    pub(super) fact: &'a NamedNode,
    /// Subject, predicate, object.
    pub(super) ends: [&'a NamedNode; 3],
    pub(super) status: &'a NamedNode,
    pub(super) document: std::rc::Rc<Issue<'a>>,
    /// The mention of an event that it belongs to, and the class of that event.
    pub(super) mention: Option<(&'a NamedNode, &'a NamedNode)>,
    /// Days that its date may mean, where it has one.
    pub(super) dated: Option<Window>,
    /// Least and greatest number, and whether it is approximate.
    pub(super) count: Option<(u64, u64, bool)>,
}

/// The claims, in order of their IRIs.
pub(super) fn said<'a>(nodes: &Nodes<'a>) -> Vec<Said<'a>> {
    let mut documents = FxHashMap::default();
    let mut said: Vec<_> = nodes.iter().filter_map(|(iri, node)| read(iri, node, nodes, &mut documents)).collect();
    said.sort_unstable_by_key(|claim| claim.iri);
    said
}

fn read<'a>(
    iri: &'a NamedNode,
    node: &Node<'a>,
    nodes: &Nodes<'a>,
    documents: &mut FxHashMap<&'a NamedNode, std::rc::Rc<Issue<'a>>>,
) -> Option<Said<'a>> {
    let fact = node.iri(dep::FACT)?;
    let document = node.iri(dep::DOCUMENT)?;
    let document = documents.entry(document).or_insert_with(|| std::rc::Rc::new(issue(document, nodes.get(document)))).clone();
    let mention = node.iri(dep::MENTION).and_then(|mention| Some((mention, nodes.get(mention)?.iri(dep::CLASS)?)));
    Some(Said {
        iri,
        fact,
        ends: [node.iri(dep::SUBJECT)?, node.iri(dep::PREDICATE)?, node.iri(dep::OBJECT)?],
        status: node.iri(dep::STATUS)?,
        document,
        mention,
        dated: dated(node),
        count: count(node),
    })
}

fn issue<'a>(iri: &'a NamedNode, node: Option<&Node<'a>>) -> Issue<'a> {
    let issued = node.and_then(|node| node.text(dep::ISSUED)?.parse().ok());
    Issue { iri, publisher: node.and_then(|node| node.text(dep::PUBLISHER)), issued }
}

fn dated(node: &Node<'_>) -> Option<Window> {
    let day = |property| node.text(property)?.parse::<PartialDate>().ok()?.to_date();
    let (start, end) = (day(dep::NOT_BEFORE), day(dep::NOT_AFTER));
    (start.is_some() || end.is_some()).then(|| Window::new(start, end))
}

fn count(node: &Node<'_>) -> Option<(u64, u64, bool)> {
    let number = |property| node.text(property)?.parse().ok();
    Some((number(dep::COUNT_MIN)?, number(dep::COUNT_MAX)?, node.text(dep::COUNT_APPROXIMATE).is_some()))
}

impl<'a> Said<'a> {
    /// The ends, the same for both directions of a symmetric predicate.
    pub(super) fn content(&self) -> [&'a NamedNode; 3] {
        let [subject, predicate, object] = self.ends;
        if object < subject && roles(super::super::node::local(predicate)).symmetric { [object, predicate, subject] } else { self.ends }
    }

    /// Whether the text presents it in this way.
    pub(super) fn has_status(&self, status: crate::model::Status) -> bool {
        super::super::node::local(self.status) == status.as_str()
    }
}
