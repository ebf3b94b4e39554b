//! Pages for everybody.

pub mod accessibility;
pub mod agency_year;
pub mod explanation;
pub mod front;
pub(crate) mod samples;

use serde::Serialize;

/// An agency as public pages name it.
#[derive(Debug, Clone, Serialize)]
pub struct Who {
    /// Its code, as in addresses.
    pub code: String,
    /// Its name.
    pub name: String,
    /// District and province, as far as known.
    pub place: String,
}

impl Who {
    pub(crate) fn sample() -> Who {
        Who {
            code: String::from("A0001"),
            name: String::from("องค์การบริหารส่วนตำบลตัวอย่าง"),
            place: String::from("อำเภอเมือง จังหวัดตัวอย่าง"),
        }
    }
}
