//! The store on disk: one file of sorted N-Quads under zstd, the same bytes for the same statements.

use std::{
    fs::{self, File},
    io::{self, BufReader, BufWriter, Read, Write},
    path::{Path, PathBuf},
};

use oxigraph::io::RdfFormat;

use super::{Graph, error::GraphError};

/// Name of the snapshot in an output directory.
pub const SNAPSHOT: &str = "graph.nq.zst";

/// Most of the gain of zstd at a fraction of the time of its higher levels.
const LEVEL: i32 = 6;

impl Graph {
    /// Writes the snapshot to `directory` (made if missing): first beside its place, then renamed, so that an interrupted write leaves
    /// the previous one.
    ///
    /// # Errors
    /// [`GraphError::Io`] names the file that could not be written.
    pub fn save(&self, directory: &Path) -> Result<(), GraphError> {
        let (path, aside) = (directory.join(SNAPSHOT), directory.join(format!(".{SNAPSHOT}.{}", std::process::id())));
        let lines = self.lines()?;
        let written = fs::create_dir_all(directory).and_then(|()| write(&aside, &lines)).and_then(|()| fs::rename(&aside, &path));
        written.map_err(|source| {
            // The failure is what matters; a leftover that cannot be removed either is hidden and harmless.
            let _ = fs::remove_file(&aside);
            GraphError::Io { path, source }
        })
    }

    /// Loads the snapshot of `directory`.
    ///
    /// # Errors
    /// [`GraphError::NoSnapshot`] where there is none, [`GraphError::Damaged`] where it is not what was written.
    pub fn load(directory: &Path) -> Result<Self, GraphError> {
        let (path, snapshot) = open(directory)?;
        let graph = Self::empty()?;
        let mut loader = graph.store().bulk_loader();
        loader.load_from_reader(RdfFormat::NQuads, snapshot).map_err(|error| GraphError::loading(path, error))?;
        loader.commit()?;
        Ok(graph)
    }
}

/// The snapshot of a folder, to be read as N-Quads, with its path.
pub(super) fn open(directory: &Path) -> Result<(PathBuf, impl Read + use<>), GraphError> {
    let path = directory.join(SNAPSHOT);
    let opened = File::open(&path).and_then(zstd::Decoder::new);
    match opened {
        Ok(decoder) => Ok((path, BufReader::new(decoder))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(GraphError::NoSnapshot { path }),
        Err(source) => Err(GraphError::Io { path, source }),
    }
}

fn write(path: &Path, lines: &[String]) -> io::Result<()> {
    let mut encoder = zstd::Encoder::new(BufWriter::new(File::create(path)?), LEVEL)?;
    encoder.include_checksum(true)?;
    for line in lines {
        encoder.write_all(line.as_bytes())?;
    }
    encoder.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
}
