//! Reads a date behind an operator: `cast('…',Edm.DateTimeOffset)`, a bare moment with a zone, and what comes close.
//!
//! Texts and `null` are in `value`, what a date may look like in `date_literal`.

use std::ops::Range;

use super::DateLiteral;
use super::date_literal::{NoDate, has_zone, nearest_date};
use super::error::{Expected, FilterErrorKind};
use super::lex::TokenKind;
use super::parse::{Parser, Read, Stop};

const CAST_TYPE: &str = "Edm.DateTimeOffset";

impl Parser<'_> {
    pub(super) fn date(&mut self) -> Read<DateLiteral> {
        let at = self.token.at();
        let TokenKind::Word(word) = self.token.kind else {
            let text = self.quoted_text()?;
            return self.date_without_cast(&text, at);
        };
        let second = self.second();
        match second.kind {
            TokenKind::Open if word.eq_ignore_ascii_case("cast") => self.cast(),
            TokenKind::Open => self.unexpected(Expected::Value),
            // OData 2: datetime'2018-02-01'.
            TokenKind::Text {
                inner,
                closed: true,
            } if second.start == at.end && word.to_ascii_lowercase().starts_with("date") => {
                self.jump(second.end);
                self.date_without_cast(inner, at.start..second.end)
            }
            _ => {
                self.bump();
                match DateLiteral::read(word) {
                    Ok(date) if has_zone(word) => Ok(date),
                    _ => self.date_without_cast(word, at),
                }
            }
        }
    }

    fn date_without_cast(&mut self, text: &str, at: Range<usize>) -> Read<DateLiteral> {
        if DateLiteral::read(text).is_ok() {
            self.note(FilterErrorKind::DateNeedsCast, at.clone());
        }
        self.moment(text, at)
    }

    /// The moment that the text stands for, or the nearest one.
    fn moment(&mut self, text: &str, at: Range<usize>) -> Read<DateLiteral> {
        let reason = match DateLiteral::read(text) {
            Ok(date) => return Ok(date),
            Err(reason) => reason,
        };
        let text = text.to_string();
        let nearest = nearest_date(&text);
        let kind = match reason {
            NoDate::Impossible => FilterErrorKind::ImpossibleDate { text },
            NoDate::Unreadable => FilterErrorKind::UnreadableDate { text },
        };
        match nearest {
            Some(date) => {
                self.note(kind, at);
                Ok(date)
            }
            None => Err(Stop(kind, at)),
        }
    }

    /// `cast('…',Edm.DateTimeOffset)`.
    fn cast(&mut self) -> Read<DateLiteral> {
        self.bump();
        let open = self.open();
        let at = self.token.at();
        let text = match self.token.kind {
            TokenKind::Word(word) => {
                self.bump();
                let found = word.to_string();
                self.note(FilterErrorKind::UnquotedText { found }, at.clone());
                word.to_string()
            }
            _ => self.quoted_text()?,
        };
        let date = self.moment(&text, at)?;
        self.cast_type()?;
        self.close(open)?;
        Ok(date)
    }

    /// `,Edm.DateTimeOffset`, the only type that the endpoint's examples cast to.
    fn cast_type(&mut self) -> Read<()> {
        let start = self.token.start;
        if self.token.kind != TokenKind::Comma {
            if !matches!(self.token.kind, TokenKind::Close | TokenKind::End) {
                return self.unexpected(Expected::Comma);
            }
            let kind = FilterErrorKind::Missing {
                expected: Expected::CastType,
            };
            self.note(kind, start..start);
            return Ok(());
        }
        self.bump();
        let at = self.token.at();
        match self.token.kind {
            TokenKind::Word(word) if word.eq_ignore_ascii_case(CAST_TYPE) => {}
            TokenKind::Word(_)
            | TokenKind::Text { closed: true, .. }
            | TokenKind::OtherQuotes { closed: true, .. } => {
                let found = self.slice(at.clone()).to_string();
                self.note(FilterErrorKind::WrongCastType { found }, at);
            }
            _ => return self.unexpected(Expected::CastType),
        }
        self.bump();
        Ok(())
    }
}
