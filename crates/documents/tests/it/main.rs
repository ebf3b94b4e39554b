//! Integration tests of the documents.

#[cfg(test)]
mod docx;
#[cfg(test)]
mod docx_rendered;
