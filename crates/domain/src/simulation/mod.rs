//! What would happen if: scores under changed figures, what raises a result most, the smallest
//! sets of items that lift it, and which missing items a published score stands for.

mod classes;
mod decode;
mod enumerate;
mod frontier;
mod gains;
mod levers;
mod smallest;
mod target;
mod what_if;

pub use classes::{Class, LeverSet, Pick};
pub use decode::{DecodeError, Decoded, Missing, decode};
pub use gains::{Gain, gains};
pub use levers::Among;
pub use smallest::{Limits, SetOptions, Sets, smallest_sets};
pub use target::{Target, TargetError};
pub use what_if::{Outcome, Simulator, rescore};
