//! Which faults strike which request: a plan by request number, kept between the tests and the service.

use std::collections::BTreeMap;
use std::str::FromStr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{Fault, UnknownFault};

/// A handle to the plan of faults. Cheap to clone; every clone is the same plan.
///
/// Only `GET`s of the endpoint count as requests: not pre-flights, files or control routes.
#[derive(Clone, Debug, Default)]
pub struct Faults(Arc<Mutex<Plan>>);

#[derive(Debug, Default)]
struct Plan {
    /// The number of the next request.
    next: u64,
    planned: BTreeMap<u64, Vec<Fault>>,
    repeated: Vec<Repeated>,
}

#[derive(Debug)]
struct Repeated {
    every: u64,
    from: u64,
    fault: Fault,
}

impl Faults {
    /// The next request that has nothing planned yet gets this fault; pushing three plans three requests.
    pub fn push(&self, fault: Fault) {
        self.push_together([fault]);
    }

    /// The next request that has nothing planned yet gets all of these; none of them: it is answered well.
    pub fn push_together(&self, faults: impl IntoIterator<Item = Fault>) {
        let mut plan = self.plan();
        let mut number = plan.next;
        while plan.planned.contains_key(&number) {
            number += 1;
        }
        plan.planned.insert(number, faults.into_iter().collect());
    }

    /// That many requests pass, the one after gets this fault too.
    pub fn after(&self, passed: u64, fault: Fault) {
        let mut plan = self.plan();
        let number = plan.next + passed;
        plan.planned.entry(number).or_default().push(fault);
    }

    /// From now on each n-th request gets this fault; 0 counts as 1.
    pub fn every(&self, every: u64, fault: Fault) {
        let mut plan = self.plan();
        let from = plan.next;
        plan.repeated.push(Repeated {
            every: every.max(1),
            from,
            fault,
        });
    }

    /// From now on every request gets this fault.
    pub fn always(&self, fault: Fault) {
        self.every(1, fault);
    }

    /// Forgets all that is planned.
    pub fn clear(&self) {
        let mut plan = self.plan();
        plan.planned.clear();
        plan.repeated.clear();
    }

    /// How many planned requests are still to come.
    pub fn pending(&self) -> usize {
        self.plan().planned.len()
    }

    /// Plans by text: `next`, `after` (`2:cut`), `every` (`3:500`), `always`, `clear`; faults joined by commas strike together.
    pub fn order(&self, when: &str, what: &str) -> Result<(), UnknownFault> {
        match when {
            "clear" => self.clear(),
            "next" => self.push_together(read_all(what)?),
            "always" => read_all(what)?
                .into_iter()
                .for_each(|fault| self.always(fault)),
            "after" | "every" => {
                let number = what
                    .split_once(':')
                    .and_then(|(number, faults)| Some((number.parse().ok()?, faults)));
                let (number, faults) = number.ok_or_else(|| UnknownFault(what.to_owned()))?;
                for fault in read_all(faults)? {
                    match when {
                        "after" => self.after(number, fault),
                        _ => self.every(number, fault),
                    }
                }
            }
            _ => return Err(UnknownFault(when.to_owned())),
        }
        Ok(())
    }

    /// What is planned, one line each, in the words of [`Faults::order`].
    pub(crate) fn describe(&self) -> Vec<String> {
        let plan = self.plan();
        let joined = |faults: &[Fault]| {
            let names: Vec<String> = faults.iter().map(Fault::to_string).collect();
            if names.is_empty() {
                "none".to_owned()
            } else {
                names.join(",")
            }
        };
        let planned = plan
            .planned
            .iter()
            .map(|(number, faults)| format!("after={}:{}", number - plan.next, joined(faults)));
        let repeated = plan
            .repeated
            .iter()
            .map(|rule| format!("every={}:{}", rule.every, rule.fault));
        planned.chain(repeated).collect()
    }

    /// Counts a request and gives what strikes it.
    pub(crate) fn take(&self) -> Vec<Fault> {
        let mut plan = self.plan();
        let number = plan.next;
        plan.next += 1;
        let mut faults = plan.planned.remove(&number).unwrap_or_default();
        let due = plan
            .repeated
            .iter()
            .filter(|rule| (number - rule.from + 1).is_multiple_of(rule.every));
        faults.extend(due.map(|rule| rule.fault.clone()));
        faults
    }

    fn plan(&self) -> MutexGuard<'_, Plan> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn read_all(text: &str) -> Result<Vec<Fault>, UnknownFault> {
    let names = text
        .split(',')
        .map(str::trim)
        .filter(|name| *name != "none");
    names.map(Fault::from_str).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(faults: &Faults, count: usize) -> Vec<String> {
        let names = |faults: Vec<Fault>| {
            faults
                .iter()
                .map(Fault::to_string)
                .collect::<Vec<_>>()
                .join(",")
        };
        (0..count).map(|_| names(faults.take())).collect()
    }

    #[test]
    fn planned_faults_strike_once_in_order_and_repeated_ones_again() {
        let faults = Faults::default();
        faults.push(Fault::Bom);
        faults.push_together([]);
        faults.push_together([Fault::Drop, Fault::Bom]);
        faults.after(4, Fault::SamePage);
        faults.every(3, Fault::Status(500));
        assert_eq!(faults.pending(), 4);
        assert_eq!(
            taken(&faults, 7),
            ["bom", "", "drop,bom,500", "", "same-page", "500", ""]
        );
        faults.clear();
        assert_eq!(taken(&faults, 3), ["", "", ""]);
    }

    #[test]
    fn orders_are_the_same_in_words() {
        let faults = Faults::default();
        for (when, what) in [
            ("next", "429=5"),
            ("next", "none"),
            ("next", "latency=1,500"),
            ("after", "3:cut"),
            ("every", "5:bom"),
        ] {
            faults.order(when, what).unwrap();
        }
        assert_eq!(
            faults.describe(),
            [
                "after=0:429=5",
                "after=1:none",
                "after=2:latency=1,500",
                "after=3:cut",
                "every=5:bom"
            ]
        );
        assert_eq!(
            taken(&faults, 5),
            ["429=5", "", "latency=1,500", "cut", "bom"]
        );
        for (when, what) in [
            ("never", "bom"),
            ("after", "bom"),
            ("every", "x:bom"),
            ("next", "nope"),
        ] {
            assert!(faults.order(when, what).is_err());
        }
    }
}
