//! The front page: agencies by name, code or province.

use serde::Serialize;

use crate::ask::{Answer, Ask};
use crate::kit::form::Form;
use crate::kit::page::{Menu, Page};

/// What was looked for and found.
#[derive(Debug, Clone, Serialize)]
pub struct FrontPage {
    /// The search.
    pub form: Form,
    /// Whether something was looked for.
    pub asked: bool,
    /// Agencies, in the order of the dictionary.
    pub found: Vec<Found>,
    /// Whether there are more than are shown.
    pub more: bool,
}

/// An agency.
#[derive(Debug, Clone, Serialize)]
pub struct Found {
    /// Its code, as in addresses.
    pub code: String,
    /// Its name.
    pub name: String,
    /// District and province, as far as known.
    pub place: String,
    /// Fiscal years with a published result, the newest first.
    pub years: Vec<i16>,
}

impl Page for FrontPage {
    const NAME: &'static str = "front.html";
    const SOURCE: &'static str = include_str!("front.html");
    const MENU: Menu = Menu::Front;

    fn samples() -> Vec<FrontPage> {
        let empty = FrontPage { form: Form::empty(), asked: false, found: vec![], more: false };
        let found = |code: &str, years: Vec<i16>| Found {
            code: code.to_owned(),
            name: format!("องค์การบริหารส่วนตำบลตัวอย่าง {code}"),
            place: String::from("อำเภอเมือง จังหวัดตัวอย่าง"),
            years,
        };
        let none = FrontPage { form: Form::empty().with("q", "\"<script>"), asked: true, ..empty.clone() };
        let some = FrontPage {
            form: Form::empty().with("q", "ตัวอย่าง"),
            asked: true,
            found: vec![found("A0001", vec![2568, 2567]), found("A0002", vec![])],
            more: true,
        };
        vec![empty, none, some]
    }

    fn has_errors(&self) -> bool {
        self.form.has_errors()
    }
}

pub(crate) async fn show(ask: Ask) -> Answer {
    ask.show(&FrontPage { form: Form::empty(), asked: false, found: vec![], more: false })
}
