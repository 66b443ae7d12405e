//! Names of described things: from the head noun, what restricts it and whom it belongs to.

use super::Discourse;
use crate::link::entity::folded;
use crate::link::naming::{Agreement, Owner, capitalised};
use crate::link::referent::{Part, Referent};
use crate::{
    gazetteer::NameKind,
    model::{EntityRef, Mention, MentionForm, Sentence, Token, Upos},
};

impl Discourse<'_> {
    pub(super) fn capital(&self, mention: &Mention, owners: &[EntityRef]) -> Option<EntityRef> {
        let sentence = &self.analysis.sentences[mention.sentence];
        let plural = sentence.tokens[mention.head].feats.is("Number", "Plur");
        // Of several countries the one whose capital the document names.
        let named = |country: &str| {
            let capital = self.linker.gazetteer.capital_of(country).map(|id| self.linker.gazetteer.record(id).key());
            capital.is_some_and(|capital| self.focus.names(country, capital))
        };
        let first = self.focus.country(mention.sentence);
        let other = self.focus.country_with(mention.sentence, named);
        // A story that is all about one country means its capital, named or not.
        let focus = other.filter(|other| first.is_none_or(|first| !self.focus.outweighs(mention.sentence, first, other))).or(first);
        let key = owners.first().map(|owner| owner.key.as_str()).or_else(|| focus.filter(|_| self.is_bare_definite(mention)))?;
        let id = self.linker.gazetteer.capital_of(key).filter(|_| !plural)?;
        Some(self.linker.entity_of(id, 0.8))
    }

    /// A name put together from the head noun and its owner, or the words of the description.
    pub(super) fn composed(&self, mention: &Mention, class: &str, template: &str, owner: Option<&EntityRef>) -> EntityRef {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let token = &tokens[mention.head];
        let owner = owner
            .cloned()
            .or_else(|| self.owner_of_title(mention).filter(|_| matches!(template, "portfolio" | "diplomacy")))
            .or_else(|| self.implied_owner(mention, class, template));
        let words = self.description(mention, owner.as_slice());
        let mut labels = owner
            .as_ref()
            .map_or_else(Vec::new, |owner| self.template_labels(template, (token, self.agreement(mention)), owner, self.unowned(mention)));
        let country = owner.as_ref().map(|owner| owner.country.clone().unwrap_or_else(|| owner.key.clone()));
        // What the template says in general is less than what restrictors say in particular.
        let state = owner.as_ref().is_none_or(|owner| owner.class == "Country" || owner.class == "Region");
        // "Police routière fédérale" is one among several.
        let particular = template == "police" && self.is_qualified(mention);
        let general =
            state && !particular && ["force", "police", "government", "diplomacy", "portfolio", "intelligence"].contains(&template);
        let of_town = template == "landmark" && self.is_bare_definite(mention) && !self.is_of_state(mention);
        if labels.is_empty() || !general && !of_town {
            let words = if class == "Facility" || class == "GovernmentBody" { capitalised(&words) } else { words };
            // "Le nord du pays" is named by the country that is meant.
            if owner.as_ref().is_some_and(|owner| owner.class != "Country") && self.owner_is_described(mention) {
                labels.reverse();
            }
            let place = if !labels.is_empty() && self.owner_is_described(mention) { labels.len() } else { 0 };
            labels.insert(place, words);
        }
        if let (Some(title), Some(owner)) = (self.peer_title(mention), &owner) {
            let people = self.template_labels("people", (token, self.agreement(mention)), owner, String::new());
            let nation = people.first().and_then(|label| label.split_once(' '));
            labels.extend(nation.map(|(_, nation)| format!("{title} {nation}")));
        }
        // "Les îles Salomon" are a country.
        let class_known = if template == "island" { "Place" } else { class };
        if let Some(known) = labels.iter().find_map(|label| self.known_as(label, class_known)) {
            return known;
        }
        let own_words = self.description(mention, &[]);
        if own_words.contains(' ') || class == "Group" {
            labels.push(own_words);
        }
        // "Les habitants de Bria ont fui Bria": what people are called without what restricts them.
        let label = labels.remove(0);
        let people = matches!(class, "Group" | "ArmedGroup" | "MilitaryForce") || class == "Person" && self.agreement(mention).plural;
        if people && label.split(' ').any(|word| *word == *token.form) {
            labels.push(token.form.to_string());
        }
        self.linker.entity_named(class, label, labels, country)
    }

    /// An entity of the gazetteer that bears a composed name.
    pub(in crate::link) fn known_as(&self, label: &str, class: &str) -> Option<EntityRef> {
        let gazetteer = self.linker.gazetteer;
        let found = gazetteer.lookup(&capitalised(label)).find(|candidate| {
            self.linker.ontology.is_a(gazetteer.record(candidate.record).class(), class) && candidate.kind != NameKind::ContextOnly
        })?;
        Some(self.linker.entity_of(found.record, 0.9))
    }

    pub(in crate::link) fn template_labels(
        &self,
        template: &str,
        (head, agreement): (&Token, Agreement),
        owner: &EntityRef,
        words: String,
    ) -> Vec<String> {
        let forms = self.linker.gazetteer.by_key(&owner.key).and_then(|id| self.linker.gazetteer.record(id).demonyms().next());
        let capital = self.linker.gazetteer.capital_of(&owner.key).map(|id| self.linker.gazetteer.record(id).label().to_owned());
        let owner = Owner { label: owner.label.clone(), demonym: forms.map(|forms| forms.map(str::to_owned)), capital, words };
        self.linker.naming.labels(template, &head.form.to_lowercase(), agreement, &owner)
    }

    /// The labels that a template makes of an owner alone.
    pub(in crate::link) fn labels_of(&self, template: &str, owner: &EntityRef) -> Vec<String> {
        let gazetteer = self.linker.gazetteer;
        let demonym = gazetteer.by_key(&owner.key).and_then(|id| gazetteer.record(id).demonyms().next());
        let owner = Owner { label: owner.label.clone(), demonym: demonym.map(|forms| forms.map(str::to_owned)), ..Owner::default() };
        self.linker.naming.labels(template, "", Agreement::default(), &owner)
    }

    /// Gender and number of a description, by its noun or its determiner.
    pub(in crate::link) fn agreement(&self, mention: &Mention) -> Agreement {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let own = agreement(&tokens[mention.head]);
        let shown = tokens.iter().find(|token| token.head == Some(mention.head) && token.upos == Upos::Det);
        let gendered = tokens[mention.head].feats.get("Gender").is_some();
        Agreement { feminine: if gendered { own.feminine } else { shown.is_some_and(|shown| agreement(shown).feminine) }, ..own }
    }

    /// "Le ministre britannique de la Défense", "son ministre de la Défense": the ministry belongs to whom the minister belongs to.
    pub(in crate::link) fn owner_of_title(&self, mention: &Mention) -> Option<EntityRef> {
        let title = self.token(mention.sentence, mention.head).head?;
        let told = self.mention_at(mention.sentence, title)?;
        let owner = self.owners(told).into_iter().find(|owner| owner.class == "Country");
        owner.or_else(|| {
            let holder = self.entities(mention.sentence, title, &["Person".to_owned()]).into_iter().next()?;
            let country = holder.country.as_deref().and_then(|key| self.linker.gazetteer.by_key(key))?;
            Some(self.linker.entity_of(country, 0.8))
        })
    }

    /// The owner that a force, a government or a part of a country has though no word names it.
    fn implied_owner(&self, mention: &Mention, class: &str, template: &str) -> Option<EntityRef> {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let of_state = self.is_of_state(mention);
        let bare = self.is_bare_definite(mention);
        let implied = of_state && matches!(class, "MilitaryForce" | "Government" | "Group" | "GovernmentBody")
            || template == "portfolio"
            || template == "body" && self.is_definite(mention)
            || bare && matches!(template, "government" | "diplomacy" | "junta" | "area" | "service" | "police")
            || bare && template == "force" && tokens[mention.head].feats.is("Number", "Sing");
        if bare && !of_state && template == "landmark" && tokens[mention.head].feats.is("Number", "Sing") {
            return self.anaphor(mention, &["City".to_owned()], None);
        }
        if !implied {
            return None;
        }
        let titled = || {
            let title = tokens[mention.head].head.and_then(|title| self.mention_at(mention.sentence, title));
            title.is_some_and(|title| title.classes.iter().any(|class| class == "Person"))
        };
        let acting = || self.acting_country(mention).filter(|_| matches!(template, "portfolio" | "diplomacy") && titled());
        let focus = || {
            self.focus.country(mention.sentence).and_then(|key| self.linker.gazetteer.by_key(key)).map(|id| self.linker.entity_of(id, 0.7))
        };
        acting().or_else(focus)
    }

    /// "Londres a protesté par la voix du ministre de la Défense": the one country that acts before a description in its sentence.
    fn acting_country(&self, mention: &Mention) -> Option<EntityRef> {
        let before = |referent: &&Referent| referent.sentence == mention.sentence && referent.token < mention.head;
        let mut acting =
            self.referents.iter().filter(before).filter(|referent| referent.part == Part::Subject && referent.entity().class == "Country");
        acting.next().filter(|_| acting.next().is_none()).map(|referent| referent.entity().clone())
    }

    /// Whose it is: by adjective, by complement, by possessive.
    pub(in crate::link) fn owners(&self, mention: &Mention) -> Vec<EntityRef> {
        let sentence = &self.analysis.sentences[mention.sentence];
        let tokens = &sentence.tokens;
        // "Un gouvernement en Afghanistan" is one of Afghanistan.
        let governs = self.linker.nouns.get(&tokens[mention.head].lemma).iter().any(|entry| entry.class == "Government");
        let actors = ["Actor".to_owned(), "Place".to_owned()];
        // "Le chef de l'État français": what restricts the noun of an office restricts the office.
        let below = |noun: usize| tokens[noun].head == Some(mention.head) && self.is_portfolio(mention.sentence, noun);
        let aside = |token: &Token| token.base_rel() == "amod" && token.head.is_some_and(below);
        for other in (0..tokens.len()).filter(|&other| tokens[other].head == Some(mention.head) || aside(&tokens[other])) {
            let owns = match tokens[other].base_rel() {
                "amod" => self.mention_at(mention.sentence, other).is_some_and(|mention| mention.form == MentionForm::Adjective),
                "nmod" if self.is_portfolio(mention.sentence, other) => false,
                "nmod" if self.names_country(mention.sentence, other) => governs || self.is_owner_case(sentence, other),
                "nmod" => self.is_owner_case(sentence, other),
                _ => false,
            };
            if owns {
                let mut found = self.entities(mention.sentence, other, &actors);
                // "Soldats français, belges et américains."
                let plural = || tokens[mention.head].feats.is("Number", "Plur");
                if tokens[other].base_rel() == "amod" {
                    found.extend(self.conjuncts(mention.sentence, other).flat_map(|next| self.entities(mention.sentence, next, &actors)));
                } else if plural() {
                    // "Les armées du Mali et du Niger."
                    let others = self.conjuncts(mention.sentence, other).filter(|&next| self.is_owner_case(sentence, next));
                    found.extend(others.flat_map(|next| self.entities(mention.sentence, next, &actors)));
                }
                if !found.is_empty() {
                    return found;
                }
            }
        }
        let owners = self.possessors(mention.sentence, mention.head);
        if !owners.is_empty() {
            return owners;
        }
        if let Some(owner) = self.relative_owner(mention) {
            return self.entities(mention.sentence, owner, &actors);
        }
        self.seat(mention).into_iter().collect()
    }

    /// "Le général dont les troupes avancent": the noun before the relative pronoun of owners, which stands right before what is owned.
    fn relative_owner(&self, mention: &Mention) -> Option<usize> {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let begins = tokens.iter().position(|token| token.head == Some(mention.head) && token.upos == Upos::Det)?;
        let pronoun = begins.checked_sub(1).filter(|&place| self.linker.naming.syntax.whose.contains(tokens[place].lemma.as_str()))?;
        let mut node = pronoun;
        for _ in 0..tokens.len() {
            node = tokens[node].head?;
            if node < pronoun {
                return Some(node);
            }
        }
        None
    }

    /// Whether the owner of a description is a description itself ("le nord du pays").
    fn owner_is_described(&self, mention: &Mention) -> bool {
        let sentence = &self.analysis.sentences[mention.sentence];
        let complements = (0..sentence.tokens.len()).filter(|&other| sentence.tokens[other].head == Some(mention.head));
        let mut owners = complements.filter(|&other| sentence.tokens[other].base_rel() == "nmod" && self.is_owner_case(sentence, other));
        owners.any(|owner| {
            let described = self.mention_at(mention.sentence, owner).filter(|owner| owner.form == MentionForm::Nominal);
            // What stands for nothing but its own words says less than they do.
            let named = |known: &EntityRef| folded(&known.label) != folded(&sentence.tokens[owner].form);
            let known = || self.entities(mention.sentence, owner, &[]).iter().any(named);
            described.is_some_and(|owner| self.is_bare_definite(owner)) && known()
        })
    }

    /// "Le ministère de la Défense à Moscou": a ministry that sits in a capital is that country's.
    fn seat(&self, mention: &Mention) -> Option<EntityRef> {
        let tokens = &self.analysis.sentences[mention.sentence].tokens;
        let body = self.linker.nouns.get(&tokens[mention.head].lemma).iter().any(|entry| entry.template == "body");
        let complement =
            |node: usize| (0..tokens.len()).filter(move |&other| tokens[other].head == Some(node) && tokens[other].base_rel() == "nmod");
        let near = complement(mention.head).flat_map(|node| std::iter::once(node).chain(complement(node)));
        let city = near.filter(|_| body).find_map(|node| self.entities(mention.sentence, node, &["City".to_owned()]).into_iter().next())?;
        let country = city.country.as_deref().filter(|_| self.linker.is_national_capital(&city))?;
        self.linker.gazetteer.by_key(country).map(|id| self.linker.entity_of(id, 0.8))
    }

    /// "Le ministère de l'Intérieur" does not belong to the interior, nor the head of a state to its office.
    fn is_portfolio(&self, sentence: usize, token: usize) -> bool {
        let entries = self.linker.nouns.get(&self.token(sentence, token).lemma);
        if self.mention_at(sentence, token).is_some_and(|name| name.form == MentionForm::Name && name.tokens.len() > 1) {
            return false;
        }
        entries.iter().any(|entry| matches!(&*entry.template, "portfolio" | "state"))
    }

    pub(super) fn names_country(&self, sentence: usize, token: usize) -> bool {
        self.mention_at(sentence, token).is_some_and(|mention| mention.classes.first().is_some_and(|class| class == "Country"))
    }

    /// What the possessive of a description stands for.
    pub(in crate::link) fn possessors(&self, sentence: usize, head: usize) -> Vec<EntityRef> {
        let actors = ["Actor".to_owned()];
        self.possessive(sentence, head).map_or_else(Vec::new, |determiner| self.entities(sentence, determiner, &actors))
    }

    /// The possessive of a description, or that of its complement ("le personnel de leur ambassade").
    pub(in crate::link) fn possessive(&self, sentence: usize, head: usize) -> Option<usize> {
        let tokens = &self.analysis.sentences[sentence].tokens;
        let children = |node: usize| (0..tokens.len()).filter(move |&other| tokens[other].head == Some(node));
        let own = |node: usize| children(node).find(|&other| tokens[other].upos == Upos::Det && tokens[other].feats.is("Poss", "Yes"));
        own(head).or_else(|| children(head).filter(|&other| tokens[other].base_rel() == "nmod").find_map(own))
    }

    /// "Repris la ville de Choucha": a name right behind "de" that a parser hangs on the verb beside the noun.
    pub(super) fn is_cut_off(&self, mention: &Mention, other: usize) -> bool {
        let sentence = &self.analysis.sentences[mention.sentence];
        let tokens = &sentence.tokens;
        let beside = other == mention.head + 2 && tokens[other].head.is_some() && tokens[other].head == tokens[mention.head].head;
        beside && tokens[other].base_rel() == "obl" && tokens[other].upos == Upos::Propn && self.is_owner_case(sentence, other)
    }

    pub(super) fn is_owner_case(&self, sentence: &Sentence, node: usize) -> bool {
        sentence
            .tokens
            .iter()
            .any(|token| token.head == Some(node) && token.rel == "case" && self.linker.naming.syntax.owner.contains(token.lemma.as_str()))
    }
}

/// Gender and number of a noun by its features.
pub(super) fn agreement(token: &Token) -> Agreement {
    Agreement { feminine: token.feats.is("Gender", "Fem"), plural: token.feats.is("Number", "Plur") }
}
