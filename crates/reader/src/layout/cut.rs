//! Rows that a page cuts in two: programs close the table with a line at the foot of the page, so that only the
//! words tell whether the row below belongs to the row above.

use thai::{fold_for_match, periods};

use super::header::{Role, is_figure};
use super::seams::splits_word;
use super::{Row, join};

/// What the drawing tells of the first row on a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Cut {
    /// Nothing: the format draws no pages, or the row before had room.
    #[default]
    Unknown,
    /// No line closes the row above: it goes on here.
    Surely,
    /// The table above reaches the foot of its page; how many lines each column's text ends above the end of its
    /// last row.
    Perhaps(Vec<u8>),
}

/// Whether a row carries on the one that stands last on the page before; `None` when nothing tells.
///
/// A text that goes on filled its cell to the end: where a column has more to say but ended early above, the row is
/// a new one. `rows` are those that stand whole before both.
pub(super) fn carries(roles: &[Role], rows: &[Row], above: &Row, row: &Row, room: &[u8]) -> Option<bool> {
    let text = |row: &Row, column: usize| row.own_text(column).to_owned();
    let role = |column: usize| roles.get(column).copied().unwrap_or(Role::Other);
    let mut ended = false;
    let mut goes_on = false;
    for (column, room) in room.iter().enumerate() {
        let (upper, lower) = (text(above, column), text(row, column));
        if lower.is_empty() {
            // A cell that reaches down over rows ends where it likes.
            let own = above.cells.iter().any(|cell| cell.column == column && !cell.from_above);
            ended |= !upper.is_empty() && own && 0 < *room;
            continue;
        }
        // One line may be free: two lines of a paragraph are kept together.
        if upper.is_empty() || 1 < *room {
            return None;
        }
        if is_own(&upper, &lower, role(column)) {
            return Some(false);
        }
        let others = || rows.iter().map(|other| fold_for_match(other.own_text(column)));
        goes_on |= fits(&upper, &lower, role(column), others());
    }
    if row.only().is_some_and(|_| join::footer_role(row).is_some()) {
        return Some(false);
    }
    (ended || goes_on).then_some(true)
}

/// Whether a text can only begin a row: the next number, another figure, a list that begins anew, another item.
fn is_own(upper: &str, lower: &str, role: Role) -> bool {
    let numbers = crate::claims::steps::numbers;
    let first =
        |text: &str| numbers(text).first().filter(|number| number.start == 0).map(|number| number.number);
    let token = |text: &str| crate::claims::codes::token(text, false).is_some();
    role == Role::Number
        || (is_figure(upper) && is_figure(lower))
        || (first(lower) == Some(1) && !numbers(upper).is_empty())
        || (role == Role::Issue && token(lower) && token(upper))
}

/// Whether two texts belong together: one word, one list, one pair of brackets, one period, a text known from
/// other rows.
fn fits(upper: &str, lower: &str, role: Role, others: impl Iterator<Item = String>) -> bool {
    let numbers = crate::claims::steps::numbers(upper);
    let next = numbers.last().map(|number| format!("{}", number.number + 1));
    let ascii = thai::digits::to_ascii(lower);
    // The next of the list begins a line, behind the rest of the one that was cut.
    let counted = next.is_some_and(|next| {
        let is_next =
            |line: &str| line.strip_prefix(next.as_str()).is_some_and(|rest| rest.starts_with(['.', ')']));
        ascii.lines().any(is_next)
    });
    let open = |text: &str| text.matches('(').count().cmp(&text.matches(')').count());
    let bracket = open(upper).is_gt() && open(lower).is_lt();
    let is_period = |text: &str| periods::read(&text.replace('\n', " ")).is_ok();
    let period = role == Role::Period
        && is_period(&format!("{upper} {lower}"))
        && !(is_period(upper) && is_period(lower));
    let (whole, head) = (fold_for_match(&format!("{upper}{lower}")), fold_for_match(upper));
    let mut known = false;
    let mut alone = false;
    for other in others {
        known |= other == whole;
        alone |= other == head;
    }
    counted || bracket || period || (known && !alone) || splits_word(upper, lower)
}
