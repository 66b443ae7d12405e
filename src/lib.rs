//! depeche reads news dispatches and writes a knowledge graph in which every statement points to the words that carry it.
//!
//! One module per stage, stacked: a module imports only from those above it in this list (see `ARCHITECTURE.md`).

#![warn(missing_docs)]

pub mod model;

pub mod corpus;
pub mod gazetteer;
pub mod ontology;
pub mod pack;

pub mod analysis;
pub mod rule;

pub mod event;

pub mod link;

pub mod graph;

pub mod pipeline;

pub mod eval;
pub mod export;

pub mod server;

pub mod cli;
