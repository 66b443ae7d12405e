//! JSON Lines: one claim a line.

use std::io::{BufWriter, Write};

use serde::Serialize;

use super::ExportError;
use crate::graph::{ClaimView, DocumentView, EntityView, EventView, Reading};

/// A claim as a JSON object.
#[derive(Serialize)]
struct Line<'a> {
    claim: &'a str,
    fact: &'a str,
    document: &'a DocumentView,
    subject: &'a EntityView,
    predicate: &'a str,
    object: &'a EntityView,
    status: &'a str,
    attributed_to: Option<&'a EntityView>,
    count: Option<crate::model::Count>,
    date: Option<String>,
    event: Option<&'a EventView>,
    rule: &'a str,
    confidence: f64,
    evidence: Evidence<'a>,
}

#[derive(Serialize)]
struct Evidence<'a> {
    sentence: usize,
    text: &'a str,
    quote: &'a str,
    trigger: &'a str,
    subject: &'a str,
    object: &'a str,
    chars: (usize, usize),
    bytes: (usize, usize),
}

impl<'a> From<&'a ClaimView> for Line<'a> {
    fn from(claim: &'a ClaimView) -> Self {
        Self {
            claim: &claim.iri,
            fact: &claim.fact,
            document: &claim.document,
            subject: &claim.subject,
            predicate: &claim.predicate,
            object: &claim.object,
            status: claim.status.as_str(),
            attributed_to: claim.attributed_to.as_deref(),
            count: claim.count,
            date: claim.date.map(|date| date.to_string()),
            event: claim.event.as_ref(),
            rule: &claim.rule,
            confidence: claim.confidence,
            evidence: Evidence {
                sentence: claim.sentence,
                text: &claim.sentence_text,
                quote: &claim.quote,
                trigger: &claim.trigger,
                subject: &claim.subject_words,
                object: &claim.object_words,
                chars: claim.chars,
                bytes: claim.bytes,
            },
        }
    }
}

/// Writes every claim.
pub(super) fn write(reading: &Reading, out: impl Write) -> Result<(), ExportError> {
    let mut out = BufWriter::new(out);
    for claim in &reading.claims {
        serde_json::to_writer(&mut out, &Line::from(claim))?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(())
}
