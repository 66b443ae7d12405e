//! A running server over a small graph, and a client that sends exactly what it is told to.
#![allow(dead_code, reason = "each test binary uses a part")]

use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use depeche::graph::Graph;
use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use tempfile::TempDir;

/// The token of writable servers.
pub const TOKEN: &str = "geheim 1+1";

/// A server that ends with its test.
pub struct Server {
    child: Child,
    pub base: String,
    pub folder: TempDir,
}

/// What came back.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    /// The media type without its parameters.
    pub fn media_type(&self) -> &str {
        self.header("content-type").split(';').next().unwrap()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

impl Server {
    /// A server of this graph, read-only unless the arguments say otherwise.
    pub fn start(graph: &Graph, arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        graph.save(folder.path()).unwrap();
        Self::over(folder, arguments)
    }

    /// A server of the graph in a folder.
    pub fn over(folder: TempDir, arguments: &[&str]) -> Self {
        let mut child = Command::new(assert_cmd::cargo::cargo_bin!("depeche"))
            .args(["serve", "--listen", "127.0.0.1:0", "--graph"])
            .arg(folder.path())
            .args(arguments)
            .env("DEPECHE_TOKEN", TOKEN)
            .stdout(Stdio::piped())
            .stderr(fs::File::create(folder.path().join("log")).unwrap())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let base = line.split_whitespace().find(|word| word.starts_with("http://"));
        let log = || fs::read_to_string(folder.path().join("log"));
        let base = base.unwrap_or_else(|| panic!("the server did not start: {line:?} {:?}", log())).to_owned();
        Self { child, base, folder }
    }

    pub fn address(&self) -> &str {
        self.base.trim_start_matches("http://")
    }

    pub fn pid(&self) -> i32 {
        i32::try_from(self.child.id()).unwrap()
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address()).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream
    }

    /// One request on a connection of its own.
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Reply {
        let mut stream = self.connect();
        let mut head = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", self.address());
        headers.iter().for_each(|(name, value)| head.push_str(&format!("{name}: {value}\r\n")));
        if !body.is_empty() || matches!(method, "POST" | "PUT") {
            head.push_str(&format!("Content-Length: {}\r\n", body.len()));
        }
        head.push_str("\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        // A server that has heard enough may close its ear.
        let _ = stream.write_all(body);
        read(&mut stream)
    }

    pub fn get(&self, path: &str, accept: &str) -> Reply {
        self.send("GET", path, &[("Accept", accept)], b"")
    }

    /// A query by GET.
    pub fn query(&self, sparql: &str, accept: &str) -> Reply {
        self.get(&format!("/sparql?query={}", encoded(sparql)), accept)
    }

    /// A query by POST, without a form.
    pub fn post(&self, sparql: &str) -> Reply {
        self.send("POST", "/sparql", &[("Content-Type", "application/sparql-query")], sparql.as_bytes())
    }

    /// A request that shows the token.
    pub fn write(&self, method: &str, path: &str, media_type: &str, body: &str) -> Reply {
        let token = format!("Bearer {TOKEN}");
        let mut headers = vec![("Authorization", token.as_str())];
        if !media_type.is_empty() {
            headers.push(("Content-Type", media_type));
        }
        self.send(method, path, &headers, body.as_bytes())
    }

    pub fn update(&self, sparql: &str) -> Reply {
        self.write("POST", "/sparql", "application/sparql-update", sparql)
    }

    /// The one value of a query.
    pub fn value(&self, sparql: &str) -> String {
        let reply = self.query(sparql, "text/csv");
        assert_eq!(reply.status, 200, "{}", reply.text());
        reply.text().lines().nth(1).unwrap_or_default().to_owned()
    }

    pub fn signal(&self, signal: Signal) {
        kill(Pid::from_raw(self.pid()), signal).unwrap();
    }

    /// Waits for the end of the server; its exit code.
    pub fn wait(&mut self) -> Option<i32> {
        let patience = Instant::now() + Duration::from_secs(30);
        while Instant::now() < patience {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            sleep(Duration::from_millis(20));
        }
        panic!("the server does not end")
    }

    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    /// All processes that descend from the server, and what `/proc/…/status` says of each.
    pub fn family(&self) -> BTreeMap<i32, String> {
        let mut known: BTreeMap<i32, String> = BTreeMap::new();
        let parent = |status: &str| status.lines().find_map(|line| line.strip_prefix("PPid:")?.trim().parse::<i32>().ok());
        loop {
            let before = known.len();
            for entry in fs::read_dir("/proc").unwrap().flatten() {
                let Ok(pid) = entry.file_name().to_string_lossy().parse::<i32>() else { continue };
                let Ok(status) = fs::read_to_string(Path::new("/proc").join(pid.to_string()).join("status")) else { continue };
                if parent(&status).is_some_and(|parent| parent == self.pid() || known.contains_key(&parent)) {
                    known.insert(pid, status);
                }
            }
            if known.len() == before {
                return known;
            }
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Waits until something holds; fails after half a minute.
pub fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let patience = Instant::now() + Duration::from_secs(30);
    while !holds() {
        assert!(Instant::now() < patience, "{what}: not within half a minute");
        sleep(Duration::from_millis(50));
    }
}

pub fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

/// Reads a whole answer. One that breaks off has status 0.
pub fn read(stream: &mut TcpStream) -> Reply {
    let mut bytes = Vec::new();
    // A connection that is reset has said what it had to say.
    let _ = stream.read_to_end(&mut bytes);
    parse(&bytes).unwrap_or(Reply { status: 0, headers: BTreeMap::new(), body: bytes })
}

fn parse(bytes: &[u8]) -> Option<Reply> {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&bytes[..end]).ok()?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let mut headers = BTreeMap::<String, String>::new();
    for (name, value) in head.lines().skip(1).filter_map(|line| line.split_once(':')) {
        // A header that comes twice is one with both values.
        let known = headers.entry(name.to_ascii_lowercase()).or_default();
        *known = if known.is_empty() { value.trim().to_owned() } else { format!("{known}, {}", value.trim()) };
    }
    let rest = &bytes[end + 4..];
    let body = match headers.get("transfer-encoding").map(String::as_str) {
        Some("chunked") => joined(rest)?,
        _ => rest.to_vec(),
    };
    Some(Reply { status, headers, body })
}

/// The chunks of a body; none where the last one is missing.
fn joined(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let line = rest.windows(2).position(|window| window == b"\r\n")?;
        let length = usize::from_str_radix(std::str::from_utf8(&rest[..line]).ok()?, 16).ok()?;
        if length == 0 {
            return Some(body);
        }
        body.extend_from_slice(rest.get(line + 2..line + 2 + length)?);
        rest = rest.get(line + 4 + length..)?;
    }
}
