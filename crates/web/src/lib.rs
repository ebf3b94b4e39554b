//! Everything over HTTP: the officer's desk, the portal, the operator's pages and the JSON interface.
