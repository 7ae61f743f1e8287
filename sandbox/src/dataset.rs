//! The rows that the service has, and which of them a filter chooses. Remembers the last choice, because pages follow each other.

use std::sync::{Arc, Mutex, PoisonError};

use crate::filter::Condition;
use crate::row::Row;

/// All rows, in the order in which they are answered.
pub(crate) struct Dataset {
    pub(crate) rows: Vec<Row>,
    last: Mutex<Option<(String, Chosen)>>,
}

/// Places of rows in the data set.
pub(crate) type Chosen = Arc<[u32]>;

impl Dataset {
    pub(crate) fn new(rows: Vec<Row>) -> Self {
        Self {
            rows,
            last: Mutex::default(),
        }
    }

    /// The rows for which the filter holds; an error is a sentence for body C.
    pub(crate) fn choose(&self, filter: Option<&str>) -> Result<Chosen, String> {
        let text = filter.unwrap_or("");
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((remembered, chosen)) = &*last
            && remembered == text
        {
            return Ok(Arc::clone(chosen));
        }
        let condition = filter.map(Condition::read).transpose()?;
        let holds = |row: &Row| {
            condition
                .as_ref()
                .is_none_or(|condition| condition.holds(row))
        };
        let chosen: Chosen = (0..)
            .zip(&self.rows)
            .filter(|(_, row)| holds(row))
            .map(|(place, _)| place)
            .collect();
        *last = Some((text.to_owned(), Arc::clone(&chosen)));
        Ok(chosen)
    }
}
