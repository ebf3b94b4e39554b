//! Tests of the use cases.

#[cfg(test)]
mod access;
#[cfg(test)]
mod agencies;
#[cfg(test)]
mod assess;
#[cfg(test)]
mod disclose;
#[cfg(test)]
mod oidc;
#[cfg(test)]
mod oidc_provider;
#[cfg(test)]
mod people_account;
#[cfg(test)]
mod people_denial;
#[cfg(test)]
mod people_device;
#[cfg(test)]
mod people_hand_over;
#[cfg(test)]
mod people_kit;
#[cfg(test)]
mod people_passkeys;
#[cfg(test)]
mod people_recovery;
#[cfg(test)]
mod people_remembered;
#[cfg(test)]
mod people_sign_in;
#[cfg(test)]
mod rights;
#[cfg(test)]
mod stage;
#[cfg(test)]
mod upkeep;
