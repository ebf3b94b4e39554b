//! The real server under load: killed, cut from power, on a full disk, and moved to the other engine.

// `kill -9` and power cuts are acted out on Unix only.
#![cfg(unix)]

#[path = "serve/crash.rs"]
mod crash;
#[path = "serve/full_disk.rs"]
mod full_disk;
#[path = "serve/office.rs"]
mod office;
#[path = "serve/power.rs"]
mod power;
#[path = "serve/restored.rs"]
mod restored;
#[path = "serve/running.rs"]
mod running;
