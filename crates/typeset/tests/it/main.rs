//! Integration tests of the typesetting.
