//! Byte offsets to character offsets.

/// Counts the characters before a byte of one text without walking the text from its beginning each time.
pub(super) struct Characters<'a> {
    text: &'a str,
    /// Number of characters before each multiple of [`STEP`] bytes.
    marks: Vec<usize>,
}

const STEP: usize = 512;

/// Characters that begin in these bytes.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

impl<'a> Characters<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let mut seen = 0;
        let marks = text
            .as_bytes()
            .chunks(STEP)
            .map(|chunk| {
                let before = seen;
                seen += starts(chunk);
                before
            })
            .collect();
        Self { text, marks }
    }

    /// Characters (code points) before byte `offset`; all of them where it lies beyond the end.
    pub(super) fn before(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        let mark = (offset / STEP).min(self.marks.len().saturating_sub(1));
        let from = mark * STEP;
        self.marks.get(mark).copied().unwrap_or_default() + starts(&self.text.as_bytes()[from..offset])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_counting() {
        let text = "Réunion à Nairobi 🙂 ـ صنعاء. ".repeat(60);
        let characters = Characters::of(&text);
        for (count, (offset, _)) in text.char_indices().enumerate() {
            assert_eq!(characters.before(offset), count);
        }
        assert_eq!(characters.before(usize::MAX), text.chars().count());
        assert_eq!(Characters::of("").before(3), 0);
    }
}
