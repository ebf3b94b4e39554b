//! Every page with every sample, in both languages and both kinds of digits.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::text::Language;
use web::PAGES;
use web::kit::assets::Assets;
use web::kit::engine::Kit;
use web::kit::frame::{Frame, MenuLine, Person};
use web::kit::page::Menu;

fn person() -> Person {
    let menu = Menu::ALL.into_iter().map(MenuLine::of).collect();
    Person {
        name: "ผู้ทดสอบ <b>".into(), agency: Some("องค์การบริหารส่วนตำบลตัวอย่าง".into()), menu
    }
}

#[test]
fn every_sample_renders_and_keeps_the_rules_of_markup() {
    let assets = Arc::new(Assets::built_in());
    let kit = Kit::new(PAGES, &assets).unwrap();
    let mut count = 0;
    for entry in PAGES {
        for language in [Language::Thai, Language::English] {
            for (at, sample) in (entry.samples)().into_iter().enumerate() {
                let frame = Frame::new(language, "/path?q=1");
                let frame = match at % 3 {
                    0 => frame,
                    1 => frame.of(person()),
                    _ => frame.with_thai_digits().read_only(true),
                };
                let page = kit.render_sample(language, &frame, entry.name, sample);
                let html = page.unwrap_or_else(|error| panic!("{} {at}: {error:#}", entry.name)).body;
                check(entry.name, &html);
                count += 1;
            }
        }
    }
    assert!(100 < count);
}

/// What a reader of the markup can tell without a browser.
fn check(name: &str, html: &str) {
    assert_eq!(html.matches("<h1").count(), 1, "{name}: one h1");
    assert!(!html.contains(" style=") && !html.contains("<style"), "{name}: inline style");
    assert!(!html.contains("{{") && !html.contains("{%"), "{name}: template markup");
    for script in html.split("<script").skip(1) {
        assert!(script.starts_with(" src=\"/assets/"), "{name}: inline script");
    }
    for word in [" onclick=", " onload=", " onsubmit=", "javascript:", "undefined"] {
        assert!(!html.contains(word), "{name}: {word}");
    }
    // Markup of a text never ends up inside an attribute.
    let pieces: Vec<&str> = html.split("=\"").collect();
    for pair in pieces.windows(2) {
        // An address may end in an empty query, `?q=`, whose quote is that of its end.
        let attribute = pair[0].rsplit([' ', '\n']).next().unwrap_or_default();
        if attribute.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':')) {
            let value = pair[1].split('"').next().unwrap_or_default();
            assert!(!value.contains('<'), "{name}: markup in an attribute: {value}");
        }
    }
    let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let unique: BTreeSet<&&str> = ids.iter().collect();
    assert_eq!(unique.len(), ids.len(), "{name}: an id stands twice: {ids:?}");
    for labelled in html.split("<label ").skip(1) {
        let target = labelled.split("for=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        assert!(ids.contains(&target), "{name}: no field {target}");
    }
    for error in html.split("<a href=\"#").skip(1) {
        let target = error.split('"').next().unwrap();
        assert!(ids.contains(&target), "{name}: no place {target}");
    }
    for tag in
        ["main", "table", "form", "ul", "div", "span", "section", "nav", "dl", "p", "a", "select", "ol"]
    {
        let opened = html.matches(&format!("<{tag}>")).count() + html.matches(&format!("<{tag} ")).count();
        assert_eq!(opened, html.matches(&format!("</{tag}>")).count(), "{name}: <{tag}>");
    }
}

#[test]
fn names_in_the_registry_differ() {
    let names: BTreeSet<_> = PAGES.iter().map(|entry| entry.name).collect();
    assert_eq!(names.len(), PAGES.len());
    for entry in PAGES {
        assert!(!(entry.samples)().is_empty(), "{}", entry.name);
    }
}
