//! The command line as its users meet it: every subcommand, exit codes, files, pipes.

mod program;

use std::{
    collections::BTreeSet,
    fs,
    io::Read,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::LazyLock,
};

use program::{contents, depeche, run};
use tempfile::TempDir;

const NOTE: &str =
    "Date: 2025-01-27\nLes rebelles du M23 ont pris Goma lundi, selon le gouverneur. Kigali n'a pas envoyé de soldats au Congo.";
const FILES: [&str; 10] = [
    "dataset.ttl",
    "edges.csv",
    "events.csv",
    "facts.csv",
    "graph.gexf",
    "graph.graphml",
    "graph.nq.zst",
    "graph.ttl",
    "links.nt",
    "nodes.csv",
];

/// A graph of the sample corpus, built once by the command of the README.
static SAMPLES: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let (code, said, complaints) = run(depeche().current_dir(env!("CARGO_MANIFEST_DIR")).args(["build", "--out"]).arg(folder.path()));
    assert_eq!((code, complaints.as_str()), (0, ""), "{said}");
    folder
});

/// A folder with one dispatch, and the place for its graph.
fn one_dispatch() -> (TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let (input, out) = (folder.path().join("goma.txt"), folder.path().join("graph"));
    fs::write(&input, NOTE).unwrap();
    (folder, input, out)
}

fn query(graph: &Path, arguments: &[&str]) -> (i32, String, String) {
    run(depeche().arg("query").arg("--graph").arg(graph).args(arguments))
}

#[test]
fn without_arguments_the_commands_are_shown() {
    let (code, _, shown) = run(&mut depeche());
    assert_eq!(code, 2);
    for command in ["build", "query", "explain", "export", "eval", "analyse", "rule"] {
        assert!(shown.contains(&format!("\n  {command} ")), "{command} is missing in:\n{shown}");
    }
}

#[test]
fn build_writes_all_files_and_says_what_to_do_next() {
    let (_folder, input, out) = one_dispatch();
    let (code, said, complaints) = run(depeche().arg("build").arg(&input).arg("--out").arg(&out));
    assert_eq!((code, complaints.as_str()), (0, ""));
    assert!(said.starts_with("documents  1 (2 sentences") && said.contains("seconds") && said.contains("depeche query --graph"), "{said}");
    assert_eq!(contents(&out).into_keys().collect::<Vec<_>>(), FILES);
}

#[test]
fn build_without_input_takes_the_sample_corpus() {
    let documents: BTreeSet<_> =
        csv::Reader::from_path(SAMPLES.path().join("facts.csv")).unwrap().records().map(|row| row.unwrap()[0].to_owned()).collect();
    assert!(documents.len() >= 12, "{documents:?}");
}

#[test]
fn build_without_input_and_without_samples_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let (code, _, complaint) = run(depeche().current_dir(folder.path()).arg("build"));
    assert_eq!(code, 2);
    assert!(complaint.contains("no folder `corpus` here") && complaint.contains("depeche build FILE-OR-FOLDER"), "{complaint}");
    assert!(contents(folder.path()).is_empty());
}

#[test]
fn build_reads_standard_input() {
    let (_folder, _, out) = one_dispatch();
    let (code, said, _) = run(depeche().args(["build", "-", "--out"]).arg(&out).write_stdin(NOTE));
    assert_eq!(code, 0, "{said}");
    assert!(fs::read_to_string(out.join("facts.csv")).unwrap().contains("\nstdin,M23,"));
}

#[test]
fn two_builds_are_the_same_to_the_byte() {
    let again = tempfile::tempdir().unwrap();
    let (code, ..) = run(depeche().current_dir(env!("CARGO_MANIFEST_DIR")).args(["build", "corpus", "--out"]).arg(again.path()));
    assert_eq!(code, 0);
    let (first, second) = (contents(SAMPLES.path()), contents(again.path()));
    assert_eq!(first.keys().collect::<Vec<_>>(), FILES);
    for (name, bytes) in first {
        assert!(second[&name] == bytes, "{name} differs");
    }
}

