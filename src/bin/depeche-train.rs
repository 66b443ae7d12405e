//! `depeche-train`: trains the analyser of a language pack, and scores it.

use std::{fs, path::PathBuf, time::Instant};

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use depeche::{
    analysis::{
        Analyser, conllu,
        segment::Segmenter,
        tokenise::Tokeniser,
        train::{Plan, card, score, train, train_sentences},
    },
    pack::Pack,
};

#[derive(Parser)]
#[command(version, about = "Trains and scores the analyser of a language pack")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Train after a plan; writes the model and its card
    Train {
        /// Folder with the treebanks and lexicons that the plan names
        material: PathBuf,
        /// Folder of the language pack
        #[arg(long, default_value = "lang/fr")]
        pack: PathBuf,
        /// The plan (default: models/train.toml of the pack)
        #[arg(long)]
        plan: Option<PathBuf>,
        /// Folder for the model and its card (default: models of the pack)
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Train the sentence splitter alone after a plan, with the lexicon of the pack's analyser
    Sentences {
        /// Folder with the treebanks that the plan names
        material: PathBuf,
        /// Folder of the language pack
        #[arg(long, default_value = "lang/fr")]
        pack: PathBuf,
    },
    /// Score a model on trees with gold tokens
    Score {
        /// The model
        #[arg(long, default_value = "lang/fr/models/analyser.bin")]
        model: PathBuf,
        /// CoNLL-U files
        #[arg(long, required = true, num_args = 1..)]
        conllu: Vec<PathBuf>,
    },
}

fn main() -> Result<()> {
    match Arguments::parse().task {
        Task::Train { material, pack, plan, out } => {
            let plan = plan.unwrap_or_else(|| pack.join("models/train.toml"));
            let out = out.unwrap_or_else(|| pack.join("models"));
            run_training(&material, &pack, &plan, &out)
        }
        Task::Sentences { material, pack } => {
            let plan = Plan::from_text(&fs::read_to_string(pack.join("models/train.toml"))?)?;
            let analyser = load(&pack.join(Analyser::FILE))?;
            let tokeniser = Tokeniser::from_pack(&Pack::from_dir(&pack)?)?;
            let model = train_sentences(&plan, &tokeniser, &analyser, &material)?.to_bytes()?;
            Ok(fs::write(pack.join(Segmenter::FILE), model)?)
        }
        Task::Score { model, conllu } => {
            let analyser = load(&model)?;
            conllu.iter().try_for_each(|file| {
                println!("{}: {}", file.display(), score_file(&analyser, file)?);
                Ok(())
            })
        }
    }
}

fn run_training(material: &std::path::Path, pack: &std::path::Path, plan: &std::path::Path, out: &std::path::Path) -> Result<()> {
    let start = Instant::now();
    let text = fs::read_to_string(plan).with_context(|| plan.display().to_string())?;
    let plan = Plan::from_text(&text)?;
    let tell = |message: &str| eprintln!("{:6.1} s  {message}", start.elapsed().as_secs_f64());
    let model = train(&plan, pack, material, &tell)?.to_bytes()?;
    tell(&format!("{} bytes", model.len()));
    let analyser = Analyser::from_bytes(&model)?;
    let mut tests = Vec::new();
    for file in plan.treebank.iter().flat_map(|treebank| &treebank.test) {
        let scores = score_file(&analyser, &material.join(file))?;
        println!("{file}: {scores}");
        tests.push((file.clone(), scores));
    }
    fs::create_dir_all(out)?;
    fs::write(out.join("analyser.bin"), &model)?;
    let date = jiff::Timestamp::now().to_string();
    let command = "cargo run --release --bin depeche-train -- train MATERIAL";
    fs::write(out.join("README.md"), card(&plan, command, date.get(..10).unwrap_or(&date), model.len(), &tests))?;
    Ok(())
}

fn load(model: &std::path::Path) -> Result<Analyser> {
    let bytes = fs::read(model).with_context(|| model.display().to_string())?;
    let start = Instant::now();
    let analyser = Analyser::from_bytes(&bytes).with_context(|| model.display().to_string())?;
    eprintln!("loaded in {:.3} s", start.elapsed().as_secs_f64());
    Ok(analyser)
}

fn score_file(analyser: &Analyser, file: &std::path::Path) -> Result<String> {
    let text = fs::read_to_string(file).with_context(|| file.display().to_string())?;
    let gold = conllu::read(&text).with_context(|| file.display().to_string())?;
    let mut sentences: Vec<_> = gold.iter().map(|block| block.tokens.clone()).collect();
    let words: usize = sentences.iter().map(Vec::len).sum();
    let start = Instant::now();
    sentences.iter_mut().for_each(|tokens| analyser.annotate(tokens));
    eprintln!("{:.0} words/s", words as f64 / start.elapsed().as_secs_f64());
    Ok(score(analyser, &gold).to_string())
}
