//! Which role the ends of a predicate hold in an event: read from the ontology, so that no table here repeats it.

use std::{collections::HashMap, sync::LazyLock};

use oxigraph::{
    io::{RdfFormat, RdfParser},
    model::{NamedNode, Term},
};

use super::vocabulary::{OBJECT_ROLE, ONTOLOGY, PARTICIPANT, SUBJECT_ROLE};
use crate::ontology::SOURCE;

/// How the ends of a predicate stand to its event, and to each other.
#[derive(Clone, Debug)]
pub(super) struct Roles {
    /// Role property of the subject.
    pub(super) subject: NamedNode,
    /// Role property of the object.
    pub(super) object: NamedNode,
    /// Whether the predicate says the same with its ends exchanged (`owl:SymmetricProperty`).
    pub(super) symmetric: bool,
}

const SYMMETRIC: &str = "http://www.w3.org/2002/07/owl#SymmetricProperty";

static UNKNOWN: LazyLock<Roles> = LazyLock::new(|| Roles { subject: PARTICIPANT.into(), object: PARTICIPANT.into(), symmetric: false });

static ROLES: LazyLock<HashMap<String, Roles>> = LazyLock::new(|| {
    let mut roles = HashMap::<String, Roles>::new();
    for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(SOURCE).map_while(Result::ok) {
        let Term::NamedNode(value) = quad.object else { continue };
        let name = quad.subject.to_string();
        let Some(name) = name.strip_prefix('<').and_then(|name| name.strip_prefix(ONTOLOGY)?.strip_suffix('>')) else { continue };
        let roles = roles.entry(name.to_owned()).or_insert_with(|| UNKNOWN.clone());
        if quad.predicate == SUBJECT_ROLE {
            roles.subject = value;
        } else if quad.predicate == OBJECT_ROLE {
            roles.object = value;
        } else if value.as_str() == SYMMETRIC {
            roles.symmetric = true;
        }
    }
    roles
});

/// Roles of the ends of a predicate; `dep:participant` for both where the ontology says nothing.
pub(super) fn roles(predicate: &str) -> &'static Roles {
    ROLES.get(predicate).unwrap_or(&UNKNOWN)
}

/// Whether a property says what someone or something does in an event.
pub(super) fn is_role(property: &NamedNode) -> bool {
    *property == PARTICIPANT || ROLES.values().any(|roles| roles.subject == *property || roles.object == *property)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_come_from_the_ontology() {
        let local = |role: &NamedNode| role.as_str().trim_start_matches(ONTOLOGY).to_owned();
        let withdrawal = roles("withdrawsFrom");
        assert_eq!((local(&withdrawal.subject), local(&withdrawal.object)), ("agent".to_owned(), "origin".to_owned()));
        assert!(roles("meetsWith").symmetric && !withdrawal.symmetric);
        assert_eq!(local(&roles("unheardOf").subject), "participant");
    }
}
