//! Scores: a system's facts against gold facts, by predicate, document and rule.
//!
//! ```
//! use depeche::{
//!     eval::{GoldRow, Words, score},
//!     graph::FactRow,
//!     pack::Pack,
//! };
//!
//! let words = Words::of(&Pack::embedded("fr")?)?;
//! let gold = GoldRow { document: "a".into(), subject: "Mali".into(), predicate: "asks".into(), object: "France".into(), ..GoldRow::default() };
//! let fact = FactRow { document: "a".into(), subject: "le Mali".into(), predicate: "asks".into(), object: "France".into(), ..FactRow::default() };
//! assert_eq!(score(&[gold], &[fact], &words).all.f1(), 1.0);
//! # Ok::<(), depeche::pack::PackError>(())
//! ```

mod error;
mod name;
mod pair;
mod report;
mod score;
mod table;

pub use error::EvalError;
pub use name::Words;
pub use report::{Accuracy, Report, Tally};
pub use score::score;
pub use table::{GoldRow, facts_of, read_facts, read_gold};
