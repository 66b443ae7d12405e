//! Real readers in Python: what `tests/clients/requirements.txt` names, in a virtual environment under `target/`.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

use serde_json::Value;

fn run(command: &mut Command) -> String {
    let output =
        command.output().unwrap_or_else(|error| panic!("{command:?} cannot be run ({error}); these tests need Python 3 with venv"));
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{command:?} failed; installing needs the package registry\n{}", text(&output.stderr));
    text(&output.stdout)
}

/// The Python of the virtual environment with what `requirements.txt` names.
fn python() -> &'static Path {
    static PYTHON: OnceLock<PathBuf> = OnceLock::new();
    PYTHON.get_or_init(|| {
        let requirements = clients().join("requirements.txt");
        let wanted = fs::read_to_string(&requirements).unwrap();
        let environment = Path::new(env!("CARGO_TARGET_TMPDIR")).join("clients");
        let (python, stamp) = (environment.join("bin/python"), environment.join("installed.txt"));
        if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
            return python;
        }
        run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&environment));
        run(Command::new(&python).args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"]).arg(&requirements));
        fs::write(stamp, wanted).unwrap();
        python
    })
}

fn clients() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients")
}

/// What a script of `tests/clients/` prints, as JSON.
pub fn client(script: &str, arguments: &[&Path]) -> Value {
    serde_json::from_str(&run(Command::new(python()).arg(clients().join(script)).args(arguments))).unwrap()
}
