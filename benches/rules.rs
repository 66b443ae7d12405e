//! What matching rules costs beside the analysis of a text, and how it grows with the length of a sentence.
//!
//! `cargo bench --bench rules -- FOLDER` reads the dispatches of a folder (`corpus/dev` without one) under the rules of the pack and 5,000
//! generated triggers. Their words are those of the dispatches themselves as far as these go, so that next to every word sets rules off.
//! It fails where matching takes more than a tenth of the time of analysis, or more than twice as long per word in long sentences.

use std::{
    collections::BTreeSet,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
    time::Instant,
};

use depeche::{
    corpus::Corpus,
    gazetteer::Gazetteer,
    model::{Analysis, Document, Mention, Sentence, Upos},
    pack::Pack,
    pipeline::Pipeline,
};

const TRIGGERS: usize = 5_000;
const TRIGGERS_OF_A_RULE: usize = 10;
/// Share of the time of analysis that matching may take.
const SHARE: f64 = 0.1;
/// How much longer a word of a long sentence may take than one of a short sentence.
const GROWTH: f64 = 2.0;
/// How often everything is measured, one after the other.
const ROUNDS: usize = 5;
const LENGTHS: [usize; 8] = [10, 20, 50, 100, 200, 500, 1_000, 2_000];
/// Clauses that long sentences are put together from.
const CLAUSES: [&str; 6] = [
    "le M23 a pris Goma",
    "l'armée malienne a envoyé trois cents soldats à Kidal",
    "Paris a évacué ses ressortissants du Soudan après des combats",
    "le président Volodymyr Zelensky a demandé des armes à Berlin",
    "les rebelles qui contrôlent la ville auraient tué dix civils",
    "l'ONU a annoncé le déploiement de Casques bleus par le Rwanda",
];

fn main() -> ExitCode {
    let folder = std::env::args().skip(1).find(|argument| !argument.starts_with("--")).unwrap_or_else(|| "corpus/dev".to_owned());
    let corpus = Corpus::open(&[PathBuf::from(&folder)]);
    let documents: Vec<Document> = (0..corpus.len()).flat_map(|source| corpus.read(source)).filter_map(Result::ok).collect();
    if documents.is_empty() {
        eprintln!("{folder}: no dispatches");
        return ExitCode::from(2);
    }
    let plain = Pipeline::load(&Pack::embedded("fr").expect("the French pack"), Gazetteer::embedded()).expect("its stages");
    let words = words(&documents, &plain);
    let loading = Instant::now();
    let pipeline = with_triggers(&words);
    println!("{} rules loaded in {:.2} s", pipeline.rules().rules().len(), loading.elapsed().as_secs_f64());
    let (share, growth) = (share(&documents, &pipeline, &plain), growth(&pipeline));
    println!("share {share:.3} (limit {SHARE}), growth {growth:.2} (limit {GROWTH})");
    if share < SHARE && growth < GROWTH { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Verbs and nouns of the dispatches.
fn words(documents: &[Document], pipeline: &Pipeline<'_>) -> BTreeSet<(Upos, String)> {
    let open = |upos| matches!(upos, Upos::Verb | Upos::Noun);
    let analyses = documents.iter().map(|document| pipeline.analyse(document));
    let tokens = analyses.flat_map(|analysis| analysis.sentences).flat_map(|sentence| sentence.tokens);
    let plain = |lemma: &str| lemma.chars().all(char::is_alphabetic);
    tokens.filter(|token| open(token.upos) && plain(&token.lemma)).map(|token| (token.upos, token.lemma.to_string())).collect()
}

/// The French pack with generated rules beside its own.
fn with_triggers(words: &BTreeSet<(Upos, String)>) -> Pipeline<'static> {
    let folder = tempfile::tempdir().expect("a folder");
    let pack = folder.path().join("fr");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("lang/fr"), &pack);
    fs::write(pack.join("rules/generated.toml"), rules(words)).expect("room for rules");
    Pipeline::load(&Pack::from_dir(&pack).expect("the pack"), Gazetteer::embedded()).unwrap_or_else(|error| panic!("{error}"))
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the pack").map(|entry| entry.expect("a file").path()) {
        let place = to.join(entry.file_name().expect("a name"));
        if entry.is_dir() {
            copy(&entry, &place);
        } else {
            fs::copy(&entry, place).expect("room");
        }
    }
}

/// Rules of ten triggers each: words of the dispatches first, then words that no text has.
fn rules(words: &BTreeSet<(Upos, String)>) -> String {
    let invented = (0..TRIGGERS).map(|number| (Upos::Verb, format!("verbe{number}")));
    let triggers: Vec<_> = words.iter().cloned().chain(invented).take(TRIGGERS).collect();
    let mut text = String::new();
    for (number, group) in triggers.chunks(TRIGGERS_OF_A_RULE).enumerate() {
        let list = |upos: Upos| group.iter().filter(|(own, _)| *own == upos).map(|(_, word)| format!("\"{word}\"")).collect::<Vec<_>>();
        let (verbs, nouns) = (list(Upos::Verb).join(", "), list(Upos::Noun).join(", "));
        writeln!(
            text,
            "[[rule]]\nid = \"generated-{number}\"\nsays = \"Somebody does something.\"\n\
             [[rule.trigger]]\nframe = \"trans\"\nVERB = [{verbs}]\nNOUN = [{nouns}]\n\
             [rule.role.whom]\npath = \"PATIENT | PATIENT >nmod[case=de]\"\ntype = [\"Actor\", \"Place\"]\n\
             [rule.role.who]\npath = \"ACTOR\"\ntype = [\"Actor\"]\n\
             [rule.role.place]\npath = \"LOCATION\"\ntype = [\"Place\"]\noptional = true\n\
             [[rule.emit]]\ntriple = [\"who\", \"attacks\", \"whom\"]\n\
             [[rule.test]]\ntext = \"x\"\nwant = [\"x attacks y\"]\n[[rule.test]]\ntext = \"x\"\nwant = []\n"
        )
        .expect("room");
    }
    text
}

