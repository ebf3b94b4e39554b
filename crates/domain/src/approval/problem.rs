//! What can be wrong with a chain.

/// One thing that is wrong with a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChainProblem {
    /// Position in the chain, counted from 0.
    pub at: usize,
    /// The lower office that the order is held against, where order is the problem.
    pub below: Option<usize>,
    /// What is wrong.
    pub kind: ChainProblemKind,
}

/// Kinds of problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChainProblemKind {
    /// The office is not named.
    WithoutOffice,
    /// Signed before an office below it has signed.
    BeforeLower,
    /// The date lies before that of an office below it.
    EarlierThanLower,
    /// A date of signature, but nobody who signed.
    WithoutName,
    /// It acts for an office that the chain does not have.
    ActsForUnknown,
    /// It acts for itself.
    ActsForItself,
}
