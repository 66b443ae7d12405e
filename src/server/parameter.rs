//! Parameters of a request, in its address or in the body of a form.

use percent_encoding::percent_decode_str;

use super::message::Fault;
use crate::graph::Dataset;

/// Names and values as sent, percent-encoding undone.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// Reads `a=b&c=d` (`application/x-www-form-urlencoded`).
    ///
    /// # Errors
    /// 400 where what is encoded is no UTF-8.
    pub(super) fn read(text: &str) -> Result<Self, Fault> {
        let pairs = text.split('&').filter(|pair| !pair.is_empty());
        let pair = |pair: &str| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Ok((decode(name)?, decode(value)?))
        };
        pairs.map(pair).collect::<Result<_, _>>().map(Self)
    }

    /// Names and values as they are.
    pub(super) fn of<const N: usize>(pairs: [(&str, String); N]) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// All names with their values.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// These and those.
    pub(super) fn and(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }

    /// Whether there is a parameter of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(own, _)| own == name)
    }

    /// All values of a name.
    pub(super) fn all(&self, name: &str) -> Vec<String> {
        self.0.iter().filter(|(own, _)| own == name).map(|(_, value)| value.clone()).collect()
    }

    /// The value of a name, if it has one.
    ///
    /// # Errors
    /// 400 where it has several.
    pub(super) fn only(&self, name: &str) -> Result<Option<String>, Fault> {
        let mut values = self.all(name);
        if values.len() > 1 {
            return Err(Fault::new(400, format!("the request has more than one `{name}`")));
        }
        Ok(values.pop())
    }

    /// The graphs that the request names under these two names.
    pub(super) fn dataset(&self, default: &str, named: &str) -> Dataset {
        Dataset { default: self.all(default), named: self.all(named) }
    }
}

fn decode(text: &str) -> Result<String, Fault> {
    let spaced = text.replace('+', " ");
    let decoded = percent_decode_str(&spaced).decode_utf8();
    decoded
        .map(std::borrow::Cow::into_owned)
        .map_err(|_| Fault::new(400, format!("`{text}` is no UTF-8 when its percent-encoding is undone")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plus_and_percent_are_undone() {
        let parameters = Parameters::read("query=ASK+%7B%7D&graph=a%26b&default").unwrap();
        assert_eq!(parameters.only("query").unwrap().unwrap(), "ASK {}");
        assert_eq!(parameters.all("graph"), ["a&b"]);
        assert!(parameters.has("default") && !parameters.has("named"));
    }

    #[test]
    fn doubles_and_broken_text_are_refused() {
        assert_eq!(Parameters::read("query=%FF").unwrap_err().status, 400);
        assert_eq!(Parameters::read("query=a&query=b").unwrap().only("query").unwrap_err().status, 400);
    }
}
