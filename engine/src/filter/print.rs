//! The canonical form of a filter: what the grammar of endpoint.md §2.3 emits, nothing looser.
//!
//! A group inside a group stands in parentheses, so that precedence never decides (endpoint.md §2.1).

use std::fmt::{self, Display, Formatter, Write};

use super::{Expr, Value};

impl Display for Expr {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::And(parts) => write_group(formatter, parts, " and "),
            Self::Or(parts) => write_group(formatter, parts, " or "),
            Self::Compare { field, op, value } => {
                write!(formatter, "{} {} ", field.name(), op.name())?;
                value.fmt(formatter)
            }
            Self::Contains { field, text } => {
                write!(formatter, "contains({},", field.name())?;
                write_quoted(formatter, text)?;
                formatter.write_char(')')
            }
        }
    }
}

impl Display for Value {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => write_quoted(formatter, text),
            Self::Date(date) => write!(formatter, "cast('{}',Edm.DateTimeOffset)", date.text()),
            Self::Null => formatter.write_str("null"),
        }
    }
}

fn write_group(formatter: &mut Formatter<'_>, parts: &[Expr], joiner: &str) -> fmt::Result {
    for (place, part) in parts.iter().enumerate() {
        if place > 0 {
            formatter.write_str(joiner)?;
        }
        if part.is_group() {
            write!(formatter, "({part})")?;
        } else {
            part.fmt(formatter)?;
        }
    }
    Ok(())
}

/// The text in single quotes; inner ones doubled, controls (which the grammar has no place for) as blanks.
fn write_quoted(formatter: &mut Formatter<'_>, text: &str) -> fmt::Result {
    formatter.write_char('\'')?;
    for c in text.chars() {
        match c {
            '\'' => formatter.write_str("''")?,
            control if control < ' ' => formatter.write_char(' ')?,
            other => formatter.write_char(other)?,
        }
    }
    formatter.write_char('\'')
}