const DISPATCHES: [(&str, &str); 3] = [
    ("goma.txt", NOTE),
    ("bukavu.txt", "Date: 2025-02-16\nLes rebelles du M23 ont pris Bukavu dimanche. L'armée congolaise s'est retirée de la ville."),
    ("goma2.txt", "Date: 2025-01-28\nLe M23 s'est emparé de Goma, a confirmé l'ONU."),
];

/// A folder with the dispatches of these numbers.
fn folder_of(parent: &Path, name: &str, chosen: &[usize]) -> PathBuf {
    let folder = parent.join(name);
    fs::create_dir(&folder).unwrap();
    chosen.iter().map(|index| DISPATCHES[*index]).for_each(|(file, text)| fs::write(folder.join(file), text).unwrap());
    folder
}

fn build(input: &Path, out: &Path) -> String {
    let (code, said, complaints) = run(depeche().arg("build").arg(input).arg("--out").arg(out));
    assert_eq!((code, complaints.as_str()), (0, ""), "{said}");
    said
}

#[test]
fn a_build_into_an_earlier_one_reads_only_what_changed_and_leaves_what_a_fresh_one_leaves() {
    let place = tempfile::tempdir().unwrap();
    let (input, out, fresh) = (folder_of(place.path(), "in", &[0, 1]), place.path().join("out"), place.path().join("fresh"));
    assert!(build(&input, &out).starts_with("documents  2 (4 sentences"));
    let before = contents(&out);
    assert!(build(&input, &out).starts_with("documents  2 (2 unchanged)"));
    assert!(contents(&out) == before, "a build of the same changed something");
    // One changes, one goes, one comes.
    fs::write(input.join("goma.txt"), NOTE.replace("M23", "CRP")).unwrap();
    fs::remove_file(input.join("bukavu.txt")).unwrap();
    fs::write(input.join("goma2.txt"), DISPATCHES[2].1).unwrap();
    assert!(build(&input, &out).starts_with("documents  2 (3 sentences"));
    fs::write(input.join("bukavu.txt"), DISPATCHES[1].1).unwrap();
    assert!(build(&input, &out).starts_with("documents  3 (2 unchanged; 2 sentences"));
    build(&input, &fresh);
    for (name, bytes) in contents(&fresh) {
        assert!(contents(&out)[&name] == bytes, "{name} is not what a fresh build writes");
    }
    // The same text under another date is another document.
    fs::write(input.join("goma.txt"), NOTE.replace("M23", "CRP").replace("2025-01-27", "2025-01-20")).unwrap();
    assert!(build(&input, &out).starts_with("documents  3 (2 unchanged; 2 sentences"));
}

/// A text without a date, and others of three months: the first tells three of its events, the others one each.
#[test]
fn a_document_without_a_date_gets_the_month_of_those_that_tell_of_the_same_events() {
    let place = tempfile::tempdir().unwrap();
    let (input, out) = (folder_of(place.path(), "in", &[]), place.path().join("out"));
    let write = |name: &str, text: &str| fs::write(input.join(name), text).unwrap();
    write("undated.txt", "La Russie s'est emparée hier de Kherson. Les Russes ont pris Marioupol. La Russie a bombardé Odessa.");
    write("odessa.txt", "Date: 2022-03-04\nLa Russie a pris Kherson. La Russie a capturé Marioupol avant de bombarder Odessa.");
    write("kherson.txt", "Date: 2023-11-21\nLa Russie a pris Kherson.");
    let said = build(&input, &out);
    assert!(said.contains("dated      1 by others"), "{said}");
    let facts = fs::read_to_string(out.join("facts.csv")).unwrap();
    assert!(
        facts.lines().any(|row| row.starts_with("undated,Russie,") && row.contains(",captures,Kherson,") && row.contains(",2022-03,")),
        "{facts}"
    );
    let before = contents(&out);
    build(&input, &out);
    assert!(contents(&out) == before, "a build of the same changed something");
    // Without the dispatch that tells as much nothing is known.
    fs::remove_file(input.join("odessa.txt")).unwrap();
    assert!(!build(&input, &out).contains("dated "));
    assert!(!fs::read_to_string(out.join("facts.csv")).unwrap().contains("2022-03"));
}

