//! The log of the server, on standard error.

use domain::Text;
use tracing_subscriber::EnvFilter;

use crate::config::LogFormat;
use crate::output::{Failure, Kind};

/// Begins to log at a level.
///
/// # Errors
/// When logging has begun already.
pub fn start(level: &str, format: LogFormat) -> Result<(), Failure> {
    let filter = EnvFilter::new(level);
    let base = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let begun = match format {
        LogFormat::Json => base.json().flatten_event(true).with_target(false).try_init(),
        LogFormat::Text => base.with_target(false).try_init(),
    };
    begun.map_err(|error| {
        let title = Text::new("เริ่มบันทึกการทำงานไม่ได้", "the log cannot begin");
        Failure::new(
            Kind::Failure,
            "log",
            title,
            Text::new(error.to_string(), error.to_string()),
            Text::default(),
        )
    })
}
