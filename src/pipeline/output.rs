//! The folder that a build or a merge leaves: everything appears at once, or nothing.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
};

use super::{BuildError, Report};
use crate::{
    export::{Export, Format},
    graph::{Graph, SNAPSHOT},
};

/// Where files go, and who may stop that.
pub struct Output<'a> {
    /// The folder that gets the files.
    pub folder: &'a Path,
    /// Set from outside to end the work: nothing is then left behind.
    pub interrupt: &'a AtomicBool,
}

impl Output<'_> {
    /// Fails where an end was asked for.
    pub(super) fn go_on(&self) -> Result<(), BuildError> {
        if self.interrupt.load(Ordering::Relaxed) { Err(BuildError::Interrupted) } else { Ok(()) }
    }

    /// Writes all files aside, then moves them into place.
    pub(super) fn write(&self, graph: &Graph, report: &mut Report) -> Result<(), BuildError> {
        let aside = self.folder.join(format!(".build-{}", std::process::id()));
        let written = self.write_aside(graph, &aside, report);
        // Nothing of a failed build is of use; the failure itself is what is reported.
        let _ = fs::remove_dir_all(&aside);
        written
    }

    fn write_aside(&self, graph: &Graph, aside: &Path, report: &mut Report) -> Result<(), BuildError> {
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |source: io::Error| BuildError::Output { path, source }
        };
        self.go_on()?;
        fs::create_dir_all(aside).map_err(failed(aside))?;
        graph.save(aside)?;
        let export = Export::of(graph)?;
        let mut names = vec![SNAPSHOT.to_owned()];
        for format in Format::BUILD {
            self.go_on()?;
            export.save(format, aside)?;
            names.push(format.file_name());
        }
        report.count(export.reading());
        self.go_on()?;
        for name in names {
            let place: PathBuf = self.folder.join(&name);
            fs::rename(aside.join(&name), &place).map_err(failed(&place))?;
            report.files.push(place);
        }
        Ok(())
    }
}
