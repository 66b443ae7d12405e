//! One compiled set of tables, searched in place.

use std::borrow::Cow;

use fst::{Map, raw::Node};

use super::{
    fold::Folded,
    index::{CAPITALS_ONLY, Compiled, ENTRY, FIELD_END, NameKind, POSTING},
    table::Column,
};

type Bytes = Cow<'static, [u8]>;

/// A compiled set of tables: the embedded one, or a user's.
#[derive(Debug)]
pub(super) struct Layer {
    names: Map<Bytes>,
    keys: Map<Bytes>,
    postings: Bytes,
    records: Bytes,
    first: u32,
}

impl Layer {
    pub(super) fn new(names: Bytes, keys: Bytes, postings: Bytes, records: Bytes, first: u32) -> Result<Self, fst::Error> {
        Ok(Self { names: Map::new(names)?, keys: Map::new(keys)?, postings, records, first })
    }

    pub(super) fn from_compiled(compiled: Compiled, first: u32) -> Result<Self, fst::Error> {
        Self::new(compiled.names.into(), compiled.keys.into(), compiled.postings.into(), compiled.records.into(), first)
    }

    /// Everything that it is made of.
    pub(super) fn bytes(&self) -> [(&'static str, &[u8]); 4] {
        let [names, keys] = [&self.names, &self.keys].map(|map| map.as_fst().as_bytes());
        [("names", names), ("keys", keys), ("postings", &self.postings), ("records", &self.records)]
    }

    /// Number of records.
    pub(super) fn len(&self) -> u32 {
        read_u32(&self.records, 0)
    }

    pub(super) const fn first(&self) -> u32 {
        self.first
    }

    pub(super) fn by_key(&self, key: &str) -> Option<u32> {
        self.keys.get(key).and_then(|id| u32::try_from(id).ok())
    }

    /// The postings of a folded name, with those left out that the case of `surface` forbids.
    pub(super) fn postings(&self, surface: &Folded) -> Vec<(u32, NameKind)> {
        self.names.get(&surface.text).map_or_else(Vec::new, |value| self.read_postings(value, surface))
    }

    fn read_postings(&self, value: u64, surface: &Folded) -> Vec<(u32, NameKind)> {
        let start = usize::try_from(value >> 16).unwrap_or(usize::MAX);
        let end = start.saturating_add((value & 0xffff) as usize * POSTING);
        let bytes = self.postings.get(start..end).unwrap_or_default();
        let read = |posting: &[u8]| {
            let kind = *NameKind::ALL.get(usize::from(posting[4] & !CAPITALS_ONLY))?;
            fits(surface, posting[4] & CAPITALS_ONLY != 0, posting[5]).then(|| (read_u32(posting, 0), kind))
        };
        bytes.chunks_exact(POSTING).filter_map(read).collect()
    }

    /// A walk that starts at the beginning of a name.
    pub(super) fn walk(&self) -> Walk<'_> {
        Walk { layer: self, node: Some(self.names.as_fst().root()), output: 0 }
    }

    pub(super) fn prior(&self, id: u32) -> f32 {
        self.entry(id).map_or(0.0, |(_, prior)| prior)
    }

    /// A field of a record.
    pub(super) fn field(&self, id: u32, column: Column) -> &str {
        let text = || {
            let (offset, _) = self.entry(id)?;
            let fields = self.records.get(4 + self.len() as usize * ENTRY + offset as usize..)?;
            field_of(fields, column as usize)
        };
        text().unwrap_or_default()
    }

    fn entry(&self, id: u32) -> Option<(u32, f32)> {
        let position = id.checked_sub(self.first).filter(|position| *position < self.len())? as usize;
        let at = 4 + position * ENTRY;
        Some((read_u32(&self.records, at), f32::from_bits(read_u32(&self.records, at + 4))))
    }
}

/// Where a name that is read word by word stands in the map of names.
pub(super) struct Walk<'l> {
    layer: &'l Layer,
    node: Option<Node<'l>>,
    output: u64,
}

impl Walk<'_> {
    /// Follows folded text. Returns whether any name goes on this way.
    pub(super) fn follow(&mut self, text: &str) -> bool {
        for byte in text.bytes() {
            let Some(node) = self.node.take() else { return false };
            let Some(at) = node.find_input(byte) else { return false };
            let transition = node.transition(at);
            self.output += transition.out.value();
            self.node = Some(self.layer.names.as_fst().node(transition.addr));
        }
        self.node.is_some()
    }

    /// The postings of what has been read, if that is a name.
    pub(super) fn postings(&self, surface: &Folded) -> Vec<(u32, NameKind)> {
        match self.node.filter(Node::is_final) {
            Some(node) => self.layer.read_postings(self.output + node.final_output().value(), surface),
            None => Vec::new(),
        }
    }
}

/// Longest text in capitals that is no acronym and yet too short to tell a name from a word in a headline.
const SHORT: usize = 3;

/// Whether a name may be written like this: capitals where the table has them, nothing but capitals where it has nothing else.
const fn fits(surface: &Folded, capitals_only: bool, capitals: u8) -> bool {
    let shouted = surface.all_capitals();
    if capitals_only {
        return shouted;
    }
    surface.capitals & capitals == capitals && !(shouted && surface.upper > 1 && surface.upper <= SHORT)
}

fn field_of(fields: &[u8], number: usize) -> Option<&str> {
    let end = FIELD_END as u8;
    let field = fields.split(|byte| *byte == end).nth(number)?;
    std::str::from_utf8(field).ok()
}

fn read_u32(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_le_bytes)
}
