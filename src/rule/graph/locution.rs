//! Nouns and adverbs that are a preposition together with the markers around them: "au large de Gaza", "à l'encontre de Minsk".

use super::{Graph, mark::Marks};

impl<'a> Graph<'a> {
    /// The nominal behind a locution hangs on the word above the locution, with the locution for its case marker, wherever the parser hangs it.
    pub(super) fn see_through_locutions(&mut self) {
        for place in 0..self.sentence.tokens.len() {
            let Some(head) = self.sentence.tokens[place].head else { continue };
            if let Some((node, case)) = self.locution(place).filter(|(node, _)| *node != head) {
                let case = self.new_case(case);
                self.add(head, node, self.relation_through(place), case);
                // The nearest reading of a word comes first.
                self.up[node].rotate_right(1);
                self.markers.set(node, case);
            }
        }
    }

    /// The nominal whose marker stands right behind a word, and the locution that both make, determiners left out.
    fn locution(&self, place: usize) -> Option<(usize, &'a str)> {
        if !self.is(place, Marks::LOCUTION) {
            return None;
        }
        let marker = self.sentence.tokens.get(place + 1).filter(|token| token.rel == "case")?;
        let node = marker.head.filter(|&node| node > place)?;
        let words = [self.words(self.case(place)), self.lemma(place), self.words(self.case(node))];
        let key = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        self.syntax.locution.get(&key).map(|case| (node, case.as_str()))
    }

    /// The relation of a nominal that is reached through a word: that word's own, or a plain oblique.
    fn relation_through(&self, place: usize) -> &'a str {
        let own = &self.sentence.tokens[place].rel;
        let nominal = own.starts_with("nmod") || own.starts_with("obl");
        if nominal { own } else { "obl:mod" }
    }
}
