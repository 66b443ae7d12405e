//! A tiny model learns its few sentences; the same plan gives the same bytes; the committed model analyses.

use std::{fs, path::Path};

use super::{Plan, TrainError, score, train};
use crate::{
    analysis::{Analyser, conllu},
    model::Surface,
};

/// `form/lemma/UPOS/feats/head/relation`, words of a contraction joined by `+` after its form and `=`.
const SENTENCES: [&str; 5] = [
    "Les/le/DET/Number=Plur/2/det insurgés/insurgé/NOUN/Number=Plur/4/nsubj ont/avoir/AUX/Mood=Ind/4/aux:tense pris/prendre/VERB/Tense=Past/0/root \
     la/le/DET/Number=Sing/6/det ville/ville/NOUN/Number=Sing/4/obj ././PUNCT/_/4/punct",
    "Le/le/DET/Number=Sing/2/det ministre/ministre/NOUN/Number=Sing/4/nsubj:pass est/être/AUX/Mood=Ind/4/aux:pass attendu/attendre/VERB/Tense=Past/0/root \
     au=à/à/ADP/_/7/case+le/le/DET/Number=Sing/7/det Soudan/Soudan/PROPN/Number=Sing/4/obl:arg ././PUNCT/_/4/punct",
    "Des=De/de/ADP/_/3/case+les/le/DET/Number=Plur/3/det villes/ville/NOUN/Number=Plur/5/obl:mod ,/,/PUNCT/_/3/punct fuient/fuir/VERB/Mood=Ind/0/root \
     des/un/DET/Number=Plur/7/det civils/civil/NOUN/Number=Plur/5/nsubj ././PUNCT/_/5/punct",
    "Ils/il/PRON/Number=Plur/2/nsubj quittent/quitter/VERB/Mood=Ind/0/root Goma/Goma/PROPN/Number=Sing/2/obj ././PUNCT/_/2/punct",
    "La/le/DET/Number=Sing/2/det ville/ville/NOUN/Number=Sing/3/nsubj attend/attendre/VERB/Mood=Ind/0/root les/le/DET/Number=Plur/5/det \
     ministres/ministre/NOUN/Number=Plur/3/obj ././PUNCT/_/3/punct",
];

const PLAN: &str = r#"
language = "test"
seed = 7
contractions = "contractions.tsv"
[[treebank]]
name = "own"
licence = "own"
train = ["own.conllu", "own.conllu", "own.conllu", "own.conllu", "own.conllu", "own.conllu"]
[feature]
split = ["Mood"]
[tagger]
bits = 12
epochs = 8
[inflector]
bits = 10
epochs = 5
[parser]
bits = 13
epochs = 10
[subtypes]
bits = 10
epochs = 5
[splitter]
bits = 10
epochs = 5
[sentences]
bits = 10
epochs = 5
"#;

fn treebank() -> String {
    SENTENCES.map(conllu_sentence).concat()
}

fn conllu_sentence(sentence: &str) -> String {
    let (mut out, mut number) = (String::new(), 0);
    for token in sentence.split_whitespace() {
        let (surface, words) = token.split_once('=').filter(|(form, _)| !form.contains('/')).unzip();
        let words: Vec<&str> = words.unwrap_or(token).split('+').collect();
        if let Some(surface) = surface {
            out += &format!("{}-{}\t{surface}\t_\t_\t_\t_\t_\t_\t_\t_\n", number + 1, number + words.len());
        }
        for word in words {
            number += 1;
            let [form, lemma, upos, feats, head, relation] = word.split('/').collect::<Vec<&str>>()[..] else {
                panic!("six parts: {word}")
            };
            out += &format!("{number}\t{form}\t{lemma}\t{upos}\t_\t{feats}\t{head}\t{relation}\t_\t_\n");
        }
    }
    out + "\n"
}

fn tiny(folder: &Path, plan: &str) -> Result<Analyser, TrainError> {
    fs::write(folder.join("own.conllu"), treebank()).expect("a temporary file");
    fs::write(folder.join("contractions.tsv"), "# test\nau\tà le\talways\ndes\tde les\tsometimes\n").expect("a temporary file");
    train(&Plan::from_text(plan)?, folder, folder, &|_| {})
}

#[test]
fn a_tiny_model_learns_its_sentences() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let analyser = tiny(folder.path(), PLAN).expect("trains");
    let model = analyser.to_bytes().expect("packs");
    let again = tiny(folder.path(), PLAN).expect("trains").to_bytes().expect("packs");
    assert_eq!(model, again);
    let analyser = Analyser::from_bytes(&model).expect("loads");
    let scores = score(&analyser, &conllu::read(&treebank()).expect("well-formed"));
    assert_eq!(
        (scores.upos, scores.feats, scores.lemma, scores.full),
        (scores.words, scores.words, scores.words, scores.words),
        "{scores}"
    );
    assert_eq!((scores.split, scores.contractions), (3, 3));
}

#[test]
fn a_bad_plan_or_model_is_refused() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    assert!(matches!(Plan::from_text("language = 3"), Err(TrainError::Plan(_))));
    assert!(matches!(tiny(folder.path(), &PLAN.replace("own.conllu\"]", "absent.conllu\"]")), Err(TrainError::File { .. })));
    let model = tiny(folder.path(), PLAN).expect("trains").to_bytes().expect("packs");
    assert!(Analyser::from_bytes(b"something else").is_err());
    assert!(Analyser::from_bytes(&model[..model.len() / 2]).is_err());
}

#[test]
fn the_committed_model_analyses() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("lang/fr").join(Analyser::FILE);
    let analyser = Analyser::from_bytes(&fs::read(file).expect("the model is committed")).expect("loads");
    let text = "Des rebelles ont été chassés du port de Bossasso par l’armée.";
    let mut start = 0;
    let surface: Vec<_> = ["Des", "rebelles", "ont", "été", "chassés", "du", "port", "de", "Bossasso", "par", "l’", "armée", "."]
        .iter()
        .map(|form| {
            let at = start + text[start..].find(form).expect("in the text");
            start = at + form.len();
            (at..start).into()
        })
        .collect();
    let mut tokens = analyser.words(text, &surface);
    assert_eq!(tokens.iter().filter(|token| token.surface == Surface::Rest).count(), 1);
    analyser.annotate(&mut tokens);
    let seen: Vec<String> = tokens.iter().map(|token| format!("{}/{}/{}", token.lemma, token.upos, token.rel)).collect();
    assert_eq!(seen[..5], ["un/DET/det", "rebelle/NOUN/nsubj:pass", "avoir/AUX/aux:tense", "être/AUX/aux:pass", "chasser/VERB/root"]);
    assert_eq!(tokens.iter().filter(|token| token.head.is_none()).count(), 1);
    assert!(tokens[4].feats.is("VerbForm", "Part") && tokens[4].feats.is("Number", "Plur"));
}

#[test]
fn long_sentences_take_linear_time() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("lang/fr").join(Analyser::FILE);
    let analyser = Analyser::from_bytes(&fs::read(file).expect("the model is committed")).expect("loads");
    let text = "ville ".repeat(10_000);
    let surface: Vec<_> = (0..10_000).map(|word| (word * 6..word * 6 + 5).into()).collect();
    let mut tokens = analyser.words(&text, &surface);
    analyser.annotate(&mut tokens);
    assert_eq!(tokens.iter().filter(|token| token.head.is_none()).count(), 1);
}
