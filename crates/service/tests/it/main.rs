//! Tests of the use cases.

#[cfg(test)]
mod access;
#[cfg(test)]
mod assess;
#[cfg(test)]
mod disclose;
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
mod people_sign_in;
#[cfg(test)]
mod stage;
