//! `prongsai user`: for whoever runs the machine, when nobody can come in by the pages.

use std::io::{BufRead as _, IsTerminal as _};
use std::net::SocketAddr;

use clap::{Args, Subcommand};
use domain::Text;
use serde_json::json;
use service::{Caller, Code};

use super::App;
use super::office::{SettingsArgs, block_on, must_exist, of_problem, open};
use super::serve::service;
use crate::output::{Failure, Kind, Line, Outcome, Page, Tone};

/// People, from the console.
#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// The one-time link of the first administrator; an earlier one stops to work.
    Link(LinkArgs),
    /// Give somebody a new password, read from standard input; second factors and sessions of that person end.
    Password(PasswordArgs),
}

/// Arguments of `user link`.
#[derive(Debug, Args)]
pub struct LinkArgs {
    /// Where settings come from.
    #[command(flatten)]
    pub settings: SettingsArgs,
}

/// Arguments of `user password`.
#[derive(Debug, Args)]
pub struct PasswordArgs {
    /// The name that the person signs in with.
    #[arg(value_name = "LOGIN")]
    pub login: String,
    /// Where settings come from.
    #[command(flatten)]
    pub settings: SettingsArgs,
}

/// Does what is asked.
///
/// # Errors
/// Why not.
pub fn run(app: &App, command: &UserCommand) -> Result<Outcome, Failure> {
    match command {
        UserCommand::Link(args) => link(app, args),
        UserCommand::Password(args) => password(app, args),
    }
}

fn link(app: &App, args: &LinkArgs) -> Result<Outcome, Failure> {
    let values = args.settings.values()?;
    let link = block_on(async {
        let service = service(open(&values).await?, &values, values.listen)?;
        let link = service.first_link(&Caller::Console).await.map_err(|problem| of_problem(&problem));
        service.store().close().await;
        link
    })?;
    let Some(url) = link.and_then(|link| link.url) else {
        return Err(Failure::new(
            Kind::Failure,
            "administrator-exists",
            Text::new("มีผู้ดูแลระบบแล้ว", "there is an administrator already"),
            Text::new(
                "ลิงก์ของผู้ดูแลคนแรกออกได้เมื่อยังไม่มีผู้ดูแลเท่านั้น",
                "the link of the first administrator is made only while there is none",
            ),
            Text::new(
                "ให้ผู้ดูแลเชิญจากหน้าผู้ใช้ หรือตั้งรหัสผ่านใหม่ด้วย prongsai user password",
                "have the administrator invite you, or set a new password with `prongsai user password`",
            ),
        ));
    };
    let mut page = Page::new(&app.console);
    page.line(Line::new().verbatim(Tone::Accent, url.clone()));
    Ok(Outcome::new(page.finish(), json!({ "url": url })))
}

fn password(app: &App, args: &PasswordArgs) -> Result<Outcome, Failure> {
    let values = args.settings.values()?;
    must_exist(&values)?;
    let console = &app.console;
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        console.tell(console.t("รหัสผ่านใหม่ (จะเห็นขณะพิมพ์): ", "new password (it shows as you type): "));
    }
    let mut password = String::new();
    stdin
        .lock()
        .read_line(&mut password)
        .map_err(|error| Failure::io(std::path::Path::new("-"), &error, false))?;
    let password = password.trim_end_matches(['\r', '\n']);
    let address: SocketAddr = values.listen;
    block_on(async {
        let service = service(open(&values).await?, &values, address)?;
        let done = service.set_password_at_console(&Caller::Console, &args.login, password).await;
        service.store().close().await;
        done.map_err(|problem| match problem.code {
            Code::NotFound => nobody(&args.login),
            _ => of_problem(&problem).at(&args.login),
        })
    })?;
    let mut page = Page::new(console);
    page.line(
        Line::toned(Tone::Good, "✓ ")
            .plain(console.t("ตั้งรหัสผ่านใหม่แล้วให้ ", "a new password is set for "))
            .verbatim(Tone::Strong, args.login.clone()),
    );
    Ok(Outcome::new(page.finish(), json!({ "login": args.login })))
}

fn nobody(login: &str) -> Failure {
    Failure::new(
        Kind::NotFound,
        "no-such-user",
        Text::new("ไม่พบผู้ใช้", "no such user"),
        Text::new(format!("ไม่มีผู้ใช้ชื่อ “{login}”"), format!("nobody signs in as \"{login}\"")),
        Text::new(
            "ตรวจตัวสะกด ชื่อที่ใช้เข้าสู่ระบบอยู่ในหน้าผู้ใช้ หรือดูว่า --database ชี้ไปถูกที่",
            "check the spelling; names stand on the page of people; see that --database names the right store",
        ),
    )
    .at(login)
}
