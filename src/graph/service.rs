//! Federation: who answers the `SERVICE` clauses of a query ([SPARQL 1.1 Federated Query](https://www.w3.org/TR/sparql11-federated-query/)).

use std::{collections::BTreeSet, io, sync::Arc, time::Duration};

use oxigraph::{
    model::NamedNode,
    sparql::{
        DefaultServiceHandler, QueryEvaluationError, QuerySolutionIter,
        results::{QueryResultsFormat, QueryResultsParser, ReaderQueryResultsParserOutput},
    },
};
use oxiri::Iri;
use spargebra::{Query, algebra::GraphPattern};
use ureq::{Agent, http::Uri};

/// Bytes of an answer that are read at most.
const LARGEST: u64 = 64 << 20;
/// How long another endpoint may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// Sends `SERVICE` clauses to other endpoints, but only to hosts that were named.
#[derive(Clone, Debug)]
pub struct Service {
    hosts: Arc<BTreeSet<String>>,
    agent: Agent,
}

/// Why a `SERVICE` clause has no answer.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// The host was not named.
    #[error("SERVICE <{endpoint}>: this host is not among those that may be asked ({hosts}); name it with --service")]
    Forbidden {
        /// Who should be asked.
        endpoint: String,
        /// Who may be.
        hosts: String,
    },
    /// The endpoint could not be reached or refused.
    #[error("SERVICE <{endpoint}>: {source}")]
    Unreachable {
        /// Who was asked.
        endpoint: String,
        /// Why not.
        source: Box<ureq::Error>,
    },
    /// The endpoint sent something else than solutions.
    #[error("SERVICE <{endpoint}>: {message}")]
    Unreadable {
        /// Who was asked.
        endpoint: String,
        /// What is wrong with the answer.
        message: String,
    },
}

impl Service {
    /// May ask these hosts (`query.wikidata.org`, `127.0.0.1:7879`), over HTTP or HTTPS.
    pub fn to(hosts: impl IntoIterator<Item = String>) -> Self {
        let agent = Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .max_redirects(0)
            .http_status_as_error(false)
            .user_agent(concat!("depeche/", env!("CARGO_PKG_VERSION")))
            .build()
            .new_agent();
        Self { hosts: Arc::new(hosts.into_iter().collect()), agent }
    }

    fn may_ask(&self, endpoint: &str) -> bool {
        let authority = endpoint.parse::<Uri>().ok().and_then(|uri| Some((uri.host()?.to_owned(), uri.authority()?.to_string())));
        authority.is_some_and(|(host, authority)| self.hosts.contains(&host) || self.hosts.contains(&authority))
    }

    fn ask(&self, endpoint: &str, query: &str) -> Result<QuerySolutionIter<'static>, ServiceError> {
        if !self.may_ask(endpoint) {
            let hosts = if self.hosts.is_empty() { "none".to_owned() } else { self.hosts.iter().cloned().collect::<Vec<_>>().join(", ") };
            return Err(ServiceError::Forbidden { endpoint: endpoint.to_owned(), hosts });
        }
        let unreachable = |source| ServiceError::Unreachable { endpoint: endpoint.to_owned(), source: Box::new(source) };
        let unreadable = |message: String| ServiceError::Unreadable { endpoint: endpoint.to_owned(), message };
        let request = self.agent.post(endpoint).header("Accept", "application/sparql-results+json, application/sparql-results+xml;q=0.9");
        let mut answer = request.content_type("application/sparql-query").send(query).map_err(unreachable)?;
        if !answer.status().is_success() {
            let said = answer.body_mut().with_config().limit(LARGEST).read_to_string().unwrap_or_default();
            return Err(unreadable(format!("{} {}", answer.status(), said.lines().next().unwrap_or_default())));
        }
        let media_type = answer.headers().get("content-type").and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
        let format = QueryResultsFormat::from_media_type(&media_type).ok_or_else(|| unreadable(format!("answered with `{media_type}`")))?;
        let bytes = answer.body_mut().with_config().limit(LARGEST).read_to_vec().map_err(unreachable)?;
        match QueryResultsParser::from_format(format).for_reader(io::Cursor::new(bytes)) {
            Ok(ReaderQueryResultsParserOutput::Solutions(solutions)) => Ok(solutions.into()),
            Ok(ReaderQueryResultsParserOutput::Boolean(_)) => Err(unreadable("answered yes or no, not with solutions".to_owned())),
            Err(error) => Err(unreadable(error.to_string())),
        }
    }
}

impl DefaultServiceHandler for Service {
    type Error = QueryEvaluationError;

    fn handle(
        &self,
        service: &NamedNode,
        pattern: &GraphPattern,
        base: Option<&Iri<String>>,
    ) -> Result<QuerySolutionIter<'static>, QueryEvaluationError> {
        let query = Query::Select { dataset: None, pattern: pattern.clone(), base_iri: base.cloned() };
        self.ask(service.as_str(), &query.to_string()).map_err(|error| QueryEvaluationError::Service(Box::new(error)))
    }
}
