//! The scores of `benches/compare.py` on small examples; Python 3 runs them, with nothing installed.

use std::{path::Path, process::Command};

#[test]
fn scores_of_the_comparison_are_right() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches");
    let output = Command::new("python3").args(["-B", "-m", "unittest", "comparison.tests"]).current_dir(folder).output();
    let output = output.unwrap_or_else(|error| panic!("python3 cannot be run ({error})"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
