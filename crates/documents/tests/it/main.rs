//! Integration tests of the documents.

#[cfg(test)]
mod csv;
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