#[test]
fn graphs_built_apart_and_merged_equal_the_graph_built_at_once() {
    let place = tempfile::tempdir().unwrap();
    let at = |name: &str| place.path().join(name);
    for (name, chosen) in [("a", &[0, 2][..]), ("b", &[1]), ("whole", &[0, 1, 2])] {
        build(&folder_of(place.path(), &format!("{name}-in"), chosen), &at(name));
    }
    for order in [["a", "b"], ["b", "a"]] {
        let [one, other] = order.map(at);
        let (code, said, complaint) = run(depeche().args(["build", "--merge"]).args([one, other]).arg("--out").arg(at("merged")));
        assert_eq!((code, complaint.as_str()), (0, ""), "{said}");
        for (name, bytes) in contents(&at("whole")) {
            assert!(contents(&at("merged"))[&name] == bytes, "{name} differs");
        }
    }
    let (code, _, complaint) = run(depeche().args(["build", "--merge"]).args([at("a"), at("nothing")]).arg("--out").arg(at("c")));
    assert!(code == 2 && complaint.contains("nothing") && !at("c").exists(), "{complaint}");
}

#[cfg(unix)]
#[test]
fn an_interrupted_build_leaves_nothing_behind() {
    let place = tempfile::tempdir().unwrap();
    let (input, out) = (place.path().join("in"), place.path().join("out"));
    fs::create_dir(&input).unwrap();
    (0..4000).for_each(|number| fs::write(input.join(format!("{number}.txt")), NOTE).unwrap());
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("depeche"))
        .args(["build".as_ref(), input.as_os_str(), "--out".as_ref(), out.as_os_str()])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::thread::sleep(std::time::Duration::from_secs(2));
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let mut complaint = String::new();
    child.stderr.take().unwrap().read_to_string(&mut complaint).unwrap();
    // A machine may be quicker than the signal; what must not be is a part of an output.
    match child.wait().unwrap().code() {
        Some(0) => assert_eq!(contents(&out).into_keys().collect::<Vec<_>>(), FILES),
        code => {
            assert!(code.is_none() || code == Some(2) && complaint.contains("interrupted"), "{code:?} {complaint}");
            assert!(!out.exists() || contents(&out).is_empty(), "{:?}", contents(&out).keys());
        }
    }
}

#[test]
fn a_failed_build_leaves_the_earlier_output() {
    let (folder, input, out) = one_dispatch();
    assert_eq!(run(depeche().arg("build").arg(&input).arg("--out").arg(&out)).0, 0);
    let before = contents(&out);
    let (code, said, complaint) = run(depeche().arg("build").arg(folder.path().join("nothing.txt")).arg("--out").arg(&out));
    assert_eq!((code, said.as_str()), (2, ""));
    assert!(complaint.contains("nothing.txt: there is no such file"), "{complaint}");
    assert!(contents(&out) == before, "the earlier output changed");
}

#[test]
fn an_output_folder_that_cannot_be_made_is_named() {
    let (_folder, input, _) = one_dispatch();
    let (code, _, complaint) = run(depeche().arg("build").arg(&input).arg("--out").arg(input.join("graph")));
    assert_eq!(code, 2);
    assert!(complaint.contains("goma.txt/graph"), "{complaint}");
}

/// What stands in the first block of this kind in the README.
fn readme_block(kind: &str) -> String {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let block = readme.split(&format!("```{kind}\n")).nth(1).and_then(|rest| rest.split("```").next());
    block.unwrap_or_else(|| panic!("the README has no block of {kind}")).to_owned()
}

#[test]
fn the_query_of_the_readme_is_answered() {
    let (code, answer, complaint) = query(SAMPLES.path(), &[&readme_block("sparql")]);
    assert_eq!((code, complaint.as_str()), (0, ""));
    for part in ["according_to", "Koundouz", "élus locaux", "talibans se sont emparés dimanche de Kunduz"] {
        assert!(answer.contains(part), "`{part}` is missing in:\n{answer}");
    }
}

