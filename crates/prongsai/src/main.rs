//! The command line of prongsai.

fn main() {}
