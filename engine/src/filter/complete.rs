//! What may stand at the caret of a filter that is being typed: fields, operators, known values, joiners.
//!
//! Reads only what stands before the caret, and proposes nothing where that makes no sense; `parse` says what is wrong there.

use std::ops::Range;

use super::guess::Joiner;
use super::lex::{Lexer, Token, TokenKind, is_blank};
use super::{Op, may_contain};
use crate::field::{Field, ORG_SIZES, STATUSES};

/// Something that may stand at the caret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What to write.
    pub text: String,
    /// What it stands for, in bytes of the text; empty where nothing was begun.
    pub replaces: Range<usize>,
    /// What it is.
    pub kind: SuggestionKind,
}

/// What a suggestion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuggestionKind {
    /// A field.
    Field(Field),
    /// An operator.
    Operator(Op),
    /// The beginning of `contains(` or `cast(`.
    Function,
    /// A documented value, in its quotes, or `null`.
    Value,
    /// `and`, `or` or the closing parenthesis.
    Joiner,
}

/// What is expected next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Condition,
    Operator(Field),
    Value(Field, Op),
    Joiner,
    /// Inside of `cast(` or `contains(`, behind so many tokens of it.
    Arguments {
        field_first: bool,
        read: usize,
    },
    Nowhere,
}

/// Values of a field that begin so, from wherever rows are.
pub type Known<'a> = &'a dyn Fn(Field, &str) -> Vec<String>;

/// What may stand at the caret, a byte offset; what was begun there narrows it, in any case.
///
/// `known` gives further values of a field that begin with a text.
pub fn complete(text: &str, caret: usize, known: Known<'_>) -> Vec<Suggestion> {
    let Some(before) = text.get(..caret) else {
        return Vec::new();
    };
    let mut lexer = Lexer::new(before);
    let mut place = Place::Condition;
    let mut open = 0_usize;
    loop {
        let token = lexer.next_token();
        let begun = token.end == caret
            && !matches!(
                token.kind,
                TokenKind::Open | TokenKind::Close | TokenKind::Comma
            );
        if token.kind == TokenKind::End || (begun && !is_closed(token.kind)) {
            return propose((place, open), (text, caret), &token, known);
        }
        match token.kind {
            TokenKind::Open => open += 1,
            TokenKind::Close => open = open.saturating_sub(1),
            _ => {}
        }
        place = place.after(token.kind);
    }
}

const fn is_closed(token: TokenKind<'_>) -> bool {
    matches!(
        token,
        TokenKind::Text { closed: true, .. } | TokenKind::OtherQuotes { closed: true, .. }
    )
}

impl Place {
    fn after(self, token: TokenKind<'_>) -> Self {
        match (self, token) {
            (Self::Condition, TokenKind::Open) => Self::Condition,
            (Self::Condition, TokenKind::Word(word)) if word.eq_ignore_ascii_case("contains") => {
                Self::Arguments {
                    field_first: true,
                    read: 0,
                }
            }
            (Self::Condition, TokenKind::Word(word)) => {
                Field::from_name(word).map_or(Self::Nowhere, Self::Operator)
            }
            (Self::Operator(field), TokenKind::Word(word)) => {
                Op::from_name(word).map_or(Self::Nowhere, |op| Self::Value(field, op))
            }
            (Self::Value(..), TokenKind::Word(word)) if word.eq_ignore_ascii_case("cast") => {
                Self::Arguments {
                    field_first: false,
                    read: 0,
                }
            }
            (Self::Value(..), TokenKind::Word(_) | TokenKind::Text { .. }) => Self::Joiner,
            (Self::Joiner | Self::Arguments { .. }, TokenKind::Close) => Self::Joiner,
            (Self::Joiner, TokenKind::Word(word)) if Joiner::from_name(word).is_some() => {
                Self::Condition
            }
            (Self::Arguments { field_first, read }, _) => Self::Arguments {
                field_first,
                read: read + 1,
            },
            _ => Self::Nowhere,
        }
    }
}

/// What fits the place and goes on with the token under the caret, if there is one.
fn propose(
    (place, open): (Place, usize),
    (text, caret): (&str, usize),
    token: &Token<'_>,
    known: Known<'_>,
) -> Vec<Suggestion> {
    let is_begun = token.kind != TokenKind::End;
    let touches = |c: char| !(is_blank(c) || matches!(c, '(' | ','));
    if !is_begun
        && text
            .get(..caret)
            .is_some_and(|before| before.ends_with(touches))
    {
        return Vec::new();
    }
    let start = if is_begun { token.start } else { caret };
    // A word under the caret is replaced as a whole, also what stands behind the caret.
    let rest = text.get(caret..).unwrap_or_default();
    let tail = rest
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(rest.len());
    let end = if is_begun { caret + tail } else { caret };
    let typed = text.get(start..caret).unwrap_or_default();
    let mut fitting = candidates(place, open);
    fitting.retain(|(text, _)| begins(text, typed));
    if let Place::Value(field, _) = place {
        let begun = typed.strip_prefix('\'').unwrap_or(typed).replace("''", "'");
        let quoted = known(field, &begun)
            .into_iter()
            .map(|value| ["'", &value.replace('\'', "''"), "'"].concat());
        for text in quoted {
            if !fitting
                .iter()
                .any(|(known, _)| known.eq_ignore_ascii_case(&text))
            {
                fitting.push((text, SuggestionKind::Value));
            }
        }
    }
    fitting
        .into_iter()
        .map(|(text, kind)| Suggestion {
            text,
            replaces: start..end,
            kind,
        })
        .collect()
}

