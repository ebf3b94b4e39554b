//! The tokens of a content stream, as far as drawing needs them (ISO 32000-1, 7.2 and 7.8). Nothing is copied and
//! nothing is built up, so that a stream costs no more than its own bytes.

use super::matrix::ONE;

/// Largest number that is kept, in whole units: far beyond any page, far below an overflow.
const LARGEST: i64 = 10_000_000;

/// A token. Strings, arrays and dictionaries draw no line and are [`Token::Other`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A number outside arrays, in millionths.
    Number(i64),
    /// A name without its slash.
    Name(&'a [u8]),
    /// An operator.
    Operator(&'a [u8]),
    /// Anything else.
    Other,
}

/// Walks over a content stream.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    rest: &'a [u8],
    arrays: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(content: &'a [u8]) -> Tokens<'a> {
        Tokens { rest: content, arrays: 0 }
    }

    fn skip(&mut self, count: usize) {
        self.rest = self.rest.get(count..).unwrap_or_default();
    }

    /// Takes what the test holds for.
    fn take(&mut self, test: impl Fn(u8) -> bool) -> &'a [u8] {
        let size = self.rest.iter().position(|byte| !test(*byte)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(size);
        self.rest = rest;
        taken
    }

    /// A string in brackets, which may hold brackets.
    fn string(&mut self) {
        let mut depth = 0_usize;
        let mut bytes = self.rest.iter().enumerate();
        while let Some((at, byte)) = bytes.next() {
            match byte {
                b'\\' => {
                    bytes.next();
                }
                b'(' => depth += 1,
                b')' if depth <= 1 => return self.skip(at + 1),
                b')' => depth -= 1,
                _ => {}
            }
        }
        self.rest = &[];
    }

    /// The picture between `BI` and `EI`: its bytes may look like anything.
    fn picture(&mut self) {
        let begin = self.rest.windows(3).position(|w| w.starts_with(b"ID") && w.last().is_some_and(is_space));
        self.skip(begin.map_or(self.rest.len(), |at| at + 3));
        let end = self.rest.windows(4).position(|window| {
            let [before, b'E', b'I', after] = window else { return false };
            is_space(before) && (is_space(after) || *after == b'Q')
        });
        self.skip(end.map_or(self.rest.len(), |at| at + 3));
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        self.take(|byte| is_space(&byte));
        let token = match *self.rest.first()? {
            b'%' => {
                self.take(|byte| !matches!(byte, b'\n' | b'\r'));
                Token::Other
            }
            b'(' => {
                self.string();
                Token::Other
            }
            b'<' if self.rest.get(1) != Some(&b'<') => {
                self.take(|byte| byte != b'>');
                self.skip(1);
                Token::Other
            }
            b'[' => {
                self.arrays = self.arrays.saturating_add(1);
                self.skip(1);
                Token::Other
            }
            b']' => {
                self.arrays = self.arrays.saturating_sub(1);
                self.skip(1);
                Token::Other
            }
            b'<' | b'>' | b'{' | b'}' | b')' => {
                self.skip(1);
                Token::Other
            }
            b'/' => {
                self.skip(1);
                Token::Name(self.take(is_regular))
            }
            b'0'..=b'9' | b'+' | b'-' | b'.' => {
                let digits = self.take(is_regular);
                if 0 < self.arrays { Token::Other } else { Token::Number(number(digits)) }
            }
            _ => match self.take(is_regular) {
                b"BI" => {
                    self.picture();
                    Token::Other
                }
                // An operator ends an array that was never closed.
                operator => {
                    self.arrays = 0;
                    Token::Operator(operator)
                }
            },
        };
        Some(token)
    }
}

fn is_space(byte: &u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | b'\x0C' | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    !is_space(&byte) && !b"()<>[]{}/%".contains(&byte)
}

/// A decimal number in millionths; further places are cut, a sign within is taken as its end.
fn number(text: &[u8]) -> i64 {
    let negative = text.first() == Some(&b'-');
    let (mut value, mut place) = (0_i64, None::<i64>);
    let signs = text.iter().take_while(|byte| matches!(byte, b'-' | b'+')).count();
    for byte in text.iter().skip(signs) {
        match (byte, place) {
            (b'0'..=b'9', None) => value = (value * 10 + i64::from(byte - b'0') * ONE).min(LARGEST * ONE),
            (b'0'..=b'9', Some(unit)) => {
                value += i64::from(byte - b'0') * unit;
                place = Some(unit / 10);
            }
            (b'.', None) => place = Some(ONE / 10),
            _ => break,
        }
    }
    if negative { -value } else { value }
}

#[cfg(test)]
mod tests {
    use super::{Token, Tokens};

    fn operators(content: &[u8]) -> Vec<String> {
        let operator = |token| match token {
            Token::Operator(name) => Some(String::from_utf8_lossy(name).into_owned()),
            _ => None,
        };
        Tokens::new(content).filter_map(operator).collect()
    }

    #[test]
    fn numbers_names_and_operators() {
        let tokens: Vec<Token<'_>> = Tokens::new(b"/F1 -1.25 .5 +3 100re").collect();
        let expected =
            [Token::Name(b"F1"), Token::Number(-1_250_000), Token::Number(500_000), Token::Number(3_000_000)];
        assert_eq!(tokens.get(..4), Some(expected.as_slice()));
        assert_eq!(Tokens::new(b"[3 3] 0 d").filter(|t| matches!(t, Token::Number(_))).count(), 1);
        assert_eq!(Tokens::new(b"999999999999999").next(), Some(Token::Number(10_000_000_000_000)));
    }

    #[test]
    fn what_only_looks_like_drawing() {
        assert_eq!(operators(b"(1 1 m \\) (S)) Tj"), ["Tj"]);
        assert_eq!(operators(b"<</A (f)/B<66>>> BDC <53> Tj"), ["BDC", "Tj"]);
        assert_eq!(operators(b"BI /W 1 ID \x00 m S EIx l EI\nQ"), ["Q"]);
        assert_eq!(operators(b"% m l S\nf"), ["f"]);
        for broken in [b"(".as_slice(), b"<", b"BI", b"BI ID", b"[[[[", b"/", b")"] {
            assert_eq!(operators(broken), Vec::<String>::new());
        }
    }
}
