//! From matches to claims: what happens to them, when, and how many.

mod number;
mod word;

pub mod time;
