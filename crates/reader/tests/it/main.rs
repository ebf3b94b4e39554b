//! Tests of the reader.

#[cfg(test)]
mod audit;
#[cfg(test)]
mod audit_seeds;
#[cfg(test)]
mod formats;
#[cfg(test)]
mod heavy;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod pdf_maker;
#[cfg(test)]
mod pdf_tables;
#[cfg(test)]
mod plain;
#[cfg(test)]
mod repair;
#[cfg(test)]
mod seeds;
#[cfg(test)]
mod told;
