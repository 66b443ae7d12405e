//! The tables: one schema for the project's CSV files and for a user's.
//!
//! `build.rs` compiles this file too: it may name no other module of the crate.

use std::{
    io,
    path::{Path, PathBuf},
};

/// What a column holds. The order is that of a stored record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum Column {
    /// What makes the entity the same everywhere.
    Key,
    /// Class of the ontology, by local name.
    Class,
    /// Usual name.
    Label,
    /// Usual name in English, where it is another.
    English,
    /// Other names.
    Aliases,
    /// Names that count only where the context speaks for them.
    Context,
    /// Nouns and adjectives of belonging, four forms each, separated by `/`: masculine and feminine singular, masculine and feminine plural.
    Demonyms,
    /// Adjectives alone, written like demonyms.
    Adjectives,
    /// Family names under which a person is cited.
    Surnames,
    /// Names of other things that stand for this one when it acts.
    Metonyms,
    /// Wikidata item.
    Wikidata,
    /// GeoNames number.
    Geonames,
    /// Title of the English Wikipedia.
    Dbpedia,
    /// Key of the country.
    Country,
    /// Key of the first-level region.
    Admin1,
    /// Latitude, WGS 84.
    Lat,
    /// Longitude, WGS 84.
    Lon,
    /// Inhabitants.
    Population,
    /// Keys of the country or the region of which it is the capital.
    CapitalOf,
    /// Offices: `title@key of the country or body[start..end]`.
    Roles,
    /// For the reader of the table.
    Notes,
}

/// Names of the columns, in the order of `Column`.
pub const COLUMNS: [&str; 21] = [
    "key",
    "class",
    "label",
    "english",
    "aliases",
    "context",
    "demonyms",
    "adjectives",
    "surnames",
    "metonyms",
    "wikidata",
    "geonames",
    "dbpedia",
    "country",
    "admin1",
    "lat",
    "lon",
    "population",
    "capital_of",
    "roles",
    "notes",
];

/// Classes that a row may have, with the weight that an entity of the class has before anything else is known of it.
pub const CLASSES: [(&str, f32); 17] = [
    ("Area", 7.0),
    ("ArmedGroup", 8.0),
    ("City", 0.0),
    ("Company", 5.5),
    ("Country", 10.0),
    ("Facility", 5.5),
    ("Government", 8.0),
    ("GovernmentBody", 8.0),
    ("Group", 5.0),
    ("InternationalOrganization", 9.0),
    ("Legislature", 7.5),
    ("Media", 6.0),
    ("MilitaryForce", 8.0),
    ("Organization", 5.5),
    ("Party", 6.5),
    ("Person", 4.0),
    ("Region", 4.5),
];

/// Why a table could not be read.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The file cannot be opened or read.
    #[error("{}: cannot be read ({source}): check that the file exists and may be read", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file is no CSV in UTF-8, or a row has too few or too many fields.
    #[error("{}: {source}: write UTF-8 CSV with as many fields in each row as in the header, fields that hold commas in double quotes", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What the reader says, with the line.
        source: csv::Error,
    },
    /// The header lacks a column that every row needs.
    #[error("{}: the header has no column `{column}`: add it (needed are key, class and label)", path.display())]
    MissingColumn {
        /// The file.
        path: PathBuf,
        /// The column.
        column: &'static str,
    },
    /// The header names a column that the schema lacks, or names one twice.
    #[error("{}: the header has an unknown or repeated column `{column}`: remove or rename it; known are {}", path.display(), COLUMNS.join(", "))]
    WrongColumn {
        /// The file.
        path: PathBuf,
        /// The column.
        column: String,
    },
    /// A field does not hold what its column asks for.
    #[error("{} line {line}: {column} is `{value}`: {advice}", path.display())]
    Field {
        /// The file.
        path: PathBuf,
        /// Line of the file, from 1.
        line: u64,
        /// The column.
        column: &'static str,
        /// What stands there.
        value: String,
        /// What to write.
        advice: String,
    },
}

/// One row of a table, checked.
#[derive(Clone, Debug)]
pub struct Row {
    values: [String; COLUMNS.len()],
}

impl Row {
    /// The field of a column, `""` where it is unknown.
    pub fn get(&self, column: Column) -> &str {
        &self.values[column as usize]
    }

    /// The values of a field that may hold several (`a|b`).
    pub fn list(&self, column: Column) -> impl Iterator<Item = &str> {
        self.get(column).split('|').filter(|value| !value.is_empty())
    }

    /// Every field, in the order of [`Column`].
    pub fn values(&self) -> &[String] {
        &self.values
    }
}

