//! The web crate from outside: pages, routes, header fields, journeys.

#[cfg(test)]
mod account;
#[cfg(test)]
mod agencies;
#[cfg(test)]
mod api;
#[cfg(test)]
mod audit;
#[cfg(test)]
mod desk;
#[cfg(test)]
mod headers;
#[cfg(test)]
#[path = "../../../service/tests/it/oidc_provider.rs"]
#[expect(dead_code, reason = "the tests of use cases make it lie in more ways")]
mod oidc_provider;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod people;
#[cfg(test)]
mod problems;
#[cfg(test)]
mod provider;
#[cfg(test)]
mod published;
#[cfg(test)]
mod route_list;
#[cfg(test)]
mod site;
