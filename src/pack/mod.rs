//! Language packs: a folder of data (rules, frames, lexicons, models) per language, embedded in the binary or read from disk.
//!
//! Every stage asks the pack for its own files by name; the names are the same in every language, so a new language is a new folder.

mod error;
mod fault;
mod lexicon;

use std::{
    borrow::Cow,
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use rust_embed::RustEmbed;
use serde::de::DeserializeOwned;

pub use error::PackError;
pub use fault::{Fault, Source};
pub use lexicon::{Lexicon, Row};

/// The packs that ship in the binary.
#[derive(RustEmbed)]
#[folder = "lang/"]
struct Embedded;

/// The data of one language.
#[derive(Clone, Debug)]
pub struct Pack {
    language: String,
    files: BTreeMap<String, Cow<'static, [u8]>>,
    root: Option<PathBuf>,
}

impl Pack {
    /// The pack of a language (`fr`) that ships in the binary.
    ///
    /// ```
    /// let pack = depeche::pack::Pack::embedded("fr")?;
    /// assert!(pack.list("rules").iter().all(|name| name.ends_with(".toml")));
    /// # Ok::<(), depeche::pack::PackError>(())
    /// ```
    ///
    /// # Errors
    /// [`PackError::UnknownLanguage`] names the languages that there are.
    pub fn embedded(language: &str) -> Result<Self, PackError> {
        let prefix = format!("{language}/");
        let files: BTreeMap<_, _> =
            Embedded::iter().filter_map(|name| Some((name.strip_prefix(&prefix)?.to_owned(), Embedded::get(&name)?.data))).collect();
        if files.is_empty() {
            return Err(PackError::UnknownLanguage { language: language.to_owned(), known: Self::languages().join(", ") });
        }
        Ok(Self { language: language.to_owned(), files, root: None })
    }

    /// The languages whose packs ship in the binary.
    pub fn languages() -> Vec<String> {
        let mut languages: Vec<_> = Embedded::iter().filter_map(|name| Some(name.split_once('/')?.0.to_owned())).collect();
        languages.sort();
        languages.dedup();
        languages
    }

    /// A pack read from a folder; the folder's name is its language.
    ///
    /// # Errors
    /// [`PackError::Io`] where a file or folder cannot be read.
    pub fn from_dir(dir: &Path) -> Result<Self, PackError> {
        let mut files = BTreeMap::new();
        collect(dir, "", &mut files)?;
        let language = dir.file_name().map_or_else(|| "und".to_owned(), |name| name.to_string_lossy().into_owned());
        Ok(Self { language, files, root: Some(dir.to_owned()) })
    }

    /// The language, as the folder is called.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// A text file of the pack, by its path inside it (`lexicons/months.tsv`).
    ///
    /// # Errors
    /// [`PackError::Missing`] where it is not there, [`PackError::NotUtf8`] where it is no text.
    pub fn text(&self, name: &str) -> Result<&str, PackError> {
        std::str::from_utf8(self.bytes(name)?).map_err(|_| PackError::NotUtf8 { file: self.path(name) })
    }

    /// A text file of the pack with its name, for readers that tell where it is wrong.
    ///
    /// # Errors
    /// As [`Pack::text`].
    pub fn source(&self, name: &str) -> Result<Source<'_>, PackError> {
        Ok(Source { file: self.path(name), text: self.text(name)? })
    }

    /// A TOML file of the pack, read into its form.
    ///
    /// # Errors
    /// As [`Pack::text`], and [`PackError::Fault`] at the place that is no TOML or has another form.
    pub fn settings<T: DeserializeOwned>(&self, name: &str) -> Result<T, PackError> {
        Ok(self.source(name)?.toml()?)
    }

    /// A file of the pack as bytes.
    ///
    /// # Errors
    /// [`PackError::Missing`] where it is not there.
    pub fn bytes(&self, name: &str) -> Result<&[u8], PackError> {
        self.files.get(name).map(|bytes| &**bytes).ok_or_else(|| PackError::Missing { file: self.path(name) })
    }

    /// All files with their paths inside the pack, sorted.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(name, bytes)| (name.as_str(), &**bytes))
    }

    /// Paths of the files under a folder of the pack, sorted.
    pub fn list(&self, folder: &str) -> Vec<&str> {
        self.files.keys().filter(|name| name.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))).map(String::as_str).collect()
    }

    /// A lexicon: `lexicons/NAME.tsv`, then the rows of any `lexicons/NAME.OWN.tsv` beside it, sorted by name.
    ///
    /// # Errors
    /// As [`Pack::text`], and [`PackError::Fault`] for a row without an entry.
    pub fn lexicon(&self, name: &str) -> Result<Lexicon<'_>, PackError> {
        let mut lexicon = Lexicon::default();
        lexicon.add(self.source(&format!("lexicons/{name}.tsv"))?)?;
        let is_more = |file: &&str| {
            let own = file.strip_prefix("lexicons/").and_then(|file| file.strip_prefix(name)?.strip_prefix('.')?.strip_suffix(".tsv"));
            own.is_some_and(|own| !own.is_empty())
        };
        self.list("lexicons").into_iter().filter(is_more).try_for_each(|file| lexicon.add(self.source(file)?))?;
        Ok(lexicon)
    }

    /// The name of a file for messages: on disk, or under `lang/`.
    pub fn path(&self, name: &str) -> String {
        match &self.root {
            Some(root) => root.join(name).display().to_string(),
            None => format!("lang/{}/{name}", self.language),
        }
    }
}

fn collect(dir: &Path, prefix: &str, files: &mut BTreeMap<String, Cow<'static, [u8]>>) -> Result<(), PackError> {
    let io = |path: &Path| {
        let path = path.display().to_string();
        move |source| PackError::Io { file: path, source }
    };
    for entry in fs::read_dir(dir).map_err(io(dir))? {
        let path = entry.map_err(io(dir))?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()).filter(|name| !name.starts_with('.')) else { continue };
        if path.is_dir() {
            collect(&path, &format!("{prefix}{name}/"), files)?;
        } else {
            files.insert(format!("{prefix}{name}"), Cow::Owned(fs::read(&path).map_err(io(&path))?));
        }
    }
    Ok(())
}
