//! Cuts a command into words as the shell or the language it is written for does, each byte keeping its place.
//!
//! Variables and substitutions are not followed: they stay as they are written.

use super::traced::Traced;

/// Whose quotes and escapes are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// A Unix shell.
    Shell,
    /// The Windows command line: `^` escapes, also a line's end.
    Cmd,
    /// PowerShell: the backtick escapes, quotes are doubled.
    PowerShell,
    /// The string literals of JavaScript; what is outside of them is cut at everything that is no name.
    Script,
}

struct Reader<'a> {
    paste: &'a str,
    dialect: Dialect,
    at: usize,
    word: Option<Traced>,
    words: Vec<Traced>,
}

/// The words of a command.
pub(super) fn words(command: &Traced, dialect: Dialect) -> Vec<Traced> {
    if dialect == Dialect::Cmd {
        return cut(&without_carets(command), dialect);
    }
    cut(command, dialect)
}

/// `cmd` takes its carets away before the program sees a word, also inside of the program's quotes.
fn without_carets(command: &Traced) -> Traced {
    let mut out = Traced::default();
    let mut chars = command.text().char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let (at, c) = match (c, chars.peek()) {
            ('^', Some((_, '\r' | '\n'))) => {
                chars.next_if(|(_, c)| *c == '\r');
                chars.next_if(|(_, c)| *c == '\n');
                continue;
            }
            ('^', Some((at, c))) => {
                let escaped = (*at, *c);
                chars.next();
                escaped
            }
            _ => (at, c),
        };
        out.push(c, command.at(at..at + c.len_utf8()));
    }
    out
}

fn cut(command: &Traced, dialect: Dialect) -> Vec<Traced> {
    let mut reader = Reader {
        paste: command.text(),
        dialect,
        at: 0,
        word: None,
        words: Vec::new(),
    };
    while let Some(c) = reader.peek() {
        reader.step(c);
    }
    reader.end_word();
    let words = reader.words.iter();
    words.map(|word| word.through(command)).collect()
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.paste.get(self.at..)?.chars().next()
    }

    fn bump(&mut self, c: char) {
        self.at += c.len_utf8();
    }

    /// Takes a character as a part of the word.
    fn take(&mut self, c: char) {
        self.take_as(c, c);
    }

    /// Takes one that stands for another.
    fn take_as(&mut self, c: char, meant: char) {
        let at = self.at..self.at + c.len_utf8();
        self.word
            .get_or_insert_with(|| Traced::part(self.paste, at.start..at.start))
            .push(meant, at);
        self.bump(c);
    }

    fn end_word(&mut self) {
        self.words.extend(self.word.take());
    }

    fn step(&mut self, c: char) {
        match c {
            _ if c.is_whitespace() => {
                self.end_word();
                self.bump(c);
            }
            '\\' if self.dialect == Dialect::Shell => self.escaped(c),
            '`' if self.dialect == Dialect::PowerShell => self.escaped(c),
            '$' if self.dialect == Dialect::Shell && self.follows("$'") => {
                self.bump(c);
                self.quoted('\'', Some('\\'));
            }
            '"' => self.quoted(c, self.escape_of_double()),
            '\'' if self.dialect == Dialect::Cmd => self.take(c),
            '\'' => self.quoted(c, (self.dialect == Dialect::Script).then_some('\\')),
            '`' if self.dialect == Dialect::Script => self.quoted(c, Some('\\')),
            _ if self.separates(c) => {
                self.end_word();
                self.bump(c);
            }
            _ => self.take(c),
        }
    }

    fn follows(&self, text: &str) -> bool {
        self.paste
            .get(self.at..)
            .is_some_and(|rest| rest.starts_with(text))
    }

    const fn escape_of_double(&self) -> Option<char> {
        match self.dialect {
            Dialect::PowerShell => Some('`'),
            _ => Some('\\'),
        }
    }

    /// Punctuation that is not part of a word; in an address without quotes it is.
    fn separates(&self, c: char) -> bool {
        let address = |word: &Traced| word.text().contains("://") || word.text().starts_with('/');
        match self.dialect {
            Dialect::Shell | Dialect::Cmd => false,
            Dialect::PowerShell => {
                "{}();=,@".contains(c) && !self.word.as_ref().is_some_and(address)
            }
            Dialect::Script => !(c.is_alphanumeric() || "_$-".contains(c)),
        }
    }

    /// An escape outside of quotes: a line's end vanishes, anything else stands for itself.
    fn escaped(&mut self, c: char) {
        self.bump(c);
        match self.peek() {
            Some('\r') if self.follows("\r\n") => self.at += 2,
            Some('\n') => self.at += 1,
            Some(next) => self.take(next),
            None => {}
        }
    }

    /// A quoted part; it begins a word even when it is empty. A quote that is not closed goes on to the end.
    fn quoted(&mut self, quote: char, escape: Option<char>) {
        self.bump(quote);
        let empty = Traced::part(self.paste, self.at..self.at);
        self.word.get_or_insert(empty);
        while let Some(c) = self.peek() {
            if c == quote {
                self.bump(c);
                let doubles = matches!(self.dialect, Dialect::PowerShell | Dialect::Cmd);
                if !doubles || self.peek() != Some(quote) {
                    break;
                }
                self.take(quote);
                continue;
            }
            if Some(c) == escape {
                self.escape_in_quotes(c, quote);
                continue;
            }
            self.take(c);
        }
        // In a program every literal is a word of its own.
        if self.dialect == Dialect::Script {
            self.end_word();
        }
    }

    fn escape_in_quotes(&mut self, escape: char, quote: char) {
        let rest = self
            .paste
            .get(self.at + escape.len_utf8()..)
            .unwrap_or_default();
        let Some(next) = rest.chars().next() else {
            self.take(escape);
            return;
        };
        // Unix shells leave the backslash standing before anything that needs none.
        let stays = self.dialect == Dialect::Shell && quote == '"' && !"\"\\$`\n".contains(next);
        if stays {
            self.take(escape);
            return;
        }
        self.bump(escape);
        match next {
            '\n' => self.bump(next),
            'u' if escape == '\\' => self.code_point(next, 4),
            'x' if escape == '\\' => self.code_point(next, 2),
            'n' if escape == '\\' && self.dialect != Dialect::Cmd => self.take_as(next, '\n'),
            't' if escape == '\\' && self.dialect != Dialect::Cmd => self.take_as(next, '\t'),
            _ => self.take(next),
        }
    }

    /// `\u0027`, `\x27`.
    fn code_point(&mut self, letter: char, digits: usize) {
        let start = self.at + letter.len_utf8();
        let code = self
            .paste
            .get(start..start + digits)
            .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
            .and_then(|digits| u32::from_str_radix(digits, 16).ok())
            .and_then(char::from_u32);
        match code {
            Some(c) => {
                self.take_as(letter, c);
                self.at += digits;
            }
            None => self.take(letter),
        }
    }
}
