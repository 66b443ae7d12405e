//! Events as the derived graph describes them, each with its claims.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::Term;

use super::{
    entity::Entities,
    node::{Node, Nodes, local},
    read::count,
    role::is_role,
    view::{ClaimView, HappeningView},
    vocabulary as dep,
};

/// Every event that claims belong to, in order.
pub(super) fn happenings(claims: &[ClaimView], nodes: &Nodes<'_>, entities: &Entities<'_>) -> Vec<HappeningView> {
    let mut events = BTreeMap::<&str, Vec<usize>>::new();
    for (index, claim) in claims.iter().enumerate() {
        if let Some(event) = &claim.event {
            events.entry(&event.iri).or_default().push(index);
        }
    }
    let nodes: BTreeMap<&str, &Node<'_>> =
        nodes.iter().map(|(iri, node)| (iri.as_str(), node)).filter(|(iri, _)| events.contains_key(iri)).collect();
    let one = |(iri, indices): (&str, Vec<usize>)| Some(happening(indices, nodes.get(iri)?, claims, entities));
    let mut happenings: Vec<_> = events.into_iter().filter_map(one).collect();
    happenings.sort_by(|a, b| place(a).cmp(&place(b)));
    happenings
}

fn place(event: &HappeningView) -> impl Ord + '_ {
    let day = event.not_before.as_ref().or(event.not_after.as_ref());
    (day.is_none(), day, &event.class, &event.iri)
}

fn happening(indices: Vec<usize>, node: &Node<'_>, claims: &[ClaimView], entities: &Entities<'_>) -> HappeningView {
    let of = || indices.iter().map(|index| &claims[*index]);
    let text = |property| node.text(property).map(str::to_owned);
    let role = |(property, value): (_, &Term)| {
        let Term::NamedNode(filler) = value else { return None };
        Some((local(property).to_owned(), entities.get(filler).filter(|_| is_role(property))?.clone()))
    };
    let mut roles: Vec<_> = node.properties().filter_map(role).collect();
    roles.sort_by(|a, b| (&a.0, &a.1.label, &a.1.iri).cmp(&(&b.0, &b.1.label, &b.1.iri)));
    let event = of().next().and_then(|claim| claim.event.clone()).unwrap_or_default();
    HappeningView {
        iri: event.iri,
        class: event.class,
        roles,
        statuses: of().map(|claim| claim.status).collect(),
        documents: of().map(|claim| claim.document.iri.as_str()).collect::<BTreeSet<_>>().len(),
        not_before: text(dep::NOT_BEFORE),
        not_after: text(dep::NOT_AFTER),
        first_reported: text(dep::FIRST_REPORTED),
        count: count(node),
        claims: indices,
    }
}
