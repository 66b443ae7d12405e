//! The rule files of every pack that ships.

use depeche::{ontology::Ontology, pack::Pack, rule::RuleSet};

#[test]
fn every_pack_loads_its_rules() {
    for language in Pack::languages() {
        let pack = Pack::embedded(&language).unwrap();
        let rules = RuleSet::load(&pack, Ontology::embedded().unwrap()).unwrap_or_else(|error| panic!("{error}"));
        assert!(!rules.rules().is_empty(), "{language} has no rule");
    }
}