#[test]
fn the_dispatch_of_the_readme_gives_the_facts_that_it_shows() {
    let (_folder, input, out) = one_dispatch();
    // The README breaks lines where the dispatch has none.
    let dispatch = readme_block("text");
    let (date, text) = dispatch.split_once('\n').unwrap();
    fs::write(&input, format!("{date}\n{}", text.replace('\n', " "))).unwrap();
    assert_eq!(run(depeche().arg("build").arg(&input).arg("--out").arg(&out)).0, 0);
    let mut table = csv::Reader::from_path(out.join("facts.csv")).unwrap();
    let headers = table.headers().unwrap().clone();
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let mut shown = readme.lines().skip_while(|line| !line.starts_with("| subject |")).take_while(|line| !line.is_empty());
    let cells = |line: &str| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let columns: Vec<_> =
        cells(shown.next().unwrap()).iter().map(|name| headers.iter().position(|header| header == name).unwrap()).collect();
    let found: Vec<Vec<_>> = table
        .records()
        .map(|record| record.unwrap())
        .map(|record| columns.iter().map(|&column| record[column].to_owned()).collect())
        .collect();
    for line in shown.skip(1) {
        assert!(found.contains(&cells(line)), "the README shows `{line}`, and these are found: {found:#?}");
    }
}

#[test]
fn every_named_query_finds_something_in_the_samples() {
    let graph = depeche::graph::Graph::load(SAMPLES.path()).unwrap();
    let rows = |query: &depeche::graph::NamedQuery| {
        let (answer, mut text) = (graph.query(&query.sparql).unwrap(), Vec::new());
        let (format, header) = match answer.kind() {
            depeche::graph::AnswerKind::Graph => (depeche::graph::ResultFormat::NTriples, 0),
            _ => (depeche::graph::ResultFormat::Csv, 1),
        };
        answer.write(format, &mut text).unwrap();
        String::from_utf8(text).unwrap().lines().count() - header
    };
    let empty: Vec<_> = depeche::graph::NamedQuery::all().into_iter().filter(|query| rows(query) == 0).map(|query| query.name).collect();
    // What sources disagree on, or several of them carry, may be missing from so few dispatches.
    assert!(empty.len() <= 3, "{empty:?} find nothing");
    let documented = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/vocabulary.md")).unwrap();
    let listed = |query: &depeche::graph::NamedQuery| documented.contains(&format!("| `{}` | {} |", query.name, query.question));
    let unlisted: Vec<_> = depeche::graph::NamedQuery::all().into_iter().filter(|query| !listed(query)).map(|query| query.name).collect();
    assert!(unlisted.is_empty(), "{unlisted:?} are not listed in docs/vocabulary.md");
}

#[test]
fn a_part_is_exported_and_wrong_parts_are_refused() {
    let export = |arguments: &[&str]| run(depeche().arg("export").arg("--graph").arg(SAMPLES.path()).args(arguments));
    let (code, table, _) =
        export(&["--format", "csv", "--predicate", "usesForceAgainst", "--status", "asserted,planned", "--min-documents", "1"]);
    let predicates: BTreeSet<_> = csv::Reader::from_reader(table.as_bytes()).records().map(|row| row.unwrap()[4].to_owned()).collect();
    assert!(code == 0 && predicates.contains("attacks") && !predicates.contains("captures"), "{predicates:?}");
    let (code, turtle, _) = export(&["--format", "ttl", "--construct", "CONSTRUCT WHERE { ?who dep:captures ?what }"]);
    assert!(code == 0 && turtle.contains(" dep:captures entity:") && !turtle.contains("dep:Claim"), "{turtle}");
    for (wrong, said) in
        [(["--type", "Planet"], "`Planet` is no class"), (["--status", "rumoured"], "rumoured"), (["--from", "hier"], "`hier` is no date")]
    {
        let (code, _, complaint) = export(&[&["--format", "csv"], &wrong[..]].concat());
        assert!(code == 2 && complaint.contains(said), "{complaint}");
    }
}

