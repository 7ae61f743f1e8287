//! What the overview is asked for, and its one word list in the link: `overview=event,3m,mature,limits:72-7-14,by:status:Won`.
//!
//! Each word stands for itself and may be left out; defaults are not written. What the words do is `frame`'s and `count`'s.

use serde::{Serialize, Serializer};

use crate::field::Field;
use crate::percent::{decode, encode};
use crate::query::TimeRange;

/// Series that can be compared at once.
pub const MAX_SERIES: usize = 5;

/// Which referrals belong to a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Basis {
    /// Those that were created in it, with all that has become of them since.
    #[default]
    Cohort,
    /// Those to which it happened in it, whenever they were created.
    Event,
}

/// How long things may take (endpoint.md §5.1 and §5.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Windows {
    /// Hours from creation until a referral that nobody looked at is missed.
    pub answer_hours: u16,
    /// Days from acknowledgement until a referral that is evaluated expires.
    pub evaluation_days: u16,
    /// Days from creation until a referral that is not decided expires.
    pub decision_days: u16,
}

impl Default for Windows {
    fn default() -> Self {
        Self {
            answer_hours: 72,
            evaluation_days: 7,
            decision_days: 14,
        }
    }
}

/// What is held against what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Compare {
    /// Nothing.
    #[default]
    Nothing,
    /// The period against the equal one before it.
    Previous,
    /// Values of a field, up to [`MAX_SERIES`]; the most frequent ones where none is named.
    Values(Field, Vec<String>),
}

/// What the overview is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// How referrals are counted into a period.
    pub basis: Basis,
    /// The period, of the rows that are here.
    pub period: TimeRange,
    /// Whether referrals too young to be decided are left out of rates and times.
    pub only_mature: bool,
    /// How long things may take.
    pub windows: Windows,
    /// What is held against what.
    pub compare: Compare,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            basis: Basis::Cohort,
            period: TimeRange::All,
            only_mature: false,
            windows: Windows::default(),
            compare: Compare::Nothing,
        }
    }
}

impl Options {
    /// The words in the link; empty where nothing differs from the default.
    pub fn name(&self) -> String {
        let mut words: Vec<String> = Vec::new();
        if self.basis == Basis::Event {
            words.push("event".into());
        }
        if self.period != TimeRange::All {
            words.push(self.period.name());
        }
        if self.only_mature {
            words.push("mature".into());
        }
        if self.windows != Windows::default() {
            let Windows {
                answer_hours,
                evaluation_days,
                decision_days,
            } = self.windows;
            words.push(format!(
                "limits:{answer_hours}-{evaluation_days}-{decision_days}"
            ));
        }
        match &self.compare {
            Compare::Nothing => {}
            Compare::Previous => words.push("previous".into()),
            Compare::Values(field, values) => {
                let mut word = ["by:", field.name()].concat();
                for value in values {
                    word.push(':');
                    word.push_str(&encode(value));
                }
                words.push(word);
            }
        }
        words.join(",")
    }

    /// The options of those words, in any case; `None` where one of them means nothing.
    pub fn from_name(name: &str) -> Option<Self> {
        let mut options = Self::default();
        for word in name
            .split(',')
            .map(str::trim)
            .filter(|word| !word.is_empty())
        {
            options.take(word)?;
        }
        Some(options)
    }

    fn take(&mut self, word: &str) -> Option<()> {
        if let Some((head, rest)) = word.split_once(':') {
            if head.eq_ignore_ascii_case("limits") {
                self.windows = windows(rest)?;
            } else if head.eq_ignore_ascii_case("by") {
                self.compare = values(rest)?;
            } else {
                return None;
            }
        } else if word.eq_ignore_ascii_case("event") {
            self.basis = Basis::Event;
        } else if word.eq_ignore_ascii_case("cohort") {
            self.basis = Basis::Cohort;
        } else if word.eq_ignore_ascii_case("mature") {
            self.only_mature = true;
        } else if word.eq_ignore_ascii_case("previous") {
            self.compare = Compare::Previous;
        } else {
            self.period = TimeRange::from_name(word)?;
        }
        Some(())
    }
}

/// `72-7-14`: hours, days, days, each from 1 to 9999.
fn windows(text: &str) -> Option<Windows> {
    let mut numbers = text.split('-').map(|digits| {
        let number: u16 = digits.parse().ok()?;
        (1..=9999).contains(&number).then_some(number)
    });
    let windows = Windows {
        answer_hours: numbers.next()??,
        evaluation_days: numbers.next()??,
        decision_days: numbers.next()??,
    };
    numbers.next().is_none().then_some(windows)
}

/// `status:Won:Lost`: a term field, and up to [`MAX_SERIES`] of its values, percent-encoded.
fn values(text: &str) -> Option<Compare> {
    let mut parts = text.split(':');
    let field = Field::from_name(parts.next()?)?;
    let values: Vec<String> = parts.map(decode).collect();
    let fits = !field.is_date() && field != Field::Id && values.len() <= MAX_SERIES;
    fits.then_some(Compare::Values(field, values))
}

impl Serialize for Options {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_as_they_are_written() {
        for name in [
            "",
            "event",
            "event,3m,mature,limits:48-5-10,previous",
            "2018-01-01/2018-03-31,by:customerMarket",
            "by:customerName:a%2Cb%3Ac:Caf%C3%A9",
        ] {
            assert_eq!(Options::from_name(name).unwrap().name(), name);
        }
        assert_eq!(
            Options::from_name("COHORT, all").unwrap(),
            Options::default()
        );
    }

    #[test]
    fn what_means_nothing_is_refused() {
        for name in [
            "weekly",
            "limits:0-7-14",
            "limits:72-7",
            "limits:72-7-14-1",
            "limits:72-7-10000",
            "by:createdDate",
            "by:id",
            "by:nothing",
            "by:status:1:2:3:4:5:6",
            "of:status",
        ] {
            assert_eq!(Options::from_name(name), None, "{name}");
        }
    }
}
