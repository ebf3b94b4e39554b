//! Names of rows: text that sorts by the time of its making, unguessable enough to stand in an address.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;

/// Digits of base 32 in the order of their bytes, without letters that are mistaken for digits.
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

const LENGTH: usize = 26;

/// 48 bits of milliseconds since 1970 and 80 random bits, as 26 small letters and digits.
///
/// The text sorts as its time does, on both engines.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id([u8; LENGTH]);

/// A text is not an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an id: 26 small letters and digits are needed")]
pub struct IdError;

impl Id {
    /// The id of something made at a time; before 1970 counts as 1970.
    pub fn new(at: Timestamp, random: [u8; 10]) -> Id {
        let milliseconds = u64::try_from(at.as_millisecond()).unwrap_or(0) & 0xffff_ffff_ffff;
        let low = random.iter().fold(0u128, |sum, byte| (sum << 8) | u128::from(*byte));
        let mut rest = (u128::from(milliseconds) << 80) | low;
        let mut text = [b'0'; LENGTH];
        for place in text.iter_mut().rev() {
            let digit = usize::try_from(rest & 31).unwrap_or(0);
            *place = DIGITS.get(digit).copied().unwrap_or(b'0');
            rest >>= 5;
        }
        Id(text)
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Id {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Id, IdError> {
        let bytes: [u8; LENGTH] = text.as_bytes().try_into().map_err(|_| IdError)?;
        // 26 digits hold 130 bits, an id has 128: the first digit goes up to 7.
        let fits = bytes.first().is_some_and(|first| (b'0'..=b'7').contains(first));
        if fits && bytes.iter().all(|byte| DIGITS.contains(byte)) { Ok(Id(bytes)) } else { Err(IdError) }
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Id);

        impl $name {
            /// The id of something made at a time.
            pub fn new(at: Timestamp, random: [u8; 10]) -> Self {
                Self(Id::new(at, random))
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }


        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                text.parse().map(Self)
            }
        }
    )*};
}

ids! {
    /// Names an agency.
    AgencyId
    /// Names a unit of an agency.
    UnitId
    /// Names an office of an agency.
    OfficeId
    /// Names an officer.
    PersonId
    /// Names a role that a person has somewhere.
    MembershipId
    /// Names an order by which somebody acts for an office.
    ActingOrderId
    /// Names a passkey.
    PasskeyId
    /// Names a session.
    SessionId
    /// Names an invitation.
    InvitationId
    /// Names an assessment.
    AssessmentId
    /// Names a decision to publish or withdraw.
    PublicationId
    /// Names a plan.
    PlanId
    /// Names a job.
    JobId
    /// Names an identity at another provider.
    IdentityId
    /// Names a decision about who takes over some work.
    SuccessionId
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(milliseconds: i64) -> Timestamp {
        Timestamp::from_millisecond(milliseconds).expect("in range")
    }

    #[test]
    fn text_sorts_as_time_does() {
        let times = [0, 1, 31, 32, 1_000, 1_700_000_000_000, 1_700_000_000_001];
        let ids: Vec<String> = times.iter().map(|&t| Id::new(at(t), [255; 10]).to_string()).collect();
        assert!(ids.is_sorted());
        // 2016-07-30T23:54:10.259Z, the example in the description of ULID.
        assert!(Id::new(at(1_469_922_850_259), [0; 10]).to_string().starts_with("01arz3ndek"));
    }

    #[test]
    fn only_ids_are_read() {
        let id = Id::new(at(1_700_000_000_000), [7, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        assert_eq!(id.as_str().parse(), Ok(id));
        let upper = id.to_string().to_uppercase();
        let long = format!("{id}0");
        for wrong in ["", "0", &upper, &long, "8zzzzzzzzzzzzzzzzzzzzzzzzz", "กกกกกกกกกกกกกกกกกกกกกกกกกก"]
        {
            assert_eq!(wrong.parse::<Id>(), Err(IdError), "{wrong}");
        }
    }
}
