//! Finds the address in whatever was pasted: a command for a shell, a call of `fetch`, an HTTP request, or the address alone.
//!
//! Headers, cookies and bodies are not kept. Where the address leads is judged in `address`.

use super::curl::curl;
use super::plain::plain;
use super::scripts::{fetch, power_shell};
use super::traced::Traced;
use super::words::{Dialect, words};
use super::{Clinic, FindingKind, Outcome, PasteKind, Secret};

/// What a paste asks for.
pub(super) struct Asked {
    pub(super) kind: PasteKind,
    pub(super) address: Option<Traced>,
    /// Query strings that stood apart from the address.
    pub(super) queries: Vec<Traced>,
    /// Keys with values that were never encoded.
    pub(super) pairs: Vec<(Traced, Traced)>,
}

impl Asked {
    pub(super) const fn new(kind: PasteKind) -> Self {
        Self {
            kind,
            address: None,
            queries: Vec::new(),
            pairs: Vec::new(),
        }
    }

    /// When the address is a variable, what stands behind its name before the call: `$uri = "…"`, `const url = '…'`.
    fn resolve(&mut self, before: &Traced, dialect: Dialect) {
        let Some(name) = self
            .address
            .as_ref()
            .filter(|name| !name.text().contains('/'))
        else {
            return;
        };
        let words = words(before, dialect);
        let mut followed = words.iter().zip(words.iter().skip(1));
        let value = followed.rfind(|(word, _)| word.text() == name.text());
        let value = value.map(|(_, value)| value.clone());
        self.address = value.or(self.address.take());
    }
}

pub(super) fn read(paste: &str, clinic: &mut Clinic) -> Asked {
    let start = command_start(paste);
    let command = Traced::part(paste, start..paste.len());
    let lower = command.text().to_ascii_lowercase();
    let first = lower.split_whitespace().next().unwrap_or_default();
    let invoke = ["invoke-restmethod", "invoke-webrequest"]
        .into_iter()
        .find_map(|name| lower.find(name));
    match first {
        "curl" | "curl.exe" => {
            let is_cmd = ["^\n", "^\r", "^\"", "^&"]
                .iter()
                .any(|mark| lower.contains(mark));
            let dialect = if is_cmd { Dialect::Cmd } else { Dialect::Shell };
            curl(&words(&command, dialect), clinic)
        }
        "irm" | "iwr" => power_shell(&words(&command, Dialect::PowerShell), clinic),
        _ => match (invoke, lower.find("fetch(")) {
            (Some(at), _) => {
                let call = command.slice(at..command.text().len());
                let mut asked = power_shell(&words(&call, Dialect::PowerShell), clinic);
                asked.resolve(&command.slice(0..at), Dialect::PowerShell);
                asked
            }
            (None, Some(at)) => {
                let call = command.slice(at..command.text().len());
                let mut asked = fetch(&words(&call, Dialect::Script), clinic);
                asked.resolve(&command.slice(0..at), Dialect::Script);
                asked
            }
            (None, None) => plain(&command, clinic),
        },
    }
}

/// Behind blanks and a prompt: `$ `, `> `, `C:\x> `, `PS C:\x> `.
fn command_start(paste: &str) -> usize {
    let blanks = paste.len() - paste.trim_start().len();
    let rest = paste.get(blanks..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    let is_prompt = |prompt: &str| {
        prompt == "$" || prompt == ">" || prompt.starts_with("PS ") || prompt.get(1..2) == Some(":")
    };
    for mark in ["> ", "$ "] {
        if let Some(at) = line.find(mark)
            && is_prompt(line.get(..=at).unwrap_or_default())
        {
            return blanks + at + mark.len();
        }
    }
    blanks
}

/// A header: cookies are told, tokens are found wherever they stand, everything else does no harm.
pub(super) fn header(header: Option<Traced>, clinic: &mut Clinic) {
    if let Some((name, value)) = header.as_ref().and_then(|header| header.split_once(':'))
        && name.text().trim().eq_ignore_ascii_case("cookie")
    {
        secret(Secret::Cookie, Some(value.trim()), clinic);
    }
}

pub(super) fn secret(secret: Secret, place: Option<Traced>, clinic: &mut Clinic) {
    if let Some(place) = place {
        clinic.find(FindingKind::Secret(secret), place.whole(), Outcome::Dropped);
    }
}

pub(super) fn method(name: Option<Traced>, clinic: &mut Clinic) {
    if let Some(name) = name.filter(|name| !name.text().eq_ignore_ascii_case("get")) {
        let found = name.text().to_string();
        clinic.find(
            FindingKind::Method { found },
            name.whole(),
            Outcome::Dropped,
        );
    }
}
