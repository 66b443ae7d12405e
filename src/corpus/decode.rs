//! Bytes to text: UTF-8 and UTF-16 by their byte order mark, UTF-8 by its form, the others by detection.

use std::path::Path;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_8859_15, UTF_8, WINDOWS_1252};

use super::CorpusError;

/// Control characters per thousand bytes from which bytes are no text.
const MOST_CONTROLS: usize = 10;

/// The text of a file, without byte order mark. `label` is the encoding that the file itself names, if any.
pub(super) fn decode(path: &Path, bytes: Vec<u8>, label: Option<&str>) -> Result<String, CorpusError> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return with(path, encoding, &bytes[mark..]);
    }
    if is_binary(&bytes) {
        return Err(CorpusError::Binary { path: path.to_owned() });
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok(text),
        Err(error) if is_broken_utf8(error.as_bytes()) => {
            let reason = format!("UTF-8, but broken at byte {}", error.utf8_error().valid_up_to());
            return Err(CorpusError::Encoding { path: path.to_owned(), reason });
        }
        Err(error) => error.into_bytes(),
    };
    let named = label.and_then(|label| Encoding::for_label(label.as_bytes())).filter(|named| *named != UTF_8);
    with(path, named.unwrap_or_else(|| guess(&bytes)), &bytes)
}

fn with(path: &Path, encoding: &'static Encoding, bytes: &[u8]) -> Result<String, CorpusError> {
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Ok(text.into_owned()),
        None => {
            let reason = format!("it looks like {}, but has bytes that are not", encoding.name());
            Err(CorpusError::Encoding { path: path.to_owned(), reason })
        }
    }
}

/// NUL bytes, or too many control characters.
fn is_binary(bytes: &[u8]) -> bool {
    let control = |byte: &&u8| matches!(byte, 0x01..=0x08 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f);
    bytes.contains(&0) || bytes.iter().filter(control).count() * 1000 > bytes.len() * MOST_CONTROLS
}

/// Whether most bytes beyond ASCII form UTF-8: then it is UTF-8 with a fault, which another encoding would turn into nonsense.
fn is_broken_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    match detector.guess(None, Utf8Detection::Deny) {
        encoding if encoding == WINDOWS_1252 && is_latin_9(bytes) => ISO_8859_15,
        encoding => encoding,
    }
}

/// ISO-8859-15 differs from windows-1252 in the euro sign (for `¤`) and `œ`, `Œ` (for `½`, `¼`), and has no letters at 80 to 9F.
fn is_latin_9(bytes: &[u8]) -> bool {
    let letter = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphabetic);
    let ligature = |at: usize| letter(at.checked_sub(1)) || letter(Some(at + 1));
    let telling = |(at, byte): (usize, &u8)| *byte == 0xa4 || (matches!(byte, 0xbc | 0xbd) && ligature(at));
    !bytes.iter().any(|byte| (0x80..0xa0).contains(byte)) && bytes.iter().enumerate().any(telling)
}
