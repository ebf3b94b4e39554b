//! Integration tests of the documents.

#[cfg(test)]
mod plan_rows;
#[cfg(test)]
mod plan_rows_fixture;
