//! The plain types that travel between stages. No I/O, no language, no algorithm lives here.
//!
//! Offsets are **byte** offsets into [`Document::text`] unless a name says `char`.

mod claim;
mod date;
mod document;
mod entity;
mod mention;
mod sentence;

pub use claim::{Argument, Claim, Count, Evidence, Status, Unknown};
pub use date::{DateInterval, PartialDate, PartialDateError};
pub use document::{Document, Span};
pub use entity::{Entity, EntityRef, ExternalId};
pub use mention::{Mention, MentionForm};
pub use sentence::{Analysis, Features, Sentence, Surface, Token, Upos};
