//! Reads a filter: groups and joiners; conditions are read in `condition`, what stands behind the operator in `value`.
//!
//! One pass, linear in the text, nesting capped. What can be mended is noted and read as if it were right, so that at the end
//! the first note is the error and the printed tree its repair; what cannot be mended stops the reading.

use std::ops::Range;

use super::error::{Expected, FilterError, FilterErrorKind, Repair, Warning, WarningKind};
use super::guess::{Joiner, begins_condition};
use super::lex::{Lexer, Token, TokenKind, is_blank};
use super::{Expr, Parsed};
use crate::plus;

/// How many groups may stand inside one another (endpoint.md §2.3).
pub const MAX_DEPTH: usize = 64;

/// Reads a filter in any spelling that can only mean one thing.
///
/// # Errors
///
/// The first thing that is wrong, with its place; with a repair when everything that is wrong can be mended.
pub fn parse(text: &str) -> Result<Parsed, FilterError> {
    let mut parser = Parser::new(text);
    let result = parser.filter();
    let Parser {
        notes, warnings, ..
    } = parser;
    let mut notes = notes.into_iter();
    let error = match (notes.next(), result) {
        (None, Ok(expr)) => return Ok(Parsed { expr, warnings }),
        (Some((kind, at)), Ok(expr)) => FilterError {
            kind,
            at,
            repair: Some(Box::new(Repair {
                text: expr.to_string(),
                expr,
                also: notes.collect(),
            })),
        },
        (Some((kind, at)), Err(_)) | (None, Err(Stop(kind, at))) => FilterError {
            kind,
            at,
            repair: None,
        },
    };
    // A text with blanks has been mended already, if it can be.
    let is_mended = error.repair.is_some() && text.contains(is_blank);
    let meant = with_blanks(text).filter(|_| !is_mended);
    Err(meant.unwrap_or(error))
}

/// What is wrong with a text whose blanks are written `+`, if that makes it one that can be mended.
fn with_blanks(text: &str) -> Option<FilterError> {
    let blanks = plus::in_filter(text);
    let at = blanks.outside?;
    let repair = match parse(&blanks.text) {
        Ok(parsed) => Repair {
            text: parsed.expr.to_string(),
            expr: parsed.expr,
            also: Vec::new(),
        },
        Err(error) => {
            let mut repair = *error.repair?;
            repair.also.insert(0, (error.kind, error.at));
            repair
        }
    };
    Some(FilterError {
        kind: FilterErrorKind::PlusForBlank,
        at: at..at + 1,
        repair: Some(Box::new(repair)),
    })
}

/// What cannot be mended.
pub(super) struct Stop(pub(super) FilterErrorKind, pub(super) Range<usize>);

pub(super) type Read<T> = Result<T, Stop>;

