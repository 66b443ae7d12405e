//! What an operator makes of what it governs, and how operators nest.

use std::str::FromStr;

use serde::Deserialize;

use crate::model::{Status, Unknown};

/// What a word or phrase does to the status of what it governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Nothing: the status from outside holds.
    Pass,
    /// Whatever stands outside, the speaker takes it for done (`saluer la prise`).
    Fact,
    /// As [`Effect::Pass`], but a negation outside does not reach it (`n'a pas parlé après l'attaque`).
    Presupposed,
    /// Composed with the status from outside.
    To(Status),
}

impl FromStr for Effect {
    type Err = Unknown;

    fn from_str(word: &str) -> Result<Self, Unknown> {
        match word {
            "pass" => Ok(Self::Pass),
            "fact" => Ok(Self::Fact),
            "presupposed" => Ok(Self::Presupposed),
            _ => word.parse().map(Self::To).map_err(|error: Unknown| Unknown {
                kind: "effect",
                known: format!("pass, fact, presupposed, {}", error.known),
                ..error
            }),
        }
    }
}

/// The table `outer × inner → result` of the pack.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Composition {
    asserted: Row,
    planned: Row,
    possible: Row,
    denied: Row,
}

/// One row: what each inner status becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
struct Row {
    asserted: Status,
    planned: Status,
    possible: Status,
    denied: Status,
}

impl Composition {
    /// Status of what has status `inner` by its own marks and stands under `outer`.
    pub(crate) fn of(&self, outer: Status, inner: Status) -> Status {
        let row = match outer {
            Status::Asserted => self.asserted,
            Status::Planned => self.planned,
            Status::Possible => self.possible,
            Status::Denied => self.denied,
        };
        match inner {
            Status::Asserted => row.asserted,
            Status::Planned => row.planned,
            Status::Possible => row.possible,
            Status::Denied => row.denied,
        }
    }

    /// As [`Composition::of`] for an effect.
    pub(crate) fn apply(&self, outer: Status, effect: Effect) -> Status {
        match effect {
            Effect::Pass => outer,
            Effect::Fact => Status::Asserted,
            Effect::Presupposed if outer == Status::Denied => Status::Asserted,
            Effect::Presupposed => outer,
            Effect::To(inner) => self.of(outer, inner),
        }
    }

    /// Negation that agrees with one further out instead of undoing it (`n'a envoyé aucun soldat`, `ni … ni`).
    pub(crate) fn negative_concord(&self, outer: Status) -> Status {
        if outer == Status::Denied { outer } else { self.of(outer, Status::Denied) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::status::StatusLayer;
    use Status::{Asserted, Denied, Planned, Possible};

    fn with_table(check: impl Fn(&Composition)) {
        let pack = crate::pack::Pack::embedded("fr").expect("the program has a French pack");
        check(StatusLayer::from_pack(&pack).expect("the pack tells of status").lexicon.compose());
    }

    #[test]
    fn the_table_of_the_pack_nests_operators() {
        with_table(|table| {
            let rows = [
                (Asserted, [Asserted, Planned, Possible, Denied]),
                (Planned, [Planned, Planned, Possible, Denied]),
                (Possible, [Possible, Possible, Possible, Possible]),
                (Denied, [Denied, Denied, Denied, Possible]),
            ];
            for (outer, results) in rows {
                assert_eq!(Status::ALL.map(|inner| table.of(outer, inner)), results, "under {outer}");
            }
        });
    }

    #[test]
    fn what_is_presupposed_escapes_negation_only() {
        with_table(|table| {
            assert_eq!(table.apply(Denied, Effect::Presupposed), Asserted);
            assert_eq!(table.apply(Planned, Effect::Presupposed), Planned);
            assert_eq!(table.apply(Possible, Effect::Fact), Asserted);
        });
    }

    #[test]
    fn negations_of_one_clause_agree() {
        with_table(|table| {
            assert_eq!(table.negative_concord(Denied), Denied);
            assert_eq!(table.negative_concord(Possible), Possible);
            assert_eq!(table.negative_concord(Asserted), Denied);
        });
    }
}
