//! Who a referral is about: a number stands for the same customer, market and size wherever it comes again.

use super::names;
use super::vocabulary::{MARKETS, OFFICES, SIZES};
use super::{Oddities, Random};

/// A customer, made from its number alone.
pub(super) struct Customer {
    pub(super) market: &'static str,
    pub(super) partner_market: &'static str,
    /// Place in the sizes, smallest first.
    pub(super) size_rank: usize,
    pub(super) name: String,
}

impl Customer {
    pub(super) fn new(seed: u64, number: u64, oddities: Oddities) -> Self {
        // Stream 0 is the rows' own.
        let mut random = Random::new(seed, number + 1);
        let place = random.weighted(MARKETS.iter().map(|market| market.weight));
        let (market, style) = MARKETS
            .get(place)
            .map_or(("US", names::Style::English), |market| {
                (market.code, market.style)
            });
        let size_rank = random.weighted(SIZES.iter().map(|(_, weight)| *weight));
        let hostile_per_mille = match oddities {
            Oddities::Usual => 8,
            Oddities::Few => 1,
            Oddities::Hostile => 1000,
        };
        let is_endless = oddities == Oddities::Hostile && random.below(8) == 0;
        let name = if is_endless {
            names::endless(&mut random)
        } else if random.below(1000) < hostile_per_mille {
            names::hostile(&mut random)
        } else {
            names::name(style, &mut random)
        };
        Self {
            market,
            partner_market: office(market, &mut random),
            size_rank,
            name,
        }
    }

    /// The wire value of the size.
    pub(super) fn size(&self) -> &'static str {
        SIZES
            .get(self.size_rank)
            .map_or("1to9employees", |(size, _)| size)
    }
}

/// The office at home where there is one, most often; else any.
fn office(market: &'static str, random: &mut Random) -> &'static str {
    let at_home = OFFICES.iter().any(|(office, _)| *office == market);
    if at_home && random.percent(92) {
        return market;
    }
    let place = random.weighted(OFFICES.iter().map(|(_, weight)| *weight));
    OFFICES.get(place).map_or("US", |(office, _)| office)
}
