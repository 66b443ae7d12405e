//! Events: the mentions of one happening, gathered from all documents.
//!
//! Two mentions tell of the same event when they are of the same class, share a fact (the same actors and place), and their times agree
//! within a day. A mention without a date happened, as far as it is asserted or denied, in the week before its document appeared; what is
//! planned or possible belongs to the month after. A mention of which nothing is known joins the only event that it can belong to.

use oxigraph::model::{NamedNode, vocab::rdf, vocab::xsd};
use rustc_hash::FxHashMap;

use super::{
    Said, Writer,
    window::{Window, groups},
};
use crate::{
    graph::{identity, literal, node::local, role::roles, vocabulary as dep},
    model::{PartialDate, Status},
};

/// Days by which reports of one event may differ.
const SLACK: i32 = 1;
/// Days before its document's date in which an undated happening may lie: a weekly round-up still tells of the same week.
const BEFORE: i32 = 7;
/// Days after its document's date in which an undated plan may lie.
const AFTER: i32 = 30;

/// Events of mentions.
pub(super) type Events<'a> = FxHashMap<&'a NamedNode, NamedNode>;

/// A mention with its claims.
struct Told<'a, 's> {
    class: &'a NamedNode,
    claims: Vec<&'s Said<'a>>,
}

/// Writes every event, and gives the event of each mention.
pub(super) fn derive<'a>(said: &[Said<'a>], writer: &mut Writer) -> Events<'a> {
    let mut told = FxHashMap::<&'a NamedNode, Told<'a, '_>>::default();
    for claim in said {
        if let Some((mention, class)) = claim.mention {
            told.entry(mention).or_insert_with(|| Told { class, claims: Vec::new() }).claims.push(claim);
        }
    }
    let mut mentions: Vec<_> = told.keys().copied().collect();
    mentions.sort_unstable();
    let mut events = Events::default();
    for mentions in happenings(&mentions, &told) {
        let event = identity::event(mentions[0]);
        let claims: Vec<_> = mentions.iter().flat_map(|mention| &told[*mention].claims).copied().collect();
        write(&event, told[mentions[0]].class, &claims, writer);
        events.extend(mentions.into_iter().map(|mention| (mention, event.clone())));
    }
    events
}

/// When a mention may have happened: its claims' dates, else what its document's date allows.
fn window(told: &Told<'_, '_>) -> Option<Window> {
    let dated = told.claims.iter().filter_map(|claim| claim.dated).reduce(Window::hull);
    dated.map(|window| window.widened(SLACK, SLACK)).or_else(|| told.claims.iter().map(|claim| reported(claim)).reduce(hull).flatten())
}

fn reported(claim: &Said<'_>) -> Option<Window> {
    let issued = claim.document.issued?;
    let window = Window { start: issued.first_day(), end: issued.last_day() };
    let ahead = claim.has_status(Status::Planned) || claim.has_status(Status::Possible);
    Some(if ahead { window.widened(0, AFTER) } else { window.widened(BEFORE, SLACK) })
}

fn hull(one: Option<Window>, other: Option<Window>) -> Option<Window> {
    Some(one?.hull(other?))
}

/// The mentions of each event, both sorted.
fn happenings<'a>(mentions: &[&'a NamedNode], told: &FxHashMap<&'a NamedNode, Told<'a, '_>>) -> Vec<Vec<&'a NamedNode>> {
    let windows: Vec<_> = mentions.iter().map(|mention| window(&told[*mention])).collect();
    let mut sharing = FxHashMap::<_, Vec<usize>>::default();
    for (index, mention) in mentions.iter().enumerate() {
        let told = &told[*mention];
        for claim in &told.claims {
            let sharing = sharing.entry((told.class, claim.content())).or_default();
            if sharing.last() != Some(&index) {
                sharing.push(index);
            }
        }
    }
    let mut union = Union::of(mentions.len());
    for sharing in sharing.values() {
        let dealt = groups(&sharing.iter().map(|index| windows[*index]).collect::<Vec<_>>());
        let mut first = FxHashMap::default();
        for (index, group) in sharing.iter().zip(dealt) {
            union.join(*first.entry(group).or_insert(*index), *index);
        }
    }
    let mut happenings: Vec<Vec<&NamedNode>> = vec![Vec::new(); mentions.len()];
    for (index, mention) in mentions.iter().enumerate() {
        happenings[union.root(index)].push(mention);
    }
    happenings.retain(|mentions| !mentions.is_empty());
    happenings
}

/// Disjoint sets; the least member stands for its set, so that the order of joining does not matter.
struct Union(Vec<usize>);

impl Union {
    fn of(length: usize) -> Self {
        Self((0..length).collect())
    }

    fn root(&mut self, mut one: usize) -> usize {
        while self.0[one] != one {
            self.0[one] = self.0[self.0[one]];
            one = self.0[one];
        }
        one
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.0[one.max(other)] = one.min(other);
    }
}

fn write(event: &NamedNode, class: &NamedNode, claims: &[&Said<'_>], writer: &mut Writer) {
    writer.put(event, rdf::TYPE, class.clone());
    for claim in claims {
        let [subject, predicate, object] = claim.ends;
        let roles = roles(local(predicate));
        writer.put(event, &roles.subject, subject.clone());
        writer.put(event, &roles.object, object.clone());
        writer.put(claim.iri, dep::EVENT, event.clone());
    }
    writer.carried(event, claims);
    time(event, claims, writer);
    count(event, claims, writer);
}

/// The days that all dated claims allow; where they contradict each other, from the first to the last that any of them names.
fn time(event: &NamedNode, claims: &[&Said<'_>], writer: &mut Writer) {
    let dated = || claims.iter().filter_map(|claim| claim.dated);
    let Some(hull) = dated().reduce(Window::hull) else { return };
    let agreed = dated().map(Some).reduce(|one, other| one?.overlap(other?)).flatten().unwrap_or(hull);
    let day = |day| literal::date(PartialDate::day(day));
    if agreed.start != jiff::civil::Date::MIN {
        writer.put(event, dep::NOT_BEFORE, day(agreed.start));
    }
    if agreed.end != jiff::civil::Date::MAX {
        writer.put(event, dep::NOT_AFTER, day(agreed.end));
    }
    if agreed.start == agreed.end {
        writer.put(event, dep::DATE, day(agreed.start));
    }
}

fn count(event: &NamedNode, claims: &[&Said<'_>], writer: &mut Writer) {
    let counts = || claims.iter().filter_map(|claim| claim.count);
    if let (Some(least), Some(greatest)) = (counts().map(|count| count.0).min(), counts().map(|count| count.1).max()) {
        writer.put(event, dep::COUNT_MIN, literal::typed(least, xsd::INTEGER));
        writer.put(event, dep::COUNT_MAX, literal::typed(greatest, xsd::INTEGER));
        if counts().any(|count| count.2) {
            writer.put(event, dep::COUNT_APPROXIMATE, oxigraph::model::Literal::from(true));
        }
    }
}
