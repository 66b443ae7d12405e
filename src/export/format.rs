//! The formats that a graph can be written in.

use std::{fmt, str::FromStr};

use oxigraph::io::{JsonLdProfileSet, RdfFormat};

use super::ExportError;

/// What a graph can be written as. One place owns name, file name and media type, for the command line, the files of a build and a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// Turtle: all statements, document graphs merged.
    Turtle,
    /// N-Triples: all statements, document graphs merged, one a line.
    NTriples,
    /// N-Quads: all statements with the document graph that they stand in.
    NQuads,
    /// TriG: all statements by document graph.
    TriG,
    /// JSON-LD: all statements by document graph.
    JsonLd,
    /// RDF/XML: all statements, document graphs merged.
    RdfXml,
    /// GraphML: the network of entities.
    GraphMl,
    /// GEXF 1.3: the network of entities, for Gephi.
    Gexf,
    /// The facts table, one row per claim.
    Csv,
    /// Node table of the network, for Gephi.
    Nodes,
    /// Edge table of the network, for Gephi.
    Edges,
    /// JSON Lines: one claim a line with everything that hangs on it.
    JsonLines,
    /// The table of events, one row each, in order of time.
    Events,
    /// Links to open data, one a line, as N-Triples.
    Links,
    /// What the data set is: contents, links, sources and licences in VoID and DCAT, as Turtle.
    Card,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::Turtle,
        Self::NTriples,
        Self::NQuads,
        Self::TriG,
        Self::JsonLd,
        Self::RdfXml,
        Self::GraphMl,
        Self::Gexf,
        Self::Csv,
        Self::Nodes,
        Self::Edges,
        Self::JsonLines,
        Self::Events,
        Self::Links,
        Self::Card,
    ];

    /// Those that a build writes beside the snapshot.
    pub const BUILD: [Self; 9] =
        [Self::Csv, Self::Events, Self::Turtle, Self::GraphMl, Self::Gexf, Self::Nodes, Self::Edges, Self::Links, Self::Card];

    /// Name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Turtle => "ttl",
            Self::NTriples => "nt",
            Self::NQuads => "nq",
            Self::TriG => "trig",
            Self::JsonLd => "jsonld",
            Self::RdfXml => "rdfxml",
            Self::GraphMl => "graphml",
            Self::Gexf => "gexf",
            Self::Csv => "csv",
            Self::Nodes => "nodes",
            Self::Edges => "edges",
            Self::JsonLines => "jsonl",
            Self::Events => "events",
            Self::Links => "links",
            Self::Card => "card",
        }
    }

    /// File extension without dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::RdfXml => "rdf",
            Self::Nodes | Self::Edges | Self::Events => "csv",
            Self::Links => "nt",
            Self::Card => "ttl",
            other => other.name(),
        }
    }

    /// Name of the file that a build writes.
    pub fn file_name(self) -> String {
        let stem = match self {
            Self::Csv | Self::JsonLines => "facts",
            Self::Nodes => "nodes",
            Self::Edges => "edges",
            Self::Events => "events",
            Self::Links => "links",
            Self::Card => "dataset",
            _ => "graph",
        };
        format!("{stem}.{}", self.extension())
    }

    /// Media type, as registered where it is.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::GraphMl => "application/graphml+xml",
            Self::Gexf => "application/gexf+xml",
            Self::Csv | Self::Nodes | Self::Edges | Self::Events => "text/csv; charset=utf-8",
            Self::JsonLines => "application/jsonl",
            Self::Turtle | Self::Card => RdfFormat::Turtle.media_type(),
            Self::NTriples | Self::Links => RdfFormat::NTriples.media_type(),
            Self::NQuads => RdfFormat::NQuads.media_type(),
            Self::TriG => RdfFormat::TriG.media_type(),
            Self::JsonLd => "application/ld+json",
            Self::RdfXml => RdfFormat::RdfXml.media_type(),
        }
    }

    /// The RDF syntax, for those that hold all statements.
    pub const fn rdf(self) -> Option<RdfFormat> {
        match self {
            Self::Turtle => Some(RdfFormat::Turtle),
            Self::NTriples => Some(RdfFormat::NTriples),
            Self::NQuads => Some(RdfFormat::NQuads),
            Self::TriG => Some(RdfFormat::TriG),
            Self::JsonLd => Some(RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() }),
            Self::RdfXml => Some(RdfFormat::RdfXml),
            _ => None,
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = ExportError;

    fn from_str(name: &str) -> Result<Self, ExportError> {
        Self::ALL
            .into_iter()
            .find(|format| format.name() == name)
            .ok_or_else(|| ExportError::UnknownFormat { name: name.to_owned(), known: Self::ALL.map(Self::name).join(", ") })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_and_files_are_distinct() {
        assert_eq!(Format::ALL.map(Format::name).into_iter().collect::<BTreeSet<_>>().len(), Format::ALL.len());
        assert_eq!(Format::ALL.map(Format::file_name).into_iter().collect::<BTreeSet<_>>().len(), Format::ALL.len());
    }

    #[test]
    fn names_are_read_back() {
        for format in Format::ALL {
            assert_eq!(format.name().parse::<Format>().unwrap(), format);
        }
        let error = "xlsx".parse::<Format>().unwrap_err().to_string();
        assert!(error.contains("xlsx") && error.contains("graphml"), "{error}");
    }
}
