//! What is assumed: every reason for doubt, once for all numbers that share it.

use domain::explanation::explain;

use super::tree;
use crate::facts::Facts;
use crate::model::{Cell, Figure};
use crate::rows::{ColumnKind, Record, Source, Within};

pub(super) static DOUBTS: Source = Source {
    name: "doubts",
    describes: "one reason why numbers are not certain, with the numbers where it arises",
    columns: &[
        ColumnKind::centered("number", "ที่"),
        ColumnKind::text("doubt", "ข้อสมมติ"),
        ColumnKind::text("level", "ระดับของข้อมูล"),
        ColumnKind::text("codes", "รหัส"),
        ColumnKind::centered("count", "จำนวน"),
    ],
    records,
};

fn records(facts: &Facts<'_>) -> Vec<Record> {
    let tree = facts.tree;
    let mut found: Vec<(String, &'static str, Vec<String>)> = Vec::new();
    for node in (0..tree.skeleton().nodes.len()).rev() {
        let result = tree.at(node);
        if result.own_doubts.is_empty() || result.score.is_none() {
            continue;
        }
        let Some(explanation) = explain(tree, &facts.assessment.evidence, node) else { continue };
        let level = tree::level(facts, node);
        for doubt in explanation.doubts {
            let code =
                if node == tree.skeleton().overall() { String::new() } else { tree::code(facts, node) };
            match found.iter_mut().find(|(known, of, _)| *known == doubt.th && *of == level) {
                Some((_, _, codes)) if codes.contains(&code) => {}
                Some((_, _, codes)) => codes.push(code),
                None => found.push((doubt.th, level, vec![code])),
            }
        }
    }
    let record = |(at, (doubt, level, mut codes)): (usize, (String, &'static str, Vec<String>))| {
        codes.reverse();
        Record {
            within: Within::default(),
            cells: vec![
                Cell::figure(i64::try_from(at + 1).ok().map(Figure::count)),
                Cell::text(doubt),
                Cell::text(level),
                Cell::text(runs(&codes).join(", ")),
                Cell::figure(i64::try_from(codes.len()).ok().map(Figure::count)),
            ],
            strong: false,
        }
    };
    found.into_iter().enumerate().map(record).collect()
}

/// Codes with three or more that follow each other as one span: O1 ถึง O9.
fn runs(codes: &[String]) -> Vec<String> {
    let number = |code: &String| -> Option<(char, u32)> {
        let mut chars = code.chars();
        let letter = chars.next().filter(char::is_ascii_uppercase)?;
        chars.as_str().parse().ok().map(|number| (letter, number))
    };
    let mut found = Vec::new();
    let mut rest = codes;
    while let Some(first) = rest.first() {
        let follows = |(at, code): &(usize, &String)| {
            let (of_first, of_code) = (number(first), number(code));
            *at == 0
                || of_first.zip(of_code).is_some_and(|((letter, from), (same, to))| {
                    letter == same && usize::try_from(to.saturating_sub(from)).is_ok_and(|far| far == *at)
                })
        };
        let long = rest.iter().enumerate().take_while(follows).count();
        let (run, after) = rest.split_at_checked(long).unwrap_or((rest, &[]));
        match run {
            [from, _, .., to] => found.push(format!("{from} ถึง {to}")),
            short => found.extend(short.iter().cloned()),
        }
        rest = after;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::runs;

    #[test]
    fn neighbours_are_told_as_one() {
        let codes = ["I1", "O1", "O2", "O3", "O5", "O6", "9", "", "O07x"].map(str::to_owned);
        assert_eq!(runs(&codes), ["I1", "O1 ถึง O3", "O5", "O6", "9", "", "O07x"]);
        assert!(runs(&[]).is_empty());
    }
}
