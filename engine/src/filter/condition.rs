//! Reads one condition of a filter: a comparison or `contains`, and what people write instead of them.
//!
//! Groups and joiners are in `parse`, what stands behind the operator in `value`.

use std::ops::Range;

use super::error::{Expected, FilterErrorKind, WarningKind};
use super::guess::{Joiner, guess_operator, nearest_field, only_value_with};
use super::lex::TokenKind;
use super::parse::{Parser, Read, Stop};
use super::{Expr, Op, Value, may_contain};
use crate::field::Field;

impl Parser<'_> {
    pub(super) fn condition(&mut self) -> Read<Expr> {
        match self.token.kind {
            TokenKind::Open => self.parentheses(),
            TokenKind::Word(word) => {
                if Joiner::from_name(word).is_some() {
                    let at = self.bump().at();
                    let word = word.to_string();
                    self.note(FilterErrorKind::Dangling { word }, at);
                    return self.after_dangling();
                }
                if self.second().kind == TokenKind::Open {
                    return self.call(word);
                }
                self.comparison()
            }
            TokenKind::Text { .. } | TokenKind::OtherQuotes { .. } => self.swapped_comparison(),
            _ => self.unexpected(Expected::Condition),
        }
    }

    /// The condition behind one or more joiners that have nothing in front of them.
    fn after_dangling(&mut self) -> Read<Expr> {
        while let TokenKind::Word(word) = self.token.kind {
            if Joiner::from_name(word).is_none() {
                break;
            }
            let (at, word) = (self.bump().at(), word.to_string());
            self.note(FilterErrorKind::Dangling { word }, at);
        }
        self.condition()
    }

    /// `contains(field,'text')`, and other functions as far as they can be read as that one.
    fn call(&mut self, name: &str) -> Read<Expr> {
        const LIKE_CONTAINS: [&str; 3] = ["startswith", "endswith", "substringof"];
        let start = self.token.start;
        if !name.eq_ignore_ascii_case("contains") {
            let kind = FilterErrorKind::UnknownFunction {
                found: name.to_string(),
            };
            if !LIKE_CONTAINS
                .iter()
                .any(|known| known.eq_ignore_ascii_case(name))
            {
                return Err(Stop(kind, self.token.at()));
            }
            self.note(kind, self.token.at());
        }
        self.bump();
        let open = self.open();
        let (field, field_at, text) = self.arguments(name.eq_ignore_ascii_case("substringof"))?;
        self.close(open)?;
        if may_contain(field) {
            if text.is_empty() {
                self.warn(
                    WarningKind::MatchesEverything,
                    start..self.previous_end(start),
                );
            }
            return Ok(Expr::Contains { field, text });
        }
        let kind = FilterErrorKind::ContainsNotAllowed { field };
        if field.is_date() {
            return Err(Stop(kind, field_at));
        }
        self.note(kind, field_at);
        let whole = only_value_with(field, &text).map_or(text, str::to_string);
        Ok(Expr::is(field, whole))
    }

    /// The field and the text of `contains`, in either order; OData 2 had the text first in `substringof`.
    fn arguments(&mut self, text_first: bool) -> Read<(Field, Range<usize>, String)> {
        let start = self.token.start;
        if let TokenKind::Word(_) = self.token.kind {
            let (field, at) = self.field()?;
            self.comma()?;
            let text = self.quoted_text()?;
            return Ok((field, at, text));
        }
        let text = self.quoted_text()?;
        self.comma()?;
        let (field, at) = self.field()?;
        if !text_first {
            self.note(FilterErrorKind::SwappedArguments, start..at.end);
        }
        Ok((field, at, text))
    }

    fn comma(&mut self) -> Read<()> {
        match self.token.kind {
            TokenKind::Comma => {
                self.bump();
                Ok(())
            }
            _ => self.unexpected(Expected::Comma),
        }
    }

    fn field(&mut self) -> Read<(Field, Range<usize>)> {
        let TokenKind::Word(word) = self.token.kind else {
            return self.unexpected(Expected::Field);
        };
        let at = self.token.at();
        let field = match Field::from_name(word) {
            Some(field) => field,
            None => {
                let nearest = nearest_field(word);
                let kind = FilterErrorKind::UnknownField {
                    found: word.to_string(),
                    nearest,
                };
                let Some(field) = nearest else {
                    return Err(Stop(kind, at));
                };
                self.note(kind, at.clone());
                field
            }
        };
        self.bump();
        Ok((field, at))
    }

    fn comparison(&mut self) -> Read<Expr> {
        let (field, _) = self.field()?;
        let op = self.operator(field)?;
        let value = self.value(field, op)?;
        Ok(Expr::Compare { field, op, value })
    }

    /// `'Won' eq status`; only where turning it round does not change the meaning.
    fn swapped_comparison(&mut self) -> Read<Expr> {
        let start = self.token.start;
        let text = self.quoted_text()?;
        let TokenKind::Word(word) = self.token.kind else {
            return self.unexpected(Expected::Operator);
        };
        let Some(op) = Op::from_name(word).filter(|op| op.is_equality()) else {
            return self.unexpected(Expected::Operator);
        };
        self.bump();
        let (field, at) = self.field()?;
        if field.is_date() {
            return Err(Stop(FilterErrorKind::SwappedArguments, start..at.end));
        }
        self.note(FilterErrorKind::SwappedArguments, start..at.end);
        let value = Value::Text(text);
        Ok(Expr::Compare { field, op, value })
    }

    fn operator(&mut self, field: Field) -> Read<Op> {
        let at = self.token.at();
        let op = match self.token.kind {
            TokenKind::Word(word) | TokenKind::Symbol(word) => match Op::from_name(word) {
                Some(op) => op,
                None => {
                    let op = guess_operator(word);
                    let (found, meant) = (word.to_string(), op.map(Op::name));
                    let kind = FilterErrorKind::UnknownOperator { found, meant };
                    let Some(op) = op else {
                        return Err(Stop(kind, at));
                    };
                    self.note(kind, at.clone());
                    op
                }
            },
            TokenKind::Text { .. } | TokenKind::OtherQuotes { .. } => {
                let kind = FilterErrorKind::Missing {
                    expected: Expected::Operator,
                };
                self.note(kind, at.start..at.start);
                return Ok(Op::Eq);
            }
            _ => return self.unexpected(Expected::Operator),
        };
        if !op.is_allowed(field) {
            return Err(Stop(FilterErrorKind::OperatorNotAllowed { field, op }, at));
        }
        self.bump();
        Ok(op)
    }
}
