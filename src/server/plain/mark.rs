//! The text of a document in pieces, those that carry a fact marked.

use std::collections::BTreeSet;

use serde_json::{Value, json};

/// Pieces of the text, in order: `text`, and `fact` where a claim stands in it. Offsets count characters.
pub(super) fn pieces(document: &Value) -> Value {
    let letters: Vec<char> = document["text"].as_str().unwrap_or_default().chars().collect();
    let claims = document["claims"].as_array().cloned().unwrap_or_default();
    let place =
        |claim: &Value, name: &str| claim[name].as_u64().and_then(|at| usize::try_from(at).ok()).unwrap_or_default().min(letters.len());
    let spans: Vec<_> = claims.iter().map(|claim| (place(claim, "start"), place(claim, "end"), &claim["fact"])).collect();
    let cuts: BTreeSet<usize> = spans.iter().flat_map(|(start, end, _)| [*start, *end]).chain([0, letters.len()]).collect();
    let cuts: Vec<usize> = cuts.into_iter().collect();
    let piece = |bounds: &[usize]| {
        // Where claims overlap, the shortest says most precisely what the words are about.
        let over = spans.iter().filter(|(start, end, _)| *start <= bounds[0] && bounds[1] <= *end);
        let fact = over.min_by_key(|(start, end, _)| end - start).map(|(_, _, fact)| *fact);
        json!({ "text": letters[bounds[0]..bounds[1]].iter().collect::<String>(), "fact": fact })
    };
    cuts.windows(2).map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_claims_are_marked_by_characters() {
        let claims = json!([{ "start": 2, "end": 7, "fact": "f" }, { "start": 5, "end": 7, "fact": "g" }]);
        let pieces = pieces(&json!({ "text": "É élu à X.", "claims": claims }));
        let told: Vec<_> =
            pieces.as_array().unwrap().iter().map(|piece| (piece["text"].as_str().unwrap(), piece["fact"].as_str())).collect();
        assert_eq!(told, [("É ", None), ("élu", Some("f")), (" à", Some("g")), (" X.", None)]);
    }
}
