//! Tests of the store on both engines.

#[cfg(test)]
mod audit;
#[cfg(test)]
mod backup;
#[cfg(test)]
mod crash;
#[cfg(test)]
mod disk;
#[cfg(test)]
mod engines;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod objects;
#[cfg(test)]
mod opening;
#[cfg(test)]
mod people;
#[cfg(test)]
mod powercut;
#[cfg(test)]
mod results;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod sign_in;
#[cfg(test)]
mod tls;
#[cfg(test)]
mod transactions;
#[cfg(test)]
mod upgrades;
