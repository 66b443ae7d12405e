//! From matches to claims: whether they hold, who says so, when, and how many.

mod approximator;
mod number;
mod word;

pub mod attribution;
pub mod count;
pub mod status;
pub mod time;
