//! Processes: how they begin and end, what the folder of the graph has to do with it.

use std::{
    fs,
    io::{Read, Write},
    sync::atomic::{AtomicBool, Ordering},
    thread::scope,
    time::{Duration, Instant},
};

use depeche::graph::Graph;
use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};

use crate::{
    example, server,
    service::{Server, until},
    writable,
};

const FACTS: &str = "SELECT (COUNT(?fact) AS ?n) { ?fact a dep:Fact }";

#[test]
fn a_graph_that_is_built_anew_is_picked_up_while_queries_run() {
    let server = server();
    let (done, larger) = (AtomicBool::new(false), example::graph(&[example::dispatches(), example::awkward()].concat()));
    scope(|scope| {
        let asking = scope.spawn(|| {
            let mut seen = Vec::new();
            while !done.load(Ordering::Relaxed) {
                seen.push(server.value(FACTS));
            }
            seen
        });
        let small = example::graph(&example::dispatches());
        for graph in [&larger, &small, &larger] {
            graph.save(server.folder.path()).unwrap();
            let wanted = if std::ptr::eq(graph, &larger) { "5" } else { "3" };
            until("the new graph", || server.value(FACTS) == wanted);
        }
        done.store(true, Ordering::Relaxed);
        // Whole graphs only, and no query failed (`value` would have).
        assert!(asking.join().unwrap().iter().all(|facts| facts == "3" || facts == "5"));
    });
}

#[test]
fn a_broken_graph_leaves_the_one_before() {
    let server = server();
    fs::write(server.folder.path().join("graph.nq.zst"), "no snapshot").unwrap();
    until("a line in the log", || server.log().contains("cannot be loaded"));
    assert_eq!(server.value(FACTS), "3");
}

#[test]
fn changes_are_on_disk_soon_and_at_the_end() {
    let mut server = writable();
    let stored = |server: &Server, object: &str| {
        let graph = Graph::load(server.folder.path()).unwrap();
        graph.quads().unwrap().iter().any(|quad| quad.object.to_string().contains(object))
    };
    assert_eq!(server.update("INSERT DATA { <x:a> <x:b> \"soon\" }").status, 204);
    until("the change in the folder", || stored(&server, "soon"));
    assert_eq!(server.update("INSERT DATA { <x:a> <x:b> \"last\" }").status, 204);
    server.signal(Signal::SIGTERM);
    assert_eq!(server.wait(), Some(0));
    assert!(stored(&server, "last") && stored(&server, "soon"));
}

