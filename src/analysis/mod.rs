//! (being built)

pub mod mention;
pub mod segment;
pub mod tokenise;