/// Everything that fits the place, with so many parentheses open.
fn candidates(place: Place, open: usize) -> Vec<(String, SuggestionKind)> {
    let field = |field: Field| (field.name().to_string(), SuggestionKind::Field(field));
    let operator = |op: Op| (op.name().to_string(), SuggestionKind::Operator(op));
    match place {
        Place::Condition => {
            let function = ("contains(".to_string(), SuggestionKind::Function);
            Field::ALL
                .into_iter()
                .map(field)
                .chain([function])
                .collect()
        }
        Place::Operator(of) => Op::ALL
            .into_iter()
            .filter(|op| op.is_allowed(of))
            .map(operator)
            .collect(),
        Place::Value(field, op) => values(field, op),
        Place::Joiner => ["and", "or", ")"]
            .into_iter()
            .filter(|word| *word != ")" || open > 0)
            .map(|word| (word.to_string(), SuggestionKind::Joiner))
            .collect(),
        Place::Arguments {
            field_first: true,
            read: 1,
        } => Field::ALL
            .into_iter()
            .filter(|field| may_contain(*field))
            .map(field)
            .collect(),
        Place::Arguments { .. } | Place::Nowhere => Vec::new(),
    }
}

fn values(field: Field, op: Op) -> Vec<(String, SuggestionKind)> {
    let known: &[&str] = match field {
        Field::Status => &STATUSES,
        Field::CustomerOrgSize => &ORG_SIZES,
        _ => &[],
    };
    let quoted = |value: &&str| (["'", value, "'"].concat(), SuggestionKind::Value);
    let mut out: Vec<_> = known.iter().map(quoted).collect();
    if field.is_date() {
        out.push(("cast('".to_string(), SuggestionKind::Function));
    }
    if op.is_equality() {
        out.push(("null".to_string(), SuggestionKind::Value));
    }
    out
}

/// Whether what was typed begins the text; the quote of a value need not be typed.
fn begins(text: &str, typed: &str) -> bool {
    let starts = |text: &str| {
        text.get(..typed.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(typed))
    };
    starts(text) || text.strip_prefix('\'').is_some_and(starts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complete(text: &str, caret: usize) -> Vec<Suggestion> {
        let loaded = ["Odd", "Won", "O'Neil"];
        super::complete(text, caret, &|field, begun| {
            let of_field = loaded
                .iter()
                .filter(|_| field == Field::Status || field == Field::CustomerName);
            let fitting = of_field.filter(|value| value.starts_with(begun));
            fitting.map(|value| (*value).to_owned()).collect()
        })
    }

    /// The suggestions at `|`, each with what it would replace.
    fn at(marked: &str) -> Vec<String> {
        let caret = marked.find('|').unwrap();
        let text = marked.replace('|', "");
        let suggestions = complete(&text, caret);
        let show = |one: Suggestion| format!("{}<{}", one.text, &text[one.replaces]);
        suggestions.into_iter().map(show).collect()
    }

    #[test]
    fn each_place_has_its_own_suggestions() {
        assert_eq!(at("|").len(), 17);
        assert_eq!(
            at("cust|"),
            [
                "customerName<cust",
                "customerMarket<cust",
                "customerOrgSize<cust"
            ]
        );
        assert_eq!(at("status |"), ["eq<", "ne<"]);
        assert_eq!(at("createdDate g|"), ["gt<g", "ge<g"]);
        assert_eq!(
            at("status eq 'A|"),
            ["'Acknowledged'<'A", "'Accepted'<'A", "'Archived'<'A"]
        );
        assert_eq!(at("status eq W|"), ["'Won'<W"]);
        assert_eq!(at("status eq 'Won' |"), ["and<", "or<"]);
        assert_eq!(at("(status eq 'Won' |"), ["and<", "or<", ")<"]);
        assert_eq!(at("status eq 'Won' and par|"), ["partnerMarket<par"]);
        assert_eq!(at("createdDate ge |"), ["cast('<"]);
        assert_eq!(at("wonDate ne n|"), ["null<n"]);
        assert_eq!(at("contains(|"), ["customerName<"]);
        assert_eq!(
            at("createdDate ge cast('2018-01-01',Edm.DateTimeOffset) a|"),
            ["and<a"]
        );
        assert_eq!(at("sta|tus eq 'Won'"), ["status<status"]);
    }

    #[test]
    fn values_of_rows_come_behind_the_documented_ones() {
        assert_eq!(at("status eq 'O|"), ["'Odd'<'O", "'O''Neil'<'O"]);
        assert_eq!(at("customerName eq 'O''N|"), ["'O''Neil'<'O''N"]);
        assert_eq!(at("status eq 'W|"), ["'Won'<'W"], "each once");
        assert_eq!(at("customerMarket eq 'O|"), [] as [String; 0]);
    }

    #[test]
    fn nothing_is_proposed_where_nothing_fits() {
        for marked in [
            "foo |",
            "status eq 'Won' status |",
            "contains(customerName,'x|",
            "status like |",
            "status eq 'Won'|",
        ] {
            assert_eq!(at(marked), [] as [String; 0], "{marked}");
        }
        assert_eq!(complete("百", 1), []);
        assert_eq!(complete("x", 9), []);
    }
}
