//! Gaps of a verb: of "Berlin enverra 500 soldats en Lituanie, Paris 300 en Estonie" the rule holds twice, once for each part.
//!
//! Each part has an actor of its own and pairs with the whole word by word; coordination alone would give everybody every place.

use std::ops::Range;

use super::{Match, NAME, Scene};
use crate::{
    model::{MentionForm, Token, Upos},
    rule::definition::Role,
};

/// What stands in a part, in order of the text.
#[derive(Clone, Copy, Debug)]
struct Remnant {
    token: usize,
    /// Whether a preposition marks it.
    marked: bool,
    /// Whether it is a number whose noun is left out.
    amount: bool,
}

impl Scene<'_> {
    /// The match without the words of parts that lack their verb, then the match that each such part gives.
    pub(super) fn with_gaps(&self, found: Match) -> Vec<Match> {
        let verb = found.trigger[0];
        if !matches!(self.sentence.tokens[verb].upos, Upos::Verb | Upos::Aux) {
            return vec![found];
        }
        let parts = self.parts(verb);
        let Some(first) = parts.first() else { return vec![found] };
        let whole = without(&found, first.start);
        let others: Vec<Match> = parts.iter().filter_map(|part| self.part_match(&whole, part)).collect();
        if others.is_empty() { vec![found] } else { std::iter::once(whole).chain(others).collect() }
    }

    /// What stands between the commas and conjunctions behind a verb, up to the next verb.
    fn parts(&self, verb: usize) -> Vec<Range<usize>> {
        let tokens = &self.sentence.tokens;
        let splits = |token: &Token| token.upos == Upos::Cconj || matches!(&*token.form, "," | ";");
        let Some(first) = (verb + 1..tokens.len()).find(|&place| splits(&tokens[place])) else { return Vec::new() };
        let ends = |token: &Token| matches!(token.upos, Upos::Verb | Upos::Aux | Upos::Sconj) || matches!(&*token.form, "." | ":");
        let last = (first..tokens.len()).find(|&place| ends(&tokens[place]));
        // A part that runs into a verb is a clause of its own.
        let whole = last.is_none_or(|last| tokens[last].upos == Upos::Punct);
        let mut cuts: Vec<usize> = (first..last.unwrap_or(tokens.len())).filter(|&place| splits(&tokens[place])).collect();
        cuts.extend(last.or(Some(tokens.len())).filter(|_| whole));
        cuts.windows(2).map(|pair| pair[0] + 1..pair[1]).filter(|part| !part.is_empty()).collect()
    }

    /// The match of a part: the whole, with the words of the part for those that they pair with.
    fn part_match(&self, whole: &Match, part: &Range<usize>) -> Option<Match> {
        let remnants = self.remnants(part)?;
        let (actor, rest) = remnants.split_first().filter(|(actor, rest)| !actor.marked && !actor.amount && !rest.is_empty())?;
        let roles = &self.rules.rules[whole.rule].roles;
        let verb = whole.trigger[0];
        let bare_behind = |role: usize| whole.roles[role].iter().any(|&token| token > verb && !self.is_marked(token));
        let taken = |role: usize| bare_behind(role) && !roles[role].types.is_empty() && self.may_fill(&roles[role], actor.token);
        // "a reçu le roi jeudi, le ministre vendredi": who may also be acted upon may have no verb left out. Two names side by side have.
        let names = |remnant: &Remnant| !remnant.marked && self.is_a(remnant.token, NAME);
        if !(names(actor) && names(&rest[0])) && (0..roles.len()).any(taken) {
            return None;
        }
        let mut filled = whole.roles.clone();
        let mut trigger = whole.trigger.clone();
        let mut open: Vec<usize> = (0..roles.len()).collect();
        let own = open.iter().position(|&role| whole.roles[role].iter().any(|&t| t < verb) && self.may_fill(&roles[role], actor.token))?;
        filled[open.remove(own)] = vec![actor.token];
        for remnant in rest {
            match open.iter().position(|&role| self.pairs(&roles[role], &whole.roles[role], verb, remnant)) {
                Some(own) => filled[open.remove(own)] = vec![remnant.token],
                // "livrera des chars à Kiev, Berlin des missiles": the noun that is part of the trigger.
                None => *trigger.iter_mut().find(|word| self.stands_for(remnant, **word, verb))? = remnant.token,
            }
        }
        Some(Match { rule: whole.rule, trigger, roles: filled })
    }

    /// Whether what stands in a part may stand for the words of a role behind the verb.
    fn pairs(&self, role: &Role, words: &[usize], verb: usize, remnant: &Remnant) -> bool {
        let Some(&word) = words.first().filter(|&&word| word > verb) else { return false };
        match remnant.amount {
            true => self.graph().is_counted(word),
            false => self.is_marked(word) == remnant.marked && self.may_fill(role, remnant.token),
        }
    }

    /// Whether a remnant may stand for a bare noun that is part of the trigger.
    fn stands_for(&self, remnant: &Remnant, word: usize, verb: usize) -> bool {
        let noun = self.sentence.tokens[word].upos == Upos::Noun && word > verb && !self.is_marked(word);
        noun && !remnant.marked && !remnant.amount
    }

    fn is_marked(&self, token: usize) -> bool {
        !self.graph().case(token).is_none()
    }

    fn may_fill(&self, role: &Role, token: usize) -> bool {
        role.types.is_empty() || role.types.iter().any(|class| self.is_a(token, class))
    }

    /// Whether nothing but a bare name stands before a place in a part, and has ended there.
    fn is_name_alone(&self, remnants: &[Remnant], place: usize) -> bool {
        let [only] = remnants else { return false };
        let over = self.mentions[only.token].is_some_and(|name| name.tokens.end <= place);
        over && !only.marked && !only.amount && self.is_a(only.token, NAME)
    }

    /// The nominals and bare amounts of a part, or `None` where anything else stands there.
    fn remnants(&self, part: &Range<usize>) -> Option<Vec<Remnant>> {
        let tokens = &self.sentence.tokens;
        let (mut remnants, mut marked, mut owned, mut number) = (Vec::new(), false, false, None);
        for place in part.clone() {
            let bare = |place: usize| {
                self.graph().is_quantity(place) && tokens.get(place + 1).is_none_or(|_| !self.graph().is_owner_marker(place + 1))
            };
            match tokens[place].upos {
                Upos::Noun if bare(place) => number = Some(place),
                Upos::Adp => {
                    remnants.extend(number.take().map(|token| Remnant { token, marked, amount: true }));
                    owned = self.graph().is_owner_marker(place);
                    marked = true;
                }
                Upos::Num => number = Some(place),
                Upos::Noun | Upos::Propn => {
                    // "Berlin des missiles": no owner of the name before.
                    let partitive = owned && tokens[place].upos == Upos::Noun && self.is_name_alone(&remnants, place);
                    let known = self.mentions[place].is_some() || partitive;
                    // "Le Portugais Mário Soares": one of a country and the name right behind are one.
                    let demonym = |word: usize| {
                        self.mentions[word].is_some_and(|one| matches!(one.form, MentionForm::Demonym | MentionForm::Adjective))
                    };
                    let beside = |last: &Remnant| last.token + 1 == place && demonym(last.token);
                    if tokens[place].upos == Upos::Propn && !marked && remnants.last().is_some_and(beside) {
                        remnants.pop();
                    }
                    let remnant = known.then_some(Remnant { token: place, marked: marked && !partitive, amount: false });
                    remnants.extend(remnant.filter(|_| !owned || partitive));
                    (marked, owned, number) = (false, false, None);
                }
                Upos::Det | Upos::Adj | Upos::Adv => {}
                _ => return None,
            }
        }
        remnants.extend(number.map(|token| Remnant { token, marked, amount: true }));
        Some(remnants)
    }
}

/// A match without the words from `end` on, where others stand for the same roles.
fn without(found: &Match, end: usize) -> Match {
    let keep = |words: &Vec<usize>| {
        let before: Vec<usize> = words.iter().copied().filter(|&word| word < end).collect();
        if before.is_empty() { words.clone() } else { before }
    };
    Match { rule: found.rule, trigger: found.trigger.clone(), roles: found.roles.iter().map(keep).collect() }
}
