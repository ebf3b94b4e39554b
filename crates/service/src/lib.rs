//! Use cases: authorise, load, decide by pure functions of `domain`, save, and leave an audit row.
