//! Integration tests of the documents.

#[cfg(test)]
mod docx;
#[cfg(test)]
mod docx_hostile;
#[cfg(test)]
mod docx_parts;
#[cfg(test)]
mod docx_rendered;
#[cfg(test)]
mod docx_rules;
#[cfg(test)]
mod plan_rows;
#[cfg(test)]
mod plan_rows_fixture;
#[cfg(test)]
mod twins;
