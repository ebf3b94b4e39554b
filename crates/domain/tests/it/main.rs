//! Integration tests of the domain.

mod consistency;