/// Reads the table in `path`.
pub fn read(path: &Path) -> Result<Vec<Row>, TableError> {
    let unreadable = |source| TableError::Unreadable { path: path.to_owned(), source };
    let text = std::fs::read(path).map_err(unreadable)?;
    let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&text);
    let mut reader = csv::ReaderBuilder::new().from_reader(text);
    let malformed = |source| TableError::Malformed { path: path.to_owned(), source };
    let columns = columns_of(path, reader.headers().map_err(malformed)?)?;
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(malformed)?;
        let line = record.position().map_or(0, csv::Position::line);
        rows.push(row_of(path, line, &columns, &record)?);
    }
    Ok(rows)
}

fn columns_of(path: &Path, header: &csv::StringRecord) -> Result<Vec<usize>, TableError> {
    let mut columns = Vec::new();
    for name in header {
        let known = COLUMNS.iter().position(|column| *column == name.trim());
        match known.filter(|column| !columns.contains(column)) {
            Some(column) => columns.push(column),
            None => return Err(TableError::WrongColumn { path: path.to_owned(), column: name.to_owned() }),
        }
    }
    let missing = [Column::Key, Column::Class, Column::Label].into_iter().find(|column| !columns.contains(&(*column as usize)));
    match missing {
        Some(column) => Err(TableError::MissingColumn { path: path.to_owned(), column: COLUMNS[column as usize] }),
        None => Ok(columns),
    }
}

fn row_of(path: &Path, line: u64, columns: &[usize], record: &csv::StringRecord) -> Result<Row, TableError> {
    let mut row = Row { values: std::array::from_fn(|_| String::new()) };
    for (column, value) in columns.iter().zip(record) {
        row.values[*column] = value.trim().to_owned();
    }
    match fault(&row) {
        Some((column, advice)) => {
            let value = row.values[column].clone();
            Err(TableError::Field { path: path.to_owned(), line, column: COLUMNS[column], value, advice })
        }
        None => Ok(row),
    }
}

/// Position of the first field that does not hold what its column asks for, and what to write there.
fn fault(row: &Row) -> Option<(usize, String)> {
    if let Some(column) = row.values.iter().position(|value| value.contains(char::is_control)) {
        return Some((column, "write it on one line, without tabs or control characters".to_owned()));
    }
    let advice = |column: Column, advice: &str| Some((column as usize, advice.to_owned()));
    if row.get(Column::Key).is_empty() || row.get(Column::Key).contains(char::is_whitespace) {
        return advice(Column::Key, "write an identifier without spaces, such as Q889, geonames:1138958 or my:name");
    }
    if row.get(Column::Label).is_empty() {
        return advice(Column::Label, "write the usual name");
    }
    if class_weight(row.get(Column::Class)).is_none() {
        return advice(Column::Class, &format!("write one of {}", CLASSES.map(|(class, _)| class).join(", ")));
    }
    let (column, remedy) = identifier_fault(row).or_else(|| number_fault(row)).or_else(|| forms_fault(row))?;
    advice(column, remedy)
}

fn identifier_fault(row: &Row) -> Option<(Column, &'static str)> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let wikidata = row.get(Column::Wikidata);
    if !wikidata.is_empty() && !wikidata.strip_prefix('Q').is_some_and(digits) {
        return Some((Column::Wikidata, "write a Wikidata item such as Q889, or leave it empty"));
    }
    let geonames = row.get(Column::Geonames);
    let known = geonames.is_empty() || geonames.parse::<u32>().is_ok();
    (!known).then_some((Column::Geonames, "write a GeoNames number such as 1138958, or leave it empty"))
}

fn number_fault(row: &Row) -> Option<(Column, &'static str)> {
    let degrees = |column, limit: f64| row.get(column).is_empty() || row.get(column).parse::<f64>().is_ok_and(|value| value.abs() <= limit);
    let population = row.get(Column::Population);
    if !degrees(Column::Lat, 90.0) {
        Some((Column::Lat, "write decimal degrees between -90 and 90 such as 34.5281, or leave it empty"))
    } else if !degrees(Column::Lon, 180.0) {
        Some((Column::Lon, "write decimal degrees between -180 and 180 such as 69.1723, or leave it empty"))
    } else {
        let known = population.is_empty() || population.parse::<u64>().is_ok();
        (!known).then_some((Column::Population, "write digits only, or leave it empty"))
    }
}

fn forms_fault(row: &Row) -> Option<(Column, &'static str)> {
    let wrong = |column: &Column| row.list(*column).any(|forms| forms.split('/').filter(|form| !form.is_empty()).count() != 4);
    let column = [Column::Demonyms, Column::Adjectives].into_iter().find(wrong)?;
    Some((column, "write the four forms with slashes (m. sing./f. sing./m. plur./f. plur.), several demonyms separated by |"))
}

/// Weight of a class, `None` where a row may not have it.
pub fn class_weight(class: &str) -> Option<f32> {
    CLASSES.iter().find(|(name, _)| *name == class).map(|(_, weight)| *weight)
}
