//! Content negotiation (RFC 9110, section 12.5.1).

use std::str::FromStr;

use headers_accept::Accept;
use mediatype::MediaType;

use super::message::Fault;

/// The first of `offers`, in the order that the server prefers, that suits a header `Accept`; an empty header suits everything.
///
/// # Errors
/// 406 with what there is, 400 where the header is none.
pub(super) fn negotiate<T: Copy>(accept: &str, offers: &[(&str, T)]) -> Result<T, Fault> {
    let known = || offers.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    let wanted = if accept.trim().is_empty() { "*/*".to_owned() } else { without_charsets(accept) };
    let wanted = Accept::from_str(&wanted).map_err(|_| Fault::new(400, format!("`Accept: {accept}` cannot be read")))?;
    let types = offers.iter().filter_map(|(name, _)| MediaType::parse(name).ok()).collect::<Vec<_>>();
    let chosen = wanted.negotiate(types.iter()).map(ToString::to_string);
    let found = chosen.and_then(|chosen| offers.iter().find(|(name, _)| *name == chosen));
    found.map(|(_, offer)| *offer).ok_or_else(|| Fault::new(406, format!("nothing here is `{accept}`; there is: {}", known())))
}

/// Everything is UTF-8: a client that asks for a syntax in UTF-8 asks for the syntax.
fn without_charsets(accept: &str) -> String {
    let named = |part: &&str| !part.trim_start().to_ascii_lowercase().starts_with("charset=");
    accept.split(',').map(|range| range.split(';').filter(named).collect::<Vec<_>>().join(";")).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    const OFFERS: [(&str, u8); 2] = [("application/sparql-results+json", 0), ("text/csv", 1)];

    #[test]
    fn the_client_chooses_among_what_there_is() {
        for (accept, wanted) in
            [("", 0), ("*/*", 0), ("text/*", 1), ("text/csv; charset=utf-8; q=0.5, application/sparql-results+json;q=0.1", 1)]
        {
            assert_eq!(negotiate(accept, &OFFERS), Ok(wanted), "{accept}");
        }
    }

    #[test]
    fn what_there_is_not_is_refused() {
        assert_eq!(negotiate("image/png", &OFFERS).unwrap_err().status, 406);
    }
}
