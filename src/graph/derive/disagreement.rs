//! Disagreements: claims of one fact, within one event where they belong to one, that cannot all be true. They are kept and marked.

use oxigraph::model::{NamedNode, NamedNodeRef, vocab::rdf};
use rustc_hash::FxHashMap;

use super::{Said, Writer, event::Events};
use crate::{
    graph::{identity, node::local, vocabulary as dep},
    model::Status,
};

/// Whether two claims cannot both be true.
type Differ = fn(&Said<'_>, &Said<'_>) -> bool;

/// An approximate number may be off by one part in so many.
const APPROXIMATE: u64 = 10;

/// Writes every disagreement over status, number and date.
pub(super) fn derive<'a>(said: &[Said<'a>], events: &Events<'a>, writer: &mut Writer) {
    let mut groups = FxHashMap::<_, Vec<&Said<'_>>>::default();
    for claim in said {
        let event = claim.mention.and_then(|(mention, _)| events.get(mention));
        groups.entry((event.unwrap_or(claim.fact), claim.fact)).or_default().push(claim);
    }
    for ((about, fact), claims) in groups.into_iter().filter(|(_, claims)| claims.len() > 1) {
        let kinds = kinds(&claims);
        let contested: [(_, Differ); 3] = [(dep::STATUS, contradict), (dep::COUNT_MIN, count_otherwise), (dep::DATE, date_otherwise)];
        for (over, differ) in contested {
            let sides: Vec<_> = claims.iter().filter(|one| kinds.iter().any(|other| differ(one, other))).collect();
            if !sides.is_empty() {
                write(about, fact, over, sides.into_iter().map(|claim| claim.iri), writer);
            }
        }
    }
}

/// One claim of each kind that differs in anything: a long text says the same again and again, and comparing every two claims would
/// take time that grows with the square of it.
fn kinds<'c, 'a>(claims: &[&'c Said<'a>]) -> Vec<&'c Said<'a>> {
    let key = |claim: &Said<'_>| (claim.has_status(Status::Denied), claim.count, claim.dated);
    let mut kinds = claims.to_vec();
    kinds.sort_by_cached_key(|claim| key(claim));
    kinds.dedup_by_key(|claim| key(claim));
    kinds
}

/// What one denies, the other asserts, plans or holds possible. (What is planned in one place and done in another is no contradiction.)
fn contradict(one: &Said<'_>, other: &Said<'_>) -> bool {
    one.has_status(Status::Denied) != other.has_status(Status::Denied)
}

fn count_otherwise(one: &Said<'_>, other: &Said<'_>) -> bool {
    let range = |(least, greatest, approximate): (u64, u64, bool)| {
        if approximate { (least - least / APPROXIMATE, greatest.saturating_add(greatest / APPROXIMATE)) } else { (least, greatest) }
    };
    match (one.count.map(range), other.count.map(range)) {
        (Some(one), Some(other)) => one.1 < other.0 || other.1 < one.0,
        _ => false,
    }
}

fn date_otherwise(one: &Said<'_>, other: &Said<'_>) -> bool {
    one.mention.is_some() && one.dated.zip(other.dated).is_some_and(|(one, other)| one.overlap(other).is_none())
}

fn write<'s>(
    about: &NamedNode,
    fact: &NamedNode,
    over: NamedNodeRef<'static>,
    sides: impl Iterator<Item = &'s NamedNode>,
    writer: &mut Writer,
) {
    let iri = identity::disagreement(about, fact, local(&over.into_owned()));
    writer.put(&iri, rdf::TYPE, dep::DISAGREEMENT_CLASS);
    writer.put(&iri, dep::ABOUT, about.clone());
    writer.put(&iri, dep::OVER, over);
    for side in sides {
        writer.put(&iri, dep::SIDE, side.clone());
    }
}
