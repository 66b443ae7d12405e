//! Which role the ends of a predicate hold in an event: read from the ontology, so that no table here repeats it.

use std::{collections::HashMap, sync::LazyLock};

use oxigraph::{
    io::{RdfFormat, RdfParser},
    model::{NamedNode, Term},
};

use super::vocabulary::{OBJECT_ROLE, ONTOLOGY, PARTICIPANT, SUBJECT_ROLE};
use crate::ontology::SOURCE;

/// Role properties of a predicate's subject and object.
#[derive(Clone, Debug)]
struct Roles {
    subject: NamedNode,
    object: NamedNode,
}

static ROLES: LazyLock<HashMap<String, Roles>> = LazyLock::new(|| {
    let mut roles = HashMap::<String, Roles>::new();
    for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(SOURCE).map_while(Result::ok) {
        let Term::NamedNode(role) = quad.object else { continue };
        let name = quad.subject.to_string();
        let Some(name) = name.strip_prefix('<').and_then(|name| name.strip_prefix(ONTOLOGY)?.strip_suffix('>')) else { continue };
        let none = || Roles { subject: PARTICIPANT.into(), object: PARTICIPANT.into() };
        if quad.predicate == SUBJECT_ROLE {
            roles.entry(name.to_owned()).or_insert_with(none).subject = role;
        } else if quad.predicate == OBJECT_ROLE {
            roles.entry(name.to_owned()).or_insert_with(none).object = role;
        }
    }
    roles
});

/// Roles of the subject and the object of a predicate; `dep:participant` for both where the ontology says nothing.
pub(super) fn roles(predicate: &str) -> (NamedNode, NamedNode) {
    ROLES.get(predicate).map_or_else(|| (PARTICIPANT.into(), PARTICIPANT.into()), |roles| (roles.subject.clone(), roles.object.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_come_from_the_ontology() {
        let local = |role: NamedNode| role.as_str().trim_start_matches(ONTOLOGY).to_owned();
        let (subject, object) = roles("withdrawsFrom");
        assert_eq!((local(subject), local(object)), ("agent".to_owned(), "origin".to_owned()));
        assert_eq!(local(roles("unheardOf").0), "participant");
    }
}
