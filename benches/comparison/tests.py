"""That the scores are right, on small examples: `python3 -m unittest comparison.tests` in `benches/`; needs nothing installed."""

import unittest

from . import conllu, facts, gold_tokens, names, shared_task
from .contraction import take_apart

GOLD = """\
# newpar
# text = Elle sort du port.
1\tElle\telle\tPRON\t_\tGender=Fem|Number=Sing|Person=3|PronType=Prs\t2\tnsubj\t_\t_
2\tsort\tsortir\tVERB\t_\tMood=Ind|Tense=Pres\t0\troot\t_\t_
3-4\tdu\t_\t_\t_\t_\t_\t_\t_\t_
3\tde\tde\tADP\t_\t_\t5\tcase\t_\t_
4\tle\tle\tDET\t_\tDefinite=Def\t5\tdet\t_\t_
5\tport\tport\tNOUN\t_\tGender=Masc\t2\tobl:arg\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

# text = Elle rit.
1\tElle\telle\tPRON\t_\t_\t2\tnsubj\t_\t_
2\trit\trire\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

"""

# One sentence, `du` whole, `port.` one token.
OTHER = """\
1\tElle\telle\tPRON\t_\tGender=Fem|Number=Sing|Person=3|PronType=Prs|Own=Yes\t2\tnsubj\t_\t_
2\tsort\tsortir\tNOUN\t_\tMood=Ind|Tense=Pres\t0\troot\t_\t_
3\tdu\tde\tADP\t_\tDefinite=Def\t4\tcase\t_\t_
4\tport.\tport.\tNOUN\t_\tGender=Masc\t2\tobl:mod\t_\t_
5\tElle\telle\tPRON\t_\t_\t6\tnsubj\t_\t_
6\trit\trire\tVERB\t_\t_\t2\tconj\t_\tSpaceAfter=No
7\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

"""


class Conllu(unittest.TestCase):
    def test_what_is_read_is_written(self) -> None:
        kept = "".join(f"{line}\n" for line in GOLD.split("\n")[:-1] if not line.startswith("#"))
        self.assertEqual(conllu.write(conllu.read(GOLD)), kept)

    def test_raw_text_has_the_spaces_of_the_file(self) -> None:
        text = "Elle sort du port. Elle rit. "
        self.assertEqual(conllu.raw_text(conllu.read(GOLD)), text)
        self.assertEqual(conllu.raw_text(conllu.read(GOLD + GOLD)), f"{text.strip()}\n\n{text}")

    def test_lines_end_where_a_sentence_has_no_stop(self) -> None:
        heading = "1\tRetour\tretour\tNOUN\t_\t_\t0\troot\t_\t_\n\n"
        self.assertEqual(conllu.raw_text(conllu.read(heading + OTHER), lines=True), "Retour\nElle sort du port. Elle rit. ")


class SharedTask(unittest.TestCase):
    def test_gold_against_itself(self) -> None:
        gold = conllu.read(GOLD)
        self.assertEqual(shared_task.scores(gold, gold), dict.fromkeys(shared_task.MEASURES, 100.0))

    def test_counts_by_hand(self) -> None:
        scores = shared_task.scores(conllu.read(GOLD), conllu.read(OTHER))
        # Same tokens: Elle sort du Elle rit . of 8 and 7; same words: Elle sort Elle rit . of 9 and 7.
        self.assertAlmostEqual(scores["tokens"], 200 * 6 / 15)
        self.assertAlmostEqual(scores["words"], 200 * 5 / 16)
        self.assertEqual(scores["sentences"], 0)
        self.assertAlmostEqual(scores["UPOS"], 200 * 4 / 16)
        self.assertAlmostEqual(scores["UFeats"], 200 * 5 / 16)
        # `rit` has a head where the gold has none, and the last stop another one.
        self.assertAlmostEqual(scores["UAS"], 200 * 3 / 16)
        self.assertAlmostEqual(scores["LAS"], 200 * 3 / 16)

    def test_words_of_contractions_are_aligned_by_form(self) -> None:
        split = take_apart(conllu.read(OTHER))
        self.assertEqual([token.form for token in split[0].tokens], [token.form for token in conllu.read(OTHER)[0].tokens])
        # Tokens are scored as before; `le` stands for a second word of the token `du`, which must be a multiword token to be aligned.
        scores = shared_task.scores(conllu.read(GOLD), split)
        self.assertAlmostEqual(scores["tokens"], 200 * 6 / 15)
        self.assertAlmostEqual(scores["words"], 200 * 7 / 17)

    def test_another_text_is_refused(self) -> None:
        with self.assertRaises(ValueError):
            shared_task.scores(conllu.read(GOLD), conllu.read(OTHER.replace("rit", "dort")))


