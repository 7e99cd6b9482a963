use proptest::prelude::*;

use super::*;
use crate::Span;

#[test]
fn documents_are_written_as_plain_text() {
    let cases = [
        ("<h1>題</h1><p>一<br>二</p><p>三</p>", "# 題\n\n一\n二\n\n三"),
        ("<h2>長い<br>題の<br>A <br> B</h2>", "## 長い題の A B"),
        ("<ul><li>a<li>b<ul><li>c</li></ul></li></ul>x", "- a\n- b\n  - c\n\nx"),
        ("<ol><li>a</li><li><p>b</p></li></ol>", "1. a\n2. b"),
        ("<ul><li>a<br>b</li></ul>", "- a\n  b"),
        ("<table><tr><th>年</th><th>件</th></tr><tr><td>2020</td><td>1<br>2</td></tr></table>", "|年|件|\n|---|---|\n|2020|1 2|"),
        ("<table><tr><th>発生</th><td>3日</td><tr><th>件数<td></table>", "|発生|3日|\n|件数||"),
        ("<dl><dt>A</dt><dd>B<br>C</dd><dt>D:</dt> <dd><p>E</p></dd><dt>F<dd><ul><li>G</ul></dl>", "A: B\n  C\nD: E\nF:\n- G"),
        ("<title>T</title><body>x", "T\n\nx"),
        ("<title>T</title><h1>H</h1>x", "# H\n\nx"),
        ("a  b\n c<b>d</b> e", "a b cd e"),
        ("漢字\n  かな ABC\nかな", "漢字かな ABC かな"),
        ("<pre>a  b\n  c</pre>d", "a  b\n  c\n\nd"),
        ("x&nbsp;y &lt;b&gt; &amp; &#xFF5E; R&D", "x\u{a0}y <b> & ～ R&D"),
        ("<ruby>不具合<rp>(</rp><rt>ふぐあい</rt><rp>)</rp></ruby>が", "不具合が"),
        ("<script>a</script><style>b</style><svg><text>c</text></svg>d", "d"),
        ("<nav>menu menu</nav><div class=breadcrumb>a</div><p>the text</p><footer>f</footer>", "the text"),
        ("<div hidden>no</div><p style='display: none'>no</p>yes yes", "yes yes"),
        ("<div>around</div><main><header>in</header>it</main>", "in\nit"),
        ("<div class='page has-sidebar'><p>kept</p></div><div id=sidebar>no</div>", "kept"),
        ("<div id=header>no</div><div class=header>yes</div>", "yes"),
        ("<div class=menu>only this is here</div>", "only this is here"),
        ("<table><tr><td><a>x</a><a>y</a></td><td><h2>H</h2>text</td></tr></table>", "## H\n\ntext"),
        ("a<div><div>b</div></div>c", "a\nb\nc"),
        ("</div></p>a</li><li>b", "a\n- b"),
        ("", ""),
    ];
    for (html, wanted) in cases {
        assert_eq!(render(html).0, wanted, "{html}");
    }
}

#[test]
fn values_lead_back_to_the_document() {
    let cases = [
        ("<p>計 <b>1,073</b>契約</p>", "1,073契約", "1,073</b>契約"),
        ("<p>12&nbsp;April</p>", "12\u{a0}April", "12&nbsp;April"),
        ("<p>10:05&#xFF5E;13:40</p>", "～", "&#xFF5E;"),
        ("<ul><li>氏名</li></ul>", "- 氏名", "氏名"),
        ("<dl><dt>件数</dt><dd>12件</dd></dl>", "12件", "12件"),
        ("<p>a\r\n  b</p>", " ", "\r\n  "),
        ("<tr><td>a</td><td>b</td></tr>", "b", "b"),
    ];
    for (html, needle, wanted) in cases {
        let (text, map) = render(html);
        let start = text.find(needle).unwrap_or_else(|| panic!("{needle:?} is not in {text:?}"));
        assert_eq!(&html[map.source(Span::new(start, start + needle.len())).range()], wanted, "{html}");
    }
}

#[test]
fn time_is_linear_in_broken_documents() {
    let deep = 20_000;
    let cases = [
        "<div>".repeat(deep),
        format!("{}{}", "<div>".repeat(deep), "</span></p></div>".repeat(deep)),
        "<ul><li>a".repeat(deep),
        "<b><i>x</b>".repeat(deep),
        "<table><tr><td>a".repeat(deep / 4),
        "<dl><dt>a<dd>".repeat(deep),
        "&".repeat(deep),
        "&#x".repeat(deep),
        "\0<\0".repeat(deep),
    ];
    for html in cases {
        let (text, _) = render(&html);
        assert!(text.len() <= html.len() * 4 + 16);
    }
}

/// Documents with many tags, few of them matched.
fn soup() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        prop::sample::select(vec![
            "<p>",
            "</p>",
            "<div>",
            "</div>",
            "<ul>",
            "</ul>",
            "<li>",
            "<ol>",
            "<table>",
            "</table>",
            "<tr>",
            "<td>",
            "<th>",
            "</td>",
            "<dl>",
            "<dt>",
            "<dd>",
            "<br>",
            "<h1>",
            "</h1>",
            "<pre>",
            "</pre>",
            "<main>",
            "<article>",
            "<nav>",
            "</nav>",
            "<a href=x>",
            "</a>",
            "&amp;",
            "&nbsp",
            "&#x41;",
            "&",
            "<",
            "<!--",
            "-->",
            " ",
            "\r\n",
            "漢字",
            "text",
            "\0",
            "<title>",
            "</title>",
            "<script>",
            "</script>",
            "<p class=menu>",
            "<svg>",
            "</svg>",
            "<hr>",
        ])
        .prop_map(str::to_string),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

#[test]
fn a_space_is_not_kept_for_the_next_line() {
    let (text, map) = render("<table><pre><td><dl>\r</nav> <nav><p>end");
    let end = text.find("end").map(|at| map.source(Span::new(at, at + 3)));
    assert_eq!(end, Some(Span::new(36, 39)));
    let starts: Vec<usize> = (0..text.len()).map(|at| map.source(Span::new(at, at + 1)).start()).collect();
    assert!(starts.is_sorted(), "{starts:?} in {text:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn characters_lead_back_in_order_to_what_they_are(html in soup()) {
        let (text, map) = render(&html);
        let mut last = Span::default();
        for (at, c) in text.char_indices() {
            let span = map.source(Span::new(at, at + c.len_utf8()));
            let source = html.get(span.range());
            prop_assert!(source.is_some(), "{:?}", span);
            let source = source.unwrap_or_default();
            let is_itself = source.chars().eq([c]) || source.starts_with('&') || span.is_empty() || c == ' ';
            prop_assert!(is_itself, "{:?} is {:?} in {:?}", c, source, html);
            // The title goes before all else.
            let in_order = span == last || span.start() >= last.end();
            prop_assert!(in_order || html.contains("<title>"), "{:?} after {:?}", span, last);
            last = span;
        }
    }
}
