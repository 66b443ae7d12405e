//! The analyser: a loaded model, from surface tokens to trees.

use std::{borrow::Cow, sync::Arc};

use compact_str::CompactString;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::{
    AnalysisError, accent,
    contraction::{self, Contractions},
    lemma::{self, Endings},
    lexicon::Lexicon,
    morph::{self, Bundles},
    parser::{self, Actions, Input},
    store::{self, Reader, Writer},
    subtype::{self, Subtypes, Tree},
    tagger::{self, Tags},
    weights::Weights,
    word::{self, Word},
};
use crate::model::{Features, Span, Surface, Token, Upos};

/// Splits, tags, inflects, lemmatises and parses the sentences of one language. Cheap to share between threads.
pub struct Analyser {
    pub(super) lexicon: Arc<Lexicon>,
    pub(super) contractions: Contractions,
    pub(super) splitter: Weights<{ contraction::WIDTH }>,
    pub(super) tags: Tags,
    pub(super) tagger: Weights<{ tagger::WIDTH }>,
    pub(super) bundles: Bundles,
    pub(super) inflector: Weights<{ morph::WIDTH }>,
    pub(super) endings: Endings,
    pub(super) actions: Actions,
    pub(super) parser: Weights<{ parser::WIDTH }>,
    pub(super) subtypes: Subtypes,
    pub(super) refiner: Weights<{ subtype::WIDTH }>,
}

impl Analyser {
    /// Where a language pack keeps its model.
    pub const FILE: &str = "models/analyser.bin";

    /// Loads a model file that `depeche-train` wrote.
    ///
    /// # Errors
    /// When the bytes are not such a file, or a damaged one.
    ///
    /// ```
    /// use depeche::{analysis::Analyser, model::Span};
    /// # let file = concat!(env!("CARGO_MANIFEST_DIR"), "/lang/fr/models/analyser.bin");
    /// let analyser = Analyser::from_bytes(&std::fs::read(file)?)?;
    /// let text = "Ils vont au Mali.";
    /// let surface = [Span::new(0, 3), Span::new(4, 8), Span::new(9, 11), Span::new(12, 16), Span::new(16, 17)];
    /// let mut tokens = analyser.words(text, &surface);
    /// analyser.annotate(&mut tokens);
    /// assert_eq!(tokens[2].lemma, "à");
    /// assert_eq!(tokens[0].rel, "nsubj");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_bytes(model: &[u8]) -> Result<Self, AnalysisError> {
        let content = store::unpack(model)?;
        let from = &mut Reader::new(&content);
        let tags = Tags::read(from)?;
        let bundles = Bundles::read(from, &tags)?;
        let lexicon = Lexicon::read(from, bundles.all.len())?;
        let endings = Endings::read(from)?;
        let contractions = Contractions::read(from)?;
        let actions = Actions::read(from)?;
        let subtypes = Subtypes::read(from, &actions.relations)?;
        Ok(Self {
            lexicon: Arc::new(lexicon),
            contractions,
            tags,
            bundles,
            endings,
            actions,
            subtypes,
            splitter: Weights::read(from)?,
            tagger: Weights::read(from)?,
            inflector: Weights::read(from)?,
            parser: Weights::read(from)?,
            refiner: Weights::read(from)?,
        })
    }

    /// The model file that [`Analyser::from_bytes`] reads.
    ///
    /// # Errors
    /// When the compressor fails.
    pub fn to_bytes(&self) -> std::io::Result<Vec<u8>> {
        let out = &mut Writer::default();
        self.tags.write(out);
        self.bundles.write(out);
        self.lexicon.write(out);
        self.endings.write(out);
        self.contractions.write(out);
        self.actions.write(out);
        self.subtypes.write(out);
        self.splitter.write(out);
        self.tagger.write(out);
        self.inflector.write(out);
        self.parser.write(out);
        self.refiner.write(out);
        std::mem::take(out).finish()
    }

    /// The syntactic words of one sentence, from the byte spans of its surface tokens in `text`. Forms are NFC; nothing is annotated yet.
    pub fn words(&self, text: &str, surface: &[Span]) -> Vec<Token> {
        contraction::split(&self.splitter, &self.contractions, &self.lexicon, text, surface)
    }

    /// Whether a surface form may stand for several words.
    pub fn may_contract(&self, form: &str) -> bool {
        let mut lower = String::new();
        word::fold(form, &mut lower);
        self.contractions.get(&lower).is_some()
    }

    /// Whether a form is known, in lower case, as anything but a name.
    pub fn is_common_word(&self, form: &str) -> bool {
        let mut lower = String::new();
        let word = Word::new(&form.to_lowercase(), &self.lexicon, &mut lower);
        self.lexicon.is_common(word.lower)
    }

    /// A form as the models see it: with the accent that its capital may lack. `lower` is room to fold it in.
    pub(super) fn spelling(&self, form: &str, lower: &mut String) -> CompactString {
        accent::restored(&self.lexicon, form, lower).into()
    }

    /// Fills in part of speech, features, lemma, head and relation of the words of one sentence, in time linear in their number.
    pub fn annotate(&self, tokens: &mut [Token]) {
        let mut lower = String::new();
        let forms: Vec<CompactString> = tokens.iter().map(|token| self.spelling(&token.form, &mut lower)).collect();
        let words: Vec<Word> = forms.iter().map(|form| Word::new(form, &self.lexicon, &mut lower)).collect();
        let tags = tagger::tag(&self.tagger, self.tags.len(), &words);
        let bundles = morph::inflect(&self.inflector, &self.bundles, &self.lexicon, &words, &tags);
        let upos: Vec<Upos> = tags.iter().map(|&tag| self.tags.upos(tag)).collect();
        let arcs = parser::parse(
            &self.parser,
            &self.actions,
            Input { words: &words, tags: &tags, agreements: &self.bundles.agreements(&bundles) },
        );
        let tree = Tree { words: &words, upos: &upos, bundles: &bundles, arcs: &arcs };
        let relations = subtype::refine(&self.refiner, &self.subtypes, &tree);
        for (at, token) in tokens.iter_mut().enumerate() {
            word::fold(&forms[at], &mut lower);
            token.upos = upos[at];
            token.feats = bundles[at].map(|bundle| self.bundles.all[usize::from(bundle)].feats.clone()).unwrap_or_default();
            token.lemma = lemma::lemma(&self.lexicon, &self.endings, &forms[at], &lower, words[at].lower, upos[at]);
            token.head = arcs[at].0;
            token.rel = CompactString::from(self.subtypes.name(relations[at]));
        }
    }
}

/// The text in NFC.
pub(super) fn normal(text: &str) -> CompactString {
    let normal = match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        _ => Cow::Owned(text.nfc().collect::<String>()),
    };
    CompactString::from(normal)
}

/// A word of which only the form is known.
pub(super) fn plain(form: CompactString, span: Span, surface: Surface) -> Token {
    Token {
        span,
        form,
        lemma: CompactString::default(),
        upos: Upos::X,
        feats: Features::default(),
        head: None,
        rel: CompactString::default(),
        surface,
    }
}
