//! Tokens and sentences from raw text against treebanks, as the CoNLL 2018 shared task scores them, and the speed.
//!
//! `cargo bench --bench segmentation -- FILE.conllu…` (with `--errors`, every difference too). The raw text of a file is its sentences
//! joined with spaces, a blank line where the file says `newpar` or `newdoc`. Multiword tokens count as one token.

use std::{collections::BTreeSet, fs, process::ExitCode, time::Instant};

use depeche::{
    analysis::{Analyser, segment::Segmenter},
    model::Span,
    pack::Pack,
};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let errors = arguments.iter().any(|argument| argument == "--errors");
    let pack = Pack::embedded("fr").expect("the French pack");
    let analyser = Analyser::from_bytes(pack.bytes(Analyser::FILE).expect("its analyser")).expect("a sound analyser");
    let segmenter = Segmenter::from_pack(&pack, &analyser).expect("its segmenter");
    let files: Vec<_> = arguments.iter().filter(|argument| !argument.starts_with("--")).collect();
    for file in &files {
        let Ok(text) = fs::read_to_string(file) else {
            eprintln!("{file}: cannot be read");
            return ExitCode::from(2);
        };
        report(file, &Gold::read(&text), &segmenter, errors);
    }
    if files.is_empty() {
        println!("nothing to score: cargo bench --bench segmentation -- FILE.conllu…");
    }
    ExitCode::SUCCESS
}

/// The raw text of a treebank and where its tokens and sentences stand in it.
#[derive(Default)]
struct Gold {
    text: String,
    tokens: BTreeSet<(usize, usize)>,
    sentences: BTreeSet<(usize, usize)>,
}

impl Gold {
    fn read(conllu: &str) -> Self {
        let mut gold = Self::default();
        for block in conllu.split("\n\n").filter(|block| block.contains('\t')) {
            let new = block.lines().any(|line| line.starts_with("# newpar") || line.starts_with("# newdoc"));
            gold.text.push_str(if gold.text.is_empty() {
                ""
            } else if new {
                "\n\n"
            } else {
                " "
            });
            gold.sentence(block);
        }
        gold
    }

    fn sentence(&mut self, block: &str) {
        let start = self.text.len();
        let (mut skip, mut end) = (0, start);
        for line in block.lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            let mut range = columns[0].split('-').map(|id| id.parse::<usize>().unwrap_or(0));
            let first = range.next().unwrap_or(0);
            if first == 0 || (first <= skip && !columns[0].contains('-')) {
                continue;
            }
            skip = range.next().unwrap_or(skip);
            let from = self.text.len();
            self.text.push_str(columns[1]);
            end = self.text.len();
            self.tokens.insert((from, end));
            if !columns[9].contains("SpaceAfter=No") {
                self.text.push(' ');
            }
        }
        self.text.truncate(end);
        self.sentences.insert((start, end));
    }
}

fn report(file: &str, gold: &Gold, segmenter: &Segmenter, errors: bool) {
    let clock = Instant::now();
    let found = segmenter.sentences(&gold.text, Span::new(0, gold.text.len()));
    let seconds = clock.elapsed().as_secs_f64();
    let pair = |span: &Span| (span.start, span.end);
    let sentences: BTreeSet<_> = found.iter().map(|sentence| pair(&sentence.span)).collect();
    let tokens: BTreeSet<_> = found.iter().flat_map(|sentence| sentence.tokens.iter().map(pair)).collect();
    println!("{file}: {} tokens, {} sentences, {:.0} tokens/s", tokens.len(), sentences.len(), tokens.len() as f64 / seconds);
    score("tokens", &gold.tokens, &tokens);
    score("sentences", &gold.sentences, &sentences);
    if errors {
        differences(&gold.text, "token", &gold.tokens, &tokens);
        differences(&gold.text, "sentence", &gold.sentences, &sentences);
    }
}

fn score(name: &str, gold: &BTreeSet<(usize, usize)>, found: &BTreeSet<(usize, usize)>) {
    let right = gold.intersection(found).count() as f64;
    let (precision, recall) = (100.0 * right / found.len() as f64, 100.0 * right / gold.len() as f64);
    println!("  {name:10} P {precision:6.2}  R {recall:6.2}  F1 {:6.2}", 200.0 * right / (found.len() + gold.len()) as f64);
}

fn differences(text: &str, name: &str, gold: &BTreeSet<(usize, usize)>, found: &BTreeSet<(usize, usize)>) {
    for &(start, end) in gold.symmetric_difference(found) {
        let sign = if gold.contains(&(start, end)) { "missed" } else { "wrong " };
        println!("  {sign} {name}: {}", &text[start..end]);
    }
}
