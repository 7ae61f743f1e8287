//! Hostile bytes for everything that reads what others have written: mutated from a kept corpus, on stable Rust.
//!
//! `cargo test` runs each target for a few seconds, `cargo xtask fuzz` for as long as wanted (REFERRAL_FUZZ_SECONDS,
//! REFERRAL_FUZZ_SEED). What fails is kept in crashes/ and is run again first by every later run, until it holds.

#[cfg(test)]
mod growth;
#[cfg(test)]
mod mutate;
#[cfg(test)]
mod runner;
#[cfg(test)]
mod targets;
