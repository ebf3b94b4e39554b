//! The tokens of a content stream or a character map.

use std::ops::Range;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A number, `true`, `null`: what is neither of the others. Operators too; see [`Kind::Operator`].
    Number,
    /// `/Name`
    Name,
    /// `(literal)`
    Literal,
    /// `<hexadecimal>`
    Hex,
    /// `[` or `]`
    Bracket,
    /// `<<` or `>>`
    Dictionary,
    /// An operator or key word.
    Operator,
}

/// A token and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
}

/// Cuts a source into its tokens.
pub(super) fn tokens(source: &[u8]) -> impl Iterator<Item = Token> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(byte) = source.get(at) {
            if *byte == b'%' {
                at += source.get(at..)?.iter().take_while(|b| **b != b'\n').count();
            } else if is_space(*byte) {
                at += 1;
            } else {
                let (kind, length) = token(source.get(at..)?);
                let start = at;
                at += length;
                return Some(Token { kind, range: start..at });
            }
        }
        None
    })
}

fn token(rest: &[u8]) -> (Kind, usize) {
    match rest {
        [b'(', ..] => (Kind::Literal, literal(rest)),
        [b'<', b'<', ..] | [b'>', b'>', ..] => (Kind::Dictionary, 2),
        [b'<', ..] => (Kind::Hex, rest.iter().take_while(|b| **b != b'>').count() + 1),
        [b'[' | b']', ..] => (Kind::Bracket, 1),
        [b'/', after @ ..] => (Kind::Name, 1 + word(after)),
        [first, ..] => {
            let kind = match first {
                b'0'..=b'9' | b'-' | b'+' | b'.' => Kind::Number,
                _ => Kind::Operator,
            };
            (kind, word(rest).max(1))
        }
        [] => (Kind::Operator, 1),
    }
}

/// Length of a literal string with its brackets, which nest.
fn literal(rest: &[u8]) -> usize {
    let mut depth = 0_usize;
    let mut escaped = false;
    for (at, byte) in rest.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'(' => depth += 1,
            b')' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    rest.len()
}

fn word(rest: &[u8]) -> usize {
    rest.iter().take_while(|b| !is_space(**b) && !b"()<>[]{}/%".contains(b)).count()
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | 0 | 12)
}

/// The bytes of a hexadecimal token.
pub(super) fn hex(raw: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> =
        raw.iter().filter_map(|b| char::from(*b).to_digit(16)).filter_map(|d| u8::try_from(d).ok()).collect();
    digits.chunks(2).map(|pair| pair.first().map_or(0, |d| d << 4) | pair.get(1).copied().unwrap_or(0)).collect()
}

/// The bytes of a literal token.
pub(super) fn unescaped(raw: &[u8]) -> Vec<u8> {
    let inner = raw.strip_prefix(b"(").and_then(|raw| raw.strip_suffix(b")")).unwrap_or_default();
    let mut out = Vec::with_capacity(inner.len());
    let mut bytes = inner.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        if byte != b'\\' {
            out.push(byte);
            continue;
        }
        match bytes.next() {
            Some(b'n') => out.push(b'\n'),
            Some(b'r') => out.push(b'\r'),
            Some(b't') => out.push(b'\t'),
            Some(b'b') => out.push(8),
            Some(b'f') => out.push(12),
            Some(b'\n') => {}
            Some(digit @ b'0'..=b'7') => {
                let mut value = u32::from(digit - b'0');
                for _ in 0..2 {
                    if let Some(next) = bytes.next_if(|b| matches!(b, b'0'..=b'7')) {
                        value = value * 8 + u32::from(next - b'0');
                    }
                }
                out.extend(u8::try_from(value & 0xFF));
            }
            Some(other) => out.push(other),
            None => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{hex, tokens, unescaped};

    #[test]
    fn a_stream_is_cut_into_tokens() {
        let source = b"/P<</MCID 0>>BDC BT/f0 9 Tf[(a\\)b)-10<0041>]TJ % note\nET";
        let words: Vec<&[u8]> = tokens(source).map(|token| &source[token.range]).collect();
        let expected: [&[u8]; 16] = [
            b"/P", b"<<", b"/MCID", b"0", b">>", b"BDC", b"BT", b"/f0", b"9", b"Tf", b"[", b"(a\\)b)", b"-10",
            b"<0041>", b"]", b"TJ",
        ];
        assert_eq!(words[..16], expected);
        assert_eq!(words[16..], [b"ET"]);
    }

    #[test]
    fn strings_are_read() {
        assert_eq!(unescaped(b"(\\000\\\\a\\(\\n)"), b"\0\\a(\n");
        assert_eq!(hex(b"<00 4>"), [0, 0x40]);
    }
}
