//! Round trips and broken input.

use proptest::prelude::*;

use super::{Problem, read, write};
use crate::model::Surface;

const FILE: &str = "# sent_id = a
# text = Il va aux urnes, oui.
1\tIl\til\tPRON\t_\tNumber=Sing|Person=3\t2\tnsubj\t_\t_
2\tva\taller\tVERB\t_\tMood=Ind\t0\troot\t_\t_
2.1\tva\taller\tVERB\t_\t_\t_\t_\t_\t_
3-4\taux\t_\t_\t_\t_\t_\t_\t_\t_
3\tà\tà\tADP\t_\t_\t5\tcase\t_\t_
4\tles\tle\tDET\t_\t_\t5\tdet\t_\t_
5\turnes\turne\tNOUN\t_\t_\t2\tobl:arg\t_\tSpaceAfter=No
6\t,\t,\tPUNCT\t_\t_\t7\tpunct\t_\t_
7\toui\toui\tINTJ\t_\t_\t2\tdiscourse\t_\tSpaceAfter=No
8\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\tLang=fr

";

#[test]
fn a_file_comes_back_as_it_was() {
    let blocks = read(FILE).expect("well-formed");
    assert_eq!(write(&blocks), FILE);
    let block = &blocks[0];
    assert_eq!(block.text, "Il va aux urnes, oui.");
    assert_eq!(block.tokens[3].span.of(&block.text), "aux");
    assert_eq!((block.tokens[2].surface, block.tokens[3].surface), (Surface::First, Surface::Rest));
    assert_eq!(block.surface().len(), 7);
}

#[test]
fn broken_lines_are_named() {
    let problem = |text: &str| read(text).expect_err("broken");
    assert_eq!(problem("# x\n1\tmot\n").line, 2);
    assert!(matches!(problem("1\tmot\n").problem, Problem::Columns(2)));
    assert!(matches!(problem("2\tmot\t_\t_\t_\t_\t_\t_\t_\t_\n").problem, Problem::Id { wanted: 1, .. }));
    assert!(matches!(problem("1\tmot\t_\tNOM\t_\t_\t_\t_\t_\t_\n").problem, Problem::Upos(_)));
    assert!(matches!(problem("1\tmot\t_\t_\t_\t_\t7\t_\t_\t_\n").problem, Problem::Head(_)));
    assert!(matches!(problem("1-3\tmot\t_\t_\t_\t_\t_\t_\t_\t_\n\n").problem, Problem::Range(_)));
}

proptest! {
    #[test]
    fn reading_never_panics(lines in proptest::collection::vec("[0-9.\\-_#\t a-zé’\u{301}]{0,40}|([0-9.\\-]{0,4}\t){0,11}[a-z_]?", 0..12)) {
        if let Ok(blocks) = read(&lines.join("\n")) {
            write(&blocks);
        }
    }

    #[test]
    fn what_was_read_once_is_read_again(forms in proptest::collection::vec("[^\\s#\\p{C}]{1,8}", 1..8)) {
        let lines: Vec<String> = forms.iter().enumerate().map(|(at, form)| format!("{}\t{form}\t_\tX\t_\t_\t_\t_\t_\t_\n", at + 1)).collect();
        let file = lines.concat() + "\n";
        prop_assert_eq!(write(&read(&file).expect("well-formed")), file);
    }
}
