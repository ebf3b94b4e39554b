//! SPDX licence expressions: reading them and judging them against the licences we accept.

use std::fmt;

/// Licences that may stand alone, with the exceptions that may follow them.
///
/// Anything else passes only as one branch of an `OR` whose other branch is listed here.
const ACCEPTED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-3-Clause",
    // The list of certificate authorities, which is data.
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Zlib",
];

/// A licence expression.
#[derive(Debug, PartialEq, Eq)]
pub enum Expression {
    Licence(String),
    All(Box<Expression>, Box<Expression>),
    Either(Box<Expression>, Box<Expression>),
}

impl Expression {
    /// Reads `AND`, `OR`, `WITH`, parentheses, and the older `MIT/Apache-2.0` for `OR`.
    ///
    /// # Errors
    /// A sentence about what stands where something else was expected.
    pub fn parse(text: &str) -> Result<Self, String> {
        let tokens = tokens(text);
        let mut reader = Reader { tokens: &tokens };
        let expression = reader.either()?;
        match reader.tokens.first() {
            None => Ok(expression),
            Some(token) => Err(format!("`{token}` stands where AND, OR or the end was expected")),
        }
    }

    /// Whether the terms can be met with accepted licences alone.
    pub fn is_accepted(&self) -> bool {
        match self {
            Self::Licence(name) => ACCEPTED.iter().any(|accepted| accepted.eq_ignore_ascii_case(name)),
            Self::All(left, right) => left.is_accepted() && right.is_accepted(),
            Self::Either(left, right) => left.is_accepted() || right.is_accepted(),
        }
    }

    /// The licences in it that are not accepted, in order.
    pub fn refused(&self) -> Vec<&str> {
        match self {
            Self::Licence(_) if self.is_accepted() => vec![],
            Self::Licence(name) => vec![name],
            Self::All(left, right) | Self::Either(left, right) => {
                left.refused().into_iter().chain(right.refused()).collect()
            }
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Open,
    Close,
    And,
    Or,
    With,
    Name(String),
}

impl fmt::Display for Token {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Open => "(",
            Self::Close => ")",
            Self::And => "AND",
            Self::Or => "OR",
            Self::With => "WITH",
            Self::Name(name) => name,
        })
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let spaced = text.replace('(', " ( ").replace(')', " ) ").replace('/', " / ");
    let token = |word: &str| match word {
        "(" => Token::Open,
        ")" => Token::Close,
        "/" => Token::Or,
        word if word.eq_ignore_ascii_case("and") => Token::And,
        word if word.eq_ignore_ascii_case("or") => Token::Or,
        word if word.eq_ignore_ascii_case("with") => Token::With,
        word => Token::Name(word.to_string()),
    };
    spaced.split_whitespace().map(token).collect()
}

/// Reads by descent; `WITH` binds closest, then `AND`, then `OR`.
struct Reader<'a> {
    tokens: &'a [Token],
}

impl Reader<'_> {
    fn either(&mut self) -> Result<Expression, String> {
        let mut left = self.all()?;
        while self.takes(&Token::Or) {
            left = Expression::Either(Box::new(left), Box::new(self.all()?));
        }
        Ok(left)
    }

    fn all(&mut self) -> Result<Expression, String> {
        let mut left = self.single()?;
        while self.takes(&Token::And) {
            left = Expression::All(Box::new(left), Box::new(self.single()?));
        }
        Ok(left)
    }

    fn single(&mut self) -> Result<Expression, String> {
        if self.takes(&Token::Open) {
            let inner = self.either()?;
            return if self.takes(&Token::Close) { Ok(inner) } else { Err("`)` is missing".into()) };
        }
        let name = self.name("a licence")?;
        if self.takes(&Token::With) {
            let exception = self.name("an exception after WITH")?;
            return Ok(Expression::Licence(format!("{name} WITH {exception}")));
        }
        Ok(Expression::Licence(name))
    }

    fn name(&mut self, expected: &str) -> Result<String, String> {
        match self.tokens.split_first() {
            Some((Token::Name(name), rest)) => {
                self.tokens = rest;
                Ok(name.clone())
            }
            Some((token, _)) => Err(format!("`{token}` stands where {expected} was expected")),
            None => Err(format!("{expected} is missing at the end")),
        }
    }

    fn takes(&mut self, wanted: &Token) -> bool {
        match self.tokens.split_first() {
            Some((token, rest)) if token == wanted => {
                self.tokens = rest;
                true
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Expression;

    fn accepted(text: &str) -> bool {
        Expression::parse(text).unwrap().is_accepted()
    }

    #[test]
    fn each_accepted_licence_stands_alone() {
        for name in super::ACCEPTED {
            assert!(accepted(name), "{name}");
        }
        assert!(accepted("mit"));
    }

    #[test]
    fn copyleft_and_unlisted_licences_are_refused_alone() {
        for name in [
            "GPL-3.0-only",
            "GPL-2.0-or-later",
            "LGPL-2.1",
            "AGPL-3.0",
            "Unlicense",
            "BSL-1.0",
            "CC0-1.0",
            "GPL-2.0 WITH Classpath-exception-2.0",
            "MIT WITH Some-exception",
            "Proprietary",
        ] {
            assert!(!accepted(name), "{name}");
        }
    }

    #[test]
    fn one_accepted_branch_of_an_or_is_enough() {
        for text in [
            "Unlicense OR MIT",
            "Unlicense/MIT",
            "MIT / Apache-2.0",
            "Apache-2.0 OR BSL-1.0",
            "MIT OR Apache-2.0 OR LGPL-2.1-or-later",
            "CC0-1.0 OR MIT-0 OR Apache-2.0",
        ] {
            assert!(accepted(text), "{text}");
        }
        assert!(!accepted("CC0-1.0 OR Unlicense"));
    }

    #[test]
    fn every_branch_of_an_and_is_needed() {
        assert!(accepted("(MIT OR Apache-2.0) AND Unicode-3.0"));
        assert!(accepted("Apache-2.0 WITH LLVM-exception AND MIT"));
        assert!(!accepted("MIT AND GPL-3.0-only"));
        assert!(!accepted("(MIT OR Apache-2.0) AND CC0-1.0"));
    }

    #[test]
    fn and_binds_closer_than_or() {
        // As (GPL AND MIT) OR MIT this passes; as GPL AND (MIT OR MIT) it would not.
        assert!(accepted("GPL-3.0-only AND MIT OR MIT"));
        assert!(!accepted("GPL-3.0-only AND (MIT OR MIT)"));
        assert!(accepted("MIT OR GPL-3.0-only AND MIT"));
        assert!(!accepted("(MIT OR MIT) AND GPL-3.0-only"));
    }

    #[test]
    fn what_is_refused_is_named() {
        let expression = Expression::parse("MIT AND (GPL-3.0-only OR CC0-1.0)").unwrap();
        assert_eq!(expression.refused(), ["GPL-3.0-only", "CC0-1.0"]);
    }

    #[test]
    fn broken_expressions_are_errors() {
        for text in
            ["", "MIT OR", "(MIT", "MIT)", "MIT Apache-2.0", "AND MIT", "MIT WITH", "MIT WITH (X)", "()"]
        {
            assert!(Expression::parse(text).is_err(), "{text}");
        }
    }
}
