//! Which elements of a page are around the notice and not part of it.
//!
//! The words here are those of markup: names that authors give to classes, ids and roles, whatever language the page is in.

/// Attributes of one start tag, as far as they tell something.
#[derive(Debug, Default)]
pub(super) struct Naming {
    /// Whether a class, id or role says that the element is around the notice, or that it is not shown.
    pub(super) is_aside: bool,
    /// `role="main"`.
    pub(super) is_main: bool,
}

/// Words that name navigation, sharing, promotion and legal lines wherever a name has them as a word of its own.
const WORDS: &[&str] = &[
    "ad",
    "ads",
    "adv",
    "advertisement",
    "banner",
    "banners",
    "bnr",
    "bread",
    "breadcrumb",
    "breadcrumbs",
    "comments",
    "cookie",
    "cookies",
    "consent",
    "copyright",
    "crumb",
    "crumbs",
    "drawer",
    "footer",
    "gnav",
    "gnavi",
    "hamburger",
    "lnav",
    "lnavi",
    "localnav",
    "megamenu",
    "menu",
    "nav",
    "navbar",
    "navi",
    "navigation",
    "newsletter",
    "pagenav",
    "pager",
    "pagetop",
    "pagination",
    "pankuzu",
    "popular",
    "promo",
    "rank",
    "ranking",
    "recommend",
    "recommended",
    "related",
    "search",
    "share",
    "shares",
    "sharing",
    "side",
    "sidebar",
    "skip",
    "skiplink",
    "sns",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "topicpath",
    "totop",
    "toppath",
    "foot",
];

/// Parts of names that are written as one word.
const STEMS: &[&str] = &[
    "breadcrumb",
    "pankuzu",
    "topicpath",
    "sidebar",
    "pagetop",
    "copyright",
    "cookie",
    "navigation",
    "globalnav",
    "recommend",
    "ranking",
    "related",
    "advert",
    "mostread",
    "pagination",
    "sharebutton",
    "sharelist",
    "socialbutton",
    "snsbutton",
    "snslist",
    "newsletter",
];

/// Names that are so plain that only the whole name tells.
const NAMES: &[&str] = &["path", "siteheader", "globalheader", "gheader", "globalfooter"];

/// Ids that name the banner of the page; as classes they also name the heads of boxes in the content.
const BANNERS: &[&str] = &["header", "head", "masthead"];

/// Words before a name that say it is elsewhere: `has-sidebar` is the page, not its sidebar.
const ELSEWHERE: &[&str] = &["has", "with", "no", "without", "is"];

const ROLES: &[&str] = &["navigation", "banner", "complementary", "contentinfo", "search", "menu", "menubar", "dialog", "alertdialog"];

impl Naming {
    /// Takes in one attribute.
    pub(super) fn attribute(&mut self, name: &[u8], value: &[u8]) {
        let value = String::from_utf8_lossy(value);
        match name {
            b"class" => self.is_aside |= value.split_ascii_whitespace().any(names_aside),
            b"id" => self.is_aside |= names_aside(&value) || BANNERS.contains(&value.trim().to_ascii_lowercase().as_str()),
            b"role" => {
                let role = value.trim().to_ascii_lowercase();
                self.is_aside |= ROLES.contains(&role.as_str());
                self.is_main |= role == "main";
            }
            b"hidden" => self.is_aside = true,
            b"aria-hidden" => self.is_aside |= value.trim().eq_ignore_ascii_case("true"),
            b"style" => {
                let style: String = value.chars().filter(|c| !c.is_whitespace()).take(400).collect();
                self.is_aside |= style.to_ascii_lowercase().contains("display:none");
            }
            _ => {}
        }
    }
}

/// Whether a class or id names something that is around the notice.
fn names_aside(name: &str) -> bool {
    let words = words(name);
    if words.first().is_some_and(|first| words.len() > 1 && ELSEWHERE.contains(&first.as_str())) {
        return false;
    }
    let joined = words.concat();
    NAMES.contains(&joined.as_str())
        || words.iter().any(|word| WORDS.contains(&word.as_str()))
        || STEMS.iter().any(|stem| joined.contains(stem))
}

/// The words of `relatedNews_list-2`: related, news, list, 2.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut goes_on = false;
    let mut was_lower = false;
    for c in name.chars().take(80) {
        let begins = !goes_on || (was_lower && c.is_ascii_uppercase());
        goes_on = c.is_ascii_alphanumeric();
        was_lower = c.is_ascii_lowercase();
        match words.last_mut() {
            _ if !goes_on => {}
            Some(word) if !begins => word.push(c.to_ascii_lowercase()),
            _ => words.push(c.to_ascii_lowercase().to_string()),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_word_by_word() {
        for name in
            ["breadcrumb", "c-breadcrumbs__list", "relatedNews", "sns_share", "gNav", "global-nav", "ad", "pageTop", "mostread", "bnr-area"]
        {
            assert!(names_aside(name), "{name}");
        }
        for name in [
            "has-sidebar",
            "with-nav",
            "address",
            "header-title",
            "download",
            "canvas",
            "newsBody",
            "no-ads",
            "section",
            "header",
            "path-to-x",
            "",
        ] {
            assert!(!names_aside(name), "{name}");
        }
    }
}
