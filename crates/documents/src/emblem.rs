//! The emblem that an agency gives for its covers and memos.
//!
//! The program ships none. What an agency uploads is a file from a stranger: it is read to its end before any
//! document holds it, so that a broken or hostile picture is refused once, in words, and not by a reader's program.

mod error;
mod svg;

use std::io::Cursor;

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::options::DecoderOptions;

pub use error::EmblemError;

/// Most bytes of an emblem.
pub(crate) const MOST_BYTES: usize = 4 << 20;
/// Most pixels along one side of an emblem: 3 cm printed at 2,400 dots per inch needs fewer.
pub(crate) const MOST_PIXELS: u32 = 4096;
/// Most bytes of memory for the decoded picture.
const MOST_MEMORY: usize = 160 << 20;

/// A picture that was checked: PNG, JPEG or SVG.
///
/// ```
/// use documents::{Emblem, EmblemFormat};
/// let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 40"><circle cx="15" cy="20" r="9"/></svg>"#;
/// let emblem = Emblem::read(svg).unwrap();
/// assert_eq!((emblem.format(), emblem.pixels()), (EmblemFormat::Svg, (30, 40)));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Emblem {
    bytes: Vec<u8>,
    format: EmblemFormat,
    pixels: (u32, u32),
}

/// The format of an emblem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EmblemFormat {
    /// PNG, not animated.
    Png,
    /// JPEG.
    Jpeg,
    /// SVG in UTF-8, without scripts, entities and references to other files.
    Svg,
}

impl EmblemFormat {
    /// Media type: `image/png`.
    pub const fn media_type(self) -> &'static str {
        match self {
            EmblemFormat::Png => "image/png",
            EmblemFormat::Jpeg => "image/jpeg",
            EmblemFormat::Svg => "image/svg+xml",
        }
    }

    /// Extension of a file name, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            EmblemFormat::Png => "png",
            EmblemFormat::Jpeg => "jpg",
            EmblemFormat::Svg => "svg",
        }
    }
}

impl Emblem {
    /// Reads a picture; what it is shows from its first bytes, not from a file name.
    ///
    /// # Errors
    /// When it is none of the three formats, broken, too large, or an SVG that does more than draw.
    pub fn read(bytes: &[u8]) -> Result<Emblem, EmblemError> {
        if bytes.is_empty() {
            return Err(EmblemError::Empty);
        }
        if MOST_BYTES < bytes.len() {
            return Err(EmblemError::TooManyBytes { bytes: bytes.len() });
        }
        let (format, pixels) = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            (EmblemFormat::Png, png_pixels(bytes)?)
        } else if bytes.starts_with(b"\xFF\xD8\xFF") {
            (EmblemFormat::Jpeg, jpeg_pixels(bytes)?)
        } else if svg::looks_like(bytes) {
            (EmblemFormat::Svg, svg::pixels(bytes)?)
        } else {
            return Err(EmblemError::NotAPicture);
        };
        Ok(Emblem { bytes: bytes.to_owned(), format, pixels })
    }

    /// The file as it was given.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What kind of file it is.
    pub fn format(&self) -> EmblemFormat {
        self.format
    }

    /// Width and height in pixels, each from 1 to 4096. For an SVG these are units of its view box, and only
    /// their relation matters.
    pub fn pixels(&self) -> (u32, u32) {
        self.pixels
    }
}

fn within(width: u32, height: u32) -> Result<(u32, u32), EmblemError> {
    match (width, height) {
        (0, _) | (_, 0) => Err(EmblemError::Broken { format: "PNG/JPEG", reason: "no pixels".into() }),
        (1..=MOST_PIXELS, 1..=MOST_PIXELS) => Ok((width, height)),
        _ => Err(EmblemError::TooManyPixels { width, height }),
    }
}

fn png_pixels(bytes: &[u8]) -> Result<(u32, u32), EmblemError> {
    let broken = |error: png::DecodingError| EmblemError::Broken { format: "PNG", reason: error.to_string() };
    let limits = png::Limits { bytes: MOST_MEMORY };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), limits);
    let info = decoder.read_header_info().map_err(broken)?;
    let pixels = within(info.width, info.height)?;
    let mut reader = decoder.read_info().map_err(broken)?;
    while reader.next_row().map_err(broken)?.is_some() {}
    reader.finish().map_err(broken)?;
    Ok(pixels)
}

fn jpeg_pixels(bytes: &[u8]) -> Result<(u32, u32), EmblemError> {
    let broken = |reason: String| EmblemError::Broken { format: "JPEG", reason };
    let side = usize::from(u16::MAX);
    let options = DecoderOptions::default().set_strict_mode(true).set_max_width(side).set_max_height(side);
    let mut decoder = JpegDecoder::new_with_options(Cursor::new(bytes), options);
    decoder.decode_headers().map_err(|error| broken(error.to_string()))?;
    let (width, height) = decoder.dimensions().ok_or_else(|| broken("no size".into()))?;
    let clipped = |side: usize| u32::try_from(side).unwrap_or(u32::MAX);
    let pixels = within(clipped(width), clipped(height))?;
    decoder.decode().map_err(|error| broken(error.to_string()))?;
    Ok(pixels)
}

#[cfg(test)]
mod tests;
