//! Files packed in a file: unpacked within limits.

use std::io::{Cursor, Read as _};

use crate::limits::Limits;
use crate::problem::ReadProblem;

/// A packed file, looked through once.
pub(super) struct Packed<'b> {
    archive: zip::ZipArchive<Cursor<&'b [u8]>>,
    format: &'static str,
    left: u64,
    /// What the ratio leaves when it is less than the bound on bytes.
    dense: bool,
}

impl<'b> Packed<'b> {
    /// Opens a packed file.
    ///
    /// # Errors
    /// When it is damaged or has too many parts.
    pub(super) fn open(
        bytes: &'b [u8],
        format: &'static str,
        limits: &Limits,
    ) -> Result<Packed<'b>, ReadProblem> {
        let archive = zip::ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| ReadProblem::broken(format, &error.to_string()))?;
        if limits.entries < archive.len() {
            return Err(ReadProblem::too_large("จำนวนไฟล์ย่อย", "number of packed parts"));
        }
        let by_ratio = limits.ratio.saturating_mul(bytes.len() as u64).max(Limits::RATIO_FROM);
        let left = limits.unpacked.min(by_ratio);
        Ok(Packed { archive, format, left, dense: left < limits.unpacked })
    }

    /// Whether there is a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// Unpacks every part once and throws it away, since the sizes that are announced may lie. Answers what
    /// `look` says of any part.
    ///
    /// # Errors
    /// When all parts together are too large or damaged.
    pub(super) fn survey(&mut self, look: impl Fn(&[u8]) -> bool) -> Result<bool, ReadProblem> {
        let whole = self.left;
        let mut found = false;
        for index in 0..self.archive.len() {
            let part = self.unpack(index)?;
            found |= look(&part);
        }
        self.left = whole;
        Ok(found)
    }

    /// The bytes of a part.
    ///
    /// # Errors
    /// When it is missing, damaged or too large.
    pub(super) fn part(&mut self, name: &str) -> Result<Vec<u8>, ReadProblem> {
        let index = self.archive.index_for_name(name);
        let index = index.ok_or_else(|| ReadProblem::broken(self.format, name).at(name))?;
        self.unpack(index)
    }

    fn unpack(&mut self, index: usize) -> Result<Vec<u8>, ReadProblem> {
        let format = self.format;
        let broken = |error: &dyn std::fmt::Display| ReadProblem::broken(format, &error.to_string());
        let file = self.archive.by_index(index).map_err(|error| broken(&error))?;
        let mut bytes = Vec::new();
        file.take(self.left + 1).read_to_end(&mut bytes).map_err(|error| broken(&error))?;
        let left = self.left.checked_sub(bytes.len() as u64);
        let (th, en) = if self.dense {
            (
                "อัตราการบีบอัด (ไฟล์เล็กที่แตกออกแล้วใหญ่ผิดปกติ)",
                "packing ratio (a small file that unpacks to very much)",
            )
        } else {
            ("ขนาดหลังแตกไฟล์", "size after unpacking")
        };
        self.left = left.ok_or_else(|| ReadProblem::too_large(th, en))?;
        Ok(bytes)
    }
}
