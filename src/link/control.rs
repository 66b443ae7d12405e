//! Who owns what a possessive says, where it is not the subject of its own clause: whoever is told to do something, whoever undergoes it.

use super::{discourse::Discourse, referent::is_nominal};
use crate::model::{EntityRef, Mention, Upos};

impl Discourse<'_> {
    /// "Il a remercié Londres d'avoir prêté ses bases", "demandé à Moscou de retirer ses troupes": who does what the infinitive `verb` below `head`
    /// says is its object or addressee, unless the verb is one of promising.
    pub(super) fn controller(&self, sentence: usize, verb: usize, head: usize) -> Option<usize> {
        let tokens = &self.analysis.sentences[sentence].tokens;
        let syntax = &self.linker.naming.syntax;
        let children = |node: usize| (0..tokens.len()).filter(move |&other| tokens[other].head == Some(node));
        let marked = children(verb).any(|mark| tokens[mark].base_rel() == "mark" && syntax.charge.contains(tokens[mark].lemma.as_str()));
        let infinitive = tokens[verb].feats.is("VerbForm", "Inf")
            || children(verb).any(|aux| tokens[aux].base_rel() == "aux" && tokens[aux].feats.is("VerbForm", "Inf"));
        let below = matches!(tokens[verb].base_rel(), "xcomp" | "ccomp" | "advcl" | "obl") && infinitive && marked;
        if !below || syntax.promising.contains(tokens[head].lemma.as_str()) {
            return None;
        }
        let addressed = |other: usize| {
            let addressee = self.case(sentence, other).is_some_and(|case| syntax.addressee.contains(case));
            tokens[other].base_rel() == "iobj" || matches!(tokens[other].base_rel(), "obl" | "nmod") && addressee
        };
        let nominal = |&other: &usize| other != verb && matches!(tokens[other].upos, Upos::Noun | Upos::Propn | Upos::Pron);
        let object = |other: &usize| tokens[*other].base_rel() == "obj" && !tokens[*other].feats.is("Reflex", "Yes");
        let found = children(head).filter(nominal).find(|&other| addressed(other));
        found.or_else(|| children(head).filter(nominal).find(object))
    }

    /// "Washington a annoncé sa mort", "L'armée a bombardé son camp": the verb whose subject is not the owner of its object.
    pub(super) fn told_by_another(&self, mention: &Mention) -> Option<usize> {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let possessive = &self.linker.naming.possessive;
        let noun = tokens[mention.head].head.filter(|_| tokens[mention.head].upos == Upos::Det)?;
        let object = |verb: usize| tokens.iter().any(|token| token.head == Some(verb) && token.base_rel() == "obj");
        // "Téhéran accuse Israël de sa mort."
        let blamed = |&verb: &usize| tokens[noun].base_rel() == "obj" || tokens[noun].base_rel() == "obl" && object(verb);
        let verb = tokens[noun].head.filter(blamed)?;
        let (did, thing) = (tokens[verb].lemma.as_str(), tokens[noun].lemma.as_str());
        let demanded = possessive.demanding.contains(did) && possessive.demanded.contains(thing);
        let another = possessive.undergone.contains(thing) || possessive.against.contains(did) || demanded;
        (another && tokens.iter().any(|token| token.head == Some(verb) && token.rel == "nsubj")).then_some(verb)
    }

    /// "Ils ont téléphoné à X pour lui demander …": the verb above an infinitive that has its subject.
    pub(super) fn acting_verb(&self, sentence: usize, verb: usize) -> usize {
        let tokens = &self.analysis.sentences[sentence].tokens;
        let mut node = verb;
        for _ in 0..tokens.len() {
            let token = &tokens[node];
            let infinitive = token.feats.is("VerbForm", "Inf") && matches!(token.base_rel(), "xcomp" | "advcl" | "obl");
            match token.head.filter(|&head| infinitive && self.controller(sentence, node, head).is_none()) {
                Some(head) if tokens[head].upos == Upos::Verb => node = head,
                _ => break,
            }
        }
        node
    }

    /// The noun that a relative pronoun at the head of its clause stands for: what the clause hangs on, or the noun before its comma.
    pub(super) fn noun_of_relative(&self, sentence: usize, pronoun: usize) -> Option<usize> {
        let tokens = &self.analysis.sentences[sentence].tokens;
        let word = &tokens[pronoun];
        let verb = word.head.filter(|_| word.upos == Upos::Pron && word.feats.is("PronType", "Rel"))?;
        let hung = tokens[verb].head.filter(|&noun| noun < pronoun && tokens[verb].rel == "acl:relcl" && is_nominal(&tokens[noun]));
        let before = || {
            let last = pronoun.checked_sub(if tokens[pronoun - 1].form == "," { 2 } else { 1 })?;
            let above = std::iter::successors(Some(last), |&part| tokens[part].head.filter(|_| tokens[part].base_rel() == "flat"));
            above.take(tokens.len()).last().filter(|&noun| is_nominal(&tokens[noun]))
        };
        hung.or_else(|| if pronoun > 0 { before() } else { None })
    }

    /// "Il lui a promis": whom the pronoun stands for that is the subject of a verb.
    pub(super) fn pronoun_acting(&self, mention: &Mention, verb: Option<usize>) -> Vec<EntityRef> {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let subject = verb.and_then(|verb| tokens.iter().position(|token| token.head == Some(verb) && token.base_rel() == "nsubj"));
        let pronoun = subject.filter(|&subject| tokens[subject].upos == Upos::Pron && subject != mention.head);
        let noun = |subject: usize| self.noun_of_relative(mention.sentence, subject).unwrap_or(subject);
        pronoun.map_or_else(Vec::new, |subject| self.entities(mention.sentence, noun(subject), &["Actor".to_owned()]))
    }

    /// Whether what somebody owns by a possessive happens to persons.
    pub(super) fn is_of_person(&self, mention: &Mention) -> bool {
        let possessive = &self.linker.naming.possessive;
        let noun = self.token(mention.sentence, mention.head).head.map(|noun| self.token(mention.sentence, noun).lemma.as_str());
        noun.is_some_and(|noun| possessive.undergone.contains(noun) || possessive.demanded.contains(noun))
    }

    /// The country that a facility acts for ("l'ambassade américaine").
    pub(super) fn state_behind(&self, sentence: usize, facility: usize) -> Option<EntityRef> {
        let found = self.entities(sentence, facility, &["Facility".to_owned()]).into_iter().next()?;
        self.own_country(&found)
    }
}
