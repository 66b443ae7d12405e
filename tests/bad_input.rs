//! Inputs that cannot be read: each is named with its reason, the others are built, and an earlier output is never lost.

mod program;

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use program::{contents, depeche, run};
use tempfile::TempDir;

const DISPATCH: &str = "Les rebelles du M23 ont pris Goma lundi.";

struct Bench {
    folder: TempDir,
    out: PathBuf,
}

impl Bench {
    /// A folder `in` with one sound dispatch.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("in")).unwrap();
        let out = folder.path().join("out");
        let bench = Self { folder, out };
        fs::write(bench.input("sound.txt"), DISPATCH).unwrap();
        bench
    }

    fn input(&self, name: &str) -> PathBuf {
        self.folder.path().join("in").join(name)
    }

    fn build(&self, inputs: &[&Path]) -> (i32, String, String) {
        run(depeche().arg("build").args(inputs).arg("--out").arg(&self.out))
    }

    /// Builds the folder, and checks that the sound dispatch is in the graph and that the complaint names the rest.
    fn builds_but_complains(&self, name: &str, reason: &str) {
        self.complains(&[&self.folder.path().join("in")], name, reason);
    }

    fn complains(&self, inputs: &[&Path], name: &str, reason: &str) {
        let (code, said, complaint) = self.build(inputs);
        assert_eq!(code, 1, "{said}{complaint}");
        let line = complaint.lines().find(|line| line.contains(name)).unwrap_or_else(|| panic!("{name} is not named in: {complaint}"));
        assert!(line.contains(reason), "{line}");
        assert!(said.contains("\nfailed     "), "{said}");
        assert!(fs::read_to_string(self.out.join("facts.csv")).unwrap().contains("\nsound,M23,"));
    }
}

#[test]
fn an_empty_file() {
    let bench = Bench::new();
    fs::write(bench.input("empty.txt"), "").unwrap();
    bench.builds_but_complains("empty.txt", "empty");
    fs::write(bench.input("empty.txt"), "\u{feff} \r\n\n").unwrap();
    bench.builds_but_complains("empty.txt", "empty");
}

#[test]
fn a_binary_file() {
    let bench = Bench::new();
    fs::write(bench.input("photo.txt"), (0..4096_u32).map(|n| (n * 7919 % 251) as u8).collect::<Vec<_>>()).unwrap();
    bench.builds_but_complains("photo.txt", "binary");
    fs::write(bench.input("photo.txt"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0").unwrap();
    bench.builds_but_complains("photo.txt", "binary");
}

#[test]
fn fifty_megabytes_in_one_line() {
    let bench = Bench::new();
    fs::write(bench.input("endless.txt"), "rebelles ".repeat(50_000_000 / 9)).unwrap();
    let start = Instant::now();
    bench.builds_but_complains("endless.txt", "more than the 16777216 that one document may have");
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
    fs::remove_file(bench.input("endless.txt")).unwrap();
    fs::write(bench.input("endless.jsonl"), format!("{{\"id\":\"a\",\"text\":\"{}\"}}", "rebelles ".repeat(50_000_000 / 9))).unwrap();
    bench.builds_but_complains("endless.jsonl:1", "longer than the 16777216");
}

#[test]
fn a_long_line_is_read() {
    let bench = Bench::new();
    fs::write(bench.input("long.txt"), "Les rebelles ont quitté la ville de Goma et ".repeat(400)).unwrap();
    let (code, said, complaint) = bench.build(&[&bench.folder.path().join("in")]);
    assert_eq!((code, complaint.as_str()), (0, ""), "{said}");
}

#[test]
fn a_file_that_may_not_be_read() {
    let bench = Bench::new();
    // Permissions do not bind the superuser, a folder and a link to nothing bind everyone.
    fs::create_dir(bench.input("folder.txt")).unwrap();
    let (code, ..) = bench.build(&[&bench.folder.path().join("in")]);
    assert_eq!(code, 0, "an empty folder among others is no failure");
    bench.complains(&[&bench.input("sound.txt"), &bench.input("folder.txt")], "folder.txt", "no document in this folder");
}

#[cfg(unix)]
#[test]
fn a_link_to_nothing_and_a_file_without_permission() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let bench = Bench::new();
    symlink("gone", bench.input("link.txt")).unwrap();
    bench.builds_but_complains("link.txt", "there is no such file");
    fs::remove_file(bench.input("link.txt")).unwrap();
    fs::write(bench.input("secret.txt"), DISPATCH).unwrap();
    fs::set_permissions(bench.input("secret.txt"), fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(bench.input("secret.txt")).is_err() {
        bench.builds_but_complains("secret.txt", "cannot be read");
    }
}

#[test]
fn a_missing_path_and_a_folder_without_documents() {
    let bench = Bench::new();
    let sound = bench.input("sound.txt");
    bench.complains(&[&sound, &bench.input("gone.txt")], "gone.txt", "no such file");
    fs::create_dir(bench.input("pictures")).unwrap();
    fs::write(bench.input("pictures/a.jpg"), "").unwrap();
    bench.complains(&[&sound, &bench.input("pictures")], "pictures", "no document in this folder");
    bench.complains(&[&sound, &bench.input("pictures/a.jpg")], "a.jpg", "not a kind of file that is read");
}

#[test]
fn a_broken_row_of_the_manifest() {
    let bench = Bench::new();
    fs::write(bench.input("manifest.csv"), "file,date,source\nsound.txt,2025-13-40,Radio\n").unwrap();
    bench.builds_but_complains("manifest.csv:2", "2025-13-40");
    fs::write(bench.input("manifest.csv"), "file,date,source\nsound.txt,2025-01-27,Radio\ngone.txt,2025-01-27,Radio\n").unwrap();
    bench.builds_but_complains("manifest.csv:3", "gone.txt");
}

#[test]
fn a_broken_line_of_json() {
    let bench = Bench::new();
    fs::write(bench.input("wire.jsonl"), "{\"id\":\"one\",\"text\":\"La trêve tient à Tripoli.\"}\n{\"id\":\"two\"\n").unwrap();
    bench.builds_but_complains("wire.jsonl:2", "");
}

#[test]
fn nothing_that_can_be_used() {
    let bench = Bench::new();
    assert_eq!(bench.build(&[&bench.input("sound.txt")]).0, 0);
    let before = contents(&bench.out);
    fs::write(bench.input("empty.txt"), "").unwrap();
    let (code, said, complaint) = bench.build(&[&bench.input("empty.txt"), &bench.input("gone.txt")]);
    assert_eq!((code, said.as_str()), (2, ""));
    assert!(complaint.contains("empty.txt: empty") && complaint.contains("gone.txt: there is no such file"), "{complaint}");
    assert!(contents(&bench.out) == before, "the earlier output changed");
}

#[test]
fn nothing_on_standard_input() {
    let bench = Bench::new();
    let (code, _, complaint) = run(depeche().args(["build", "-", "--out"]).arg(&bench.out).write_stdin(""));
    assert!(code == 2 && complaint.contains("stdin: empty"), "{complaint}");
    assert!(!bench.out.exists());
}
