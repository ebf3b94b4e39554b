//! What every page carries: style, font, emblem.

use std::sync::LazyLock;

use crate::emblem::Emblem;

pub(super) const STYLE: &str = include_str!("style.css");

/// Thai letters of Sarabun, and Latin ones, regular and bold; the licence stands in `fonts/OFL.txt`.
const FILES: [(&[u8], u16, &str); 4] = [
    (include_bytes!("../../../../../fonts/web/sarabun-thai-400-normal.woff2"), 400, THAI),
    (include_bytes!("../../../../../fonts/web/sarabun-thai-700-normal.woff2"), 700, THAI),
    (include_bytes!("../../../../../fonts/web/sarabun-latin-400-normal.woff2"), 400, LATIN),
    (include_bytes!("../../../../../fonts/web/sarabun-latin-700-normal.woff2"), 700, LATIN),
];
const THAI: &str = "U+02D7, U+0303, U+0331, U+0E01-0E5B, U+200C-200D, U+25CC";
const LATIN: &str = "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, \
    U+0329, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD";

/// The rules that name the font, with its files inside.
pub(super) static FONTS: LazyLock<String> = LazyLock::new(|| {
    let rule = |(bytes, weight, range): &(&[u8], u16, &str)| {
        format!(
            "@font-face {{ font-family: \"Sarabun\"; font-weight: {weight}; font-display: block; \
             src: url(data:font/woff2;base64,{}) format(\"woff2\"); unicode-range: {range}; }}\n",
            base64(bytes)
        )
    };
    FILES.iter().map(rule).collect()
});

/// An address that holds the picture itself.
pub(super) fn data_uri(emblem: &Emblem) -> String {
    format!("data:{};base64,{}", emblem.format().media_type(), base64(emblem.bytes()))
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let bits = (0..3).fold(0_u32, |bits, at| bits << 8 | group.get(at).copied().map_or(0, u32::from));
        for place in 0..4_usize {
            let letter = usize::try_from(bits >> (18 - 6 * place) & 63).unwrap_or(0);
            let letter = LETTERS.get(letter).copied().map_or('=', char::from);
            out.push(if place <= group.len() { letter } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_as_in_rfc_4648() {
        for (bytes, text) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
        assert_eq!(base64(&[0xFF, 0xEF, 0xBE]), "/+++");
    }
}