#[test]
fn query_answers_named_queries_files_and_standard_input() {
    let (code, list, _) = query(Path::new("."), &["--list"]);
    assert!(code == 0 && list.contains("taliban-captures") && list.contains("Which places did the Taliban capture"), "{list}");
    let ask = "ASK { ?fact rdf:predicate dep:captures }";
    let file = SAMPLES.path().with_extension("rq");
    fs::write(&file, ask).unwrap();
    assert_eq!(query(SAMPLES.path(), &["-f", file.to_str().unwrap()]), (0, "yes\n".to_owned(), String::new()));
    fs::remove_file(file).unwrap();
    let piped = run(depeche().args(["query", "-f", "-", "--graph"]).arg(SAMPLES.path()).write_stdin(ask));
    assert_eq!(piped, (0, "yes\n".to_owned(), String::new()));
    let (code, rows, _) = query(SAMPLES.path(), &["--named", "sources", "--format", "csv"]);
    assert!(code == 0 && rows.starts_with("cited,claims,documents\r\n"), "{rows}");
}

#[test]
fn wrong_questions_end_with_code_2_and_a_reason() {
    let cases: [(&[&str], &str); 5] = [
        (&["SELECT * {"], "line 1, column"),
        (&["--named", "nothing"], "taliban-captures"),
        (&["-f", "nothing.rq"], "cannot read the query in nothing.rq"),
        (&["ASK {}", "--format", "xlsx"], "table, json, xml"),
        (&[], "--named"),
    ];
    for (arguments, reason) in cases {
        let (code, answer, complaint) = query(SAMPLES.path(), arguments);
        assert_eq!((code, answer.as_str()), (2, ""), "{arguments:?}");
        assert!(complaint.contains(reason), "{arguments:?}: {complaint}");
    }
    let empty = tempfile::tempdir().unwrap();
    let (code, _, complaint) = query(empty.path(), &["ASK {}"]);
    assert!(code == 2 && complaint.contains("no graph here; run `depeche build"), "{complaint}");
}

#[test]
fn explain_shows_words_rule_and_tree() {
    let (_folder, input, out) = one_dispatch();
    assert_eq!(run(depeche().arg("build").arg(&input).arg("--out").arg(&out)).0, 0);
    let (code, shown, complaint) = run(depeche().args(["explain", "M23", "captures", "Goma", "--graph"]).arg(&out));
    assert_eq!((code, complaint.as_str()), (0, ""));
    for part in [
        "M23 captures Goma\n",
        "asserted",
        "goma, 2025-01-27, characters",
        "« Les rebelles du M23 ont pris Goma",
        "rule",
        "capture (",
        "pris VERB root",
    ] {
        assert!(shown.contains(part), "`{part}` is missing in:\n{shown}");
    }
    let fact = shown.lines().find_map(|line| line.trim().strip_prefix("fact")).unwrap().trim().to_owned();
    assert_eq!(run(depeche().args(["explain", &fact, "--graph"]).arg(&out)).1, shown);
    let (code, _, complaint) = run(depeche().args(["explain", "M23", "leads", "Goma", "--graph"]).arg(&out));
    assert!(code == 2 && complaint.contains("no fact, claim or event `M23 leads Goma`"), "{complaint}");
}

#[test]
fn export_writes_every_format_to_a_file_or_a_pipe() {
    let (_folder, input, out) = one_dispatch();
    assert_eq!(run(depeche().arg("build").arg(&input).arg("--out").arg(&out)).0, 0);
    for format in ["ttl", "nt", "nq", "trig", "jsonld", "rdfxml", "graphml", "gexf", "csv", "nodes", "edges", "jsonl"] {
        let (code, text, complaint) = run(depeche().args(["export", "--format", format, "--graph"]).arg(&out));
        assert!(code == 0 && complaint.is_empty() && text.len() > 200, "{format}: {complaint}");
        let file = out.join("exported");
        assert_eq!(run(depeche().args(["export", "--format", format, "--graph"]).arg(&out).arg("--output").arg(&file)).0, 0);
        assert!(fs::read_to_string(&file).unwrap() == text, "{format}");
    }
    assert_eq!(
        fs::read(out.join("facts.csv")).unwrap(),
        run(depeche().args(["export", "--format", "csv", "--graph"]).arg(&out)).1.into_bytes()
    );
    let (code, _, complaint) = run(depeche().args(["export", "--format", "xlsx"]));
    assert!(code == 2 && complaint.contains("graphml"), "{complaint}");
}

