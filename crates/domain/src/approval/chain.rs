//! Who signs after whom.

use jiff::civil::Date;

use super::problem::{ChainProblem, ChainProblemKind};

/// The opinion of one office in the chain.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Endorsement {
    /// The office: ปลัด, นายก.
    pub office: String,
    /// What it says; empty until it is written.
    pub opinion: String,
    /// Who signs.
    pub name: String,
    /// Day of the signature; none before it.
    pub date: Option<Date>,
    /// Another office of the chain, in whose place this one signs.
    pub acting_for: Option<String>,
}

/// Endorsements of any length, the writer's superior first.
///
/// An office may sign in the place of another one of the chain ([`Endorsement::acting_for`]). Its signature
/// then stands for that of the other, so one of the two is enough.
///
/// ```
/// use domain::approval::{Chain, Endorsement};
/// use jiff::civil::date;
///
/// let office = |name: &str| Endorsement { office: name.into(), ..Endorsement::default() };
/// let mut offices = [office("ปลัด"), office("นายก")];
/// assert_eq!(Chain::new(&offices).next(), Some(0));
/// offices[0].date = Some(date(2025, 11, 3));
/// assert_eq!(Chain::new(&offices).next(), Some(1));
/// assert!(!Chain::new(&offices).is_complete());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chain<'e>(&'e [Endorsement]);

impl<'e> Chain<'e> {
    /// The chain of these endorsements.
    pub fn new(endorsements: &'e [Endorsement]) -> Chain<'e> {
        Chain(endorsements)
    }

    /// Position of the office whose signature is awaited next; none when the chain is complete or empty.
    ///
    /// Where somebody acts for an office, the one who acts is awaited.
    pub fn next(self) -> Option<usize> {
        let open = (0..self.0.len()).find(|&at| self.signed(at).is_none())?;
        let acting = (0..self.0.len()).find(|&other| self.stands_for(other, open));
        Some(acting.unwrap_or(open))
    }

    /// Whether there is an office, and none has still to sign.
    pub fn is_complete(self) -> bool {
        !self.0.is_empty() && self.next().is_none()
    }

    /// Everything that is wrong with the chain, in its order. An empty chain has no problems.
    pub fn problems(self) -> Vec<ChainProblem> {
        let mut problems = Vec::new();
        for at in 0..self.0.len() {
            self.problems_of(at, &mut problems);
        }
        problems
    }

    /// Day of the signature at a place, whether its own or that of the office that acts for it.
    fn signed(self, at: usize) -> Option<Date> {
        let own = self.0.get(at)?.date;
        let other = |other: &usize| self.stands_for(*other, at) || self.stands_for(at, *other);
        own.or_else(|| (0..self.0.len()).filter(other).find_map(|other| self.0.get(other)?.date))
    }

    /// Whether the signature at one place is given for the office at another.
    fn stands_for(self, at: usize, office: usize) -> bool {
        let (Some(one), Some(other)) = (self.0.get(at), self.0.get(office)) else { return false };
        let post = one.acting_for.as_deref().map(str::trim).unwrap_or_default();
        at != office && !post.is_empty() && post == other.office.trim() && post != one.office.trim()
    }

    fn problems_of(self, at: usize, problems: &mut Vec<ChainProblem>) {
        let Some(endorsement) = self.0.get(at) else { return };
        let mut add = |below, kind| problems.push(ChainProblem { at, below, kind });
        let office = endorsement.office.trim();
        if office.is_empty() {
            add(None, ChainProblemKind::WithoutOffice);
        }
        if endorsement.date.is_some() && endorsement.name.trim().is_empty() {
            add(None, ChainProblemKind::WithoutName);
        }
        let post = endorsement.acting_for.as_deref().map(str::trim).unwrap_or_default();
        if !post.is_empty() {
            if post == office {
                add(None, ChainProblemKind::ActsForItself);
            } else if !self.0.iter().any(|other| other.office.trim() == post) {
                add(None, ChainProblemKind::ActsForUnknown);
            }
        }
        let Some(date) = endorsement.date else { return };
        let apart = |&below: &usize| !self.stands_for(at, below) && !self.stands_for(below, at);
        let mut below = (0..at).filter(apart);
        if let Some(open) = below.clone().find(|&below| self.signed(below).is_none()) {
            add(Some(open), ChainProblemKind::BeforeLower);
        } else if let Some(later) = below.find(|&below| self.signed(below).is_some_and(|lower| date < lower))
        {
            add(Some(later), ChainProblemKind::EarlierThanLower);
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use ChainProblemKind::{
        ActsForItself, ActsForUnknown, BeforeLower, EarlierThanLower, WithoutName, WithoutOffice,
    };

    fn entry(office: &str, day: i8, acting_for: &str) -> Endorsement {
        Endorsement {
            office: office.to_owned(),
            opinion: String::new(),
            name: if day == 0 { String::new() } else { "(ลงชื่อ)".to_owned() },
            date: (day != 0).then(|| date(2025, 11, day)),
            acting_for: Some(acting_for.to_owned()).filter(|post| !post.is_empty()),
        }
    }

    #[track_caller]
    fn holds(chain: &[Endorsement], next: Option<usize>, expected: &[(usize, ChainProblemKind)]) {
        let view = Chain::new(chain);
        assert_eq!(view.next(), next);
        assert_eq!(view.is_complete(), next.is_none() && !chain.is_empty());
        let found: Vec<_> = view.problems().iter().map(|problem| (problem.at, problem.kind)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn signatures_come_one_after_the_other() {
        holds(&[], None, &[]);
        holds(&[entry("หัวหน้า", 0, ""), entry("ปลัด", 0, ""), entry("นายก", 0, "")], Some(0), &[]);
        holds(&[entry("หัวหน้า", 3, ""), entry("ปลัด", 3, ""), entry("นายก", 0, "")], Some(2), &[]);
        holds(&[entry("หัวหน้า", 3, ""), entry("ปลัด", 4, ""), entry("นายก", 5, "")], None, &[]);
        holds(&[entry("ปลัด", 0, ""), entry("นายก", 5, "")], Some(0), &[(1, BeforeLower)]);
        holds(&[entry("ปลัด", 6, ""), entry("นายก", 5, "")], None, &[(1, EarlierThanLower)]);
    }

    #[test]
    fn who_acts_signs_for_another() {
        let chain = |post, acting, head| {
            vec![entry("ปลัด", post, ""), entry("รองปลัด", acting, "ปลัด"), entry("นายก", head, "")]
        };
        holds(&chain(0, 0, 0), Some(1), &[]);
        holds(&chain(0, 3, 0), Some(2), &[]);
        holds(&chain(0, 3, 4), None, &[]);
        holds(&chain(0, 3, 2), None, &[(2, EarlierThanLower)]);
        holds(&chain(0, 0, 4), Some(1), &[(2, BeforeLower)]);
        holds(&[entry("ปลัด", 3, "ปลัด")], None, &[(0, ActsForItself)]);
        holds(&[entry("ปลัด", 0, ""), entry("รองนายก", 0, "นายก")], Some(0), &[(1, ActsForUnknown)]);
    }

    #[test]
    fn what_is_left_blank() {
        let mut unnamed = entry("ปลัด", 3, "");
        unnamed.name.clear();
        holds(&[unnamed, entry(" ", 0, "")], Some(1), &[(0, WithoutName), (1, WithoutOffice)]);
    }
}
