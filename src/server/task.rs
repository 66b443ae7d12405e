//! What workers do: tasks on a graph, answers as bytes.

use std::io::{self, Write};

use oxigraph::io::RdfFormat;

use super::{
    accept::negotiate,
    explore::{self, Index},
    message::{Change, Fault, Part, Task},
    parameter::Parameters,
    plain, reconcile,
    settings::Limits,
    sink::Sink,
};
use crate::graph::{Answer, AnswerKind, ChangeError, Dataset, Graph, QueryError, ResultFormat, Service};

/// A graph with what is needed to answer tasks on it.
pub(super) struct Desk {
    pub graph: Graph,
    pub limits: Limits,
    pub service: Option<Service>,
    /// What the page asks, or why it cannot be answered.
    pub index: Result<Index, String>,
}

impl From<QueryError> for Fault {
    fn from(error: QueryError) -> Self {
        let status = match &error {
            QueryError::Syntax(_) | QueryError::Dataset(_) => 400,
            QueryError::TooLong { .. } => 503,
            QueryError::Unfitting { .. } | QueryError::UnknownFormat { .. } => 406,
            QueryError::UnknownQuery { .. } => 404,
            // What a query asks for and cannot be done is the query's fault: a SERVICE that may not be asked, an unknown function.
            QueryError::Evaluation(_) => 400,
            QueryError::Write(_) => 500,
        };
        Self::new(status, error)
    }
}

impl From<ChangeError> for Fault {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::Update(error) => error.into(),
            ChangeError::Evaluation(_) | ChangeError::Iri { .. } | ChangeError::Parse(_) => Self::new(400, error),
            ChangeError::Storage(_) => Self::new(500, error),
        }
    }
}

/// RDF syntaxes that graphs of the store are read and written in.
pub(super) const SYNTAXES: [RdfFormat; 5] = [
    RdfFormat::Turtle,
    RdfFormat::NTriples,
    RdfFormat::RdfXml,
    RdfFormat::JsonLd { profile: oxigraph::io::JsonLdProfileSet::empty() },
    RdfFormat::TriG,
];

impl Desk {
    /// A graph, read for the page too.
    pub(super) fn of(graph: Graph, limits: Limits, service: Option<Service>) -> Self {
        let index = Index::of(&graph).map_err(|error| error.to_string());
        Self { graph, limits, service, index }
    }

    /// Answers a task.
    pub(super) fn answer(&self, task: &Task, sink: &mut Sink<'_>) -> Result<(), Fault> {
        match task {
            Task::Query { sparql, dataset, base, accept } => self.query(sparql, dataset, base, accept, sink),
            Task::Describe { iri, accept } => self.describe(iri, accept, sink),
            Task::Explore { path, parameters } => self.explore(path, parameters, sink),
            Task::Reconcile { path, parameters, base } => self.reconcile(path, parameters, base, sink),
            Task::Page { path, parameters, languages } => self.page(path, parameters, languages, sink),
            Task::ReadGraph { graph, accept } => self.read_graph(graph.as_deref(), accept, sink),
        }
    }

    fn query(&self, sparql: &str, dataset: &Dataset, base: &str, accept: &str, sink: &mut Sink<'_>) -> Result<(), Fault> {
        let answer = self.graph.query_in(sparql, dataset, Some(base), self.service.as_ref())?;
        let format = negotiate(accept, &offers(answer.kind()))?;
        self.write(answer, format, sink)
    }

    fn write(&self, answer: Answer, format: ResultFormat, sink: &mut Sink<'_>) -> Result<(), Fault> {
        sink.head(200, Some(&content_type(format.media_type())));
        Ok(answer.at_most(self.limits.rows).write(format, sink)?)
    }

    /// Everything that the store says of a resource, as subject or object.
    fn describe(&self, iri: &str, accept: &str, sink: &mut Sink<'_>) -> Result<(), Fault> {
        if !self.graph.knows(iri)? {
            return Err(Fault::new(404, format!("nothing is known of <{iri}>")));
        }
        let format = negotiate(accept, &offers(AnswerKind::Graph))?;
        let sparql = format!("CONSTRUCT {{ <{iri}> ?p ?o . ?s ?q <{iri}> }} WHERE {{ {{ <{iri}> ?p ?o }} UNION {{ ?s ?q <{iri}> }} }}");
        self.write(self.graph.query(&sparql)?, format, sink)
    }

