//! Runs a target: the corpus and what has failed before as they are, then changed, until the time is up.
//!
//! An input whose outcome is of a new kind joins the inputs that are changed further: the outcome stands in for coverage.

use std::collections::HashSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use crate::mutate::{Random, mutate};

/// No input of a few kilobytes may take longer, on any machine and in any profile.
const LONGEST: Duration = Duration::from_secs(5);

/// Something that reads bytes.
pub(crate) struct Target {
    /// The folder of its corpus.
    pub(crate) name: &'static str,
    /// Words that inputs are made of.
    pub(crate) words: &'static [&'static str],
    /// Reads and panics where a law is broken; equal numbers for outcomes of the same kind.
    pub(crate) check: fn(&[u8]) -> u64,
}

/// Runs the target for as long as the environment says.
pub(crate) fn run(target: &Target) {
    let seconds = number("REFERRAL_FUZZ_SECONDS", 4);
    let mut random = Random::new(number("REFERRAL_FUZZ_SEED", 1));
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz");
    let crashes = here.join("crashes").join(target.name);
    let mut inputs = read(&here.join("corpus").join(target.name));
    assert!(!inputs.is_empty(), "{} has no corpus", target.name);
    inputs.extend(read(&crashes));

    let watch = Watch::start(crashes.clone());
    let mut kinds = HashSet::new();
    for input in &inputs {
        kinds.insert(one(target, input, &watch, &crashes));
    }
    let seeds = inputs.len();
    let until = Instant::now() + Duration::from_secs(seconds);
    let mut runs = 0_u64;
    while Instant::now() < until {
        let (base, other) = (random.below(inputs.len()), random.below(inputs.len()));
        let input = mutate(&mut random, &inputs[base], &inputs[other], target.words);
        let kind = one(target, &input, &watch, &crashes);
        if kinds.insert(kind) && inputs.len() < 4_000 {
            inputs.push(input);
        }
        runs += 1;
    }
    let kinds = kinds.len();
    println!(
        "{}: {runs} inputs from {seeds} seeds, {kinds} kinds of outcome",
        target.name
    );
}

fn one(target: &Target, input: &[u8], watch: &Watch, crashes: &Path) -> u64 {
    watch.begin(input);
    let outcome = catch_unwind(AssertUnwindSafe(|| (target.check)(input)));
    watch.end();
    match outcome {
        Ok(kind) => kind,
        Err(_) => {
            let input = smaller(target, input.to_vec());
            let file = keep(crashes, &input);
            panic!(
                "{} fails on {:?}\nkept as {}",
                target.name,
                String::from_utf8_lossy(&input),
                file.display()
            );
        }
    }
}

/// Leaves out pieces for as long as what is left fails too.
fn smaller(target: &Target, mut input: Vec<u8>) -> Vec<u8> {
    let until = Instant::now() + LONGEST;
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let mut size = input.len() / 2;
    while size > 0 && Instant::now() < until {
        let mut at = 0;
        while at < input.len() {
            let mut less = input.clone();
            less.drain(at..(at + size).min(input.len()));
            if catch_unwind(AssertUnwindSafe(|| (target.check)(&less))).is_err() {
                input = less;
            } else {
                at += size;
            }
        }
        size /= 2;
    }
    std::panic::set_hook(hook);
    input
}

/// Ends the process when an input takes too long, because nothing else can stop a loop without an end.
struct Watch {
    say: mpsc::Sender<Option<Vec<u8>>>,
}

impl Watch {
    fn start(crashes: PathBuf) -> Self {
        let (say, hear) = mpsc::channel::<Option<Vec<u8>>>();
        thread::spawn(move || {
            while let Ok(begun) = hear.recv() {
                let Some(input) = begun else { continue };
                if hear.recv_timeout(LONGEST) == Err(RecvTimeoutError::Timeout) {
                    let file = keep(&crashes, &input);
                    eprintln!("an input takes too long; kept as {}", file.display());
                    std::process::exit(1);
                }
            }
        });
        Self { say }
    }

    fn begin(&self, input: &[u8]) {
        self.say.send(Some(input.to_vec())).unwrap();
    }

    fn end(&self) {
        self.say.send(None).unwrap();
    }
}

fn keep(folder: &Path, input: &[u8]) -> PathBuf {
    let name = input.iter().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01B3)
    });
    let file = folder.join(format!("{name:016x}"));
    fs::create_dir_all(folder).unwrap();
    fs::write(&file, input).unwrap();
    file
}

/// The files of a folder in the order of their names; a corpus file may hold several inputs, parted by lines of `%%`.
fn read(folder: &Path) -> Vec<Vec<u8>> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut inputs = Vec::new();
    for file in files {
        let bytes = fs::read(&file).unwrap();
        match std::str::from_utf8(&bytes) {
            Ok(text) if file.extension().is_some_and(|it| it == "list") => {
                let parts = text.split("\n%%\n");
                inputs.extend(parts.map(|part| part.trim_end_matches('\n').as_bytes().to_vec()));
            }
            _ => inputs.push(bytes),
        }
    }
    inputs
}

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).map_or(usual, |text| text.parse().unwrap())
}
