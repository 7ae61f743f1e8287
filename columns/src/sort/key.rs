//! Keys of the order: their text in links, and the next ones when a person picks a column, alone or behind those that are there.

use serde::{Serialize, Serializer};

use crate::field::Field;

/// Which way a column is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Smallest, earliest, first in the alphabet first.
    Ascending,
    /// The other way round.
    Descending,
}

/// A column to sort by; in the link the field's name, with `-` in front for descending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SortKey {
    /// The column.
    pub field: Field,
    /// Which way.
    pub direction: Direction,
}

impl SortKey {
    /// The text in the link.
    pub fn name(self) -> String {
        let sign = match self.direction {
            Direction::Ascending => "",
            Direction::Descending => "-",
        };
        [sign, self.field.name()].concat()
    }

    /// The key of that text, in any case.
    pub fn from_name(name: &str) -> Option<Self> {
        let (name, direction) = match name.strip_prefix('-') {
            Some(name) => (name, Direction::Descending),
            None => (name, Direction::Ascending),
        };
        let field = Field::from_name(name)?;
        Some(Self { field, direction })
    }
}

impl Serialize for SortKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.name())
    }
}

impl Direction {
    /// The other way round.
    const fn reversed(self) -> Self {
        match self {
            Self::Ascending => Self::Descending,
            Self::Descending => Self::Ascending,
        }
    }

    /// How a column is ordered at first: dates newest first, the rest from the beginning.
    const fn first_of(field: Field) -> Self {
        if field.is_date() {
            Self::Descending
        } else {
            Self::Ascending
        }
    }
}

impl SortKey {
    /// Orders by this column alone; a second time turns it round.
    pub fn by(keys: &[Self], field: Field) -> Vec<Self> {
        let direction = match keys.first() {
            Some(key) if key.field == field => key.direction.reversed(),
            _ => Direction::first_of(field),
        };
        vec![Self { field, direction }]
    }

    /// Orders by this column within the order that is there; a second time turns it round, a third takes it out.
    pub fn then_by(keys: &[Self], field: Field) -> Vec<Self> {
        let mut keys = keys.to_vec();
        let first = Direction::first_of(field);
        match keys.iter().position(|key| key.field == field) {
            None => keys.push(Self {
                field,
                direction: first,
            }),
            Some(place) => {
                let only = keys.len() == 1;
                if let Some(key) = keys
                    .get_mut(place)
                    .filter(|key| only || key.direction == first)
                {
                    key.direction = key.direction.reversed();
                } else {
                    keys.remove(place);
                }
            }
        }
        keys
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(keys: &[SortKey]) -> String {
        let names: Vec<String> = keys.iter().map(|key| key.name()).collect();
        names.join(",")
    }

    #[test]
    fn a_column_alone_replaces_the_order_and_turns_round() {
        let keys = SortKey::by(&[], Field::Status);
        assert_eq!(names(&keys), "status");
        assert_eq!(names(&SortKey::by(&keys, Field::Status)), "-status");
        assert_eq!(names(&SortKey::by(&keys, Field::WonDate)), "-wonDate");
    }

    #[test]
    fn a_further_column_comes_behind_turns_round_and_goes() {
        let keys = SortKey::by(&[], Field::Status);
        let two = SortKey::then_by(&keys, Field::CreatedDate);
        assert_eq!(names(&two), "status,-createdDate");
        let turned = SortKey::then_by(&two, Field::CreatedDate);
        assert_eq!(names(&turned), "status,createdDate");
        assert_eq!(
            names(&SortKey::then_by(&turned, Field::CreatedDate)),
            "status"
        );
        assert_eq!(
            names(&SortKey::then_by(&two, Field::Status)),
            "-status,-createdDate"
        );
        // An only key is never taken out, so that there is always an order.
        assert_eq!(
            names(&SortKey::then_by(
                &SortKey::then_by(&keys, Field::Status),
                Field::Status
            )),
            "status"
        );
    }
}
