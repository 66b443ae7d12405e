//! What XML 1.0 can hold, and how Gephi wants it.

use std::io::{self, Write};

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event, attributes::Attribute},
    name::QName,
};

/// Whether XML 1.0 can hold a character (section 2.2, `Char`).
pub(super) fn allowed(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// The text with U+FFFD for what XML cannot hold.
pub(super) fn replaced(text: &str) -> String {
    text.chars().map(|character| if allowed(character) { character } else { char::REPLACEMENT_CHARACTER }).collect()
}

/// The text as it stands between tags or quotes. Line ends and tabs are written as references, since readers normalise bare ones.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push_str(&format!("&#{};", u32::from(character))),
            _ if allowed(character) => escaped.push(character),
            _ => escaped.push(char::REPLACEMENT_CHARACTER),
        }
    }
    escaped
}

/// Gephi turns every `INF` in an attribute value into `Infinity`: a word joiner, which nothing shows, keeps the letters apart.
pub(super) fn guarded(value: &str) -> String {
    value.replace("INF", "I\u{2060}NF")
}

/// A writer that has written the XML declaration.
pub(super) fn writer<W: Write>(out: W) -> io::Result<Writer<W>> {
    let mut writer = Writer::new_with_indent(out, b' ', 1);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    Ok(writer)
}

/// One element with attributes, and text or elements inside.
pub(super) struct Element<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, String)>,
}

/// Begins an element.
pub(super) const fn element(name: &str) -> Element<'_> {
    Element { name, attributes: Vec::new() }
}

impl<'a> Element<'a> {
    /// With one more attribute.
    pub(super) fn with(mut self, name: &'a str, value: impl AsRef<str>) -> Self {
        self.attributes.push((name, escaped(value.as_ref())));
        self
    }

    /// Written without content.
    pub(super) fn empty<W: Write>(self, writer: &mut Writer<W>) -> io::Result<()> {
        self.begin(writer).write_empty().map(|_| ())
    }

    /// Written with text.
    pub(super) fn text<W: Write>(self, writer: &mut Writer<W>, text: &str) -> io::Result<()> {
        let text = escaped(text);
        self.begin(writer).write_text_content(BytesText::from_escaped(text)).map(|_| ())
    }

    /// Written with elements.
    pub(super) fn holding<W: Write>(
        self,
        writer: &mut Writer<W>,
        content: impl FnOnce(&mut Writer<W>) -> io::Result<()>,
    ) -> io::Result<()> {
        self.begin(writer).write_inner_content(content).map(|_| ())
    }

    fn begin<'w, W: Write>(&self, writer: &'w mut Writer<W>) -> quick_xml::ElementWriter<'w, W>
    where
        'a: 'w,
    {
        let attributes =
            self.attributes.iter().map(|(name, value)| Attribute { key: QName(name.as_bytes()), value: value.as_bytes().to_vec().into() });
        writer.create_element(self.name).with_attributes(attributes)
    }
}
