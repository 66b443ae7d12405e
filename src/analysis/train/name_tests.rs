//! A tiny name tagger learns its few sentences and what they have in common; the same material gives the same bytes; bad material is refused.

use std::{fs, path::Path};

use super::{GoldNames, NameReader, Plan, TrainError, read_names, read_tree_names, score_names, train_names};
use crate::{
    analysis::{
        Analyser,
        mention::{NameTagger, Nouns},
        segment::Segmenter,
    },
    gazetteer::Gazetteer,
    pack::Pack,
};

const TEXT: &str = "Le général Zorbak a quitté Velmora lundi.\nLe général Tudrik arrive à Velmora.\nLe général Zorbak parle à Ostrava-Nord.\n\
                    Les soldats dorment.\nLe général Hemmel arrive à Brenska lundi.\nLe général Karvo a quitté Brenska.\n";
const NAMES: &str = "# test\n1\tDOC\n1\tPER\tZorbak\n1\tLOC\tVelmora\n2\tPER\tTudrik\n2\tLOC\tVelmora\n3\tDOC\n3\tPER\tZorbak\n3\tLOC\tOstrava-Nord\n\
                     4\tDOC\n5\tDOC\n5\tPER\tHemmel\n5\tLOC\tBrenska\n6\tPER\tKarvo\n6\tLOC\tBrenska\n6\tEND\n";

fn gold(folder: &Path, names: &str) -> Result<Vec<GoldNames>, TrainError> {
    fs::write(folder.join("text.txt"), TEXT).expect("a temporary file");
    fs::write(folder.join("names.tsv"), names).expect("a temporary file");
    read_names(&folder.join("names.tsv"), &folder.join("text.txt"))
}

#[test]
fn a_tiny_tagger_learns_its_names() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let pack = Pack::embedded("fr").expect("embedded");
    let analyser = Analyser::from_bytes(pack.bytes(Analyser::FILE).expect("committed")).expect("loads");
    let segmenter = Segmenter::from_pack(&pack, &analyser).expect("loads");
    let nouns = Nouns::load(&pack).expect("loads");
    let reader = NameReader { segmenter: &segmenter, analyser: &analyser, gazetteer: Gazetteer::embedded(), nouns: &nouns };
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("lang/fr/models/train.toml")).expect("committed");
    let mut plan = Plan::from_text(&text).expect("a plan").names.expect("with names");
    plan.list.clear();
    plan.settings.bits = 12;
    let gold = gold(folder.path(), NAMES).expect("well-formed");
    let train = || train_names(&plan, 1, (folder.path(), folder.path()), &reader, &gold).expect("trains").to_bytes().expect("packs");
    let model = train();
    assert_eq!(model, train());
    let tagger = NameTagger::from_bytes(&model).expect("loads");
    let scores = score_names(&tagger, &reader, &gold).total(|_| true);
    assert_eq!((scores.right, scores.found, scores.gold), (10, 10, 10));
    let text = "Le général Plastir a quitté Gorvane.";
    let sentences = reader.sentences(text);
    let named = tagger.tag(&analyser, Gazetteer::embedded(), &nouns, text, &sentences);
    let seen: Vec<(&str, &str)> = named[0]
        .iter()
        .map(|(words, class)| (sentences[0].tokens[words.start].span.of(text), tagger.classes()[*class].tag.as_str()))
        .collect();
    assert_eq!(seen, [("Plastir", "PER"), ("Gorvane", "LOC")]);
    assert!(NameTagger::from_bytes(&model[..model.len() / 2]).is_err());
}

const TREES: &str = "# newdoc\n# sent_id = a-1\n1\tZorbak\tZorbak\tPROPN\t_\t_\t2\tnsubj\t_\t_\n2\tdort\tdormir\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n\n\
                     # sent_id = a-2\n1\tNon\tnon\tINTJ\t_\t_\t0\troot\t_\t_\n\n# newdoc\n# sent_id = b-1\n1\tVelmora\tVelmora\tPROPN\t_\t_\t0\troot\t_\t_\n\n\
                     # sent_id = b-2\n1\tOui\toui\tINTJ\t_\t_\t0\troot\t_\t_\n\n";

#[test]
fn names_of_trees_are_read_by_sentence() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let read = |trees: &str, names: &str| {
        fs::write(folder.path().join("trees.conllu"), trees).expect("a temporary file");
        fs::write(folder.path().join("trees.tsv"), names).expect("a temporary file");
        read_tree_names(&folder.path().join("trees.tsv"), &[folder.path().join("trees.conllu")])
    };
    let names = "# test\nb-1\tLOC\tVelmora\na-1\tPER\tZorbak\na-2\tNONE\n";
    let texts = |trees: &str| read(trees, names).expect("well-formed").into_iter().map(|article| article.text).collect::<Vec<_>>();
    assert_eq!(texts(TREES), ["Zorbak dort.\n\nNon\n\n", "Velmora\n\n"]);
    assert_eq!(texts(&TREES.replace("# newdoc\n", "")), ["Zorbak dort.\n\n", "Non\n\n", "Velmora\n\n"]);
    for names in ["c-1\tNONE\n", "a-1\tPER\tPersonne\n", "a-1\tPER\n"] {
        assert!(matches!(read(TREES, names), Err(TrainError::Line { line: 1, .. })), "{names}");
    }
}

#[test]
fn names_are_read_into_articles() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let articles = gold(folder.path(), NAMES).expect("well-formed");
    assert_eq!(articles.len(), 4);
    assert_eq!(
        articles[0].names.iter().map(|(span, _)| span.of(&articles[0].text)).collect::<Vec<_>>(),
        ["Zorbak", "Velmora", "Tudrik", "Velmora"]
    );
    assert_eq!(articles[2].text, "Les soldats dorment.\n\n");
    for (names, line) in
        [("1\tPER\tZorbak\n", 1), ("1\tDOC\n1\tPER\tPersonne\n", 2), ("2\tDOC\n1\tLOC\tVelmora\n", 2), ("1\tDOC\n9\tEND\n", 2)]
    {
        assert!(matches!(gold(folder.path(), names), Err(TrainError::Line { line: at, .. }) if at == line), "{names}");
    }
}
