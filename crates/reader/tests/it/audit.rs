//! One clean and one faulty document for each kind of fault.
