//! The built program and what it leaves on disk.

use std::{collections::BTreeMap, fs, path::Path};

use assert_cmd::Command;

/// The program, to be given arguments.
pub fn depeche() -> Command {
    Command::new(assert_cmd::cargo::cargo_bin!("depeche"))
}

/// Names and bytes of the files of a folder.
pub fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap_or_default())).collect()
}

/// Exit code, standard output and standard error of a run.
pub fn run(command: &mut Command) -> (i32, String, String) {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}
