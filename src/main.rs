//! The program that trunk builds: the library, linked as a whole. What it exports is in `element`.

// Without `main` a page calls nothing of Rust's runtime at its start.
#![cfg_attr(target_arch = "wasm32", no_main)]

use referral_widget as _;

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("The widget runs in a browser. To see it, type: cargo xtask serve");
}