#[test]
fn stopping_lets_answers_end_and_leaves_no_process() {
    for signal in [Signal::SIGINT, Signal::SIGTERM] {
        let mut server = server();
        until("all processes", || server.family().len() == 4);
        let family: Vec<i32> = server.family().into_keys().collect();
        let mut stream = server.connect();
        // Too long for the buffers of a socket: it is under way when the signal comes.
        let query = "SELECT * { { SELECT * { ?a ?b ?c } } { SELECT * { ?d ?e ?f } } } LIMIT 60000";
        let request = format!(
            "POST /sparql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/sparql-query\r\nAccept: text/csv\r\nContent-Length: {}\r\n\r\n{query}",
            query.len()
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut first = [0; 1];
        stream.read_exact(&mut first).unwrap();
        server.signal(signal);
        let mut rest = first.to_vec();
        let _ = stream.read_to_end(&mut rest);
        assert!(rest.ends_with(b"0\r\n\r\n"), "the answer broke off after {} bytes", rest.len());
        assert_eq!(server.wait(), Some(0));
        until("the end of all processes", || family.iter().all(|pid| ended(*pid)));
    }
}

fn ended(pid: i32) -> bool {
    kill(Pid::from_raw(pid), None).is_err()
}

#[test]
fn a_front_that_is_killed_takes_the_others_with_it() {
    let mut server = server();
    let family: Vec<i32> = server.family().into_keys().collect();
    server.signal(Signal::SIGKILL);
    server.wait();
    until("the end of all processes", || family.iter().all(|pid| ended(*pid)));
}

#[test]
fn processes_that_fork_have_one_thread_and_leave_no_zombies() {
    let server = writable();
    for number in 0..5 {
        assert_eq!(server.update(&format!("INSERT DATA {{ <x:a> <x:b> {number} }}")).status, 204);
        assert_eq!(server.post("SELECT * { ?s ?p ?o }").status, 200);
    }
    // Nursery, stem, two workers; the former generations go.
    until("four processes", || server.family().len() == 4);
    let family = server.family();
    for status in family.values() {
        assert!(status.contains("\nThreads:\t1\n"), "{status}");
        assert!(!status.contains("State:\tZ"), "{status}");
    }
}

#[test]
fn whatever_process_dies_is_replaced() {
    let server = server();
    let nursery = *server.family().keys().min().unwrap();
    for round in 0..3 {
        let family: Vec<i32> = server.family().into_keys().filter(|pid| *pid != nursery).collect();
        // First a worker, then the stem, then all of them.
        let victims = match round {
            0 => vec![*family.last().unwrap()],
            1 => vec![*family.first().unwrap()],
            _ => family.clone(),
        };
        for victim in &victims {
            // Some end with their stem.
            let _ = kill(Pid::from_raw(*victim), Signal::SIGKILL);
        }
        until("an answer", || server.query(FACTS, "text/csv").status == 200);
    }
    assert_eq!(server.get("/health", "*/*").status, 200);
}

#[test]
fn without_the_process_that_loads_graphs_the_server_ends_and_says_so() {
    let mut server = writable();
    assert_eq!(server.update("INSERT DATA { <x:a> <x:b> \"kept\" }").status, 204);
    let family: Vec<i32> = server.family().into_keys().collect();
    kill(Pid::from_raw(*family.iter().min().unwrap()), Signal::SIGKILL).unwrap();
    assert_eq!(server.wait(), Some(2));
    assert!(server.log().contains("start it again"), "{}", server.log());
    until("the end of all processes", || family.iter().all(|pid| ended(*pid)));
    let graph = Graph::load(server.folder.path()).unwrap();
    assert!(graph.quads().unwrap().iter().any(|quad| quad.object.to_string().contains("kept")));
}

#[test]
fn one_worker_is_enough() {
    let server = Server::start(&example::graph(&example::dispatches()), &["--workers", "1"]);
    scope(|scope| {
        let asking: Vec<_> = (0..20).map(|_| scope.spawn(|| server.value(FACTS))).collect();
        assert!(asking.into_iter().all(|asked| asked.join().unwrap() == "3"));
    });
}

#[test]
fn what_keeps_it_from_starting_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let start = |arguments: &[&str], temporary: &str| {
        let mut command = assert_cmd::Command::new(assert_cmd::cargo::cargo_bin!("depeche"));
        command.args(["serve", "--listen", "127.0.0.1:0"]).args(arguments).env_remove("DEPECHE_TOKEN").env("TMPDIR", temporary);
        let output = command.timeout(Duration::from_secs(20)).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).unwrap()
    };
    let (graph, temporary) = (folder.path().to_str().unwrap(), folder.path().to_str().unwrap());
    assert!(start(&["--graph", graph], temporary).contains("graph.nq.zst"));
    example::graph(&example::dispatches()).save(folder.path()).unwrap();
    assert!(start(&["--graph", graph, "--writable"], temporary).contains("DEPECHE_TOKEN"));
    assert!(start(&["--graph", graph], "nowhere/at/all").contains("TMPDIR"));
    let taken = server();
    assert!(start(&["--graph", graph, "--listen", taken.address()], temporary).contains("--listen"));
}

#[test]
fn a_client_that_goes_away_frees_its_worker() {
    let server = Server::start(&example::graph(&example::dispatches()), &["--workers", "1", "--time", "20"]);
    let mut stream = server.connect();
    let query = crate::hostile::CROSS;
    let request = format!(
        "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: {}\r\n\r\n{query}",
        query.len()
    );
    stream.write_all(request.as_bytes()).unwrap();
    until("a running query", || server.get("/health", "*/*").json()["running"] == 1);
    drop(stream);
    let start = Instant::now();
    assert_eq!(server.value(FACTS), "3");
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}
