//! Real clients: a virtual environment of Python under `target/` with what `tests/clients/requirements.txt` names, made by the first test that
//! needs it.
#![allow(dead_code, reason = "each test binary uses a part")]

use std::{
    ffi::OsStr,
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

use serde_json::Value;

/// What a command says; it must go well.
pub fn run(command: &mut Command) -> String {
    let output =
        command.output().unwrap_or_else(|error| panic!("{command:?} cannot be run ({error}); these tests need Python 3 with venv"));
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{command:?} failed; installing needs the package registry\n{}", text(&output.stderr));
    text(&output.stdout)
}

/// The Python of the virtual environment.
pub fn python() -> &'static Path {
    static PYTHON: OnceLock<PathBuf> = OnceLock::new();
    PYTHON.get_or_init(|| {
        let requirements = clients().join("requirements.txt");
        let wanted = fs::read_to_string(&requirements).unwrap();
        let environment = Path::new(env!("CARGO_TARGET_TMPDIR")).join("clients");
        let (python, stamp) = (environment.join("bin/python"), environment.join("installed.txt"));
        // Several test programs may come here at a time.
        let lock = File::create(Path::new(env!("CARGO_TARGET_TMPDIR")).join("clients.lock")).unwrap();
        lock.lock().unwrap();
        if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
            return python;
        }
        run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&environment));
        run(Command::new(&python).args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"]).arg(&requirements));
        fs::write(stamp, wanted).unwrap();
        python
    })
}

/// Where the scripts are.
pub fn clients() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients")
}

/// The JSON that a script prints.
pub fn client<S: AsRef<OsStr>>(script: &str, arguments: impl IntoIterator<Item = S>) -> Value {
    serde_json::from_str(&run(Command::new(python()).arg(clients().join(script)).args(arguments))).unwrap()
}
