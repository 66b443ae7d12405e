//! The index: rows compiled to four flat byte strings that need no parsing when they are loaded.
//!
//! `build.rs` compiles this file too: it may name no other module of the crate, except its siblings `fold` and `table`.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    fold::Folded,
    table::{Column, Row, class_weight},
};

/// How a name stands for a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum NameKind {
    /// Its usual name.
    Label,
    /// Another name or spelling.
    Alias,
    /// A name written in capitals only (`OTAN`); it never matches lower-case letters.
    Acronym,
    /// A name that is too common to count without context (`EI`, `la Commission`).
    ContextOnly,
    /// Noun for the people who belong to it (`les Maliens`).
    DemonymNoun,
    /// Adjective of belonging (`malien`, `onusien`).
    DemonymAdjective,
    /// Name of something else that stands for it when it acts (`Washington` for the United States).
    Metonym,
    /// Family name of a person.
    Surname,
}

impl NameKind {
    /// All of them, in order of discriminant.
    pub const ALL: [Self; 8] = [
        Self::Label,
        Self::Alias,
        Self::Acronym,
        Self::ContextOnly,
        Self::DemonymNoun,
        Self::DemonymAdjective,
        Self::Metonym,
        Self::Surname,
    ];

    /// What the kind adds to the prior of the record when candidates are ranked.
    pub const fn weight(self) -> f32 {
        match self {
            Self::Label => 0.0,
            Self::Acronym | Self::DemonymNoun | Self::DemonymAdjective => -0.2,
            Self::Alias => -0.5,
            Self::Surname => -1.0,
            Self::ContextOnly => -3.0,
            Self::Metonym => -5.0,
        }
    }
}

/// Bytes of one posting: record, kind, words that must begin with a capital.
pub const POSTING: usize = 6;
/// Bit of a posting's kind: the name is written in capitals only.
pub const CAPITALS_ONLY: u8 = 0x80;
/// Bytes of one entry of the record directory: offset of its fields, prior.
pub const ENTRY: usize = 8;
/// What separates the fields of a stored record.
pub const FIELD_END: char = '\u{1f}';

/// What stands before the key of a country or region in the map of keys where its capital is meant.
pub const CAPITAL: &str = "\u{1f}capital\u{1f}";

/// Rows in the form in which they are searched.
#[derive(Debug, Default)]
pub struct Compiled {
    /// fst map from folded name to `offset << 16 | number` of its postings.
    pub names: Vec<u8>,
    /// fst map from key to the number of the record, and from [`CAPITAL`] and a key to that of its capital.
    pub keys: Vec<u8>,
    /// [`POSTING`] bytes each, little-endian.
    pub postings: Vec<u8>,
    /// Number of records, [`ENTRY`] bytes for each, then their fields.
    pub records: Vec<u8>,
}

/// Why rows cannot be compiled.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// Two rows have one key.
    #[error("key `{0}` stands in two rows: merge them, or give one another key")]
    DuplicateKey(String),
    /// More names or records than the index can number.
    #[error("the tables are too large for one index: split them")]
    TooLarge,
    /// The map of names could not be written.
    #[error("the index could not be written: {0}")]
    Fst(#[from] fst::Error),
}

/// Record, kind with its bit, words that must begin with a capital.
type Posting = (u32, u8, u8);
type Postings = BTreeMap<String, Vec<Posting>>;

/// Compiles `rows`, whose records are numbered from `first`. `resolve` knows the records of the indexes before this one.
pub fn compile(rows: &[Row], first: u32, resolve: &dyn Fn(&str) -> Option<u32>) -> Result<Compiled, IndexError> {
    let mut keys = BTreeMap::new();
    for (position, row) in rows.iter().enumerate() {
        let id = u32::try_from(position).ok().and_then(|position| position.checked_add(first)).ok_or(IndexError::TooLarge)?;
        if keys.insert(row.get(Column::Key).to_owned(), id).is_some() {
            return Err(IndexError::DuplicateKey(row.get(Column::Key).to_owned()));
        }
    }
    let mut names = Postings::new();
    rows.iter().for_each(|row| add_names(&mut names, row, keys[row.get(Column::Key)]));
    add_capitals(&mut names, rows, &|key| keys.get(key).copied().or_else(|| resolve(key)));
    let (names, postings) = write_names(names)?;
    for row in rows {
        let id = keys[row.get(Column::Key)];
        for of in row.list(Column::CapitalOf) {
            keys.entry(format!("{CAPITAL}{of}")).or_insert(id);
        }
    }
    Ok(Compiled { names, postings, keys: write_keys(&keys)?, records: write_records(rows)? })
}

