//! Web pages: the main text and what the page says about itself. Offsets of later stages point into the extracted text.

use std::path::Path;

use dom_smoothie::{Config, Readability, TextMode};

use super::{
    CorpusError,
    metadata::{Metadata, read_date},
};

/// Pages with more elements are not taken apart.
const MOST_ELEMENTS: usize = 200_000;
/// Pages nested more deeply are not taken apart: it would take time in the square of the depth. Written pages stay below a hundred.
const DEEPEST: usize = 1000;
/// Elements that never nest without another one between.
const FLAT: [&str; 24] = [
    "p", "li", "td", "th", "tr", "dt", "dd", "option", "br", "hr", "img", "meta", "link", "input", "source", "area", "base", "col",
    "embed", "wbr", "track", "param", "path", "tbody",
];
/// An article shorter than this, in characters, sends the finder on to look more broadly.
const SHORT_ARTICLE: usize = 200;

/// The text of the article and its metadata.
pub(super) fn read(path: &Path, page: &str) -> Result<(String, Metadata), CorpusError> {
    let config =
        Config { max_elements_to_parse: MOST_ELEMENTS, char_threshold: SHORT_ARTICLE, text_mode: TextMode::Formatted, ..Config::default() };
    let none = || CorpusError::NoArticle { path: path.to_owned() };
    if depth(page) > DEEPEST {
        return Err(none());
    }
    let mut page_reader = Readability::new(page, None, Some(config)).map_err(|_| none())?;
    let found = page_reader.get_article_metadata(page_reader.parse_json_ld());
    let metadata = Metadata {
        date: found.published_time.as_deref().and_then(read_date),
        source: found.site_name,
        url: found.url,
        language: found.lang,
        title: Some(found.title).filter(|title| !title.is_empty()),
        license: None,
    };
    let text = match page_reader.parse() {
        Ok(article) => article.text_content.to_string(),
        Err(dom_smoothie::ReadabilityError::TooManyElements(..)) => return Err(none()),
        Err(_) => whole_text(page).ok_or_else(none)?,
    };
    Ok((text, metadata)).and_then(|page| if page.0.trim().is_empty() { Err(none()) } else { Ok(page) })
}

/// How deep elements nest, judged by their tags.
fn depth(page: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for tag in page.split('<').skip(1) {
        let (closes, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let name = &tag[..tag.bytes().take_while(u8::is_ascii_alphanumeric).count()];
        if name.is_empty() || FLAT.iter().any(|flat| flat.eq_ignore_ascii_case(name)) {
            continue;
        }
        depth = if closes { depth.saturating_sub(1) } else { depth + 1 };
        deepest = deepest.max(depth);
    }
    deepest
}

/// All visible text of a page in which no article stands out.
fn whole_text(page: &str) -> Option<String> {
    let page = Readability::new(page, None, None).ok()?;
    page.doc.select("head, script, style, noscript, nav, template").remove();
    Some(page.doc.formatted_text().to_string())
}

/// The encoding that a page names in its first kilobyte (`<meta charset=…>`).
pub(super) fn charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
    let rest = head.split_once("charset=")?.1.trim_start_matches(['"', '\'']);
    rest.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-' && letter != '_').next().map(str::to_owned)
}
