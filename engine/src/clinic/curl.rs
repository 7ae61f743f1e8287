//! A cURL command, already cut into words → the address, and the data that `-G` makes a query of.
//!
//! Options that do not change what is asked for are stepped over with their arguments.

use super::command::{Asked, header, method, secret};
use super::traced::Traced;
use super::{Clinic, FindingKind, Outcome, PasteKind, Secret};

pub(super) fn curl(words: &[Traced], clinic: &mut Clinic) -> Asked {
    let mut asked = Asked::new(PasteKind::Curl);
    let mut data: Vec<(Traced, bool)> = Vec::new();
    let mut is_get = false;
    let mut rest = words.iter().skip(1);
    while let Some(word) = rest.next() {
        let (option, attached) = option(word);
        let mut argument = || attached.clone().or_else(|| rest.next().cloned());
        match option {
            "-G" | "--get" => is_get = true,
            "-H" | "--header" => header(argument(), clinic),
            "-X" | "--request" => method(argument(), clinic),
            "-b" | "--cookie" => secret(Secret::Cookie, argument(), clinic),
            "-u" | "--user" => secret(Secret::Password, argument(), clinic),
            "--data-urlencode" => data.extend(argument().map(|data| (data, true))),
            "-d" | "--data" | "--data-raw" | "--data-binary" | "--data-ascii" | "--json" => {
                data.extend(argument().map(|data| (data, false)));
            }
            "--url" => asked.address = argument().or(asked.address),
            _ if takes_argument(option) => drop(argument()),
            _ if option.starts_with('-') && option.len() > 1 => {
                is_get |= !option.starts_with("--") && option.contains('G');
            }
            _ if asked.address.is_none() => asked.address = Some(word.clone()),
            _ => {}
        }
    }
    for (data, is_raw) in data {
        match data.split_once('=') {
            _ if !is_get => clinic.find(FindingKind::Body, data.whole(), Outcome::Dropped),
            Some(pair) if is_raw => asked.pairs.push(pair),
            _ => asked.queries.push(data),
        }
    }
    asked
}

/// The option, and its argument where it is written without a blank between: `-XPOST`.
fn option(word: &Traced) -> (&str, Option<Traced>) {
    let text = word.text();
    match text.split_at_checked(2) {
        Some((short @ ("-H" | "-X" | "-d" | "-b" | "-u"), rest)) if !rest.is_empty() => {
            (short, Some(word.slice(2..text.len())))
        }
        _ => (text, None),
    }
}

/// Options of cURL that a word follows, beyond those that are read.
fn takes_argument(option: &str) -> bool {
    const OPTIONS: [&str; 24] = [
        "-A",
        "--user-agent",
        "-e",
        "--referer",
        "-o",
        "--output",
        "-x",
        "--proxy",
        "-m",
        "--max-time",
        "--connect-timeout",
        "-w",
        "--write-out",
        "-c",
        "--cookie-jar",
        "--retry",
        "-E",
        "--cert",
        "--key",
        "--cacert",
        "-F",
        "--form",
        "--resolve",
        "-T",
    ];
    OPTIONS.contains(&option)
}
