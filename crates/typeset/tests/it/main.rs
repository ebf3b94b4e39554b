//! Integration tests of the typesetting.

#[cfg(test)]
mod blocks;
#[cfg(test)]
mod copy;
#[cfg(test)]
mod fonts;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod made;
#[cfg(test)]
mod source;
