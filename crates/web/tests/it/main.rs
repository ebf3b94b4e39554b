//! The web crate from outside: pages, routes, header fields, journeys.

#[cfg(test)]
mod desk;
#[cfg(test)]
mod headers;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod problems;
#[cfg(test)]
mod published;
#[cfg(test)]
mod route_list;
#[cfg(test)]
mod site;
