//! Trees of sentences, drawn with one word a line.

use crate::model::{Sentence, Token};

/// The tree of a sentence: each word with part of speech and relation, under its head.
pub(super) fn draw(sentence: &Sentence) -> String {
    let tokens = &sentence.tokens;
    let mut dependents = vec![Vec::new(); tokens.len()];
    for (index, token) in tokens.iter().enumerate() {
        if let Some(children) = token.head.and_then(|head| dependents.get_mut(head)) {
            children.push(index);
        }
    }
    let mut lines = String::new();
    // A stack and not recursion: a sentence may be as deep as it is long.
    let mut open: Vec<(usize, String, &str, &str)> =
        (0..tokens.len()).rev().filter(|&index| tokens[index].head.is_none()).map(|root| (root, String::new(), "", "")).collect();
    while let Some((index, indent, branch, below)) = open.pop() {
        lines.push_str(&format!("{indent}{branch}{}\n", describe(&tokens[index])));
        let deeper = format!("{indent}{below}");
        for (place, &child) in dependents[index].iter().rev().enumerate() {
            let (branch, below) = if place == 0 { ("└─ ", "   ") } else { ("├─ ", "│  ") };
            open.push((child, deeper.clone(), branch, below));
        }
    }
    lines
}

fn describe(token: &Token) -> String {
    format!("{} {} {}", token.form, token.upos, token.rel)
}

#[cfg(test)]
mod tests {
    use crate::{analysis::conllu, model::Sentence};

    #[test]
    fn words_hang_under_their_heads_in_order() {
        let file = "1\tLes\tle\tDET\t_\t_\t2\tdet\t_\t_\n2\trebelles\trebelle\tNOUN\t_\t_\t4\tnsubj\t_\t_\n\
                    3\tont\tavoir\tAUX\t_\t_\t4\taux\t_\t_\n4\tpris\tprendre\tVERB\t_\t_\t0\troot\t_\t_\n5\tGoma\tGoma\tPROPN\t_\t_\t4\tobj\t_\t_\n\n";
        let tokens = conllu::read(file).unwrap().remove(0).tokens;
        let drawn = super::draw(&Sentence { tokens, ..Sentence::default() });
        let wanted = "pris VERB root\n├─ rebelles NOUN nsubj\n│  └─ Les DET det\n├─ ont AUX aux\n└─ Goma PROPN obj\n";
        assert_eq!(drawn, wanted);
    }
}
