//! Cuts a filter into tokens, one at a time, from any place of the text.
//!
//! Knows quotes, blanks and symbols; what a word means is decided in `parse`. Never fails: what is not closed says so.

use std::ops::Range;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind<'a> {
    /// Letters, digits and whatever else is not below: names, keywords, bare dates.
    Word(&'a str),
    /// `'…'`: what stands between the quotes, doubled ones still doubled.
    Text {
        inner: &'a str,
        closed: bool,
    },
    /// The same in other quotes: `"…"`, typographic ones, backticks.
    OtherQuotes {
        inner: &'a str,
        closed: bool,
    },
    Open,
    Close,
    Comma,
    /// A run of `= ! < > & |`.
    Symbol(&'a str),
    End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) kind: TokenKind<'a>,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Token<'_> {
    pub(super) const fn at(&self) -> Range<usize> {
        self.start..self.end
    }
}

#[derive(Clone, Copy)]
pub(super) struct Lexer<'a> {
    text: &'a str,
    position: usize,
}

/// Blanks of the grammar, and those that come with a paste: line breaks, no-break and zero-width ones.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}')
}

const DOUBLE: [char; 5] = ['"', '“', '”', '„', '«'];
const SINGLE: [char; 4] = ['‘', '’', '`', '´'];

pub(super) fn is_symbol(c: char) -> bool {
    matches!(c, '=' | '!' | '<' | '>' | '&' | '|')
}

fn ends_word(c: char) -> bool {
    is_blank(c) || is_symbol(c) || matches!(c, '(' | ')' | ',' | '\'' | '"')
}

impl<'a> Lexer<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { text, position: 0 }
    }

    /// Goes on at that place, which must be a character boundary; elsewhere the rest is empty.
    pub(super) const fn set_position(&mut self, position: usize) {
        self.position = position;
    }

    pub(super) fn next_token(&mut self) -> Token<'a> {
        let rest = self.text.get(self.position..).unwrap_or_default();
        let blanks = rest.len() - rest.trim_start_matches(is_blank).len();
        let start = self.position + blanks;
        let rest = self.text.get(start..).unwrap_or_default();
        let (kind, len) = cut(rest);
        self.position = start + len;
        Token {
            kind,
            start,
            end: self.position,
        }
    }
}

/// The token at the beginning of the text, which has no blank there, and its length in bytes.
fn cut(text: &str) -> (TokenKind<'_>, usize) {
    let Some(first) = text.chars().next() else {
        return (TokenKind::End, 0);
    };
    let run = |ends: fn(char) -> bool| {
        let len = text.find(ends).unwrap_or(text.len());
        (text.get(..len).unwrap_or_default(), len)
    };
    match first {
        '(' => (TokenKind::Open, 1),
        ')' => (TokenKind::Close, 1),
        ',' => (TokenKind::Comma, 1),
        '\'' => single_quoted(text),
        quote if DOUBLE.contains(&quote) => {
            other_quoted(text, quote, |c| c == '»' || DOUBLE.contains(&c))
        }
        quote if SINGLE.contains(&quote) => {
            other_quoted(text, quote, |c| c == '\'' || SINGLE.contains(&c))
        }
        symbol if is_symbol(symbol) => {
            let (symbol, len) = run(|c| !is_symbol(c));
            (TokenKind::Symbol(symbol), len)
        }
        _ => {
            let (word, len) = run(ends_word);
            (TokenKind::Word(word), len)
        }
    }
}

fn single_quoted(text: &str) -> (TokenKind<'_>, usize) {
    let bytes = text.as_bytes();
    let mut at = 1;
    while let Some(byte) = bytes.get(at) {
        if *byte == b'\'' {
            if bytes.get(at + 1) != Some(&b'\'') {
                let inner = text.get(1..at).unwrap_or_default();
                return (
                    TokenKind::Text {
                        inner,
                        closed: true,
                    },
                    at + 1,
                );
            }
            at += 1;
        }
        at += 1;
    }
    let inner = text.get(1..).unwrap_or_default();
    (
        TokenKind::Text {
            inner,
            closed: false,
        },
        text.len(),
    )
}

fn other_quoted(text: &str, quote: char, closes: fn(char) -> bool) -> (TokenKind<'_>, usize) {
    let from = quote.len_utf8();
    let inner = text.get(from..).unwrap_or_default();
    match inner.char_indices().find(|(_, c)| closes(*c)) {
        Some((at, close)) => {
            let inner = inner.get(..at).unwrap_or_default();
            (
                TokenKind::OtherQuotes {
                    inner,
                    closed: true,
                },
                from + at + close.len_utf8(),
            )
        }
        None => (
            TokenKind::OtherQuotes {
                inner,
                closed: false,
            },
            text.len(),
        ),
    }
}
