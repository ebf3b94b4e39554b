//! Integration tests of the documents.
