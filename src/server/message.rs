//! What the processes of the server say to each other over Unix sockets: one frame a message, its length (four bytes, big-endian) and its
//! [postcard](https://postcard.jamesmunns.com/wire-format) encoding.

use std::{
    io::{self, Read, Write},
    os::unix::net::UnixStream as BlockingStream,
};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

use crate::graph::Dataset;

/// How a process introduces itself when it has connected.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Hello {
    /// The process that loads graphs.
    Nursery,
    /// A process that loads a graph, says how that went ([`Outcome`]), and forks workers from then on.
    Stem { generation: u64 },
    /// A process that answers one task after the other.
    Worker { generation: u64, pid: i32 },
    /// A process that will change the graph; the stem of the next generation, if that goes well.
    Successor { generation: u64, pid: i32 },
    /// A process that writes the graph to its folder and says how that went ([`Outcome`]).
    Saver { generation: u64 },
}

/// How it went, or what went wrong.
pub(super) type Outcome = Result<(), String>;

/// What the front asks of nursery and stems.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Order {
    /// To the nursery: load the graph.
    Load { generation: u64 },
    /// To a stem: fork a worker.
    Spawn,
    /// To a stem: fork the process that shall make the next generation.
    Succeed { generation: u64 },
    /// To a stem: write the graph to its folder.
    Save,
}

/// What a worker can be asked.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum Task {
    /// A SPARQL query; relative IRIs are resolved against `base`.
    Query { sparql: String, dataset: Dataset, base: String, accept: String },
    /// What is said of a resource.
    Describe { iri: String, accept: String },
    /// A question of the page.
    Explore { path: String, parameters: String },
    /// A question of a table that is to be matched; `base` is the server's address.
    Reconcile { path: String, parameters: String, base: String },
    /// A page without scripts, in one of the languages that the client takes.
    Page { path: String, parameters: String, languages: String },
    /// A graph of the store; `None` is the default graph.
    ReadGraph { graph: Option<String>, accept: String },
}

/// What changes the graph.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum Change {
    /// A SPARQL update; relative IRIs are resolved against `base`.
    Update { sparql: String, dataset: Dataset, base: String },
    /// Removes a graph of the store.
    DeleteGraph { graph: Option<String> },
    /// Replaces a graph, or adds to it.
    WriteGraph { graph: Option<String>, replace: bool, base: String, parts: Vec<Part> },
}

/// RDF in one syntax.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Part {
    /// Media type, as sent.
    pub media_type: String,
    /// The statements.
    pub content: Vec<u8>,
}

/// Bytes that travel as a whole: a vector would be taken apart and put together again byte by byte.
#[derive(Debug)]
pub(super) struct Bytes(pub Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <&[u8]>::deserialize(deserializer).map(|bytes| Self(bytes.to_vec()))
    }
}

/// What comes back.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Frame {
    /// The answer begins; `whole` where the rest of it is here already.
    Head { status: u16, content_type: Option<String>, file: Option<String>, whole: bool },
    /// Bytes of its body.
    Data(Bytes),
    /// It is complete.
    End,
    /// There is none, or no more of it.
    Fault(Fault),
}

/// Why a task could not be done, as the client shall read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{message}")]
pub(super) struct Fault {
    /// HTTP status.
    pub status: u16,
    /// What is wrong and what to do.
    pub message: String,
    /// Methods that the address knows, where the request had another.
    pub allowed: Option<String>,
}

impl Fault {
    pub(super) fn new(status: u16, message: impl ToString) -> Self {
        Self { status, message: message.to_string(), allowed: None }
    }

    /// The address does not know the method.
    pub(super) fn not_allowed(allowed: &str) -> Self {
        Self { status: 405, message: format!("this address knows {allowed}"), allowed: Some(allowed.to_owned()) }
    }
}

fn encode(message: &impl Serialize) -> io::Result<Vec<u8>> {
    append(Vec::new(), message)
}

fn append(mut messages: Vec<u8>, message: &impl Serialize) -> io::Result<Vec<u8>> {
    let start = messages.len();
    messages.extend([0; 4]);
    let mut messages = postcard::to_extend(message, messages).map_err(io::Error::other)?;
    let length = u32::try_from(messages.len() - start - 4).map_err(io::Error::other)?;
    messages[start..start + 4].copy_from_slice(&length.to_be_bytes());
    Ok(messages)
}

fn decode<T: DeserializeOwned>(bytes: &[u8]) -> io::Result<T> {
    postcard::from_bytes(bytes).map_err(io::Error::other)
}

/// Writes one message.
pub(super) fn write(mut stream: &BlockingStream, message: &impl Serialize) -> io::Result<()> {
    stream.write_all(&encode(message)?)
}

/// Writes messages at once, so that who waits for them is woken once.
pub(super) fn write_all(mut stream: &BlockingStream, messages: &[impl Serialize]) -> io::Result<()> {
    stream.write_all(&messages.iter().try_fold(Vec::new(), append)?)
}

/// Reads one message; waits until there is one.
pub(super) fn read<T: DeserializeOwned>(mut stream: &BlockingStream) -> io::Result<T> {
    let mut length = [0; 4];
    stream.read_exact(&mut length)?;
    let mut bytes = vec![0; u32::from_be_bytes(length) as usize];
    stream.read_exact(&mut bytes)?;
    decode(&bytes)
}

/// Sends one message.
pub(super) async fn send(stream: &mut (impl AsyncWrite + Unpin), message: &impl Serialize) -> io::Result<()> {
    stream.write_all(&encode(message)?).await
}

/// Receives one message. Not safe to cancel: after that, the stream is of no use.
pub(super) async fn receive<T: DeserializeOwned>(stream: &mut (impl AsyncRead + Unpin)) -> io::Result<T> {
    let length = stream.read_u32().await?;
    let mut bytes = vec![0; length as usize];
    stream.read_exact(&mut bytes).await?;
    decode(&bytes)
}