class GoldTokens(unittest.TestCase):
    def test_words(self) -> None:
        gold, other = conllu.read(GOLD), conllu.read(GOLD.replace("obl:arg", "obl").replace("rire\tVERB", "rire\tNOUN"))
        scores = gold_tokens.by_words(gold, other)
        self.assertEqual(scores["words"], 7)
        self.assertEqual(scores["LAS"], 100)
        self.assertAlmostEqual(scores["UPOS"], 100 * 6 / 7)

    def test_tokens_leave_contractions_out(self) -> None:
        whole = GOLD.replace("3-4\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n3\tde", "3\tdu")
        whole = whole.replace("4\tle\tle\tDET\t_\tDefinite=Def\t5\tdet\t_\t_\n", "")
        whole = whole.replace("\t5\tcase", "\t4\tcase").replace("5\tport", "4\tport").replace("6\t.", "5\t.")
        scores = gold_tokens.by_tokens(conllu.read(GOLD), conllu.read(whole))
        self.assertEqual(scores["words"], 5)
        self.assertEqual({scores[name] for name in gold_tokens.MEASURES}, {100})

    def test_a_token_wrongly_taken_apart_is_wrong(self) -> None:
        whole = conllu.read("1\tdes\tun\tDET\t_\t_\t2\tdet\t_\t_\n2\tports\tport\tNOUN\t_\t_\t0\troot\t_\t_\n")
        apart = conllu.Sentence(
            [conllu.Word("de", "de", "ADP", "_", 2, "case"), conllu.Word("les", "le", "DET", "_", 2, "det"), whole[0].words[1]],
            [conllu.Token("des", 0, 2, True), conllu.Token("ports", 2, 3, True)],
        )
        self.assertEqual(gold_tokens.by_tokens(whole, [apart]), {"words": 2, **dict.fromkeys(gold_tokens.MEASURES, 50)})


class Names(unittest.TestCase):
    ANNOTATION = "# comment\n2\tDOC\n2\tLOC\tOslo\n3\tPER\tOle\n3\tGRP\tOle Bande\n4\tDOC\n4\tORG\tOslo\n5\tEND\n"
    TEXT = "Rien.\nOslo dort.\nOle suit Ole Bande.\nOslo gagne.\nFin."

    def test_places_of_names(self) -> None:
        first, second = names.read(self.ANNOTATION, self.TEXT)
        self.assertEqual(first.text, "Oslo dort.\nOle suit Ole Bande.")
        self.assertEqual(first.names, [(0, 4, "LOC"), (11, 14, "PER"), (20, 29, "GRP")])
        self.assertEqual(second.sentences, ["Oslo gagne.", "Fin."])

    def test_exact_and_overlapping(self) -> None:
        articles = names.read(self.ANNOTATION, self.TEXT)
        # The second name is too long; the third lies over a name of a class left out; the fourth has the wrong class.
        found = [[(0, 4, "LOC"), (11, 19, "PER"), (20, 23, "PER")], [(0, 4, "LOC")]]
        exact = sum(names.score(articles, found, names.SHARED).values(), names.Tally())
        self.assertEqual((exact.gold, exact.found, exact.right), (3, 3, 1))
        loose = sum(names.score(articles, found, names.SHARED, overlap=True).values(), names.Tally())
        self.assertEqual(loose.right, 2)


class Facts(unittest.TestCase):
    def test_tables_of_a_report(self) -> None:
        predicates = "predicate gold sys hit P R F1\nleads 3 2 1 0.5 0.3 0.4"
        rules = "rule facts right wrong precision\na-rule 2 1 1 0.5"
        evaluation = facts.parse(f"{predicates}\n\n{rules}\n\nfacts: precision 0.5\n")
        self.assertEqual(evaluation.tables["predicate"], [["leads", "3", "2", "1", "0.5", "0.3", "0.4"]])
        self.assertEqual(evaluation.totals, ["facts: precision 0.5"])


if __name__ == "__main__":
    unittest.main()