pub(super) struct Parser<'a> {
    pub(super) text: &'a str,
    lexer: Lexer<'a>,
    /// The token that is read next.
    pub(super) token: Token<'a>,
    /// Groups around the place.
    depth: usize,
    /// Parentheses around the place, those of functions with them.
    pub(super) open_parentheses: usize,
    notes: Vec<(FilterErrorKind, Range<usize>)>,
    warnings: Vec<Warning>,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str) -> Self {
        let mut lexer = Lexer::new(text);
        let token = lexer.next_token();
        Self {
            text,
            lexer,
            token,
            depth: 0,
            open_parentheses: 0,
            notes: Vec::new(),
            warnings: Vec::new(),
        }
    }

    pub(super) fn bump(&mut self) -> Token<'a> {
        std::mem::replace(&mut self.token, self.lexer.next_token())
    }

    /// Goes on reading at that place.
    pub(super) fn jump(&mut self, position: usize) {
        self.lexer.set_position(position);
        self.bump();
    }

    /// The token behind the one that is read next.
    pub(super) fn second(&self) -> Token<'a> {
        self.lexer.clone().next_token()
    }

    pub(super) fn note(&mut self, kind: FilterErrorKind, at: Range<usize>) {
        self.notes.push((kind, at));
    }

    pub(super) fn warn(&mut self, kind: WarningKind, at: Range<usize>) {
        self.warnings.push(Warning { kind, at });
    }

    pub(super) fn slice(&self, at: Range<usize>) -> &'a str {
        self.text.get(at).unwrap_or_default()
    }

    /// The error for a token that nothing explains, or for what is missing where the text ends.
    pub(super) fn unexpected<T>(&self, expected: Expected) -> Read<T> {
        let at = self.token.at();
        Err(match self.token.kind {
            TokenKind::End | TokenKind::Close | TokenKind::Comma => {
                Stop(FilterErrorKind::Missing { expected }, at.start..at.start)
            }
            _ => {
                let found = self.slice(at.clone()).to_string();
                Stop(FilterErrorKind::Unexpected { found }, at)
            }
        })
    }

    fn filter(&mut self) -> Read<Expr> {
        if self.token.kind == TokenKind::End {
            return Err(Stop(FilterErrorKind::Empty, 0..self.text.len()));
        }
        self.parameter_name();
        let expr = self.group(Joiner::Or)?;
        if self.token.kind != TokenKind::End {
            return self.unexpected(Expected::Joiner);
        }
        if expr.depth() > MAX_DEPTH {
            return Err(Stop(FilterErrorKind::TooDeep, 0..self.text.len()));
        }
        Ok(expr)
    }

    /// `$filter=` in front, which comes with a paste.
    fn parameter_name(&mut self) {
        let TokenKind::Word(word) = self.token.kind else {
            return;
        };
        let is_name = word
            .trim_start_matches(['?', '$'])
            .eq_ignore_ascii_case("filter");
        if is_name && self.second().kind == TokenKind::Symbol("=") {
            let start = self.bump().start;
            let end = self.bump().end;
            let found = word.to_string();
            self.note(FilterErrorKind::ParameterName { found }, start..end);
        }
    }

    /// Conditions joined by `or`, each made of conditions joined by `and`; or only the latter.
    fn group(&mut self, joiner: Joiner) -> Read<Expr> {
        let mut parts = vec![self.part(joiner)?];
        while self.next_joiner() == Some(joiner) {
            if self.take_joiner(joiner) {
                parts.push(self.part(joiner)?);
            }
        }
        Ok(match joiner {
            Joiner::Or => Expr::join(Expr::Or, parts),
            Joiner::And => Expr::join(Expr::And, parts),
        })
    }

    fn part(&mut self, joiner: Joiner) -> Read<Expr> {
        match joiner {
            Joiner::Or => self.group(Joiner::And),
            Joiner::And => self.condition(),
        }
    }

    /// The joiner that stands next, or the one that is missing there.
    fn next_joiner(&mut self) -> Option<Joiner> {
        while self.depth == 0 && self.token.kind == TokenKind::Close {
            let at = self.bump().at();
            self.note(FilterErrorKind::UnbalancedParenthesis, at);
        }
        match self.token.kind {
            TokenKind::Word(word) => Joiner::from_name(word)
                .or_else(|| Joiner::guess(word))
                .or_else(|| begins_condition(word).then_some(Joiner::And)),
            TokenKind::Symbol(symbol) => Joiner::guess(symbol),
            TokenKind::Open => Some(Joiner::And),
            TokenKind::Comma => {
                matches!(self.second().kind, TokenKind::Word(word) if begins_condition(word))
                    .then_some(Joiner::And)
            }
            _ => None,
        }
    }

    /// Steps over the joiner that [`Parser::next_joiner`] has seen; false when nothing follows it.
    fn take_joiner(&mut self, joiner: Joiner) -> bool {
        let (found, at) = (self.slice(self.token.at()), self.token.at());
        if Joiner::from_name(found).is_none() {
            if Joiner::guess(found).is_none() && self.token.kind != TokenKind::Comma {
                let kind = FilterErrorKind::Missing {
                    expected: Expected::Joiner,
                };
                self.note(kind, at.start..at.start);
                return true;
            }
            let (found, meant) = (found.to_string(), Some(joiner.name()));
            self.note(
                FilterErrorKind::UnknownOperator { found, meant },
                at.clone(),
            );
        }
        self.bump();
        let dangles = match self.token.kind {
            TokenKind::End | TokenKind::Close => true,
            TokenKind::Word(word) => Joiner::from_name(word).is_some(),
            _ => false,
        };
        if dangles {
            let word = joiner.name().to_string();
            self.note(FilterErrorKind::Dangling { word }, at);
        }
        !dangles
    }

    pub(super) fn parentheses(&mut self) -> Read<Expr> {
        let open = self.open();
        if self.depth == MAX_DEPTH {
            return Err(Stop(FilterErrorKind::TooDeep, open));
        }
        self.depth += 1;
        let expr = self.group(Joiner::Or)?;
        self.depth -= 1;
        self.close(open)?;
        Ok(expr)
    }

    /// Steps over `(`.
    pub(super) fn open(&mut self) -> Range<usize> {
        self.open_parentheses += 1;
        self.bump().at()
    }

    /// Steps over `)`; at the end of the text it may be missing.
    pub(super) fn close(&mut self, open: Range<usize>) -> Read<()> {
        self.open_parentheses -= 1;
        match self.token.kind {
            TokenKind::Close => {
                self.bump();
            }
            TokenKind::End => self.note(FilterErrorKind::UnbalancedParenthesis, open),
            _ => return self.unexpected(Expected::Joiner),
        }
        Ok(())
    }

    /// Whether the place is the end of a value: a blank, a parenthesis, a comma or the end of the text.
    pub(super) fn ends_value(&self, position: usize) -> bool {
        self.text
            .get(position..)
            .and_then(|rest| rest.chars().next())
            .is_none_or(|c| is_blank(c) || matches!(c, ')' | ',' | '('))
    }
}
