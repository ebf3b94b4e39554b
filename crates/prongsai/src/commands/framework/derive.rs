//! `prongsai framework derive`

use std::path::Path;

use domain::Text;
use domain::framework::{FrameworkName, derive, read};
use serde_json::json;

use super::App;
use crate::commands::shared;
use crate::output::{Failure, Kind, Outcome};

/// Derives a provisional framework for another year.
///
/// # Errors
/// When the base is not there, the new name is malformed, or the file cannot be written.
pub fn run(app: &App, base: &str, new: &str, out: Option<&Path>, force: bool) -> Result<Outcome, Failure> {
    let console = &app.console;
    let base = shared::framework(app, base)?;
    let name: FrameworkName =
        new.parse().map_err(|error| Failure::framework(&domain::framework::LookupError::Name(error)))?;
    let example = Text::new("ใช้เจ้าของเดียวกันและปีอื่น", "use the same owner and another year");
    if name.owner != base.id().owner || name.fiscal_year == base.fiscal_year() {
        let message = Text::new(
            format!("{new} ใช้ไม่ได้กับ {}", base.id()),
            format!("{new} does not go with {}", base.id()),
        );
        return Err(shared::bad_option("NEW", message, example));
    }
    if let Ok(known) = app.catalogue.find(&format!("{}/{}", name.owner, name.fiscal_year))
        && !known.is_provisional()
    {
        let message = Text::new(
            format!("{new} มีหลักเกณฑ์อยู่แล้ว ({})", known.id()),
            format!("the rules of {new} are known ({})", known.id()),
        );
        let remedy = Text::new(
            "ใช้หลักเกณฑ์นั้น หรือระบุปีที่ยังไม่มีหลักเกณฑ์",
            "use them, or name a year whose rules are not known yet",
        );
        return Err(shared::bad_option("NEW", message, remedy));
    }
    let file = derive(base, name.fiscal_year);
    let text = toml::to_string(&file).map_err(|error| broken(&error.to_string()))?;
    let framework = read(&text).map_err(|problems| Failure::framework_file(new, &problems))?;
    let mut row = json!({
        "framework": framework.id().to_string(),
        "framework_digest": framework.digest(),
        "provisional": true,
        "derived_from": base.id().to_string(),
        "file": null,
    });
    let mark = console.t(
        "▲ ฉบับชั่วคราว / provisional: ทุกข้อเป็นการสมมติตามปีอื่น จนกว่าจะประกาศหลักเกณฑ์จริง",
        "▲ provisional / ฉบับชั่วคราว: every rule is assumed until the year's own are published",
    );
    let Some(folder) = out else {
        row["content"] = text.clone().into();
        let mut outcome = Outcome::new(text, row);
        outcome.notices.push(mark.to_owned());
        return Ok(outcome);
    };
    let path = folder.join(format!("{}-fy{}.toml", name.owner, name.fiscal_year.number()));
    shared::keep_existing(&path, force)?;
    shared::write_file(&path, text.as_bytes())?;
    row["file"] = path.display().to_string().into();
    let mut outcome = Outcome::new(String::new(), row);
    outcome.notices = vec![
        format!("{} {}", console.t("เขียนแล้ว", "wrote"), path.display()),
        mark.to_owned(),
        format!("{} --frameworks {}", console.t("ใช้ได้ด้วย", "use it with"), folder.display()),
    ];
    Ok(outcome)
}

fn broken(reason: &str) -> Failure {
    Failure::new(
        Kind::Failure,
        "derive",
        Text::new("สร้างไฟล์หลักเกณฑ์ไม่ได้", "the framework file could not be made"),
        Text::new(reason, reason),
        Text::default(),
    )
}
