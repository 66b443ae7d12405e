//! Compiles the tables of `gazetteer/` into the index that the library embeds, and gives the program the digest of its sources.

use std::{
    collections::BTreeSet,
    env,
    error::Error,
    fs, io,
    path::{Path, PathBuf},
};

#[path = "src/gazetteer/fold.rs"]
#[allow(dead_code, missing_docs)]
mod fold;
#[path = "src/gazetteer/index.rs"]
#[allow(dead_code, missing_docs)]
mod index;
#[path = "src/gazetteer/table.rs"]
#[allow(dead_code, missing_docs)]
mod table;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=gazetteer");
    println!("cargo:rerun-if-changed=src");
    println!("cargo:rerun-if-changed=Cargo.lock");
    println!("cargo:rustc-env=DEPECHE_SOURCES={}", digest(&["src", "Cargo.lock"])?);
    compile_gazetteer(&PathBuf::from(env::var("OUT_DIR")?).join("gazetteer"))
}

/// Every change of the sources runs this script again; the index is compiled only where the tables or their readers changed.
fn compile_gazetteer(out: &Path) -> Result<(), Box<dyn Error>> {
    let (stamp, now) = (out.join("stamp"), digest(&["gazetteer", "src/gazetteer", "build.rs"])?);
    if fs::read_to_string(&stamp).is_ok_and(|then| then == now) {
        return Ok(());
    }
    fs::create_dir_all(out)?;
    let mut rows = Vec::new();
    for table in tables()? {
        rows.extend(table::read(&table)?);
    }
    let compiled = index::compile(&rows, 0, &|_| None)?;
    let parts = [("names", compiled.names), ("keys", compiled.keys), ("postings", compiled.postings), ("records", compiled.records)];
    for (name, bytes) in parts {
        fs::write(out.join(name), bytes)?;
    }
    fs::write(out.join("first_names"), first_names()?)?;
    fs::write(stamp, now)?;
    Ok(())
}

/// blake3 digest of some files and of all files under some folders, with their paths: the same on every machine.
fn digest(places: &[&str]) -> io::Result<String> {
    let mut files: BTreeSet<PathBuf> = BTreeSet::new();
    let mut open: Vec<PathBuf> = places.iter().map(PathBuf::from).filter(|place| place.exists()).collect();
    while let Some(place) = open.pop() {
        if place.is_dir() {
            for entry in fs::read_dir(&place)? {
                open.push(entry?.path());
            }
        } else {
            files.insert(place);
        }
    }
    let mut hasher = blake3::Hasher::new();
    for file in files {
        let (name, bytes) = (file.to_string_lossy().replace('\\', "/"), fs::read(&file)?);
        for piece in [name.as_bytes(), &bytes] {
            hasher.update(&(piece.len() as u64).to_le_bytes());
            hasher.update(piece);
        }
    }
    Ok(hasher.finalize().to_hex().to_string())
}

/// The tables in order of their paths: records are numbered in this order.
fn tables() -> io::Result<BTreeSet<PathBuf>> {
    let mut tables = BTreeSet::new();
    for folder in ["gazetteer", "gazetteer/curated"] {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "csv") {
                tables.insert(path);
            }
        }
    }
    Ok(tables)
}

fn first_names() -> Result<Vec<u8>, Box<dyn Error>> {
    let text = fs::read_to_string(Path::new("gazetteer/first_names.txt"))?;
    let names = text.lines().filter(|line| !line.starts_with('#')).map(|line| fold::Folded::new(line).text);
    let names: BTreeSet<String> = names.filter(|name| !name.is_empty()).collect();
    let mut set = fst::SetBuilder::memory();
    set.extend_iter(names)?;
    Ok(set.into_inner()?)
}
