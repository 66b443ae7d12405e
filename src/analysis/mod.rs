//! (being built)

pub mod segment;
pub mod tokenise;
