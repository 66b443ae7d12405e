//! Tokens and sentences of raw French, and what holds for any text at all.

use std::{
    sync::LazyLock,
    time::{Duration, Instant},
};

use depeche::{
    analysis::{Analyser, segment::Segmenter, tokenise::Tokeniser},
    model::Span,
    pack::Pack,
};
use proptest::prelude::*;

fn tokeniser() -> Tokeniser {
    Tokeniser::from_pack(&Pack::embedded("fr").unwrap()).unwrap()
}

fn segmenter() -> &'static Segmenter {
    static SEGMENTER: LazyLock<Segmenter> = LazyLock::new(|| {
        let pack = Pack::embedded("fr").unwrap();
        let analyser = Analyser::from_bytes(pack.bytes(Analyser::FILE).unwrap()).unwrap();
        Segmenter::from_pack(&pack, &analyser).unwrap()
    });
    &SEGMENTER
}

fn whole(text: &str) -> Span {
    Span::new(0, text.len())
}

/// Each line is a text with `|` between its tokens and `_` for a gap between them.
fn check(cut: &str) {
    let tokeniser = tokeniser();
    for line in cut.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let expected: Vec<&str> = line.split(['|', '_']).collect();
        let text = line.replace('|', "").replace('_', " ");
        let found: Vec<_> = tokeniser.tokens(&text, whole(&text)).iter().map(|span| span.of(&text)).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn elided_words_stand_alone() {
    check(
        "L'|armée_d'|Arménie_s'|est_repliée_jusqu'|à_Goris
        l’|offensive_qu’|Ankara_n’|a_pas_lancée_lorsqu’|il_l’|a_dit
        aujourd'hui_puisqu'|aucun_prud'homme_n'|est_là
        c'est-à-dire_quelqu'un_que_l'on_connaît
        Le_général_O'Brien_et_M'Bala_à_N'Djamena_selon_l'|OMS_et_d'|MSF
        N'|est|-ce_pas_Valéry_Giscard_d'|Estaing_L'|Haÿ
        D'|«_élus_»_d'_ici",
    );
}

#[test]
fn enclitic_pronouns_stand_alone() {
    check(
        "Minsk_a|-t-il_cédé_?
        «_Partons_»|,_dit|-elle|.
        Donnez|-les|-moi_et_allez|-vous|-en
        Est|-ce_le_cas_?_Qu'|est|-ce_que_c'|est_?
        ce_jour|-là_mais_celui-ci_et_celui-là
        un_rendez-vous_au_rez-de-chaussée
        Y_a|-t’il"
            .replace("|-t’il", "-t’il")
            .as_str(),
    );
}

#[test]
fn compounds_stay_whole() {
    check(
        "les_États-Unis_et_le_porte-parole_à_Mazar-i-Sharif
        le_cessez-le-feu_franco-malien_de_Port-au-Prince
        le_vol_Paris-Dakar_|-_dit_le_pilote_-_attendu"
            .replace("_|-_dit", "_-_dit")
            .as_str(),
    );
}

#[test]
fn numbers_keep_their_groups_and_lose_their_units() {
    check(
        "3 000_soldats|,_3\u{a0}500_blindés_et_12\u{202f}000_civils
        3.000_morts|,_1,5_million|,_2.700.000|,_25|%_et_25_%
        en_2021_300_morts|,_le_25/01/06_ou_2022-2023
        une_baisse_de_-1,5_point_(|-6_°C|)
        à_13|H|00_GMT_et_20|h|30|,_puis_22|h|.
        le_1er_bataillon_du_XXe_corps|,_le_F-16_et_l'|A380
        l'|article_n°_5_du_G7|,_60|€_ou_60_$",
    );
}

#[test]
fn abbreviations_keep_their_full_stop() {
    check("M._Touadéra_et_Mme_Samba|-|Panza|,_Dr._Diop_et_le_Pr._N'Diaye".replace("|-|", "-").as_str());
    check(
        "en_52_av._J.-C._à_Gergovie|,_J.-P._Bemba_et_J._Kabila
        les_forces_des_U.S._et_de_l'|O.N.U.|,_etc.
        Il_est_parti|._Enfin_._La_vitamine_C|."
            .replace("_._La", "|._La")
            .as_str(),
    );
}

#[test]
fn marks_stand_alone() {
    check(
        "«_Non_»|,_“|oui|”|,_\"|peut-être|\"|,_‘|jamais|’|…
        (|Goma|)_[|sic|]_–_Bukavu_—_Uvira_--_Fizi_•_Kindu
        Quoi_?|!_Fini|..._Assez|!|!
        l'|ONG_MSF|/|Oxfam_et_R&D",
    );
}

#[test]
fn addresses_and_tags_stay_whole() {
    check(
        "Voir_https://exemple.org/a,b?c=1|._Ou_www.exemple.fr|,_presse@exemple.org|.
        #Soudan_#COP28_@onu_fr_a_écrit"
            .replace("@onu_fr", "@onu")
            .as_str(),
    );
    let text = "Lire&nbsp;: <b>Haïti</b><br/>R&amp;D 👩‍🚒🇫🇷!";
    let found: Vec<_> = tokeniser().tokens(text, whole(text)).iter().map(|span| span.of(text)).collect();
    assert_eq!(found, ["Lire", ":", "Haïti", "R", "&amp;", "D", "👩‍🚒", "🇫🇷", "!"]);
}

#[test]
fn decomposed_letters_cut_as_composed_ones() {
    check("L'|arme\u{301}e_a|-t-elle_e\u{301}te\u{301}_là_c'est-a\u{300}-dire");
}

/// Paragraphs and sentences of a text, one a line, as `PARAGRAPH SENTENCE`.
fn sentences(text: &str) -> Vec<String> {
    let found = segmenter().sentences(text, whole(text));
    found.iter().map(|sentence| format!("{} {}", sentence.paragraph, sentence.span.of(text).replace('\n', "/"))).collect()
}

#[test]
fn full_stops_end_sentences_but_for_abbreviations() {
    assert_eq!(
        sentences("M. Biya est arrivé à Yaoundé. Le 3. bataillon, etc. attend. Rien ? Si ! « Tout est calme. » Il part… Et revient."),
        [
            "0 M. Biya est arrivé à Yaoundé.",
            "0 Le 3. bataillon, etc. attend.",
            "0 Rien ?",
            "0 Si !",
            "0 « Tout est calme. »",
            "0 Il part…",
            "0 Et revient."
        ]
    );
}

#[test]
fn a_text_of_one_line_shows_its_headings_and_keeps_its_dateline() {
    assert_eq!(
        sentences(
            "Couvre-feu levé à Juba Les écoles rouvrent lundi, dit le maire. la mairie aussi. LE CAIRE, 3 mai - Les pourparlers reprennent."
        ),
        [
            "0 Couvre-feu levé à Juba",
            "0 Les écoles rouvrent lundi, dit le maire.",
            "0 la mairie aussi.",
            "0 LE CAIRE, 3 mai - Les pourparlers reprennent."
        ]
    );
}

#[test]
fn quotes_and_brackets_hold_together() {
    assert_eq!(
        sentences(
            "\"La base reste ouverte. Rien ne change\", a-t-il dit. \"Vraiment ?\" demande-t-on. Il sourit (c'est rare ! Oui) et sort."
        ),
        [
            "0 \"La base reste ouverte.",
            "0 Rien ne change\", a-t-il dit.",
            "0 \"Vraiment ?\" demande-t-on.",
            "0 Il sourit (c'est rare ! Oui) et sort."
        ]
    );
}

#[test]
fn lines_are_paragraphs() {
    assert_eq!(
        sentences("Trêve au Yémen\nSanaa respire. Aden aussi.\r\n\r\n- Un point\n- Un autre\n1. Premier point"),
        ["0 Trêve au Yémen", "1 Sanaa respire.", "1 Aden aussi.", "2 - Un point", "3 - Un autre", "4 1. Premier point"]
    );
}

#[test]
fn wrapped_lines_are_one_paragraph() {
    let text = "Le gouvernement de Port-au-Prince a annoncé mardi
la réouverture de l'aéroport, fermé depuis le mois
de novembre. Les vols intérieurs doivent reprendre
dans les prochains jours, a précisé le ministre de
l'Intérieur.

La mission kényane sécurise les abords.";
    let found = sentences(text);
    assert_eq!(found.len(), 3, "{found:#?}");
    assert!(found[1].starts_with("0 Les vols") && found[2].starts_with("1 La mission"));
}

#[test]
fn a_long_line_that_goes_on_in_lower_case_is_not_cut() {
    assert_eq!(sentences("Les deux présidents se sont entretenus longuement au\ntéléphone. Puis plus rien.").len(), 2);
}

#[test]
fn html_blocks_are_paragraphs() {
    assert_eq!(sentences("<p>Crue à Niamey</p><p>Dix morts</p>"), ["0 Crue à Niamey", "1 Dix morts"]);
}

#[test]
fn a_part_of_a_text_keeps_its_offsets() {
    let text = " date 2021-08 Kaboul est calme.";
    let found = segmenter().sentences(text, Span::new(14, text.len()));
    assert_eq!((found.len(), found[0].tokens[0]), (1, Span::new(14, 20)));
    assert!(segmenter().sentences("é", Span::new(1, 2)).is_empty(), "a body off the boundaries holds nothing");
}

/// Tokens are in order, apart, on boundaries, not empty; what lies between them is blank.
fn holds(text: &str, body: Span, segmenter: &Segmenter, tokeniser: &Tokeniser) {
    let tokens = tokeniser.tokens(text, body);
    let mut at = body.start;
    for token in &tokens {
        assert!(at <= token.start && token.start < token.end && token.end <= body.end, "{token:?} in {text:?}");
        assert!(is_gap(&text[at..token.start]), "{:?} in {text:?}", &text[at..token.start]);
        assert!(!token.of(text).is_empty(), "off a boundary: {token:?} in {text:?}");
        at = token.end;
    }
    assert!(is_gap(&text[at..body.end]));
    let sentences = segmenter.sentences(text, body);
    assert!(sentences.iter().all(|sentence| !sentence.tokens.is_empty()));
    assert!(sentences.windows(2).all(|pair| pair[0].paragraph <= pair[1].paragraph));
    let again: Vec<Span> = sentences.into_iter().flat_map(|sentence| sentence.tokens).collect();
    assert_eq!(again, tokens, "sentences hold every token once");
}

/// Blank characters, tags and comments, and HTML spaces.
fn is_gap(mut gap: &str) -> bool {
    let blank = |letter: char| {
        let invisible =
            matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}');
        letter.is_whitespace() || letter.is_control() || invisible
    };
    loop {
        gap = gap.trim_start_matches(blank);
        let end = match gap {
            "" => return true,
            _ if gap.starts_with("<!--") => "-->",
            _ if gap.starts_with('<') => ">",
            _ if gap.starts_with('&') => ";",
            _ => return false,
        };
        let Some(at) = gap.find(end) else { return false };
        gap = &gap[at + end.len()..];
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text_is_rebuilt_from_tokens_and_gaps(text in "\\PC*|(.|\n){0,80}") {
        holds(&text, whole(&text), segmenter(), &tokeniser());
    }

    #[test]
    fn any_bytes_turned_to_text_are_rebuilt(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let text = String::from_utf8_lossy(&bytes);
        holds(&text, whole(&text), segmenter(), &tokeniser());
        let latin: String = bytes.iter().map(|&byte| char::from(byte)).collect();
        holds(&latin, whole(&latin), segmenter(), &tokeniser());
    }

    #[test]
    fn any_mixture_of_telling_pieces_is_rebuilt(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40)) {
        let text = pieces.concat();
        holds(&text, whole(&text), segmenter(), &tokeniser());
    }

    #[test]
    fn any_part_of_a_text_is_rebuilt(text in "\\PC{0,60}", from in 0_usize..60, length in 0_usize..60) {
        let boundary = |at: usize| (at.min(text.len())..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
        let start = boundary(from);
        holds(&text, Span::new(start, boundary(start + length)), segmenter(), &tokeniser());
    }
}

const PIECES: &[&str] = &[
    "l'",
    "d’",
    "qu'",
    "aujourd",
    "'",
    "’",
    "-t-il",
    "-",
    "‑",
    "--",
    "a",
    "É",
    "e\u{301}",
    "\u{301}",
    "12",
    "3 000",
    "1,5",
    ".",
    "...",
    "…",
    ",",
    ":",
    ";",
    " ",
    "\n",
    "\r\n",
    "\n\n",
    "\u{a0}",
    "\u{202f}",
    "\u{200b}",
    "\u{ad}",
    "«",
    "»",
    "\"",
    "(",
    ")",
    "[",
    "]",
    "%",
    "°C",
    "h",
    "13H00",
    "M.",
    "etc.",
    "J.-C.",
    "U.S.",
    "www.",
    "://",
    "http",
    "a@b.fr",
    "#",
    "@",
    "&nbsp;",
    "&amp;",
    "&",
    "<br>",
    "<p>",
    "</",
    "<",
    ">",
    "<!--",
    "-->",
    "👩‍🚒",
    "🇫🇷",
    "\u{200d}",
    "/",
    "_",
    "!",
    "?",
    "中",
    "ا",
    "\0",
    "(s)",
    "'em",
    "Le",
    "le",
    "+",
    "€",
];

/// Hostile shapes, each as large as a document may be in a test of seconds.
#[test]
fn time_is_linear_in_the_text() {
    let (segmenter, size) = (segmenter(), 1 << 20);
    for piece in [
        "a",
        "a-",
        "a'",
        "l'",
        "a.",
        "A.",
        "1",
        "1 000 ",
        "1,",
        "1.",
        "<",
        "<a ",
        "<!--",
        "&",
        "\"",
        "(",
        "( .",
        "«",
        ". ",
        "!",
        "… ",
        "a@",
        "a%@",
        "#a",
        "http://",
        "www.",
        "\n",
        "a\n",
        "e\u{301}",
        "\u{301}",
        "🇫",
        "\u{200d}👩",
        "- ",
        ". - ",
        "Le mot. ",
    ] {
        let text = piece.repeat(size / piece.len());
        let clock = Instant::now();
        let sentences = segmenter.sentences(&text, whole(&text));
        assert!(sentences.iter().all(|sentence| sentence.tokens.len() <= depeche::analysis::segment::LONGEST_SENTENCE));
        assert!(clock.elapsed() < Duration::from_secs(10), "{piece:?} took {:?}", clock.elapsed());
    }
}
