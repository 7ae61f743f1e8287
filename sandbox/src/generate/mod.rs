//! Seeded referral rows: the same recipe gives the same rows on every machine, one at a time, oldest first.
//!
//! When rows come into being is `calendar`, what happens to them `lifecycle`, who the customer is `customer`.
//! Integer arithmetic only, because floating point functions differ between platforms.

mod calendar;
mod customer;
mod delay;
mod lifecycle;
mod names;
mod oddity;
mod vocabulary;

use referral_engine::date::Day;
use referral_engine::field::Field;

use crate::row::Row;
use calendar::Calendar;
use customer::Customer;

/// What rows to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// How many.
    pub rows: u32,
    /// The same seed gives the same rows.
    pub seed: u64,
    /// The service's today: everything in the rows happened before this day began.
    pub until: Day,
    /// How much of what is seldom.
    pub oddities: Oddities,
}

/// How much of what is seldom the rows hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Oddities {
    /// For tests: 2 % unusual values, nearly 1 % hostile names.
    Usual,
    /// For a demonstration: 0.2 % unusual values, hardly a hostile name.
    Few,
    /// For tests of what is shown: each name is a hostile one.
    Hostile,
}

impl Default for Recipe {
    /// 12,000 rows of seed 1 until 2018-12-31: fixed, so that results can be written down.
    fn default() -> Self {
        Self {
            rows: 12_000,
            seed: 1,
            // 2018-12-31.
            until: Day(17_896),
            oddities: Oddities::Usual,
        }
    }
}

/// The rows of a recipe, oldest first.
pub struct Generator {
    recipe: Recipe,
    calendar: Calendar,
    random: Random,
    made: u32,
    id: u64,
}

impl Generator {
    /// Starts at the first row.
    pub fn new(recipe: Recipe) -> Self {
        Self {
            recipe,
            calendar: Calendar::new(recipe.until.months_before(24), recipe.until),
            random: Random::new(recipe.seed, 0),
            made: 0,
            // The documented sample's id, as a place to start from.
            id: 112_310,
        }
    }

    /// Six referrals in ten come from a customer of their own, the others come again.
    fn customer(&mut self) -> Customer {
        let customers = u64::from(self.recipe.rows) * 6 / 10 + 1;
        let number = self.random.below(customers);
        Customer::new(self.recipe.seed, number, self.recipe.oddities)
    }
}

impl Iterator for Generator {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        if self.made == self.recipe.rows {
            return None;
        }
        let created = self
            .calendar
            .moment(self.made, self.recipe.rows, &mut self.random);
        self.made += 1;
        self.id += 1 + self.random.below(4);
        let customer = self.customer();
        let mut row = Row::default();
        row.set_term(Field::Id, self.id.to_string());
        row.set_term(Field::CustomerMarket, customer.market);
        row.set_term(Field::CustomerOrgSize, customer.size());
        row.set_term(Field::PartnerMarket, customer.partner_market);
        lifecycle::live(
            &mut row,
            created,
            self.recipe.until.start(),
            customer.size_rank,
            &mut self.random,
        );
        oddity::maybe(&mut row, self.recipe.oddities, &mut self.random);
        row.set_term(Field::CustomerName, customer.name);
        Some(row)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = (self.recipe.rows - self.made) as usize;
        (left, Some(left))
    }
}

/// A source of random whole numbers.
struct Random(oorandom::Rand64);

impl Random {
    /// A stream of its own for each seed and number.
    fn new(seed: u64, stream: u64) -> Self {
        let mut random = Self(oorandom::Rand64::new(
            u128::from(seed) << 64 | u128::from(stream),
        ));
        // The first numbers of neighbouring seeds resemble each other.
        for _ in 0..4 {
            random.0.rand_u64();
        }
        random
    }

    /// 0 to `end` − 1; 0 where `end` is 0.
    fn below(&mut self, end: u64) -> u64 {
        if end == 0 {
            0
        } else {
            self.0.rand_range(0..end)
        }
    }

    /// Whether it happens, with that many chances in a hundred.
    fn percent(&mut self, chances: u64) -> bool {
        self.below(100) < chances
    }

    /// One of a list that is not empty; the default of the type where it is.
    fn pick<T: Copy + Default>(&mut self, list: &[T]) -> T {
        let place = self.below(list.len() as u64) as usize;
        list.get(place).copied().unwrap_or_default()
    }

    /// The place of one of a list of weights.
    fn weighted(&mut self, weights: impl Iterator<Item = u64> + Clone) -> usize {
        let mut left = self.below(weights.clone().sum());
        for (place, weight) in weights.enumerate() {
            if left < weight {
                return place;
            }
            left -= weight;
        }
        0
    }
}

#[cfg(test)]
mod tests;