#[test]
fn analyse_prints_conllu_or_trees() {
    let (code, table, _) = run(depeche().args(["analyse", "Les rebelles ont pris Goma."]));
    assert!(code == 0 && table.contains("\tpris\tprendre\tVERB\t"), "{table}");
    let (code, tree, _) = run(depeche().args(["analyse", "--tree", "Les rebelles ont pris Goma."]));
    assert!(code == 0 && tree.starts_with("pris VERB root\n├─ "), "{tree}");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("one.conllu");
    fs::write(&file, table.replace("prendre", "_")).unwrap();
    assert_eq!(run(depeche().args(["analyse", "--conllu"]).arg(&file)).1, table);
    assert_eq!(run(depeche().arg("analyse")).0, 2);
}

#[test]
fn rules_are_listed_tested_and_explained() {
    let (code, list, _) = run(depeche().args(["rule", "list"]));
    assert!(code == 0 && list.contains("capture → captures"), "{list}");
    let (code, tested, _) = run(depeche().args(["rule", "test"]));
    assert!(code == 0 && tested.ends_with(" passed, 0 failed\n"), "{tested}");
    let why = run(depeche().args(["rule", "why", "capture", "Les rebelles du M23 ont pris Goma."]));
    assert!(why.0 == 0 && why.1.contains("states: M23 captures Goma"), "{}", why.1);
    let why = run(depeche().args(["rule", "why", "capture", "Les rebelles ont pris la fuite."]));
    assert!(why.0 == 1 && why.1.contains("states: nothing"), "{}", why.1);
    let (code, _, complaint) = run(depeche().args(["rule", "why", "nothing", "Goma."]));
    assert!(code == 2 && complaint.contains("no rule `nothing`"), "{complaint}");
}

#[test]
fn eval_scores_a_graph_or_a_table() {
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/gold/dev.csv");
    let (code, of_graph, complaint) = run(depeche().arg("eval").arg("--gold").arg(&gold).arg("--graph").arg(SAMPLES.path()));
    assert_eq!((code, complaint.as_str()), (0, ""));
    assert!(of_graph.contains("captures") && of_graph.contains("facts: precision 0."), "{of_graph}");
    let table = SAMPLES.path().join("facts.csv");
    assert_eq!(run(depeche().arg("eval").arg("--gold").arg(&gold).arg("--facts").arg(table)).1, of_graph);
    let (code, _, complaint) = run(depeche().args(["eval", "--gold", "nothing.csv", "--graph"]).arg(SAMPLES.path()));
    assert!(code == 2 && complaint.contains("nothing.csv"), "{complaint}");
}

#[test]
fn a_reader_that_stops_early_is_no_error() {
    let commands: [&[&str]; 4] = [
        &["export", "--format", "nq", "--graph"],
        &["export", "--format", "jsonl", "--graph"],
        &["export", "--format", "csv", "--graph"],
        &["query", "SELECT * { ?s ?p ?o }", "--format", "csv", "--graph"],
    ];
    for arguments in commands {
        let mut program = Command::new(assert_cmd::cargo::cargo_bin!("depeche"))
            .args(arguments)
            .arg(SAMPLES.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut out = program.stdout.take().unwrap();
        out.read_exact(&mut [0; 10]).unwrap();
        drop(out);
        let mut complaint = String::new();
        program.stderr.take().unwrap().read_to_string(&mut complaint).unwrap();
        assert_eq!((program.wait().unwrap().code(), complaint.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn a_given_sentence_of_ten_thousand_tokens_ends() {
    let tokens = 10_000;
    let folder = tempfile::tempdir().unwrap();
    let mut conllu = String::new();
    for id in 1..=tokens {
        let form = ["le", "soldat", "avance", "et"][id % 4];
        conllu.push_str(&format!("{id}\t{form}\t_\tX\t_\t_\t{}\t{}\t_\t_\n", id - 1, if id == 1 { "root" } else { "dep" }));
    }
    let file = folder.path().join("long.conllu");
    std::fs::write(&file, conllu + "\n").unwrap();
    let (code, said, complaint) = run(depeche().arg("analyse").arg("--conllu").arg(&file));
    assert_eq!((code, complaint.as_str()), (0, ""));
    assert_eq!(said.lines().filter(|line| line.contains('\t')).count(), tokens);
}
