//! Why a document could not be made.

use domain::Text;

use crate::layout::{LayoutProblem, unknown_name};

/// Why a document could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ComposeError {
    /// There is no such kind of document.
    #[error("there is no kind of document {name}")]
    UnknownKind {
        /// What was asked for.
        name: String,
        /// All that are there.
        known: Vec<String>,
    },
    /// The kind has no such layout.
    #[error("{kind} has no layout {name}")]
    UnknownLayout {
        /// The kind.
        kind: &'static str,
        /// What was asked for.
        name: String,
        /// All that it has.
        known: Vec<String>,
    },
    /// Layouts or texts of the kind are wrong.
    #[error("the layouts of the kind have {} problems", .0.len())]
    Layouts(Vec<LayoutProblem>),
    /// A text asks for something that these facts do not have.
    #[error("{0}")]
    Text(LayoutProblem),
}

impl ComposeError {
    /// What is wrong and what to do, one sentence for each problem.
    pub fn texts(&self) -> Vec<Text> {
        let placed = |problem: &LayoutProblem| {
            let place = problem.place();
            Text::new(format!("{place}: {}", problem.text.th), format!("{place}: {}", problem.text.en))
        };
        match self {
            ComposeError::UnknownKind { name, known } => {
                vec![unknown(("ชนิดเอกสาร", "kind of document"), name, known)]
            }
            ComposeError::UnknownLayout { kind, name, known } => {
                vec![unknown((&format!("รูปแบบของ {kind}"), &format!("layout of {kind}")), name, known)]
            }
            ComposeError::Layouts(problems) => problems.iter().map(placed).collect(),
            ComposeError::Text(problem) => vec![placed(problem)],
        }
    }
}

fn unknown(what: (&str, &str), name: &str, known: &[String]) -> Text {
    unknown_name(what, name, &known.iter().map(String::as_str).collect::<Vec<_>>())
}
