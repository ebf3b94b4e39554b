//! What a handler knows of the request it answers.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use domain::text::Language;
use service::people::Visit;
use service::{Caller, Code};
use store::AgencyId;

use crate::guard::Head;
use crate::kit::frame::Frame;
use crate::kit::language::{Speaks, localised};
use crate::kit::page::Page;
use crate::kit::place::{self, At};
use crate::kit::problem::{Fault, Told};
use crate::kit::visit;
use crate::state::Site;

/// What handlers answer with: a response, or a problem that a layer writes.
pub(crate) type Answer = Result<Response, Fault>;

/// The site, the language and who asks.
#[derive(Clone)]
pub(crate) struct Ask {
    pub(crate) site: Site,
    pub(crate) language: Language,
    /// The agency that the address names, where it is not one's first.
    pub(crate) at: Option<AgencyId>,
    /// Path and query without prefix of language.
    pub(crate) address: String,
    pub(crate) caller: Caller,
    /// From where.
    pub(crate) visit: Visit,
    /// What stands at the head of pages, of somebody who is signed in.
    pub(crate) head: Option<Head>,
}

impl FromRequestParts<Site> for Ask {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Ask, Infallible> {
        let Speaks(language) = parts.extensions.get().copied().unwrap_or(Speaks(Language::Thai));
        let at = parts.extensions.get::<At>().map(|At(id)| *id);
        let address = parts.uri.path_and_query().map_or("/", |address| address.as_str());
        let address = format!("{}{address}", place::base(at.as_ref()));
        let caller = parts.extensions.get::<Caller>().cloned().unwrap_or(Caller::Visitor);
        let head = parts.extensions.get::<Head>().cloned();
        let visit = visit::of(parts, site);
        Ok(Ask { site: site.clone(), language, at, address, caller, visit, head })
    }
}

impl Ask {
    /// A text of the product in the language of the request.
    pub(crate) fn text(&self, text: &domain::Text) -> String {
        text.get(self.language).to_owned()
    }

    /// A text of the pages, without gaps.
    pub(crate) fn word(&self, key: &str) -> String {
        self.site.kit().texts(self.language).plain(key, |_| None).unwrap_or_else(|error| {
            tracing::error!(%error, "a text is missing");
            key.to_owned()
        })
    }

    /// What stands around the page.
    pub(crate) fn frame(&self) -> Frame {
        let frame =
            Frame::new(self.language, &self.address).at(self.at.as_ref()).read_only(self.site.is_read_only());
        match &self.head {
            Some(head) => frame.of(head.person(&self.caller)),
            None => frame,
        }
    }

    /// A page; with the status of a form to be corrected when it is one.
    pub(crate) fn show<P: Page>(&self, page: &P) -> Answer {
        let html = self.site.kit().render(self.language, &self.frame(), page)?;
        let mut response = html.into_response();
        if page.has_errors() {
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            response.extensions_mut().insert(Told);
        }
        Ok(response)
    }

    /// A page that says itself what went wrong, with the status of that problem.
    pub(crate) fn show_wrong<P: Page>(&self, page: &P, code: Code) -> Answer {
        let mut response = self.show(page)?;
        *response.status_mut() =
            StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        response.extensions_mut().insert(Told);
        Ok(response)
    }

    /// To another page of ours, after a change.
    pub(crate) fn go(&self, path: &str) -> Answer {
        let path = place::placed(&place::base(self.at.as_ref()), path);
        Ok(Redirect::to(&localised(self.language, &path)).into_response())
    }
}
