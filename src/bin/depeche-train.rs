//! `depeche-train`: trains the analyser of a language pack, and scores it.

use std::{fs, path::PathBuf, time::Instant};

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use depeche::{
    analysis::{
        Analyser, conllu,
        mention::{NameTagger, Nouns},
        segment::Segmenter,
        tokenise::Tokeniser,
        train::{NameReader, Plan, card, cross_validate, name_card, read_names, score, score_names, train, train_names, train_sentences},
    },
    gazetteer::Gazetteer,
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
    /// Train the name tagger alone after a plan; writes the model and its card
    Names {
        /// Folder with the texts and lists that the plan names
        material: PathBuf,
        /// Folder of the language pack
        #[arg(long, default_value = "lang/fr")]
        pack: PathBuf,
        /// Score by cross-validation on the first annotated text instead, and write nothing
        #[arg(long)]
        cross_validate: bool,
    },
    /// Score the name tagger of a pack on annotated text
    ScoreNames {
        /// The text, one sentence a line
        text: PathBuf,
        /// The names in it (corpus/names/README.md)
        annotation: PathBuf,
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
        Task::Names { material, pack, cross_validate } => names(&material, &pack, cross_validate),
        Task::ScoreNames { text, annotation, pack } => {
            let stages = NameStages::load(&pack)?;
            let tagger = NameTagger::from_bytes(Pack::from_dir(&pack)?.bytes(NameTagger::FILE)?)?;
            println!("{}", score_names(&tagger, &stages.reader(), &read_names(&annotation, &text)?));
            Ok(())
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

/// What comes before the name tagger.
struct NameStages {
    segmenter: Segmenter,
    analyser: Analyser,
    nouns: Nouns,
}

impl NameStages {
    fn load(pack: &std::path::Path) -> Result<Self> {
        let analyser = load(&pack.join(Analyser::FILE))?;
        let pack = Pack::from_dir(pack)?;
        Ok(Self { segmenter: Segmenter::from_pack(&pack, &analyser)?, analyser, nouns: Nouns::load(&pack)? })
    }

    fn reader(&self) -> NameReader<'_> {
        NameReader { segmenter: &self.segmenter, analyser: &self.analyser, gazetteer: Gazetteer::embedded(), nouns: &self.nouns }
    }
}

fn names(material: &std::path::Path, pack: &std::path::Path, only_score: bool) -> Result<()> {
    let plan = Plan::from_text(&fs::read_to_string(pack.join("models/train.toml"))?)?;
    let names = plan.names.as_ref().context("the plan has no part [names]")?;
    let stages = NameStages::load(pack)?;
    let reader = stages.reader();
    let (first, others) = names.gold.split_first().context("the plan names no annotated text")?;
    let mut gold = first.read(&first.train, pack, material)?;
    let mut more = Vec::new();
    for source in others {
        more.extend(source.read(&source.train, pack, material)?);
    }
    let crossed = cross_validate(names, plan.seed, (pack, material), &reader, &gold, &more)?.to_string();
    println!("cross-validation: {crossed}");
    if only_score {
        return Ok(());
    }
    gold.append(&mut more);
    let model = train_names(names, plan.seed, (pack, material), &reader, &gold)?.to_bytes()?;
    let tagger = NameTagger::from_bytes(&model)?;
    let mut tests = vec![("cross-validation in five parts on the first source".to_owned(), crossed)];
    for source in &names.gold {
        let Some(test) = &source.test else { continue };
        let scores = score_names(&tagger, &reader, &source.read(test, pack, material)?);
        println!("{test}: {scores}");
        tests.push((test.trim_start_matches("../").to_owned(), scores.to_string()));
    }
    fs::write(pack.join(NameTagger::FILE), &model)?;
    let date = jiff::Timestamp::now().to_string();
    let command = "cargo run --release --bin depeche-train -- names MATERIAL";
    let card = name_card(&plan.language, names, command, date.get(..10).unwrap_or(&date), model.len(), &tests);
    Ok(fs::write(pack.join("models/names.md"), card)?)
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
