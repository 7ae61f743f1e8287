//! What time it is.

use referral_engine::date::Timestamp;

/// The moment by the browser's clock.
pub fn now() -> Timestamp {
    Timestamp(js_sys::Date::now() as i64)
}

/// A number that differs from page to page, for the jitter of waits.
pub fn seed() -> u64 {
    (js_sys::Math::random() * 9e15) as u64
}
