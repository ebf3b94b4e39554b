//! Finished pages kept as bytes, plain and compressed, until what they show changes.
//!
//! A kept page is answered before routing, with its header fields made beforehand: nothing is rendered, compressed
//! or asked of the database.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use axum::body::{Body, Bytes};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_TYPE, ETAG, HeaderMap, HeaderValue,
    IF_NONE_MATCH, VARY,
};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use sha2::{Digest, Sha256};

use super::assets::{gzip, takes_gzip};
use super::headers;
use super::page::Html;

/// How many bytes are kept; beyond that all are forgotten and made again as they are asked for. Some seven hundred
/// pages of results, so that the program stays small on a small machine.
const MOST: usize = 16 * 1024 * 1024;

/// Pages by address (with prefix of language and with query).
#[derive(Debug, Default)]
pub(crate) struct Kept {
    pages: RwLock<Pages>,
}

#[derive(Debug, Default)]
struct Pages {
    by_address: HashMap<String, Arc<Finished>>,
    bytes: usize,
}

/// A page with its header fields.
#[derive(Debug)]
pub(crate) struct Finished {
    /// The state of everything public that it shows, as [`service::Service::public_version`] counts.
    version: u64,
    etag: HeaderValue,
    plain: Bytes,
    gzip: Option<Bytes>,
    headers: HeaderMap,
}

impl Finished {
    /// Finishes a page.
    pub(crate) fn new(html: Html, version: u64, over_tls: bool) -> Finished {
        let digest: String =
            Sha256::digest(html.body.as_bytes()).iter().take(12).map(|byte| format!("{byte:02x}")).collect();
        let etag = HeaderValue::try_from(format!("\"{digest}\"")).unwrap_or(HeaderValue::from_static("\"\""));
        let mut fields = HeaderMap::new();
        fields.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        let language = super::language::code(html.language);
        fields.insert(CONTENT_LANGUAGE, HeaderValue::from_static(language));
        fields.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=0, must-revalidate"));
        fields.insert(VARY, HeaderValue::from_static("accept-encoding"));
        fields.insert(ETAG, etag.clone());
        headers::add(&mut fields, over_tls);
        let plain = Bytes::from(html.body);
        Finished { version, etag, gzip: gzip(&plain), plain, headers: fields }
    }

    /// Bytes that it takes, roughly.
    fn size(&self) -> usize {
        const HEADERS: usize = 2_048;
        self.plain.len() + self.gzip.as_ref().map_or(0, Bytes::len) + HEADERS
    }

    /// The answer to a request: the page, or that it has not changed.
    pub(crate) fn answer(&self, method: &Method, request: &HeaderMap) -> Response {
        let mut headers = self.headers.clone();
        let known = request.get_all(IF_NONE_MATCH).into_iter().filter_map(|value| value.to_str().ok());
        let mine = self.etag.to_str().unwrap_or_default();
        let same = |tag: &str| matches!(tag.trim(), "*") || tag.trim().trim_start_matches("W/") == mine;
        let (status, body) = if known.flat_map(|value| value.split(',')).any(same) {
            (StatusCode::NOT_MODIFIED, Body::empty())
        } else {
            let bytes = match self.gzip.as_ref().filter(|_| takes_gzip(request)) {
                Some(small) => {
                    headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
                    small
                }
                None => &self.plain,
            };
            let body = if method == Method::HEAD { Body::empty() } else { Body::from(bytes.clone()) };
            (StatusCode::OK, body)
        };
        let mut response = Response::new(body);
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        response
    }
}

impl Kept {
    /// The page at an address, if it shows this version.
    pub(crate) fn of(&self, address: &str, version: u64) -> Option<Arc<Finished>> {
        let pages = self.pages.read().unwrap_or_else(PoisonError::into_inner);
        pages.by_address.get(address).filter(|page| page.version == version).map(Arc::clone)
    }

    /// Keeps a page.
    pub(crate) fn keep(&self, address: String, page: Finished) -> Arc<Finished> {
        let page = Arc::new(page);
        let mut pages = self.pages.write().unwrap_or_else(PoisonError::into_inner);
        pages.keep(address, &page);
        page
    }
}

impl Pages {
    fn keep(&mut self, address: String, page: &Arc<Finished>) {
        if MOST < self.bytes + page.size() {
            *self = Pages::default();
        }
        self.bytes += page.size();
        if let Some(old) = self.by_address.insert(address, Arc::clone(page)) {
            self.bytes -= old.size();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use domain::text::Language;

    use super::{Finished, MOST, Pages};
    use crate::kit::page::Html;

    #[test]
    fn what_is_kept_stays_within_its_bytes() {
        let page = |size: usize| {
            let html = Html { body: "x".repeat(size), language: Language::Thai };
            Arc::new(Finished::new(html, 1, false))
        };
        let (mut pages, half) = (Pages::default(), page(MOST / 2 - 100_000));
        pages.keep("/a".into(), &page(10));
        pages.keep("/a".into(), &half);
        pages.keep("/b".into(), &half);
        assert_eq!((pages.by_address.len(), pages.bytes), (2, 2 * half.size()));
        pages.keep("/c".into(), &half);
        assert_eq!((pages.by_address.len(), pages.bytes), (1, half.size()));
    }
}
