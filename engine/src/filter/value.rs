//! Reads what stands behind an operator: quoted texts and `null`; and mends their quotes.
//!
//! Dates are in `cast`, conditions in `condition`. Every function leaves the reader behind the value.

use std::ops::Range;

use super::error::{Expected, FilterErrorKind, WarningKind};
use super::guess::{Joiner, begins_condition, canonical_value};
use super::lex::{TokenKind, is_blank};
use super::parse::{Parser, Read, Stop};
use super::quotes::{closing_quote, likely_end, unquoted_end, without_outer_closings};
use super::{Op, Value, may_contain};
use crate::field::Field;

impl Parser<'_> {
    pub(super) fn value(&mut self, field: Field, op: Op) -> Read<Value> {
        let at = self.token.at();
        if let TokenKind::Word(word) = self.token.kind
            && word.eq_ignore_ascii_case("null")
            && self.ends_value(at.end)
        {
            if !op.is_equality() {
                return Err(Stop(FilterErrorKind::NullOnlyWithEquality { field }, at));
            }
            self.warn(WarningKind::NullMayBeRefused { field }, at);
            self.bump();
            return Ok(Value::Null);
        }
        if field.is_date() {
            return self.date().map(Value::Date);
        }
        let text = self.text_value()?;
        let at = at.start..self.previous_end(at.start);
        if may_contain(field) {
            self.warn(WarningKind::NameEqualityMayBeRefused { field }, at);
        } else if let Some(canonical) = canonical_value(field, &text) {
            self.warn(WarningKind::Spelling { canonical }, at);
        }
        Ok(Value::Text(text))
    }

    /// Where what was read last ends: the next token, less the blanks before it.
    pub(super) fn previous_end(&self, start: usize) -> usize {
        let read = self.slice(start..self.token.start);
        start + read.trim_end_matches(is_blank).len()
    }

    fn text_value(&mut self) -> Read<String> {
        let TokenKind::Word(word) = self.token.kind else {
            return self.quoted_text();
        };
        let second = self.second();
        let joins = Joiner::from_name(word).is_some()
            && match second.kind {
                TokenKind::Word(next) => begins_condition(next),
                kind => kind == TokenKind::Open,
            };
        if joins {
            let (kind, at) = (
                FilterErrorKind::Missing {
                    expected: Expected::Value,
                },
                self.token.start,
            );
            return Err(Stop(kind, at..at));
        }
        if second.kind == TokenKind::Open && second.start == self.token.end {
            return self.unexpected(Expected::Value);
        }
        Ok(self.unquoted())
    }

    /// Text without quotes: up to `and`, `or`, a closing parenthesis or the end.
    fn unquoted(&mut self) -> String {
        let start = self.token.start;
        let len = unquoted_end(self.slice(start..self.text.len()));
        let at = start..start + len;
        let found = self.slice(at.clone()).to_string();
        self.jump(at.end);
        let meant = match found.strip_suffix(['\'', '"']) {
            Some(bare) if !bare.contains(['\'', '"']) => bare.to_string(),
            _ => found.clone(),
        };
        self.note(FilterErrorKind::UnquotedText { found }, at);
        self.without_controls(meant, start)
    }

    /// A text in quotes, of whatever kind and however closed.
    pub(super) fn quoted_text(&mut self) -> Read<String> {
        let at = self.token.at();
        match self.token.kind {
            TokenKind::Text {
                inner,
                closed: true,
            } => {
                let text = match self.unescaped(inner, &at)? {
                    Some(text) => text,
                    None => {
                        self.bump();
                        inner.replace("''", "'")
                    }
                };
                Ok(self.without_controls(text, at.start))
            }
            TokenKind::Text {
                inner,
                closed: false,
            } => {
                let end = at.start + 1 + self.inner_end(inner);
                self.note(FilterErrorKind::UnterminatedString, at.start..end);
                self.jump(end);
                let text = self.slice(at.start + 1..end).replace("''", "'");
                Ok(self.without_controls(text, at.start))
            }
            TokenKind::OtherQuotes { inner, closed } => {
                let quote = self
                    .slice(at.clone())
                    .chars()
                    .next()
                    .map_or(1, char::len_utf8);
                let len = if closed {
                    inner.len()
                } else {
                    self.inner_end(inner)
                };
                let end = if closed {
                    at.end
                } else {
                    at.start + quote + len
                };
                self.note(FilterErrorKind::DoubleQuotes, at.start..end);
                self.jump(end);
                let text = inner.get(..len).unwrap_or_default().to_string();
                Ok(self.without_controls(text, at.start))
            }
            _ => self.unexpected(Expected::Value),
        }
    }

    /// How much of a text that is not closed belongs to it: parentheses that were open before it are not its own.
    fn inner_end(&self, inner: &str) -> usize {
        let end = likely_end(inner);
        let text = inner.get(..end).unwrap_or_default();
        without_outer_closings(text, self.open_parentheses).len()
    }

    /// The text when a quote inside it was not doubled, or the quote before it is the one that is missing.
    fn unescaped(&mut self, inner: &str, at: &Range<usize>) -> Read<Option<String>> {
        let second = self.second();
        let joins = |word: &str| Joiner::from_name(word).or(Joiner::guess(word)).is_some();
        let (joined, next_is_odd) = match second.kind {
            TokenKind::Word(word) if joins(word) => (self.ends_value(second.end), false),
            TokenKind::Word(word) => (
                false,
                !begins_condition(word) && Op::from_name(word).is_none(),
            ),
            TokenKind::Symbol(_) => (true, false),
            _ => (false, false),
        };
        let touches = !self.ends_value(at.end) && !joined;
        if !touches && !next_is_odd {
            return Ok(None);
        }
        let early = likely_end(inner);
        if early < inner.trim_end_matches(is_blank).len() {
            let end = at.start + 1 + early;
            self.note(FilterErrorKind::UnterminatedString, at.start..end);
            self.jump(end);
            return Ok(Some(self.slice(at.start + 1..end).replace("''", "'")));
        }
        let quote = at.end.saturating_sub(1)..at.end;
        match closing_quote(self.slice(at.end..self.text.len())) {
            Some((len, passed)) if touches || passed % 2 == 0 => {
                let end = at.end + len;
                let text = self.slice(at.start + 1..end);
                let text = text.replace("''", "'").replace("\\'", "'");
                self.note(FilterErrorKind::UnescapedQuote, quote);
                self.jump(end + 1);
                Ok(Some(text))
            }
            _ if touches => Err(Stop(FilterErrorKind::UnescapedQuote, quote)),
            _ => Ok(None),
        }
    }

    /// The grammar has no place for line breaks and other controls inside a text.
    fn without_controls(&mut self, text: String, start: usize) -> String {
        let is_control = |c: char| c < ' ';
        if !text.contains(is_control) {
            return text;
        }
        let at = start..self.previous_end(start);
        self.note(FilterErrorKind::ControlCharacter, at);
        text.replace(is_control, " ")
    }
}
