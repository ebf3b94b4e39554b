//! `prongsai demo`: three real results on the terminal, then a server with an invented province to walk through.

mod fill;
mod people;
mod place;
mod province;
mod results;
mod told;
mod visit;

use std::io::IsTerminal as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::Args;
use service::Service;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use self::told::Office;
use super::App;
use super::office::{block_on, open};
use super::serve::{asked_to_stop, listen, run_until, service, start_logs};
use crate::config::LogFormat;
use crate::output::{Failure, Outcome};

/// Arguments of `demo`.
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Folder for score sheets, documents and the database.
    #[arg(long, value_name = "DIR", default_value = "prongsai-demo")]
    pub out: PathBuf,
    /// Make everything, fetch two pages of its own server and end; so also with --json or without a terminal.
    #[arg(long)]
    pub once: bool,
}

/// Shows three real results, then serves them beside an invented province until it is told to stop.
///
/// # Errors
/// When something cannot be written, the database cannot be made, or a page of its own is not as it should be.
pub fn run(app: &App, args: &DemoArgs) -> Result<Outcome, Failure> {
    let console = &app.console;
    let once = args.once || console.json || !std::io::stdin().is_terminal();
    // First of all, since it may be refused.
    let values = place::values(&args.out)?;
    let mut shown = results::show(app, &args.out)?;
    let write = |text: &str| console.write(text).map_err(|error| Failure::io(Path::new("-"), &error, true));
    if !once {
        write(&shown.text)?;
        shown.text.clear();
    }
    start_logs(&values.log, LogFormat::Text)?;
    block_on(async {
        let (pages, address) = listen_near(values.listen).await?;
        let service = service(open(&values).await?, &values, address)?;
        let filled = fill::fill(&service).await?;
        let listeners = web::Listeners { pages, metrics: None };
        let office = Office { origin: &service.settings().origin, out: &args.out, filled: &filled };
        if once {
            let seen = visit(&service, listeners, address, &filled.first).await?;
            shown.text.push_str(&office.page(console));
            shown.text.push_str(&office.seen(console, &seen));
            told::add(&mut shown.json, &office, &seen);
        } else {
            write(&office.page(console))?;
            write(&office.how_to_stop(console))?;
            run_until(listeners, &service, web::Settings::default(), asked_to_stop()).await?;
        }
        Ok(())
    })?;
    Ok(shown)
}

/// Listens where the demonstration usually does, or on a free port when something else listens there.
async fn listen_near(usual: SocketAddr) -> Result<(TcpListener, SocketAddr), Failure> {
    match listen(usual).await {
        Ok(listening) => Ok(listening),
        Err(_) => listen(SocketAddr::new(usual.ip(), 0)).await,
    }
}

/// Serves for as long as it takes to fetch pages from itself.
async fn visit(
    service: &Service,
    listeners: web::Listeners,
    address: SocketAddr,
    first: &fill::First,
) -> Result<Vec<visit::Seen>, Failure> {
    let (stop, stopped) = oneshot::channel::<()>();
    let stopped = async move {
        // Dropping the other end stops it as well.
        let _ = stopped.await;
    };
    let serving = run_until(listeners, service, web::Settings::default(), stopped);
    let visiting = async {
        let seen = visit::pages(address, first).await;
        let _ = stop.send(());
        seen
    };
    let (served, seen) = tokio::join!(serving, visiting);
    served?;
    seen
}
