//! Files that pages load, inside the program, at addresses that name their content.
//!
//! An address never changes its meaning, so browsers keep what they have for a year without asking.

use std::collections::BTreeMap;
use std::io::Write as _;

use axum::body::Bytes;
use axum::http::StatusCode;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue, VARY,
};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

/// Fonts stand before the style sheet, which names their addresses.
const FILES: &[(&str, &str, &[u8])] = &[
    (
        "sarabun-thai-400-normal.woff2",
        "font/woff2",
        include_bytes!("../../assets/fonts/sarabun-thai-400-normal.woff2"),
    ),
    (
        "sarabun-thai-700-normal.woff2",
        "font/woff2",
        include_bytes!("../../assets/fonts/sarabun-thai-700-normal.woff2"),
    ),
    (
        "sarabun-latin-400-normal.woff2",
        "font/woff2",
        include_bytes!("../../assets/fonts/sarabun-latin-400-normal.woff2"),
    ),
    (
        "sarabun-latin-700-normal.woff2",
        "font/woff2",
        include_bytes!("../../assets/fonts/sarabun-latin-700-normal.woff2"),
    ),
    ("OFL-Sarabun.txt", "text/plain; charset=utf-8", include_bytes!("../../assets/fonts/OFL-Sarabun.txt")),
    ("app.css", "text/css; charset=utf-8", include_bytes!("../../assets/app.css")),
    ("passkey.js", "text/javascript; charset=utf-8", include_bytes!("../../assets/passkey.js")),
    ("icon.svg", "image/svg+xml", include_bytes!("../../assets/icon.svg")),
];

/// All files, by the last part of their address.
#[derive(Debug)]
pub struct Assets {
    by_address: BTreeMap<String, Asset>,
    addresses: BTreeMap<&'static str, String>,
}

#[derive(Debug)]
struct Asset {
    media: HeaderValue,
    plain: Bytes,
    /// Where smaller than plain.
    gzip: Option<Bytes>,
}

impl Assets {
    /// Names and compresses everything; a few milliseconds, once at the start.
    #[must_use]
    pub fn built_in() -> Assets {
        let mut assets = Assets { by_address: BTreeMap::new(), addresses: BTreeMap::new() };
        for (name, media, bytes) in FILES {
            let plain = match name.ends_with(".css") {
                true => Bytes::from(assets.with_addresses(bytes)),
                false => Bytes::from_static(bytes),
            };
            let last = hashed(name, &plain);
            assets.addresses.insert(name, format!("/assets/{last}"));
            let gzip = gzip(&plain).filter(|small| small.len() < plain.len());
            assets.by_address.insert(last, Asset { media: HeaderValue::from_static(media), plain, gzip });
        }
        assets
    }

    /// Where a file is served: `/assets/app-0123456789abcdef.css`.
    #[must_use]
    pub fn address(&self, name: &str) -> Option<&str> {
        self.addresses.get(name).map(String::as_str)
    }

    /// All addresses.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        self.addresses.values().map(String::as_str)
    }

    /// The file at the last part of an address, as small as the reader takes it.
    #[must_use]
    pub fn serve(&self, last: &str, request: &HeaderMap) -> Response {
        let Some(asset) = self.by_address.get(last) else { return StatusCode::NOT_FOUND.into_response() };
        let mut headers = HeaderMap::with_capacity(4);
        headers.insert(CONTENT_TYPE, asset.media.clone());
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        match asset.gzip.as_ref().filter(|_| takes_gzip(request)) {
            Some(small) => {
                headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
                (headers, small.clone()).into_response()
            }
            None => (headers, asset.plain.clone()).into_response(),
        }
    }

    /// The style sheet with the addresses of the fonts in it.
    fn with_addresses(&self, css: &[u8]) -> String {
        let mut css = String::from_utf8_lossy(css).into_owned();
        for (name, address) in &self.addresses {
            css = css.replace(&format!("fonts/{name}"), address);
        }
        css
    }
}

fn hashed(name: &str, bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    let hash: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}-{hash}.{ending}"),
        None => format!("{name}-{hash}"),
    }
}

/// Compressed with the best ratio; for what is compressed once and sent often.
pub(crate) fn gzip(plain: &[u8]) -> Option<Bytes> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(plain).ok()?;
    writer.finish().ok().map(Bytes::from)
}

/// Whether the reader accepts gzip: named, and not with a weight of zero.
pub(crate) fn takes_gzip(request: &HeaderMap) -> bool {
    let values = request.get_all(ACCEPT_ENCODING).into_iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|coding| {
        let mut parts = coding.split(';').map(str::trim);
        let named = matches!(parts.next(), Some("gzip" | "x-gzip" | "*"));
        let refused = parts
            .any(|part| matches!(part.replace(' ', "").as_str(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000"));
        named && !refused
    })
}

#[cfg(test)]
mod tests {
    use axum::http::header::{ACCEPT_ENCODING, HeaderMap, HeaderValue};

    use super::{Assets, takes_gzip};

    #[test]
    fn addresses_name_the_content_and_the_sheet_names_the_fonts() {
        let assets = Assets::built_in();
        let address = assets.address("app.css").unwrap().to_owned();
        let last = address.strip_prefix("/assets/").unwrap();
        assert!(last.starts_with("app-") && last.len() == "app-.css".len() + 16, "{last}");
        let css = String::from_utf8_lossy(&assets.by_address[last].plain).into_owned();
        let font = assets.address("sarabun-thai-400-normal.woff2").unwrap();
        assert!(css.contains(font) && !css.contains("fonts/"));
        assert!(assets.address("secret.txt").is_none());
    }

    #[test]
    fn gzip_is_sent_to_those_who_take_it() {
        let asked = |value: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(value));
            takes_gzip(&headers)
        };
        assert!(asked("gzip, deflate, br") && asked("br;q=1, gzip;q=0.5") && asked("*"));
        assert!(
            !asked("br") && !asked("gzip;q=0") && !asked("gzip; q=0.0") && !takes_gzip(&HeaderMap::new())
        );
    }
}