    fn explore(&self, path: &str, parameters: &str, sink: &mut Sink<'_>) -> Result<(), Fault> {
        let parameters = Parameters::read(parameters)?;
        if path == "export" {
            return explore::export(&self.graph, self.index()?, &parameters, sink);
        }
        let language = parameters.only("lang")?.unwrap_or_default();
        let answer = explore::answer(&self.graph, self.index()?, path, &parameters, &language)?;
        sink.head(200, Some("application/json"));
        Ok(serde_json::to_writer(sink, &answer).map_err(io::Error::from)?)
    }

    fn reconcile(&self, path: &str, parameters: &str, base: &str, sink: &mut Sink<'_>) -> Result<(), Fault> {
        let answer = reconcile::answer(self.index()?, path, &Parameters::read(parameters)?, base)?;
        sink.head(200, Some("application/json"));
        Ok(serde_json::to_writer(sink, &answer).map_err(io::Error::from)?)
    }

    fn page(&self, path: &str, parameters: &str, languages: &str, sink: &mut Sink<'_>) -> Result<(), Fault> {
        let page = plain::page(self, path, &Parameters::read(parameters)?, languages)?;
        sink.head(200, Some("text/html; charset=utf-8"));
        Ok(sink.write_all(page.as_bytes())?)
    }

    /// What the page asks is answered from.
    pub(super) fn index(&self) -> Result<&Index, Fault> {
        self.index.as_ref().map_err(|why| Fault::new(503, format!("the graph cannot be explored, only queried: {why}")))
    }

    fn read_graph(&self, graph: Option<&str>, accept: &str, sink: &mut Sink<'_>) -> Result<(), Fault> {
        if !self.graph.has_graph(graph)? {
            return Err(Fault::new(404, format!("the store has no graph <{}>", graph.unwrap_or_default())));
        }
        let offers: Vec<_> = SYNTAXES.iter().map(|syntax| (syntax.media_type(), *syntax)).collect();
        let syntax = negotiate(accept, &offers)?;
        sink.head(200, Some(&content_type(syntax.media_type())));
        Ok(self.graph.write_graph(graph, syntax, sink)?)
    }

    /// Changes the graph, whole or not at all.
    pub(super) fn change(&mut self, change: &Change, sink: &mut Sink<'_>) -> Result<(), Fault> {
        match change {
            Change::Update { sparql, dataset, base } => self.graph.update(sparql, dataset, base)?,
            Change::DeleteGraph { graph } => {
                if !self.graph.has_graph(graph.as_deref())? {
                    return Err(Fault::new(404, format!("the store has no graph <{}>", graph.as_deref().unwrap_or_default())));
                }
                self.graph.remove_graph(graph.as_deref())?;
            }
            Change::WriteGraph { graph, replace, base, parts } => {
                let known = self.graph.has_graph(graph.as_deref())?;
                let contents = parts.iter().map(|part| Ok((syntax(part)?, part.content.as_slice()))).collect::<Result<Vec<_>, Fault>>()?;
                self.graph.fill_graph(graph.as_deref(), *replace, base, &contents)?;
                sink.head(if known { 204 } else { 201 }, None);
            }
        }
        self.index = Index::of(&self.graph).map_err(|error| error.to_string());
        Ok(())
    }
}

/// What an answer can be written in, by media type.
fn offers(kind: AnswerKind) -> Vec<(&'static str, ResultFormat)> {
    let bare = |format: ResultFormat| format.media_type().split(';').next().unwrap_or_default();
    ResultFormat::fitting(kind).map(|format| (bare(format), format)).collect()
}

/// A media type with its encoding, where that is not implied.
fn content_type(media_type: &str) -> String {
    let silent = media_type.starts_with("text/") && !media_type.contains("charset");
    format!("{media_type}{}", if silent { "; charset=utf-8" } else { "" })
}

fn syntax(part: &Part) -> Result<RdfFormat, Fault> {
    // The protocol's own tests send Turtle without saying so.
    let named = if part.media_type.is_empty() { "text/turtle" } else { part.media_type.as_str() };
    RdfFormat::from_media_type(named).ok_or_else(|| {
        let known = SYNTAXES.iter().map(|syntax| syntax.media_type()).collect::<Vec<_>>().join(", ");
        Fault::new(415, format!("`{}` is no syntax of RDF that is known here; there is: {known}", part.media_type))
    })
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::new(500, error)
    }
}
