//! What in a pack loads and yet can never do anything.

use std::collections::BTreeSet;

use super::Pipeline;

/// A class that a role asks for, or that the lexicon of nouns gives, and that cannot be met.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unmet {
    /// File that names the class.
    pub file: String,
    /// Where in it: `rule take-hostages, role captor`, or a noun.
    pub place: String,
    /// The class.
    pub class: String,
    /// What would help.
    pub help: &'static str,
}

impl Pipeline<'_> {
    /// Classes of roles that no noun, no name of the gazetteer and no name that is recognised ever has, and classes of nouns that the
    /// ontology lacks; sorted.
    pub fn unmet_classes(&self) -> Vec<Unmet> {
        let ontology = self.rules.ontology();
        let produced = self.annotator.mentions().classes();
        let met = |wanted: &str| produced.iter().any(|class| ontology.is_a(class, wanted));
        let mut unmet = BTreeSet::new();
        for rule in self.rules.rules() {
            for role in &rule.roles {
                for class in role.types.iter().filter(|class| !met(class)) {
                    let place = format!("rule {}, role {}", rule.id, role.name);
                    let help = "no noun of lexicons/nouns.tsv and no name has this class: add a row, or take a wider class";
                    unmet.insert(Unmet { file: rule.file.clone(), place, class: class.clone(), help });
                }
            }
        }
        for (noun, class) in self.annotator.mentions().nouns().rows().filter(|(_, class)| !ontology.has_class(class)) {
            let help = "ontology/depeche.ttl has no such class: take one that it has, or define this one there";
            unmet.insert(Unmet { file: "lexicons/nouns.tsv".to_owned(), place: noun.to_owned(), class: class.to_owned(), help });
        }
        unmet.into_iter().collect()
    }
}
