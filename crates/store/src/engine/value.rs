//! Values on their way into and out of a statement: text, whole numbers and bytes, nothing else.

use std::borrow::Cow;
use std::sync::Arc;

use crate::digest::Digest;
use crate::error::{Error, Result};

/// A value for a `$n` of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Param<'a> {
    Null,
    Int(i64),
    Text(Cow<'a, str>),
    Bytes(Cow<'a, [u8]>),
}

/// A value of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Null,
    Int(i64),
    Text(String),
    Bytes(Vec<u8>),
}

impl Value {
    pub fn param(&self) -> Param<'_> {
        match self {
            Value::Null => Param::Null,
            Value::Int(number) => Param::Int(*number),
            Value::Text(text) => text.into(),
            Value::Bytes(bytes) => bytes.into(),
        }
    }
}

impl From<i64> for Param<'_> {
    fn from(number: i64) -> Self {
        Param::Int(number)
    }
}

impl From<bool> for Param<'_> {
    fn from(flag: bool) -> Self {
        Param::Int(i64::from(flag))
    }
}

impl From<jiff::Timestamp> for Param<'_> {
    fn from(at: jiff::Timestamp) -> Self {
        Param::Text(Cow::Owned(crate::moment::text(at)))
    }
}

impl From<jiff::civil::Date> for Param<'_> {
    fn from(day: jiff::civil::Date) -> Self {
        Param::Text(Cow::Owned(crate::moment::day(day)))
    }
}

impl<'a> From<&'a str> for Param<'a> {
    fn from(text: &'a str) -> Self {
        Param::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Param<'a> {
    fn from(text: &'a String) -> Self {
        Param::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a [u8]> for Param<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Param::Bytes(Cow::Borrowed(bytes))
    }
}

impl<'a> From<&'a Vec<u8>> for Param<'a> {
    fn from(bytes: &'a Vec<u8>) -> Self {
        Param::Bytes(Cow::Borrowed(bytes))
    }
}

impl From<Digest> for Param<'_> {
    fn from(digest: Digest) -> Self {
        Param::Bytes(Cow::Owned(digest.0.to_vec()))
    }
}

// One for each type: a general `Option<T>` sends the compiler round in circles over `Option<Option<…>>`.
macro_rules! optional {
    ($($type:ty)*) => {$(
        impl<'a> From<Option<$type>> for Param<'a> {
            fn from(value: Option<$type>) -> Self {
                value.map_or(Param::Null, Param::from)
            }
        }
    )*};
}

optional! { i64 jiff::civil::Date Digest &'a str }

impl<'a> From<&'a Option<String>> for Param<'a> {
    fn from(text: &'a Option<String>) -> Self {
        text.as_deref().into()
    }
}

macro_rules! ids {
    ($($id:ident)*) => {$(
        impl<'a> From<&'a crate::id::$id> for Param<'a> {
            fn from(id: &'a crate::id::$id) -> Self {
                id.as_str().into()
            }
        }

        impl<'a> From<Option<&'a crate::id::$id>> for Param<'a> {
            fn from(id: Option<&'a crate::id::$id>) -> Self {
                id.map_or(Param::Null, Param::from)
            }
        }

        impl<'a> From<&'a Option<crate::id::$id>> for Param<'a> {
            fn from(id: &'a Option<crate::id::$id>) -> Self {
                id.as_ref().into()
            }
        }
    )*};
}

ids! {
    AgencyId UnitId OfficeId PersonId MembershipId ActingOrderId PasskeyId SessionId InvitationId
    AssessmentId PublicationId PlanId JobId IdentityId SuccessionId
}

/// `params![a, b]`: values for `$1`, `$2`.
macro_rules! params {
    ($($value:expr),* $(,)?) => {
        &[$($crate::engine::Param::from($value)),*]
    };
}
pub(crate) use params;

/// A row, its values in the order of the statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    pub columns: Arc<[String]>,
    pub values: Vec<Value>,
}

impl Row {
    fn wrong(&self, at: usize, needed: &str) -> Error {
        let column = self.columns.get(at).map_or("?", String::as_str);
        Error::stored(format!("column {column} holds no {needed}"))
    }

    pub fn int_or_none(&self, at: usize) -> Result<Option<i64>> {
        match self.values.get(at) {
            Some(Value::Int(number)) => Ok(Some(*number)),
            Some(Value::Null) => Ok(None),
            _ => Err(self.wrong(at, "number")),
        }
    }

    pub fn int(&self, at: usize) -> Result<i64> {
        self.int_or_none(at)?.ok_or_else(|| self.wrong(at, "number"))
    }

    pub fn text_or_none(&self, at: usize) -> Result<Option<String>> {
        match self.values.get(at) {
            Some(Value::Text(text)) => Ok(Some(text.clone())),
            Some(Value::Null) => Ok(None),
            _ => Err(self.wrong(at, "text")),
        }
    }

    pub fn text(&self, at: usize) -> Result<String> {
        self.text_or_none(at)?.ok_or_else(|| self.wrong(at, "text"))
    }

    pub fn bytes_or_none(&self, at: usize) -> Result<Option<Vec<u8>>> {
        match self.values.get(at) {
            Some(Value::Bytes(bytes)) => Ok(Some(bytes.clone())),
            Some(Value::Null) => Ok(None),
            _ => Err(self.wrong(at, "bytes")),
        }
    }

    pub fn bytes(&self, at: usize) -> Result<Vec<u8>> {
        self.bytes_or_none(at)?.ok_or_else(|| self.wrong(at, "bytes"))
    }

    /// Text that is read further: an id, a role.
    pub fn parsed<T: std::str::FromStr>(&self, at: usize) -> Result<T> {
        self.text(at)?.parse().map_err(|_| self.wrong(at, "value that is known"))
    }

    pub fn parsed_or_none<T: std::str::FromStr>(&self, at: usize) -> Result<Option<T>> {
        let text = self.text_or_none(at)?;
        text.map(|text| text.parse().map_err(|_| self.wrong(at, "value that is known"))).transpose()
    }

    pub fn moment(&self, at: usize) -> Result<jiff::Timestamp> {
        crate::moment::read(&self.text(at)?)
    }

    pub fn moment_or_none(&self, at: usize) -> Result<Option<jiff::Timestamp>> {
        self.text_or_none(at)?.map(|text| crate::moment::read(&text)).transpose()
    }
}
