//! Real readers: what `tests/clients/` names in `requirements.txt` (Python) and `package.json` (JavaScript), installed under `target/`.
#![allow(dead_code, reason = "each test binary uses a part")]

use std::{
    env,
    ffi::OsStr,
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

use serde_json::Value;

/// What a command says; it must go well.
pub fn run(command: &mut Command) -> String {
    let output = command
        .output()
        .unwrap_or_else(|error| panic!("{command:?} cannot be run ({error}); these tests need Python 3 with venv, and Node.js with npm"));
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{command:?} failed; installing needs the package registry\n{}", text(&output.stderr));
    text(&output.stdout)
}

/// Where the scripts are.
pub fn clients() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients")
}

/// A folder under `target/` in which `install` has put what a file names, if that has changed since the last time.
fn installed(name: &str, list: &Path, install: impl FnOnce(&Path)) -> PathBuf {
    let wanted = fs::read_to_string(list).unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let stamp = folder.join("installed.txt");
    // Several test programs may come here at a time.
    let lock = File::create(folder.with_extension("lock")).unwrap();
    lock.lock().unwrap();
    if !fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        install(&folder);
        fs::write(stamp, wanted).unwrap();
    }
    folder
}

/// The Python of a virtual environment.
fn interpreter() -> &'static Path {
    static PYTHON: OnceLock<PathBuf> = OnceLock::new();
    PYTHON.get_or_init(|| {
        let list = clients().join("requirements.txt");
        let folder = installed("clients", &list, |folder| {
            run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(folder));
            let mut pip = Command::new(folder.join("bin/python"));
            run(pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"]).arg(&list));
        });
        folder.join("bin/python")
    })
}

/// A folder under `target/` with the packages of Node.js that the lock file of another folder names, exactly; none of them may run a script of its own.
pub fn packages(name: &str, from: &Path) -> PathBuf {
    let lock = from.join("package-lock.json");
    installed(name, &lock, |folder| {
        fs::create_dir_all(folder).unwrap();
        for list in [&from.join("package.json"), &lock] {
            fs::copy(list, folder.join(list.file_name().unwrap())).unwrap();
        }
        run(Command::new("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(folder));
    })
}

fn node_modules() -> &'static Path {
    static MODULES: OnceLock<PathBuf> = OnceLock::new();
    MODULES.get_or_init(|| packages("node", &clients()).join("node_modules"))
}

fn json(command: &mut Command, script: &str, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Value {
    serde_json::from_str(&run(command.arg(clients().join(script)).args(arguments))).unwrap()
}

/// What a Python script of `tests/clients/` prints, as JSON.
pub fn python(script: &str, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Value {
    json(&mut Command::new(interpreter()), script, arguments)
}

/// What a JavaScript script of `tests/clients/` prints, as JSON.
pub fn javascript(script: &str, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Value {
    json(Command::new("node").env("NODE_PATH", node_modules()), script, arguments)
}
