//! Links between the documents of the repository lead somewhere.

use crate::markdown::prose;
use crate::problem::Problem;
use crate::tree::Tree;

/// Every relative link in every Markdown file. Web addresses and places inside a page are not followed.
pub fn check(tree: &Tree) -> Vec<Problem> {
    tree.ending(".md").flat_map(|(path, text)| in_file(tree, path, text)).collect()
}

fn in_file(tree: &Tree, path: &str, text: &str) -> Vec<Problem> {
    let links = prose(text).flat_map(|(line, words)| {
        targets(&words).into_iter().map(move |target| (line, target)).collect::<Vec<_>>()
    });
    links
        .filter(|(_, target)| is_relative(target))
        .filter(|(_, target)| !resolve(path, target).is_some_and(|file| tree.holds(&file)))
        .map(|(line, target)| {
            let wrong = format!("links to `{target}`, which is not in the repository");
            Problem::new(format!("{path}:{line}"), wrong, "correct the link or write the file")
        })
        .collect()
}

/// What the line links to: `[words](target)`, `[name]: target`, and `src` or `href` of HTML.
fn targets(line: &str) -> Vec<String> {
    let inline = line.match_indices("](").map(|(at, mark)| inside_parentheses(&line[at + mark.len()..]));
    let attributes = ["src=\"", "href=\""].into_iter().flat_map(|mark| {
        line.match_indices(mark).filter_map(|(at, mark)| line[at + mark.len()..].split('"').next())
    });
    inline.chain(attributes).chain(defined(line)).filter_map(address).collect()
}

/// The target of a link definition; a footnote is none.
fn defined(line: &str) -> Option<&str> {
    let start = line.trim_start();
    let (name, target) = start.strip_prefix('[')?.split_once("]:")?;
    (!name.starts_with('^') && !name.contains(']')).then_some(target)
}

/// Up to the parenthesis that closes the link, past pairs inside the address.
fn inside_parentheses(rest: &str) -> &str {
    let mut depth = 1;
    for (at, letter) in rest.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &rest[..at];
        }
    }
    rest
}

/// The address without its title and its angle brackets.
fn address(target: &str) -> Option<String> {
    let target = target.trim();
    let bare = match target.strip_prefix('<') {
        Some(rest) => rest.split('>').next()?,
        None => target.split_whitespace().next()?,
    };
    Some(bare.to_string())
}

fn is_relative(target: &str) -> bool {
    let has_scheme = target.split_once(':').is_some_and(|(scheme, _)| {
        scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+.-".contains(&byte))
    });
    !has_scheme && !target.starts_with('#') && !target.starts_with("//")
}

/// The path from the root that a link in `from` means, or `None` if it leads out of the repository.
fn resolve(from: &str, target: &str) -> Option<String> {
    let target = decoded(target.split(['#', '?']).next()?);
    let mut parts: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => vec![],
        None => from.rsplit_once('/').map_or(vec![], |(folder, _)| folder.split('/').collect()),
    };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Undoes `%20` and its like.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).filter(|_| *first == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tree::Tree;

    fn wrong(text: &str) -> Vec<String> {
        let tree = Tree::of(&[
            ("docs/a.md", text),
            ("docs/b c.md", ""),
            ("docs/ปี(1).md", ""),
            ("README.md", ""),
            ("crates/thai/src/lib.rs", ""),
        ]);
        check(&tree).into_iter().map(|problem| format!("{} {}", problem.place, problem.wrong)).collect()
    }

    #[test]
    fn links_that_lead_somewhere_pass() {
        let text = "[a](../README.md#top) [`b`](<b c.md>) [c](b%20c.md \"title\") ![d](ปี(1).md)\n\
                    [e](../crates/thai) [f](/README.md) [g](https://example.org/x) [h](#here) [i](mailto:a@b.c)\n\
                    [ref]: ./a.md\n[^1]: a footnote\n<img src=\"b%20c.md\">\n`[x](gone.md)`\n```\n[y](gone.md)\n```\n";
        assert_eq!(wrong(text), Vec::<String>::new());
    }

    #[test]
    fn each_kind_of_broken_link_is_reported() {
        for text in ["[a](gone.md)", "[a]: gone.md", "<a href=\"gone.md\">", "![a](../gone.md)", "[a](b)"] {
            let found = wrong(text);
            assert_eq!(found.len(), 1, "{text}");
            assert!(found[0].starts_with("docs/a.md:1 links to"), "{found:?}");
        }
        assert_eq!(wrong("[a](../../outside.md)").len(), 1);
        assert_eq!(wrong("[a](x.md) and [b](y.md)").len(), 2);
    }
}
