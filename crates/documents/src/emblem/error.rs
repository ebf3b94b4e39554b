//! Why a file is no emblem.

use domain::text::Text;
use thiserror::Error;

use super::{MOST_BYTES, MOST_PIXELS};

/// Why a file is no emblem. [`EmblemError::advice`] says it to the person who gave the file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EmblemError {
    /// The file has no content.
    #[error("the emblem file is empty")]
    Empty,
    /// The file is neither PNG nor JPEG nor SVG.
    #[error("the emblem file is neither PNG nor JPEG nor SVG")]
    NotAPicture,
    /// The file is larger than an emblem needs.
    #[error("the emblem file has {bytes} bytes")]
    TooManyBytes {
        /// Its size.
        bytes: usize,
    },
    /// The picture is larger than an emblem needs.
    #[error("the emblem has {width} x {height} pixels")]
    TooManyPixels {
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
    },
    /// The file begins like a picture but cannot be read to its end.
    #[error("the emblem's {format} data is broken: {reason}")]
    Broken {
        /// The format that it begins with.
        format: &'static str,
        /// What the decoder says.
        reason: String,
    },
    /// The SVG does something else than draw.
    #[error("the emblem's SVG has {part} at byte {byte}")]
    UnsafeSvg {
        /// The element, attribute or declaration.
        part: String,
        /// Where, as a byte offset into the file.
        byte: usize,
    },
}

impl EmblemError {
    /// What is wrong and what to do, for the person who gave the file.
    pub fn advice(&self) -> Text {
        match self {
            EmblemError::Empty => Text::new(
                "ไฟล์ตราสัญลักษณ์ว่างเปล่า ให้บันทึกไฟล์ภาพใหม่แล้วลองอีกครั้ง",
                "the emblem file is empty: save the picture again and retry",
            ),
            EmblemError::NotAPicture => Text::new(
                "ไฟล์ตราสัญลักษณ์ไม่ใช่ภาพ PNG, JPEG หรือ SVG ให้บันทึกภาพเป็น PNG แล้วใช้ไฟล์นั้น (การเปลี่ยนเพียงนามสกุลไฟล์ไม่พอ)",
                "the emblem file is neither PNG nor JPEG nor SVG: save the picture as PNG and use that file (renaming it is not enough)",
            ),
            EmblemError::TooManyBytes { bytes } => Text::new(
                format!(
                    "ไฟล์ตราสัญลักษณ์มีขนาด {} ไบต์ ใหญ่เกิน {} ไบต์ ให้ย่อภาพลง ตราสูง 3 ซม. ใช้เพียง 800 พิกเซลก็คมชัด",
                    bytes, MOST_BYTES
                ),
                format!(
                    "the emblem file has {bytes} bytes, more than {MOST_BYTES}: make the picture smaller; 800 pixels are sharp at 3 cm"
                ),
            ),
            EmblemError::TooManyPixels { width, height } => Text::new(
                format!(
                    "ภาพตราสัญลักษณ์มีขนาด {width} x {height} พิกเซล เกิน {MOST_PIXELS} พิกเซลต่อด้าน ให้ย่อภาพลง ตราสูง 3 ซม. ใช้เพียง 800 พิกเซลก็คมชัด"
                ),
                format!(
                    "the emblem has {width} x {height} pixels, more than {MOST_PIXELS} along a side: make it smaller; 800 pixels are sharp at 3 cm"
                ),
            ),
            EmblemError::Broken { format, reason } => Text::new(
                format!("ไฟล์ตราสัญลักษณ์ ({format}) เสียหาย อ่านได้ไม่ครบ ({reason}) ให้บันทึกหรือดาวน์โหลดไฟล์ใหม่"),
                format!("the emblem file ({format}) is broken ({reason}): save or download it again"),
            ),
            EmblemError::UnsafeSvg { part, byte } => Text::new(
                format!(
                    "ไฟล์ SVG ของตราสัญลักษณ์มี {part} ที่ไบต์ {byte} ซึ่งไม่ใช่การวาดภาพ ให้บันทึกเป็น Plain SVG โดยไม่มีสคริปต์และไม่อ้างถึงไฟล์อื่น หรือบันทึกเป็น PNG"
                ),
                format!(
                    "the emblem's SVG has {part} at byte {byte}, which does not draw: save it as plain SVG without scripts and references to other files, or as PNG"
                ),
            ),
        }
    }
}
