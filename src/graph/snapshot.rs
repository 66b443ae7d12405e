//! The store on disk: one file of sorted N-Quads under zstd, the same bytes for the same statements.

use std::{
    fs::{self, File},
    io::{self, BufReader, BufWriter, Write},
    path::Path,
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
        let path = directory.join(SNAPSHOT);
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(GraphError::NoSnapshot { path }),
            Err(source) => return Err(GraphError::Io { path, source }),
        };
        let decoder = zstd::Decoder::new(file).map_err(|source| GraphError::Io { path: path.clone(), source })?;
        let graph = Self::empty()?;
        let mut loader = graph.store().bulk_loader();
        loader.load_from_reader(RdfFormat::NQuads, BufReader::new(decoder)).map_err(|error| GraphError::loading(path, error))?;
        loader.commit()?;
        Ok(graph)
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