/// What is measured of a dispatch; it gives some number, so that it is done.
type Work<'a> = &'a dyn Fn(&Document, &Analysis) -> usize;

/// Time of matching over time of analysis.
fn share(documents: &[Document], pipeline: &Pipeline<'_>, plain: &Pipeline<'_>) -> f64 {
    let read: Vec<(&Document, Analysis)> = documents.iter().map(|document| (document, pipeline.analyse(document))).collect();
    let tokens: usize = read.iter().flat_map(|(_, analysis)| &analysis.sentences).map(|sentence| sentence.tokens.len()).sum();
    let works: [(&str, Work<'_>); 4] = [
        ("analysis", &|document, _| pipeline.analyse(document).sentences.len()),
        ("matching, rules of the pack", &|_, analysis| matches(plain, analysis)),
        ("matching, with 5,000 triggers more", &|_, analysis| matches(pipeline, analysis)),
        ("claims in all, rules of the pack", &|document, analysis| plain.claims(document, analysis).len()),
    ];
    // By turns, and the best time of each dispatch, so that a machine with other work to do tells the truth too.
    let mut best = vec![[f64::INFINITY; 4]; read.len()];
    for _ in 0..ROUNDS {
        for ((document, analysis), best) in read.iter().zip(&mut best) {
            for ((_, work), best) in works.iter().zip(best) {
                *best = best.min(seconds(|| work(document, analysis)));
            }
        }
    }
    let total = |work: usize| best.iter().map(|times| times[work]).sum::<f64>();
    println!("{} dispatches, {tokens} words", documents.len());
    for (work, (name, _)) in works.iter().enumerate() {
        println!("{name:34} {:7.3} µs a word  {:6.3} of analysis", total(work) * 1e6 / tokens as f64, total(work) / total(0));
    }
    total(2) / total(0)
}

fn matches(pipeline: &Pipeline<'_>, analysis: &Analysis) -> usize {
    let scene = |(index, sentence)| pipeline.rules().scene(sentence, analysis.mentions_of(index)).matches().len();
    analysis.sentences.iter().enumerate().map(scene).sum()
}

/// Time per word in the longest sentence over that in sentences of a hundred words.
fn growth(pipeline: &Pipeline<'_>) -> f64 {
    println!("words   matching, µs a word   analysis, µs a word");
    let sentences = LENGTHS.map(|length| {
        let document = Document::from_text("long", sentence(length));
        let joined = joined(pipeline.analyse(&document));
        (document, joined)
    });
    let mut best = [[f64::INFINITY; 2]; LENGTHS.len()];
    for _ in 0..ROUNDS {
        for ((document, (sentence, mentions)), best) in sentences.iter().zip(&mut best) {
            let per_word = 1e6 / sentence.tokens.len() as f64;
            best[0] = best[0].min(seconds(|| pipeline.rules().scene(sentence, mentions).matches().len()) * per_word);
            best[1] = best[1].min(seconds(|| pipeline.analyse(document).sentences.len()) * per_word);
        }
    }
    for ((_, (sentence, _)), [matching, analysing]) in sentences.iter().zip(best) {
        println!("{:5} {matching:21.3} {analysing:21.3}", sentence.tokens.len());
    }
    let at = |wanted: usize| LENGTHS.iter().position(|length| *length == wanted).map_or(f64::NAN, |place| best[place][0]);
    at(2_000) / at(100)
}

/// One sentence of all, however the segmenter has cut them: what follows is joined to the first root.
fn joined(analysis: Analysis) -> (Sentence, Vec<Mention>) {
    let (mut whole, mut mentions) = (Sentence::default(), Vec::new());
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        let offset = whole.tokens.len();
        let root = whole.tokens.iter().position(|token| token.head.is_none());
        for mut token in sentence.tokens.iter().cloned() {
            match token.head {
                Some(head) => token.head = Some(head + offset),
                None if root.is_some() => (token.head, token.rel) = (root, "conj".into()),
                None => {}
            }
            whole.tokens.push(token);
        }
        mentions.extend(analysis.mentions_of(index).iter().cloned().map(|mut mention| {
            mention.tokens = mention.tokens.start + offset..mention.tokens.end + offset;
            mention.head += offset;
            mention
        }));
    }
    (whole, mentions)
}

/// Clauses joined to one sentence of about so many words.
fn sentence(length: usize) -> String {
    let mut text = CLAUSES[0].to_owned();
    for clause in CLAUSES.iter().cycle().skip(1) {
        if words_of(&text) + words_of(clause) >= length {
            break;
        }
        text.push_str(" et ");
        text.push_str(clause);
    }
    text + "."
}

fn words_of(text: &str) -> usize {
    text.split([' ', '\'']).count()
}

/// Seconds of a run: the best of several, after one to warm up.
fn seconds(mut run: impl FnMut() -> usize) -> f64 {
    std::hint::black_box(run());
    let once = |_| {
        let clock = Instant::now();
        std::hint::black_box(run());
        clock.elapsed().as_secs_f64()
    };
    (0..5).map(once).fold(f64::INFINITY, f64::min)
}
