//! What depeche makes of texts, as files that `benches/compare.py` scores beside another analyser, and how fast it is.
//!
//! | `cargo bench --bench analysis --` | reads | prints |
//! |---|---|---|
//! | `text FILE` | plain text | CoNLL-U |
//! | `surface FILE` | CoNLL-U, of which sentences and surface tokens are kept | CoNLL-U |
//! | `names FILE` | JSON Lines, `{"text": …}` | names of the tagger: document, first character, one past the last, class; separated by tabs |
//! | `mentions FILE` | the same | the same of the mentions by name that rules see: gazetteer first, then the tagger |
//! | `speed FILE` | the same | JSON: seconds of processor time to load the models and to analyse all (twice), surface tokens, peak memory in KiB |

use std::{fs, path::Path, time::Instant};

use anyhow::{Context, Result, bail};
use depeche::{
    analysis::{
        Annotator,
        conllu::{self, Block},
        mention::{NameTagger, Nouns},
    },
    gazetteer::Gazetteer,
    model::{Analysis, Document, MentionForm, Sentence, Span, Surface, Token},
    ontology::Ontology,
    pack::Pack,
};

const LANGUAGE: &str = "fr";
const ROUNDS: usize = 2;
/// Classes of the annotation (`corpus/names/README.md`) and of the ontology, the narrower first.
const CLASSES: [(&str, &str); 6] =
    [("PER", "Person"), ("GRP", "ArmedGroup"), ("LOC", "Place"), ("ORG", "Organization"), ("NAT", "Group"), ("EVT", "Event")];

fn main() -> Result<()> {
    let clock = Clock::start();
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [task, file] = arguments.as_slice() else {
        println!("nothing to do: cargo bench --bench analysis -- text|surface|names|mentions|speed FILE");
        return Ok(());
    };
    let pack = Pack::embedded(LANGUAGE)?;
    let annotator = Annotator::load(&pack, Gazetteer::embedded())?;
    let load = clock.seconds();
    let content = fs::read_to_string(Path::new(file)).with_context(|| file.clone())?;
    match task.as_str() {
        "text" => print!("{}", conllu::write(&blocks(&annotator, content))),
        "surface" => print!("{}", conllu::write(&retokenised(&annotator, &conllu::read(&content)?))),
        "names" => names(&annotator, &pack, &documents(&content)?)?,
        "mentions" => mentions(&annotator, &documents(&content)?)?,
        "speed" => speed(&annotator, &documents(&content)?, load),
        other => bail!("no task {other}"),
    }
    Ok(())
}

fn documents(lines: &str) -> Result<Vec<Document>> {
    let document = |(number, line): (usize, &str)| -> Result<Document> {
        let line: serde_json::Value = serde_json::from_str(line)?;
        Ok(Document::from_text(number.to_string(), line["text"].as_str().context("a line without text")?))
    };
    lines.lines().enumerate().map(document).collect()
}

fn blocks(annotator: &Annotator<'_>, text: String) -> Vec<Block> {
    let document = Document::from_text("text", text);
    let sentences = annotator.analyse(&document).sentences;
    (1..).zip(&sentences).map(|(number, sentence)| Block::from_sentence(&document.text, sentence, number)).collect()
}

/// Sentences of their gold surface tokens, contractions taken apart by the analyser.
fn retokenised(annotator: &Annotator<'_>, gold: &[Block]) -> Vec<Block> {
    let sentence = |(number, block): (usize, &Block)| {
        let mut tokens = annotator.analyser().words(&block.text, &block.surface());
        annotator.analyser().annotate(&mut tokens);
        let span = Span::new(0, block.text.len());
        Block::from_sentence(&block.text, &Sentence { span, paragraph: 0, tokens }, number)
    };
    gold.iter().enumerate().map(sentence).collect()
}

fn names(annotator: &Annotator<'_>, pack: &Pack, documents: &[Document]) -> Result<()> {
    let (tagger, nouns) = (NameTagger::from_bytes(pack.bytes(NameTagger::FILE)?)?, Nouns::load(pack)?);
    for document in documents {
        let sentences = annotator.analyse(document).sentences;
        let tagged = tagger.tag(annotator.analyser(), Gazetteer::embedded(), &nouns, &document.text, &sentences);
        for (sentence, (words, class)) in
            sentences.iter().zip(tagged).flat_map(|(sentence, names)| names.into_iter().map(move |name| (sentence, name)))
        {
            print_name(document, &sentence.tokens[words], &tagger.classes()[class].tag);
        }
    }
    Ok(())
}

fn mentions(annotator: &Annotator<'_>, documents: &[Document]) -> Result<()> {
    let ontology = Ontology::embedded()?;
    for document in documents {
        for (words, class) in named(&annotator.analyse(document), &ontology) {
            print_name(document, words, class);
        }
    }
    Ok(())
}

fn print_name(document: &Document, words: &[Token], class: &str) {
    let [Some(first), Some(last)] = [words.first(), words.last()] else { return };
    let characters = |end: usize| document.text.get(..end).map_or(0, |before| before.chars().count());
    println!("{}\t{}\t{}\t{class}", document.id, characters(first.span.start), characters(last.span.end));
}

fn named<'a>(analysis: &'a Analysis, ontology: &Ontology) -> Vec<(&'a [Token], &'static str)> {
    let names = analysis.mentions.iter().filter(|mention| matches!(mention.form, MentionForm::Name | MentionForm::Demonym));
    let named = names.filter_map(|mention| {
        let words = analysis.sentences.get(mention.sentence)?.tokens.get(mention.tokens.clone())?;
        let class = if mention.form == MentionForm::Demonym { "NAT" } else { class_of(mention.classes.first()?, ontology)? };
        Some((words, class))
    });
    named.collect()
}

fn class_of(class: &str, ontology: &Ontology) -> Option<&'static str> {
    CLASSES.iter().find(|(_, ancestor)| ontology.is_a(class, ancestor)).map(|(tag, _)| *tag)
}

fn speed(annotator: &Annotator<'_>, documents: &[Document], load: f64) {
    let (mut rounds, mut tokens) = (Vec::new(), 0);
    for _ in 0..ROUNDS {
        let clock = Clock::start();
        tokens = documents.iter().map(|document| surface_tokens(&annotator.analyse(document))).sum();
        rounds.push(clock.seconds());
    }
    println!("{}", serde_json::json!({ "load": load, "rounds": rounds, "tokens": tokens, "peak": peak_memory() }));
}

fn surface_tokens(analysis: &Analysis) -> usize {
    analysis.sentences.iter().flat_map(|sentence| &sentence.tokens).filter(|token| token.surface != Surface::Rest).count()
}

/// Counts the time that this thread has a processor, so that other work on the machine does not; where the system does not tell, all time.
struct Clock {
    start: Instant,
    used: Option<f64>,
}

impl Clock {
    fn start() -> Self {
        Self { start: Instant::now(), used: Self::used() }
    }

    fn seconds(&self) -> f64 {
        match (self.used, Self::used()) {
            (Some(before), Some(now)) => now - before,
            _ => self.start.elapsed().as_secs_f64(),
        }
    }

    fn used() -> Option<f64> {
        let told = fs::read_to_string("/proc/self/schedstat").ok()?;
        Some(told.split(' ').next()?.parse::<f64>().ok()? / 1e9)
    }
}

/// KiB, 0 where the system does not tell.
fn peak_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next()?.parse().ok());
    peak.unwrap_or_default()
}
