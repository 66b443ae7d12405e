//! What made the statements: the program, the language pack, the gazetteer, as a PROV-O activity (<https://www.w3.org/TR/prov-o/>).

use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term, vocab::rdf, vocab::rdfs};

use super::{identity, vocabulary as dep};
use crate::model::Document;

/// One thing that a run used.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Component {
    /// What it is called (`lang/fr/rules`).
    pub name: String,
    /// Its version, where it has one.
    pub version: Option<String>,
    /// Its blake3 digest in hexadecimal digits.
    pub digest: String,
}

impl Component {
    /// A thing that consists of some named parts.
    pub fn of<'a>(name: impl Into<String>, parts: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Self {
        let mut hasher = blake3::Hasher::new();
        for (part, bytes) in parts {
            for piece in [part.as_bytes(), bytes] {
                hasher.update(&(piece.len() as u64).to_le_bytes());
                hasher.update(piece);
            }
        }
        Self { name: name.into(), version: None, digest: hasher.finalize().to_hex().to_string() }
    }
}

/// A run: everything that decides what a document's statements are, beside the document. It has no time, so that the same run over the
/// same documents gives the same graph.
#[derive(Clone, Debug)]
pub struct Run {
    iri: NamedNode,
    components: Vec<Component>,
}

impl Run {
    /// The run that uses these.
    pub fn new(mut components: Vec<Component>) -> Self {
        components.sort();
        let parts = components.iter().flat_map(|component| {
            [&component.name, component.version.as_ref().unwrap_or(const { &String::new() }), &component.digest].map(|part| part.as_bytes())
        });
        Self { iri: identity::run(parts), components }
    }

    /// Its IRI, which is also that of the named graph that describes it.
    pub fn iri(&self) -> &str {
        self.iri.as_str()
    }

    /// Its description.
    pub fn quads(&self) -> Vec<Quad> {
        let mut quads = vec![self.quad(&self.iri, rdf::TYPE, dep::ACTIVITY)];
        for component in &self.components {
            let iri = identity::component(&self.iri, &component.name);
            let text = |text: &str| Literal::new_simple_literal(text);
            quads.push(self.quad(&self.iri, dep::USED, iri.clone()));
            quads.push(self.quad(&iri, rdf::TYPE, dep::PROV_ENTITY));
            quads.push(self.quad(&iri, rdfs::LABEL, text(&component.name)));
            quads.push(self.quad(&iri, dep::DIGEST, text(&component.digest)));
            quads.extend(component.version.as_ref().map(|version| self.quad(&iri, dep::VERSION, text(version))));
        }
        quads
    }

    fn quad(&self, subject: &NamedNode, predicate: NamedNodeRef<'static>, object: impl Into<Term>) -> Quad {
        Quad::new(subject.clone(), predicate, object, GraphName::NamedNode(self.iri.clone()))
    }

    /// That it made a document's statements, and from what: two quads of the document's graph.
    pub fn signature(&self, document: &Document) -> [Quad; 2] {
        let iri = identity::document(document);
        let graph = GraphName::NamedNode(iri.clone());
        [
            Quad::new(iri.clone(), dep::WAS_GENERATED_BY, self.iri.clone(), graph.clone()),
            Quad::new(iri, dep::DIGEST, Literal::new_simple_literal(digest(document)), graph),
        ]
    }
}

/// Digest of everything that is known of a document.
pub(super) fn digest(document: &Document) -> String {
    let mut hasher = blake3::Hasher::new();
    let Document { id, text, body, date, source, url, language, title, license } = document;
    let (body, date) = (format!("{}-{}", body.start, body.end), date.map(|date| date.to_string()));
    for part in [
        Some(id.as_str()),
        Some(text),
        Some(&body),
        date.as_deref(),
        source.as_deref(),
        url.as_deref(),
        language.as_deref(),
        title.as_deref(),
        license.as_deref(),
    ] {
        // Longer than any text, so that a field that is missing is not a field that is empty.
        hasher.update(&part.map_or(u64::MAX, |part| part.len() as u64).to_le_bytes());
        hasher.update(part.unwrap_or_default().as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}
