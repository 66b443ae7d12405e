//! The time expressions of a whole document.

use super::{Direction, TimeExpression, TimeGrammar, attach, context::TimeContext, grammar::Phrase};
use crate::model::{PartialDate, Sentence};

/// How far a date may stand from its predicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Only what depends on the predicate itself: for what is announced, where the verb above has a time of its own.
    Own,
    /// What depends on a verb above in the same clause too, or opens the sentence.
    Clause,
}

/// The expressions of a document and what they are resolved against.
#[derive(Clone, Debug)]
pub struct DocumentTimes {
    phrases: Vec<Vec<Phrase>>,
    contexts: Vec<TimeContext>,
    paragraphs: Vec<usize>,
    dates_only: Vec<bool>,
}

impl TimeGrammar {
    /// Finds the time expressions of a document's sentences. `date` is its date of publication, as precise as it is known; where the
    /// day is missing, the text may fix it.
    ///
    /// ```
    /// use depeche::{event::time::{Direction, TimeGrammar}, model::Sentence, pack::Pack};
    ///
    /// let times = TimeGrammar::from_pack(&Pack::embedded("fr")?)?;
    /// let read = times.read(&[Sentence::default()], "2021-08".parse().ok());
    /// assert!(read.in_sentence(0, Direction::Past).is_empty());
    /// # Ok::<(), depeche::pack::PackError>(())
    /// ```
    pub fn read(&self, sentences: &[Sentence], date: Option<PartialDate>) -> DocumentTimes {
        let phrases: Vec<_> = sentences.iter().map(|sentence| self.find(sentence)).collect();
        let mut context = TimeContext::of(date, &phrases);
        let mut contexts = Vec::with_capacity(phrases.len());
        for found in &phrases {
            contexts.push(context);
            resolved(found, &mut context, Direction::Past);
        }
        let dates_only = sentences.iter().zip(&phrases).map(|(sentence, found)| attach::is_date_only(sentence, found)).collect();
        DocumentTimes { phrases, contexts, paragraphs: sentences.iter().map(|sentence| sentence.paragraph).collect(), dates_only }
    }
}

/// The expressions that the context fixes, in order.
fn resolved(phrases: &[Phrase], context: &mut TimeContext, direction: Direction) -> Vec<TimeExpression> {
    let mut out = Vec::new();
    for phrase in phrases {
        if let Some(value) = phrase.meaning.resolve(context, direction) {
            context.tell(value);
            out.push(TimeExpression { tokens: phrase.tokens.clone(), span: phrase.span, value, is_dateline: phrase.is_dateline });
        }
    }
    out
}

impl DocumentTimes {
    /// When the document was written, as far as its date or its text fix it.
    pub fn written(&self) -> Option<PartialDate> {
        self.contexts.first().and_then(|context| context.anchor)
    }

    /// The expressions of sentence number `sentence` that can be resolved, from left to right.
    pub fn in_sentence(&self, sentence: usize, direction: Direction) -> Vec<TimeExpression> {
        let (Some(phrases), Some(context)) = (self.phrases.get(sentence), self.contexts.get(sentence)) else { return Vec::new() };
        resolved(phrases, &mut context.clone(), direction)
    }

    /// The expression that says when the predicate at token `head` takes place. `sentence` is the tree of sentence number `index`.
    ///
    /// It is the nearest one in the tree: a dependent of the predicate, or of a verb above it in the same clause; then one that opens
    /// the sentence; then a sentence of the same paragraph that follows and is nothing but a date (as under photographs).
    pub fn time_of(&self, index: usize, sentence: &Sentence, head: usize, direction: Direction, reach: Reach) -> Option<TimeExpression> {
        let found = self.in_sentence(index, direction);
        let place = attach::choose(sentence, &found, head, reach);
        place.and_then(|place| found.into_iter().nth(place)).or_else(|| self.caption(index, direction))
    }

    fn caption(&self, index: usize, direction: Direction) -> Option<TimeExpression> {
        let next = index + 1;
        let belongs = self.dates_only.get(next)? & (self.paragraphs.get(next) == self.paragraphs.get(index));
        belongs.then(|| self.in_sentence(next, direction).into_iter().next()).flatten()
    }
}
