//! The ontology: everything that code, queries and alignments name is defined, and everything that is defined says what it is.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
};

use depeche::graph::{
    NamedQuery,
    vocabulary::{ONTOLOGY, OWN},
};
use oxigraph::{
    io::{RdfFormat, RdfParser},
    model::{NamedOrBlankNode, Quad, Term},
};

fn read(file: &str) -> Vec<Quad> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("ontology").join(file);
    let parser = RdfParser::from_format(RdfFormat::Turtle);
    parser.for_reader(fs::File::open(&path).unwrap()).collect::<Result<_, _>>().unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// Properties (as written by `Display`) and values of every term of the ontology, by local name.
fn terms() -> BTreeMap<String, Vec<(String, Term)>> {
    let mut terms = BTreeMap::<_, Vec<_>>::new();
    for quad in read("depeche.ttl") {
        if let NamedOrBlankNode::NamedNode(subject) = quad.subject
            && let Some(local) = subject.as_str().strip_prefix(ONTOLOGY)
        {
            terms
                .entry(local.to_owned())
                .or_default()
                .push((quad.predicate.as_str().rsplit(['#', '/']).next().unwrap().to_owned(), quad.object));
        }
    }
    terms
}

fn local(term: &Term) -> Option<&str> {
    if let Term::NamedNode(iri) = term { iri.as_str().strip_prefix(ONTOLOGY) } else { None }
}

/// Terms that are `root` or lead to it by `property`.
fn below(terms: &BTreeMap<String, Vec<(String, Term)>>, property: &str, root: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::from([root.to_owned()]);
    loop {
        let more: Vec<_> = terms
            .iter()
            .filter(|(_, values)| values.iter().any(|(name, value)| name == property && local(value).is_some_and(|up| found.contains(up))))
            .map(|(term, _)| term.clone())
            .filter(|term| !found.contains(term))
            .collect();
        if more.is_empty() {
            return found;
        }
        found.extend(more);
    }
}

#[test]
fn every_term_says_what_it_is_in_french_and_english() {
    for (term, values) in terms() {
        for property in ["label", "comment"] {
            let languages: BTreeSet<_> = values
                .iter()
                .filter(|(name, _)| name == property)
                .filter_map(|(_, value)| if let Term::Literal(literal) = value { literal.language() } else { None })
                .collect();
            assert_eq!(languages, BTreeSet::from(["en", "fr"]), "{property} of {term}");
        }
        assert!(values.iter().any(|(name, _)| name == "type"), "type of {term}");
    }
}

#[test]
fn every_term_that_is_written_is_defined_and_every_defined_term_has_a_use() {
    let terms = terms();
    let written: BTreeSet<_> = OWN.iter().filter_map(|term| term.as_str().strip_prefix(ONTOLOGY)).map(str::to_owned).collect();
    let undefined: Vec<_> = written.iter().filter(|term| !terms.contains_key(*term)).collect();
    assert!(undefined.is_empty(), "written but not defined: {undefined:?}");
    let mut used = written;
    used.extend(below(&terms, "subClassOf", "Entity"));
    used.extend(below(&terms, "subPropertyOf", "relation"));
    used.extend(below(&terms, "subPropertyOf", "participant"));
    used.extend(below(&terms, "subPropertyOf", "inverseRelation"));
    used.extend(["Status", "asserted", "planned", "possible", "denied"].map(str::to_owned));
    let unused: Vec<_> = terms.keys().filter(|term| !used.contains(*term)).collect();
    assert!(unused.is_empty(), "defined but without use: {unused:?}");
}

#[test]
fn every_term_that_terms_name_is_defined() {
    let terms = terms();
    for quad in read("depeche.ttl").into_iter().chain(read("alignments.ttl")) {
        let subject = Term::from(quad.subject.clone());
        for term in [&subject, &quad.object].into_iter().filter_map(local) {
            assert!(terms.contains_key(term), "dep:{term} in {quad} is not defined");
        }
    }
}

#[test]
fn every_term_that_queries_name_is_defined() {
    let terms = terms();
    for query in NamedQuery::all() {
        for piece in query.sparql.split("dep:").skip(1).filter(|piece| piece.starts_with(char::is_alphabetic)) {
            let name: String = piece.chars().take_while(|character| character.is_alphanumeric()).collect();
            assert!(terms.contains_key(&name), "dep:{name} in {} is not defined", query.name);
        }
    }
}

#[test]
fn predicates_have_domain_range_and_roles() {
    let terms = terms();
    for predicate in below(&terms, "subPropertyOf", "relation") {
        let values = &terms[&predicate];
        let has = |property: &str| values.iter().any(|(name, _)| name == property);
        assert!(has("domain") && has("range"), "{predicate}");
        assert_eq!(has("subjectRole"), has("objectRole"), "{predicate}");
        let family = terms.values().flatten().any(|(name, value)| name == "subPropertyOf" && local(value) == Some(&predicate));
        assert!(has("subjectRole") || family, "{predicate} is neither a family nor has it roles");
    }
}

#[test]
fn every_predicate_has_an_inverse_with_domain_and_range_exchanged_or_is_its_own() {
    let terms = terms();
    let values = |term: &str, property: &str| -> Vec<String> {
        terms[term].iter().filter(|(name, _)| name == property).map(|(_, value)| local(value).unwrap_or("union").to_owned()).collect()
    };
    let mut inverses = below(&terms, "subPropertyOf", "inverseRelation");
    inverses.remove("inverseRelation");
    for predicate in below(&terms, "subPropertyOf", "relation").iter().filter(|name| !values(name, "subjectRole").is_empty()) {
        let symmetric = terms[predicate].iter().any(|(_, value)| value.to_string().contains("SymmetricProperty"));
        let own: Vec<_> = inverses.iter().filter(|inverse| values(inverse, "inverseOf") == [predicate.clone()]).collect();
        assert_eq!(own.len(), usize::from(!symmetric), "inverses of {predicate}");
        for inverse in own {
            assert_eq!(values(inverse, "domain"), values(predicate, "range"), "{inverse}");
            assert_eq!(values(inverse, "range"), values(predicate, "domain"), "{inverse}");
        }
    }
}

#[test]
fn what_may_be_asserted_has_an_example_in_both_languages() {
    let terms = terms();
    let classes = below(&terms, "subClassOf", "Entity").into_iter().filter(|class| !matches!(class.as_str(), "Entity" | "Event"));
    let predicates = below(&terms, "subPropertyOf", "relation").into_iter();
    let leaves = predicates.filter(|name| terms[name].iter().any(|(property, _)| property == "subjectRole"));
    for term in classes.chain(leaves) {
        assert_eq!(terms[&term].iter().filter(|(name, _)| name == "example").count(), 2, "{term}");
    }
}

#[test]
fn families_stand_above_what_they_hold() {
    let ontology = depeche::ontology::Ontology::embedded().unwrap();
    assert!(ontology.is_property("captures", "gainsControlOf") && ontology.is_property("besieges", "opposes"));
    assert!(!ontology.is_property("gainsControlOf", "captures"));
    assert!(!ontology.has_property("capturedBy") && !ontology.has_property("document"), "no rule may emit these");
}

#[test]
fn roles_are_roles_of_events() {
    let terms = terms();
    let roles = below(&terms, "subPropertyOf", "participant");
    for (name, value) in terms.values().flatten().filter(|(name, _)| name.ends_with("Role") && name != "subPropertyOf") {
        assert!(local(value).is_some_and(|role| roles.contains(role)), "{name} {value}");
    }
}
