//! `prongsai serve`

mod logs;
pub mod mail;
pub mod ports;
mod stop;
mod upkeep;

use std::net::SocketAddr;

use clap::Args;
use domain::Text;
use serde_json::json;
use service::{Caller, Service};
use store::Store;
use tokio::net::TcpListener;

use super::App;
use super::office::{SettingsArgs, block_on, of_problem, open};
use crate::config::Values;
use crate::output::{Console, Failure, Kind, Line, Outcome, Page, Tone};

pub use logs::start as start_logs;
pub use stop::asked_to_stop;

/// Arguments of `serve`.
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// Address and port of the pages.
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub listen: Option<String>,
    /// Where settings come from.
    #[command(flatten)]
    pub settings: SettingsArgs,
}

/// Serves until it is told to stop.
///
/// # Errors
/// Why it cannot begin.
pub fn run(app: &App, args: &ServeArgs) -> Result<Outcome, Failure> {
    let mut settings = args.settings.clone();
    settings.set.extend(args.listen.iter().map(|address| format!("listen={address}")));
    let values = settings.values()?;
    start_logs(&values.log, values.log_format)?;
    block_on(async {
        let store = open(&values).await?;
        let (pages, address) = listen(values.listen).await?;
        let metrics = match values.metrics {
            Some(address) => Some(listen(address).await?.0),
            None => None,
        };
        let service = service(store, &values, address)?;
        greet(&app.console, &service, address).await?;
        let listeners = web::Listeners { pages, metrics };
        run_until(listeners, &service, web_settings(&values), asked_to_stop()).await
    })?;
    Ok(Outcome::new(String::new(), json!({ "stopped": true })))
}

/// Serves and looks after itself until it is told to stop; then the store is closed.
///
/// # Errors
/// When the server ends by itself.
pub async fn run_until(
    listeners: web::Listeners,
    service: &Service,
    settings: web::Settings,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), Failure> {
    let keeping = tokio::spawn(upkeep::keep(service.clone()));
    let served = web::serve(listeners, service.clone(), settings, stop).await;
    keeping.abort();
    service.store().close().await;
    served.map_err(|error| broken(&error))
}

/// What the installation sets for the web.
pub fn web_settings(values: &Values) -> web::Settings {
    web::Settings { behind_proxy: values.behind_proxy, ..web::Settings::default() }
}

/// Listens, and answers the address with the port that the system gave.
///
/// # Errors
/// When another program listens there, or it is not this machine's.
pub async fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), Failure> {
    let listening = TcpListener::bind(address).await.and_then(|listener| {
        let address = listener.local_addr()?;
        Ok((listener, address))
    });
    listening.map_err(|error| {
        let (message, remedy) = match error.kind() {
            std::io::ErrorKind::AddrInUse => (
                Text::new(format!("มีโปรแกรมอื่นใช้ {address} อยู่"), format!("another program uses {address}")),
                Text::new(
                    "ปิดโปรแกรมนั้น หรือเลือกพอร์ตอื่น เช่น --listen 127.0.0.1:8569",
                    "end that program, or choose another port such as --listen 127.0.0.1:8569",
                ),
            ),
            _ => crate::input::os::told(&error, false),
        };
        let title = Text::new("เปิดให้บริการไม่ได้", "the server cannot listen");
        Failure::new(Kind::Failure, "listen", title, message, remedy)
    })
}

/// The use cases on a store.
///
/// # Errors
/// When the system has no source of randomness.
pub fn service(store: Store, values: &Values, address: SocketAddr) -> Result<Service, Failure> {
    let host = if address.ip().is_loopback() { String::from("localhost") } else { address.ip().to_string() };
    let origin = values.origin.clone().unwrap_or_else(|| format!("http://{host}:{}", address.port()));
    let settings = service::Settings {
        origin,
        idle: values.idle,
        longest: values.longest,
        providers: values.provider.iter().cloned().collect(),
        ..service::Settings::default()
    };
    let mail: Box<dyn service::ports::Mail> = match &values.mail {
        Some(server) => Box::new(mail::Smtp::new(server.clone())),
        None => Box::new(service::ports::NoMail),
    };
    let random = ports::SystemRandom::new()?;
    let fetch = ports::Https::new();
    Ok(Service::new(store, settings, Box::new(ports::SystemClock), Box::new(random), mail, Box::new(fetch)))
}

/// Says where the pages are, and hands out the link of the first administrator while there is none.
async fn greet(console: &Console, service: &Service, address: SocketAddr) -> Result<(), Failure> {
    let link = service.first_link(&Caller::Console).await.map_err(|problem| of_problem(&problem))?;
    let mut page = Page::new(console);
    let origin = service.settings().origin.clone();
    page.line(
        Line::toned(Tone::Good, "● ")
            .plain(console.t("เปิดให้บริการที่ ", "serving at "))
            .verbatim(Tone::Strong, origin)
            .verbatim(Tone::Dim, format!("  ({address})")),
    );
    if let Some(url) = link.and_then(|link| link.url) {
        page.wrap(
            2,
            2,
            console.t(
                "ยังไม่มีผู้ดูแลระบบ เปิดลิงก์นี้เพื่อตั้งผู้ดูแลคนแรก (ใช้ได้ครั้งเดียว):",
                "there is no administrator yet; open this link to become the first one (it works once):",
            ),
        );
        page.line(Line::from("  ").verbatim(Tone::Accent, url));
    }
    page.line(Line::toned(Tone::Dim, console.t("  กด Ctrl+C เพื่อหยุด", "  Ctrl+C stops it")));
    console.tell(&page.finish());
    Ok(())
}

/// The server ended by itself.
pub fn broken(error: &web::ServeError) -> Failure {
    let mut told = error.to_string();
    if let Some(cause) = std::error::Error::source(error) {
        told = format!("{told}: {cause}");
    }
    Failure::new(
        Kind::Failure,
        "serve",
        Text::new("ระบบหยุดทำงานเอง", "the server ended by itself"),
        Text::new(told.clone(), told),
        Text::new("เริ่มใหม่ และดูบันทึกการทำงาน", "start it again and look at the log"),
    )
}
