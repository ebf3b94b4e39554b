//! How much a document may hold.

use std::time::Duration;

/// Bounds on what is read. The defaults fit reports of several hundred pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: u64,
    /// Pages.
    pub pages: u32,
    /// Bytes of everything that is packed in a file.
    pub unpacked: u64,
    /// How many times larger a packed file may become, once it is above [`Limits::RATIO_FROM`].
    pub ratio: u64,
    /// Parts of a packed file.
    pub entries: usize,
    /// Elements within each other.
    pub depth: usize,
    /// Cells of all tables.
    pub cells: usize,
    /// Headings, paragraphs and tables.
    pub blocks: usize,
    /// Bytes of one paragraph or cell; the rest of it is left out.
    pub text: usize,
    /// Drawing instructions of a PDF; lines that are drawn after them are not seen.
    pub drawn: usize,
    /// Time for the whole of a document, from its bytes to its layout.
    pub time: Duration,
}

impl Limits {
    /// Unpacked bytes below which the ratio does not matter: small files of one letter pack well.
    pub const RATIO_FROM: u64 = 8 << 20;
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            bytes: 64 << 20,
            pages: 2_000,
            unpacked: 128 << 20,
            ratio: 200,
            entries: 4_000,
            depth: 200,
            cells: 200_000,
            blocks: 100_000,
            text: 200_000,
            drawn: 5_000_000,
            time: Duration::from_secs(30),
        }
    }
}
