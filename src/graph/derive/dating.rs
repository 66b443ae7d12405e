//! When documents without a date were written: in the month of those that tell of the same events.
//!
//! Dating by content, as Chambers (ACL 2012) and others do it with words, is done with facts here: few documents can be dated so, and
//! hardly one wrongly.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{GraphName, NamedNode, Quad};
use rustc_hash::{FxHashMap, FxHashSet};

use super::claim::{Said, said};
use crate::{
    graph::{
        identity,
        node::{Nodes, nodes},
        vocabulary as dep,
    },
    model::{Document, PartialDate},
};

/// Of how many events documents must tell alike: wars come back to the same places, but seldom to three of them at once.
const SHARED: usize = 3;

/// Of which events the documents with a date tell, by fact, month and document.
#[derive(Debug, Default)]
pub struct Dating {
    told: FxHashMap<NamedNode, BTreeMap<PartialDate, BTreeSet<NamedNode>>>,
}

/// The month that a document was written in, and how that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// Year and month.
    pub month: PartialDate,
    /// IRIs of the documents of that month that tell of the same events.
    by: BTreeSet<NamedNode>,
}

impl Dating {
    /// Takes in what a document states; nothing of one whose month is not known.
    pub fn add(&mut self, statements: &[Quad]) {
        let nodes = nodes(statements, |_| true);
        for claim in events(&nodes) {
            // What was over when a document was written others may tell years later.
            let month = claim.document.issued.and_then(month).filter(|month| claim.dated.is_none_or(|days| days.end >= month.first_day()));
            if let Some(month) = month {
                let months = self.told.entry(claim.fact.clone()).or_default();
                months.entry(month).or_default().insert(claim.document.iri.clone());
            }
        }
    }

    /// The month of a document with these statements: that of three events or more, and of more than twice as many as any other.
    pub fn of(&self, statements: &[Quad]) -> Option<Dated> {
        let nodes = nodes(statements, |_| true);
        let facts: FxHashSet<&NamedNode> = events(&nodes).map(|claim| claim.fact).collect();
        let mut months = BTreeMap::<PartialDate, (usize, BTreeSet<NamedNode>)>::new();
        for (month, documents) in facts.iter().filter_map(|fact| self.told.get(*fact)).flatten() {
            let (events, by) = months.entry(*month).or_default();
            *events += 1;
            by.extend(documents.iter().cloned());
        }
        let most = months.iter().max_by_key(|(_, (events, _))| *events).map(|(month, _)| *month)?;
        let (events, by) = months.remove(&most)?;
        let other = months.values().map(|(events, _)| *events).max().unwrap_or(0);
        (events >= SHARED && events > 2 * other).then_some(Dated { month: most, by })
    }
}

impl Dated {
    /// Quads of the document's graph that say by which other documents it is dated.
    pub fn quads(&self, document: &Document) -> impl Iterator<Item = Quad> {
        let iri = identity::document(document);
        self.by.iter().map(move |by| Quad::new(iri.clone(), dep::DATED_BY, by.clone(), GraphName::NamedNode(iri.clone())))
    }
}

/// Claims of events between entities that are known beyond the document.
fn events<'a>(nodes: &'a Nodes<'a>) -> impl Iterator<Item = Said<'a>> {
    let linked = nodes.values().filter(|node| node.iri(dep::LINK).is_some()).filter_map(|node| node.iri(dep::ENTITY_READ));
    let linked: FxHashSet<&NamedNode> = linked.collect();
    let known = move |claim: &Said<'_>| [claim.ends[0], claim.ends[2]].iter().all(|end| linked.contains(end));
    said(nodes).into_iter().filter(move |claim| claim.mention.is_some() && known(claim))
}

fn month(date: PartialDate) -> Option<PartialDate> {
    Some(PartialDate::month(date.get_year(), date.get_month()?))
}
