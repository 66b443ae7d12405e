//! The page in Debian's Chromium, driven by Playwright: what `tests/page/` says, on a server of the sample corpus.

mod client;
mod service;

use std::{
    fs,
    io::{Write, stderr},
    path::{Path, PathBuf},
    process::Command,
};

use client::{packages, run};
use service::Server;

const CHROMIUM: &str = "/usr/bin/chromium";

/// Whether the browser is there, or can be brought there: root on a system with apt.
fn has_browser() -> bool {
    let install =
        "test $(id -u) = 0 && apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends chromium";
    let there = || Path::new(CHROMIUM).exists();
    there() || (Command::new("sh").args(["-c", install]).output().is_ok_and(|output| output.status.success()) && there())
}

/// A server of the graph of the sample corpus.
fn server() -> Server {
    let folder = tempfile::tempdir().unwrap();
    run(Command::new(assert_cmd::cargo::cargo_bin!("depeche")).args(["build", "--out"]).arg(folder.path()));
    Server::over(folder, &[])
}

/// Playwright with the tests beside it, for modules are looked for from where a file is.
fn desk() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/page");
    let folder = packages("page", &tests);
    let files = fs::read_dir(&tests).unwrap().map(|entry| entry.unwrap().path());
    for file in files.filter(|file| file.extension().is_some_and(|ending| ending == "ts")) {
        fs::copy(&file, folder.join(file.file_name().unwrap())).unwrap();
    }
    folder
}

#[test]
fn the_page_holds_what_its_tests_say() {
    // Not captured as `println!` would be: who runs the tests must see it.
    let tell = |why: &str| writeln!(stderr(), "NOT RUN: the page in a browser. {why}").unwrap();
    let server = server();
    if !server.get("/", "text/html").text().contains("id=\"page\"") {
        return tell("The program was built without it: run web/build.sh first.");
    }
    if !has_browser() {
        return tell("Install the package chromium, or run the tests as root where apt is.");
    }
    let folder = desk();
    let output = Command::new("node")
        .args(["node_modules/@playwright/test/cli.js", "test"])
        .current_dir(&folder)
        .env("BASE_URL", format!("{}/", server.base))
        .env("CHROMIUM", CHROMIUM)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}\n{}", String::from_utf8_lossy(&output.stdout), server.log());
}
