//! Integration tests of the documents.

#[cfg(test)]
mod csv;
#[cfg(test)]
mod docx;
#[cfg(test)]
mod docx_hostile;
#[cfg(test)]
mod docx_parts;
// `cargo xtask test` installs the programs that this needs where apt is.
#[cfg(target_os = "linux")]
#[cfg(test)]
mod docx_rendered;
#[cfg(test)]
mod docx_rules;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod html;
#[cfg(test)]
mod json;
#[cfg(test)]
mod same_numbers;
#[cfg(test)]
mod xlsx;