fn add_names(names: &mut Postings, row: &Row, id: u32) {
    let context: Vec<&str> = row.list(Column::Context).collect();
    let own = std::iter::once(row.get(Column::Label)).chain(row.list(Column::Aliases));
    for (position, name) in own.enumerate().filter(|(_, name)| !context.contains(name)) {
        let kind = if position == 0 { NameKind::Label } else { NameKind::Alias };
        add(names, name, id, kind);
    }
    let others = [(Column::Context, NameKind::ContextOnly), (Column::Metonyms, NameKind::Metonym), (Column::Surnames, NameKind::Surname)];
    for (column, kind) in others {
        row.list(column).for_each(|name| add(names, name, id, kind));
    }
    for form in row.list(Column::Demonyms).flat_map(|forms| forms.split('/')) {
        // The noun has its capital, whatever the table writes.
        add_posting(names, Folded::new(form).text, (id, NameKind::DemonymNoun as u8, 1));
        add_posting(names, Folded::new(form).text, (id, NameKind::DemonymAdjective as u8, 0));
    }
    for form in row.list(Column::Adjectives).flat_map(|forms| forms.split('/')) {
        add_posting(names, Folded::new(form).text, (id, NameKind::DemonymAdjective as u8, 0));
    }
}

/// Lets the capital stand for its country, except where the tables say for whom its name stands (Brussels for the European Union).
fn add_capitals(names: &mut Postings, rows: &[Row], resolve: &dyn Fn(&str) -> Option<u32>) {
    let stated = |postings: &Vec<Posting>| postings.iter().any(|(_, kind, _)| kind & !CAPITALS_ONLY == NameKind::Metonym as u8);
    let taken: BTreeSet<String> = names.iter().filter(|(_, postings)| stated(postings)).map(|(name, _)| name.clone()).collect();
    for row in rows {
        let country = row.list(Column::CapitalOf).find(|key| *key == row.get(Column::Country)).and_then(resolve);
        let Some(country) = country else { continue };
        let own = std::iter::once(row.get(Column::Label)).chain(row.list(Column::Aliases));
        own.filter(|name| !taken.contains(&Folded::new(name).text)).for_each(|name| add(names, name, country, NameKind::Metonym));
    }
}

fn add(names: &mut Postings, name: &str, id: u32, kind: NameKind) {
    let folded = Folded::new(name);
    let is_acronym = folded.all_capitals() && folded.upper > 1;
    let kind = if is_acronym && matches!(kind, NameKind::Label | NameKind::Alias) { NameKind::Acronym } else { kind };
    let bit = if is_acronym { CAPITALS_ONLY } else { 0 };
    add_posting(names, folded.text, (id, kind as u8 | bit, folded.capitals));
}

fn add_posting(names: &mut Postings, name: String, posting: Posting) {
    if !name.is_empty() {
        names.entry(name).or_default().push(posting);
    }
}

fn write_names(names: Postings) -> Result<(Vec<u8>, Vec<u8>), IndexError> {
    let mut map = fst::MapBuilder::memory();
    let mut bytes = Vec::new();
    for (name, mut postings) in names {
        postings.sort_unstable();
        postings.dedup();
        let number = u16::try_from(postings.len()).map_err(|_| IndexError::TooLarge)?;
        map.insert(name, (bytes.len() as u64) << 16 | u64::from(number))?;
        for (id, kind, capitals) in postings {
            bytes.extend_from_slice(&id.to_le_bytes());
            bytes.extend_from_slice(&[kind, capitals]);
        }
    }
    Ok((map.into_inner()?, bytes))
}

fn write_keys(keys: &BTreeMap<String, u32>) -> Result<Vec<u8>, IndexError> {
    let mut map = fst::MapBuilder::memory();
    for (key, id) in keys {
        map.insert(key, u64::from(*id))?;
    }
    Ok(map.into_inner()?)
}

fn write_records(rows: &[Row]) -> Result<Vec<u8>, IndexError> {
    let too_large = |_| IndexError::TooLarge;
    let mut directory = u32::try_from(rows.len()).map_err(too_large)?.to_le_bytes().to_vec();
    let mut fields = String::new();
    for row in rows {
        directory.extend_from_slice(&u32::try_from(fields.len()).map_err(too_large)?.to_le_bytes());
        directory.extend_from_slice(&prior(row).to_le_bytes());
        for value in row.values() {
            fields.push_str(value);
            fields.push(FIELD_END);
        }
    }
    directory.extend_from_slice(fields.as_bytes());
    Ok(directory)
}

/// How likely a mention means this record before its context is looked at. A city of a million that is in Wikidata has 6.5.
fn prior(row: &Row) -> f32 {
    let class = class_weight(row.get(Column::Class)).unwrap_or_default();
    let population = if row.get(Column::Class) == "City" { row.get(Column::Population).parse::<f32>().unwrap_or(0.0) } else { 0.0 };
    let rank = match row.get(Column::CapitalOf) {
        "" => 0.0,
        capital_of if !row.get(Column::Country).is_empty() && capital_of.split('|').any(|key| key == row.get(Column::Country)) => 2.0,
        _ => 0.7,
    };
    let linked = if row.get(Column::Wikidata).is_empty() { 0.0 } else { 0.5 };
    let office = if row.get(Column::Roles).is_empty() { 0.0 } else { 1.0 };
    class + (population + 1.0).log10() + rank + linked + office
}
