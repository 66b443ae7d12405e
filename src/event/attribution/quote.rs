//! Quotations, in one sentence or over several, and who speaks them.

use super::{Source, lexicon::QuoteMarks, report::Report};
use crate::model::{Sentence, Token, Upos};

/// A word's place in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) sentence: usize,
    pub(super) token: usize,
}

/// A quotation from its opening to its closing mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quote {
    pub(super) start: Place,
    pub(super) end: Place,
}

impl Quote {
    /// Whether a word stands between the marks.
    pub(super) fn holds(&self, place: Place) -> bool {
        self.start < place && place < self.end
    }
}

impl QuoteMarks {
    pub(super) fn is_opening(&self, form: &str) -> bool {
        self.straight.iter().chain(&self.open).any(|mark| mark == form)
    }

    pub(super) fn is_mark(&self, form: &str) -> bool {
        self.is_opening(form) || self.is_closing(form)
    }

    pub(super) fn is_closing(&self, form: &str) -> bool {
        self.straight.iter().chain(&self.close).any(|mark| mark == form)
    }

    /// Whether one mark ends what another began: a straight one its like, others their partner in the pack's lists.
    fn closes(&self, opening: &str, form: &str) -> bool {
        let pair = self.open.iter().zip(&self.close).any(|(open, close)| open == opening && close == form);
        pair || opening == form && self.straight.iter().any(|mark| mark == form)
    }
}

/// All quotations of a document. One that nobody closes ends with its paragraph.
pub(super) fn quotes(marks: &QuoteMarks, sentences: &[Sentence]) -> Vec<Quote> {
    let mut quotes = Vec::new();
    let mut open: Option<Place> = None;
    for (index, sentence) in sentences.iter().enumerate() {
        if index > 0 && sentences[index - 1].paragraph != sentence.paragraph {
            let end = Place { sentence: index, token: 0 };
            quotes.extend(open.take().map(|start| Quote { start, end }));
        }
        for (token, word) in sentence.tokens.iter().enumerate() {
            let place = Place { sentence: index, token };
            match open {
                None => open = marks.is_opening(&word.form).then_some(place),
                Some(start) if marks.closes(&sentences[start.sentence].tokens[start.token].form, &word.form) => {
                    quotes.push(Quote { start, end: place });
                    open = None;
                }
                Some(_) => {}
            }
        }
    }
    let end = Place { sentence: sentences.len(), token: 0 };
    quotes.extend(open.map(|start| Quote { start, end }));
    quotes
}

/// A document with its verbs of speech, for finding who speaks.
pub(super) struct Speakers<'a> {
    pub(super) sentences: &'a [Sentence],
    pub(super) reports: &'a [Vec<Report<'a>>],
}

impl Speakers<'_> {
    /// Who speaks each quotation.
    pub(super) fn of(&self, quotes: &[Quote]) -> Vec<Option<Source>> {
        let mut speakers: Vec<Option<Source>> = Vec::with_capacity(quotes.len());
        for (index, quote) in quotes.iter().enumerate() {
            let before = index.checked_sub(1).map(|before| (quotes[before], speakers[before]));
            let speaker = self.inserted(quote).or_else(|| self.introduced(quote)).or_else(|| self.around(quote, before));
            speakers.push(speaker);
        }
        speakers
    }

    /// `« … », a dit X` or `« …, a dit X, … »`.
    fn inserted(&self, quote: &Quote) -> Option<Source> {
        let last = quote.end.sentence.min(self.sentences.len().saturating_sub(1));
        let within = (quote.start.sentence..=last).flat_map(|sentence| self.reports[sentence].iter().map(move |report| (sentence, report)));
        let inserted = within.filter(|(_, report)| report.inserted.is_some() && report.speech.quotes);
        let behind = |(sentence, report): &(usize, &Report<'_>)| Place { sentence: *sentence, token: report.word } > quote.start;
        inserted.filter(behind).map(|(sentence, report)| named(sentence, report)).next()
    }

    /// `X a dit : « … »`: the nearest verb of speech before the quotation, in its sentence.
    fn introduced(&self, quote: &Quote) -> Option<Source> {
        let sentence = quote.start.sentence;
        let before = self.reports[sentence].iter().rev().find(|report| report.word < quote.start.token && report.speech.quotes);
        before.filter(|_| self.is_speech(quote)).map(|report| named(sentence, report))
    }

    /// A quotation that fills its sentences: who spoke just before, or who is said to speak just behind.
    fn around(&self, quote: &Quote, before: Option<(Quote, Option<Source>)>) -> Option<Source> {
        if !self.is_speech(quote) || !self.fills(quote) {
            return None;
        }
        let first = quote.start.sentence;
        let adjacent = before.filter(|(earlier, _)| earlier.end.sentence + 1 >= first).and_then(|(_, speaker)| speaker);
        let announced = || {
            let sentence = first.checked_sub(1)?;
            let report = self.reports[sentence].iter().rev().find(|report| report.speech.quotes)?;
            self.ends_open(sentence).then(|| named(sentence, report))
        };
        let behind = || {
            let sentence = quote.end.sentence + usize::from(quote.end.token > 0);
            let report = self.reports.get(sentence)?.iter().find(|report| report.speech.quotes)?;
            Some(named(sentence, report))
        };
        announced().or(adjacent).or_else(behind).or_else(|| {
            let sentence = first.checked_sub(1)?;
            self.reports[sentence].iter().rev().find(|report| report.speech.quotes).map(|report| named(sentence, report))
        })
    }

    /// Whether the sentence ends with a colon.
    fn ends_open(&self, sentence: usize) -> bool {
        self.sentences[sentence].tokens.last().is_some_and(|token| token.form == ":")
    }

    /// Whether nothing but punctuation stands beside the quotation in its sentences.
    fn fills(&self, quote: &Quote) -> bool {
        let only_marks = |tokens: &[Token]| tokens.iter().all(|token| token.upos == Upos::Punct);
        let before = &self.sentences[quote.start.sentence].tokens[..quote.start.token];
        let behind =
            self.sentences.get(quote.end.sentence).and_then(|sentence| sentence.tokens.get(quote.end.token + 1..)).unwrap_or_default();
        only_marks(before) && (quote.end.token == 0 || only_marks(behind))
    }

    /// Whether the quotation is speech rather than a word held at arm's length: it has a finite verb or goes over several sentences.
    fn is_speech(&self, quote: &Quote) -> bool {
        let tokens = &self.sentences[quote.start.sentence].tokens[quote.start.token..];
        let inside = tokens
            .iter()
            .enumerate()
            .take_while(|(offset, _)| quote.end.sentence > quote.start.sentence || quote.start.token + offset < quote.end.token);
        quote.end.sentence > quote.start.sentence || inside.into_iter().any(|(_, token)| token.feats.get("Mood").is_some())
    }
}

fn named(sentence: usize, report: &Report<'_>) -> Source {
    Source::Named { sentence, head: report.speaker }
}
