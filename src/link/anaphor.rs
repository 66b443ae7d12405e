//! Definite descriptions that name a class: something of that class named before, or the country that the story is about.

use super::{
    antecedent::Wish,
    discourse::Discourse,
    referent::{Part, Referent},
};
use crate::model::{EntityRef, Mention, MentionForm};

/// What a national capital loses where a town is meant: it would be called the capital.
const CAPITAL: f32 = 1.2;
/// What an armed group or a party gains over other bodies where a movement is meant.
const FIGHTING: f32 = 1.5;

impl Discourse<'_> {
    /// What a definite description stands for that names a class: something of that class named before (of `country`, if that is given), or the
    /// country in focus.
    pub(super) fn anaphor(&self, mention: &Mention, classes: &[String], country: Option<&str>) -> Option<EntityRef> {
        let token = self.token(mention.sentence, mention.head);
        let plural = token.feats.is("Number", "Plur");
        let class = classes.first().map_or("", String::as_str);
        let place = class != "Country" && self.linker.ontology.is_a(class, "Place");
        let wish =
            Wish { classes, plural: None, feminine: None, place, subject: token.base_rel() == "nsubj", described: true, owner: false };
        if class == "Country" && !plural && !self.is_demonstrative(mention) {
            // "L'île" is the country of the story that is one.
            let label = |key: &str| self.linker.gazetteer.by_key(key).map(|id| self.linker.gazetteer.record(id).label());
            let country = match self.linker.naming.kinds.get(token.lemma.as_str()) {
                Some(kind) => self.focus.country_with(mention.sentence, |key| label(key).is_some_and(|label| kind.contains(label)))?,
                None => self.country_told(mention)?,
            };
            return self.linker.gazetteer.by_key(country).map(|id| self.linker.entity_of(id, 0.7));
        }
        let members = class == "ArmedGroup" || class == "MilitaryForce" && self.are_persons(mention);
        // "L'armée" is that of a country, not whatever force was named last.
        let army = class == "MilitaryForce" && !plural;
        let of_country = |referent: &Referent| {
            (!army || referent.entity().country.is_some())
                && country.is_none_or(|country| referent.entity().country.as_deref() == Some(country))
        };
        let best = |fits: &dyn Fn(&Referent) -> bool| {
            self.before(mention)
                .filter(|referent| referent.named && referent.entities.len() == 1 && of_country(referent) && fits(referent))
                // "Les rebelles" are as well the members of a front, and "les soldats" those of an army.
                .filter(|referent| !plural || members || referent.plural != Some(false))
                .max_by(|a, b| self.likeness(mention, a, &wish).total_cmp(&self.likeness(mention, b, &wish)))
        };
        let referred = |known: &Referent| self.refer(mention, known).into_iter().next();
        // "Les djihadistes" are those of the text that are known for it, if any is, and "l'archipel" the country that is one.
        let kind = self.linker.naming.kinds.get(token.lemma.as_str());
        let of_kind = |referent: &Referent| kind.is_some_and(|labels| labels.contains(&referent.entity().label));
        let any = Wish { classes: &[], ..wish };
        let of_kind = best(&|referent| of_kind(referent) && self.fits(referent, &any));
        let known = of_kind.or_else(|| best(&|referent| self.fits(referent, &wish))).and_then(referred);
        let named = || {
            let name = best(&|referent| self.may_be(referent, class))?;
            let known = self.entities(name.sentence, name.token, classes).into_iter().next()?;
            self.trace.note(mention, &known, (name.sentence, name.token));
            Some(known)
        };
        known.or_else(named).or_else(|| best(&|referent| self.may_be_body(mention, referent, class)).and_then(referred))
    }

    /// "Les États-Unis ont reconnu la jeune République": the country that the story is about and that does not act upon the one described; of one
    /// told of before, if any is.
    fn country_told(&self, mention: &Mention) -> Option<&str> {
        let token = self.token(mention.sentence, mention.head);
        let object = matches!(token.base_rel(), "obj" | "iobj") || token.rel == "obl:arg";
        let verb = token.head.map(|verb| self.acting_verb(mention.sentence, verb));
        let acts = |one: &&Referent| one.part == Part::Subject && one.governor.is_some() && one.governor == verb;
        let acting = self.before(mention).filter(|one| object && one.sentence == mention.sentence).filter(acts);
        let acting: Vec<&str> = acting.flat_map(|one| &one.entities).map(|entity| entity.key.as_str()).collect();
        let place = (mention.sentence, mention.head);
        let other = |key: &str| !acting.contains(&key);
        let before = self.focus.country_with(mention.sentence, |key| other(key) && self.focus.is_told_before(key, place));
        before.or_else(|| self.focus.country_with(mention.sentence, other))
    }

    /// Whether a name that nobody knows may be of a body of a class: who calls itself a movement may be a party or an army.
    fn may_be_body(&self, mention: &Mention, referent: &Referent, class: &str) -> bool {
        let entity = referent.entity();
        let body = |class: &str| matches!(class, "Organization" | "ArmedGroup" | "Party");
        let name = self.mention_at(referent.sentence, referent.token).is_some_and(|name| name.form == MentionForm::Name);
        let word = self.token(mention.sentence, mention.head);
        // "Les djihadistes" are no organisation that only might have arms.
        let called = word.feats.is("Number", "Sing") || entity.class == class;
        name && called && body(class) && body(&entity.class) && entity.ids.is_empty() && entity.country.is_none()
    }

    /// Whether a name that nobody knows, and that stands where places stand, may name a place of a class.
    fn may_be(&self, referent: &Referent, class: &str) -> bool {
        let name =
            self.mention_at(referent.sentence, referent.token).filter(|name| name.form == MentionForm::Name && name.candidates.is_empty());
        let place = self.linker.ontology.is_a(class, "Place") && referent.located && referent.entity().ids.is_empty();
        place && name.is_some_and(|name| name.tokens.len() == 1 && name.classes.iter().any(|own| own == class))
    }

    /// "Les deux pays": the coordination of their kind that was told of last.
    pub(super) fn several(&self, mention: &Mention, class: &str) -> Option<Vec<EntityRef>> {
        let token = self.token(mention.sentence, mention.head);
        let of_kind = |referent: &&Referent| {
            referent.entities.len() > 1 && referent.entities.iter().all(|entity| self.linker.ontology.is_a(&entity.class, class))
        };
        // "X et Y ont demandé aux deux hommes": two others.
        let others = |referent: &&Referent| !self.acts_above(mention, referent);
        let last = self.before(mention).filter(of_kind).filter(others).max_by_key(|referent| (referent.sentence, referent.token));
        last.filter(|_| token.feats.is("Number", "Plur")).map(|referent| self.refer(mention, referent))
    }

    /// Salience for a description: who was described by the same noun before is meant again, and a capital is seldom called a town.
    fn likeness(&self, mention: &Mention, referent: &Referent, wish: &Wish<'_>) -> f32 {
        let lemma = &self.token(mention.sentence, mention.head).lemma;
        let again = *lemma == self.token(referent.sentence, referent.token).lemma;
        let capital = wish.place && self.linker.is_national_capital(referent.entity());
        // "Le mouvement" is rather one that fights than the Red Cross.
        let fights = wish.classes.iter().any(|class| class == "ArmedGroup") && matches!(&*referent.entity().class, "ArmedGroup" | "Party");
        let bonus = if again { 1.5 } else { 0.0 } + if fights { FIGHTING } else { 0.0 };
        self.salience(mention, referent, wish) + bonus - if capital { CAPITAL } else { 0.0 }
    }
}
