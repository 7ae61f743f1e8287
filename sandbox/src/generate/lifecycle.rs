//! The life of a referral in the model of 2017 to early 2019 (endpoint.md §5.1), as far as it came by today.
//!
//! Deadlines: 72 hours to the first answer, 7 days from there to a decision.

use referral_engine::date::Timestamp;
use referral_engine::field::Field;

use super::Random;
use super::delay::Delay;
use crate::row::Row;

const TO_MISSED_S: i64 = 72 * 3600;
const TO_EXPIRED_S: i64 = 7 * 24 * 3600;

/// Deals won out of a hundred that are decided, by size of the organisation: the larger, the harder.
const WON: [u64; 8] = [58, 54, 50, 46, 42, 38, 35, 30];

/// Writes status and dates of a referral created at that moment; nothing is written that lies after `now`.
pub(super) fn live(
    row: &mut Row,
    created: Timestamp,
    now: Timestamp,
    size_rank: usize,
    random: &mut Random,
) {
    let mut life = Life { row, now, random };
    life.row.set_date(Field::CreatedDate, created);
    life.row.set_term(Field::Status, "New");
    match life.random.below(100) {
        0..17 => {
            let missed = later(created, TO_MISSED_S + Delay::CLEAN_UP.draw(life.random));
            life.close("Missed", Field::MissedDate, missed);
        }
        17..29 => {
            let skipped = later(created, Delay::REACTION.draw(life.random));
            life.close("Skipped", Field::SkippedDate, skipped);
        }
        _ => life.evaluate(created, size_rank),
    }
}

struct Life<'a> {
    row: &'a mut Row,
    now: Timestamp,
    random: &'a mut Random,
}

impl Life<'_> {
    fn evaluate(&mut self, created: Timestamp, size_rank: usize) {
        let acknowledged = later(created, Delay::REACTION.draw(self.random));
        if !self.happens("Acknowledged", Field::AcknowledgedDate, acknowledged) {
            return;
        }
        match self.random.below(100) {
            0..12 => {
                let expired = later(
                    acknowledged,
                    TO_EXPIRED_S + Delay::CLEAN_UP.draw(self.random),
                );
                self.close("Expired", Field::ExpiredDate, expired);
            }
            12..32 => {
                let declined = later(acknowledged, Delay::DECISION.draw(self.random));
                self.close("Declined", Field::DeclinedDate, declined);
            }
            _ => {
                let accepted = later(acknowledged, Delay::DECISION.draw(self.random));
                if self.happens("Accepted", Field::AcceptedDate, accepted) {
                    self.negotiate(accepted, size_rank);
                }
            }
        }
    }

    fn negotiate(&mut self, accepted: Timestamp, size_rank: usize) {
        // Some deals are never brought to an end.
        if self.random.percent(8) {
            return;
        }
        let closed = later(accepted, Delay::CLOSING.draw(self.random));
        if self
            .random
            .percent(WON.get(size_rank).copied().unwrap_or(50))
        {
            self.close("Won", Field::WonDate, closed);
        } else {
            self.close("Lost", Field::LostDate, closed);
        }
    }

    /// The last thing that happens, and most often the archive some time after it. The status stays.
    fn close(&mut self, status: &'static str, field: Field, at: Timestamp) {
        let archived = later(at, Delay::ARCHIVING.draw(self.random));
        if self.happens(status, field, at) && self.random.percent(85) && archived < self.now {
            self.row.set_date(Field::ArchivedDate, archived);
        }
    }

    fn happens(&mut self, status: &'static str, field: Field, at: Timestamp) -> bool {
        if at >= self.now {
            return false;
        }
        self.row.set_date(field, at);
        self.row.set_term(Field::Status, status);
        true
    }
}

fn later(at: Timestamp, seconds: i64) -> Timestamp {
    Timestamp(at.0 + seconds * 1000)
}
