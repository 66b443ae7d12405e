//! When two names are the same for the score.

use std::collections::BTreeSet;

use unicode_normalization::{UnicodeNormalization, char::canonical_combining_class};

use crate::pack::{Pack, PackError};

/// The words of a language that do not count when names are compared.
#[derive(Clone, Debug, Default)]
pub struct Words {
    articles: BTreeSet<String>,
    small: BTreeSet<String>,
}

impl Words {
    /// Those of a pack (`lexicons/scoring.tsv`: word, then `article`, `small` or both).
    ///
    /// # Errors
    /// [`PackError`] where the file is missing or a row names another role.
    pub fn of(pack: &Pack) -> Result<Self, PackError> {
        let mut words = Self::default();
        let lexicon = pack.lexicon("scoring")?;
        for row in lexicon.rows() {
            for role in row.list(1) {
                let set = match role {
                    "article" => &mut words.articles,
                    "small" => &mut words.small,
                    _ => return Err(lexicon.fault(row, format!("`{role}` is no role; write article or small"))),
                };
                set.insert(row.get(0).to_owned());
            }
        }
        Ok(words)
    }

    /// A name in lower case without accents, punctuation and leading articles; colons stay, for ids.
    pub fn normal(&self, name: &str) -> String {
        let spelled = name.replace('œ', "oe");
        let bare: String = spelled.nfkd().filter(|character| canonical_combining_class(*character) == 0).collect();
        let lower = bare.to_lowercase();
        let mut words: Vec<_> =
            lower.split(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == ':')).filter(|word| !word.is_empty()).collect();
        let articles = words.iter().take(words.len().saturating_sub(1)).take_while(|word| self.articles.contains(**word)).count();
        words.drain(..articles);
        words.join(" ")
    }

    /// All normal forms of a name and its other names, each a list separated by `|` (the name itself is not split).
    pub(super) fn names(&self, name: &str, lists: [&str; 2]) -> BTreeSet<String> {
        let others = lists.into_iter().flat_map(|list| list.split('|'));
        others.chain([name]).map(|name| self.normal(name)).filter(|name| !name.is_empty()).collect()
    }

    /// Whether the sets share a name, or hold descriptions with the same head word that share 60 % of their content words.
    pub(super) fn alike(&self, some: &BTreeSet<String>, others: &BTreeSet<String>) -> bool {
        if !some.is_disjoint(others) {
            return true;
        }
        let described = |names: &BTreeSet<String>| names.iter().map(|name| self.content(name)).collect::<Vec<_>>();
        let others = described(others);
        described(some).iter().any(|one| others.iter().any(|other| same_description(one, other)))
    }

    fn content(&self, name: &str) -> Vec<String> {
        name.split(' ').filter(|word| !word.is_empty() && !self.small.contains(*word)).map(str::to_owned).collect()
    }
}

fn same_description(one: &[String], other: &[String]) -> bool {
    if one.is_empty() || one.first() != other.first() || one.len().max(other.len()) < 2 {
        return false;
    }
    let (one, other): (BTreeSet<_>, BTreeSet<_>) = (one.iter().collect(), other.iter().collect());
    5 * one.intersection(&other).count() >= 3 * one.union(&other).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        Words::of(&Pack::embedded("fr").unwrap()).unwrap()
    }

    fn alike(one: &str, other: &str) -> bool {
        let words = words();
        words.alike(&words.names(one, ["", ""]), &words.names(other, ["", ""]))
    }

    #[test]
    fn normal_forms_lose_case_accents_punctuation_and_articles() {
        let words = words();
        for (name, normal) in [
            ("L’Érythrée", "erythree"),
            ("la   République  d'Haïti", "republique d haiti"),
            ("Cœur d'Alene", "coeur d alene"),
            ("geonames:1140026", "geonames:1140026"),
            ("La", "la"),
            ("des", "des"),
            ("«»", ""),
            ("صنعاء", ""),
        ] {
            assert_eq!(words.normal(name), normal, "{name}");
        }
    }

    #[test]
    fn descriptions_match_by_head_and_shared_words() {
        assert!(alike("personnel de l'ambassade du Soudan", "personnel d'ambassade au Soudan"));
        assert!(alike("soldats maliens", "soldats maliens blessés"));
        assert!(!alike("soldats maliens", "soldats tchadiens"));
        assert!(!alike("blessés maliens", "soldats maliens blessés"), "the head words differ");
        assert!(!alike("soldats", "soldats maliens"), "half of the words is too few");
    }
}
