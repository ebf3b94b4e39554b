//! A link that works once, shown once: of an invitation or a recovery.

use serde::Serialize;
use service::people::{Link, Recovery};

use crate::kit::page::{Menu, Page};

/// The page with the link.
#[derive(Debug, Clone, Serialize)]
pub struct LinkPage {
    /// `join` or `recover`.
    pub purpose: &'static str,
    /// The address to hand over; none when a letter took it.
    pub url: Option<String>,
    /// When it stops to work.
    pub until: String,
    /// Whether an operator has to agree, because the agency has no second administrator.
    pub needs_operator: bool,
    /// Where to go on.
    pub back: &'static str,
}

impl LinkPage {
    pub(crate) fn invitation(link: &Link, back: &'static str) -> LinkPage {
        LinkPage::of("join", link, false, back)
    }

    pub(crate) fn recovery(recovery: &Recovery) -> LinkPage {
        LinkPage::of("recover", &recovery.link, !recovery.has_second_administrator, "/people")
    }

    fn of(purpose: &'static str, link: &Link, needs_operator: bool, back: &'static str) -> LinkPage {
        LinkPage { purpose, url: link.url.clone(), until: link.until.to_string(), needs_operator, back }
    }
}

impl Page for LinkPage {
    const NAME: &'static str = "link.html";
    const SOURCE: &'static str = include_str!("link.html");
    const MENU: Menu = Menu::People;

    fn samples() -> Vec<LinkPage> {
        let url = String::from(
            "https://ita.example.go.th/join/abcdefghijkmnpqrstuvwxyz23456789abcdefghijkmnpqrstuv",
        );
        let page = |purpose, url, needs_operator| LinkPage {
            purpose,
            url,
            until: String::from("2026-02-08T02:00:00Z"),
            needs_operator,
            back: "/people",
        };
        vec![
            page("join", Some(url.clone()), false),
            page("join", None, false),
            page("recover", Some(url), true),
            page("recover", None, false),
        ]
    }
}
