//! What an installation sets for the web.

use std::time::Duration;

/// Bounds and times of the server.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Whether a proxy of the installation stands before us, whose `X-Forwarded-For` is to be believed.
    pub behind_proxy: bool,
    /// The longest body of a form, in bytes.
    pub form_bytes: usize,
    /// The longest body with a file, in bytes.
    pub file_bytes: usize,
    /// A request that takes longer is given up.
    pub longest: Duration,
    /// How long requests under way may take to end when the server stops.
    pub grace: Duration,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            behind_proxy: false,
            form_bytes: 64 * 1024,
            file_bytes: 16 * 1024 * 1024,
            longest: Duration::from_secs(30),
            grace: Duration::from_secs(10),
        }
    }
}
