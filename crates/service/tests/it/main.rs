//! Tests of the use cases.

#[cfg(test)]
mod access;
#[cfg(test)]
mod people_kit;
#[cfg(test)]
mod people_sign_in;
