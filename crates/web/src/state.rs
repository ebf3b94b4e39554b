//! What all handlers share.

use std::sync::Arc;

use service::Service;

use crate::Settings;
use crate::kit::assets::Assets;
use crate::kit::engine::{Kit, KitError};
use crate::kit::kept::Kept;
use crate::kit::metrics::Metrics;
use crate::pages::PAGES;

/// The site: clones share it.
#[derive(Clone)]
pub struct Site {
    inner: Arc<Inner>,
}

struct Inner {
    service: Service,
    settings: Settings,
    kit: Kit,
    assets: Arc<Assets>,
    kept: Kept,
    metrics: Metrics,
    over_tls: bool,
}

impl Site {
    /// Reads templates and texts, compresses assets.
    ///
    /// # Errors
    /// When a template or a text is broken, which tests rule out.
    pub fn new(service: Service, settings: Settings) -> Result<Site, KitError> {
        let assets = Arc::new(Assets::built_in());
        let kit = Kit::new(PAGES, &assets)?;
        let over_tls = service.settings().origin.starts_with("https://");
        let (kept, metrics) = (Kept::default(), Metrics::default());
        Ok(Site { inner: Arc::new(Inner { service, settings, kit, assets, kept, metrics, over_tls }) })
    }

    /// The use cases.
    #[must_use]
    pub fn service(&self) -> &Service {
        &self.inner.service
    }

    /// What the installation set for the web.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// Templates and texts.
    #[must_use]
    pub fn kit(&self) -> &Kit {
        &self.inner.kit
    }

    /// Styles, fonts, scripts.
    #[must_use]
    pub fn assets(&self) -> &Assets {
        &self.inner.assets
    }

    pub(crate) fn kept(&self) -> &Kept {
        &self.inner.kept
    }

    pub(crate) fn metrics(&self) -> &Metrics {
        &self.inner.metrics
    }

    /// Whether nothing can be saved now, since the disk is full or failed.
    pub(crate) fn is_read_only(&self) -> bool {
        self.inner.service.store().mode() == store::Mode::ReadOnly
    }

    /// Whether people reach us over TLS, by the address that the installation set.
    pub(crate) fn over_tls(&self) -> bool {
        self.inner.over_tls
    }
}
