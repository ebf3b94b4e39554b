//! Integration tests of the command line and of what it reads and writes.

#[cfg(test)]
mod audit;
#[cfg(test)]
mod audit_papers;
#[cfg(test)]
mod commands;
#[cfg(test)]
mod config;
#[cfg(test)]
mod doctor;
#[cfg(test)]
mod golden;
#[cfg(test)]
mod input;
#[cfg(test)]
mod keep;
#[cfg(test)]
mod lasting;
#[cfg(test)]
mod mail;
#[cfg(test)]
mod plan;
#[cfg(test)]
mod read;
#[cfg(test)]
mod read_bad;
#[cfg(test)]
mod read_round_trip;
#[cfg(test)]
mod report;
#[cfg(test)]
mod runner;
#[cfg(test)]
mod serve;
