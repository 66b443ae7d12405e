//! Facts: what claims say, whatever text carries them.

use oxigraph::model::vocab::rdf;
use rustc_hash::FxHashMap;

use super::{Said, Writer};
use crate::{graph::vocabulary as dep, model::Status};

/// Writes every fact once, and the plain triple of those that a claim asserts.
pub(super) fn derive(said: &[Said<'_>], writer: &mut Writer) {
    let mut facts = FxHashMap::<_, Vec<&Said<'_>>>::default();
    for claim in said {
        facts.entry(claim.fact).or_default().push(claim);
    }
    for (fact, claims) in facts {
        let [subject, predicate, object] = claims[0].ends;
        writer.put(fact, rdf::TYPE, dep::FACT_CLASS);
        writer.put(fact, rdf::SUBJECT, subject.clone());
        writer.put(fact, rdf::PREDICATE, predicate.clone());
        writer.put(fact, rdf::OBJECT, object.clone());
        writer.carried(fact, &claims);
        if claims.iter().any(|claim| claim.has_status(Status::Asserted)) {
            writer.put(subject, predicate, object.clone());
        }
    }
}
