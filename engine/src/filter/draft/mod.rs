//! The filter as a builder shows it: groups of conditions, of which some may not be complete yet.
//!
//! `Draft::of(Some(&expr)).expr()` is `expr` for every expression that `parse` has given. What is deeper than a builder
//! shows stays as it is, as a part of its own.

mod condition;

pub use condition::{Condition, Test};

use super::Expr;
use crate::field::Field;

/// Groups that are shown inside one another, the outermost counted.
pub const SHOWN_DEPTH: usize = 3;

/// How the parts of a group are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// All parts hold.
    And,
    /// At least one part holds.
    Or,
}

impl Join {
    /// The word of the grammar.
    pub const fn name(self) -> &'static str {
        match self {
            Self::And => "and",
            Self::Or => "or",
        }
    }
}

/// A part of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A condition.
    Condition(Condition),
    /// A group inside of the group.
    Group(Group),
    /// What is deeper than is shown; it can be removed and copied but not changed.
    Deep(Expr),
}

impl Part {
    fn of(expr: &Expr, depth: usize) -> Self {
        if let Some(condition) = Condition::of(expr) {
            return Self::Condition(condition);
        }
        if depth > SHOWN_DEPTH {
            return Self::Deep(expr.clone());
        }
        let (join, parts) = match expr {
            Expr::Or(parts) => (Join::Or, parts.as_slice()),
            Expr::And(parts) => (Join::And, parts.as_slice()),
            _ => (Join::And, std::slice::from_ref(expr)),
        };
        Self::Group(Group {
            join,
            parts: parts.iter().map(|part| Self::of(part, depth + 1)).collect(),
        })
    }

    /// What of it is complete.
    pub fn expr(&self) -> Option<Expr> {
        match self {
            Self::Condition(condition) => condition.expr(),
            Self::Group(group) => group.expr(),
            Self::Deep(expr) => Some(expr.clone()),
        }
    }
}

/// Parts that are joined in one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// How.
    pub join: Join,
    /// The parts, in the order of the text.
    pub parts: Vec<Part>,
}

impl Group {
    /// What of it is complete.
    pub fn expr(&self) -> Option<Expr> {
        let join = match self.join {
            Join::And => Expr::and,
            Join::Or => Expr::or,
        };
        self.parts.iter().filter_map(Part::expr).reduce(join)
    }

    fn incomplete(&self, found: &mut Vec<Part>) {
        for part in &self.parts {
            match part {
                Part::Condition(condition) if condition.expr().is_none() => {
                    found.push(part.clone());
                }
                Part::Group(group) => group.incomplete(found),
                _ => {}
            }
        }
    }
}

/// Something that is done to a draft. A path leads from the outermost group to a part, by places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Add a condition to the group.
    Add(Vec<usize>),
    /// Add a group of one condition to the group.
    AddGroup(Vec<usize>),
    /// Take the part away.
    Remove(Vec<usize>),
    /// Put a copy behind the part.
    Duplicate(Vec<usize>),
    /// Join the parts of the group so.
    Join(Vec<usize>, Join),
    /// Ask another field; the test stays where it can.
    Field(Vec<usize>, Field),
    /// Ask it another way.
    Test(Vec<usize>, Test),
    /// Compare with this value, or with none yet.
    Value(Vec<usize>, Option<String>),
}

/// A filter in the builder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The outermost group.
    pub root: Group,
}

impl Draft {
    /// The draft of a filter, or of none.
    pub fn of(expr: Option<&Expr>) -> Self {
        let root = match expr.map(|expr| Part::of(expr, 1)) {
            Some(Part::Group(group)) => group,
            other => Group {
                join: Join::And,
                parts: other.into_iter().collect(),
            },
        };
        Self { root }
    }

    /// What of it is complete; `None` for no filter.
    pub fn expr(&self) -> Option<Expr> {
        self.root.expr()
    }

    /// The draft of another filter: conditions of this one that were not complete are kept at its end.
    #[must_use]
    pub fn follow(&self, expr: Option<&Expr>) -> Self {
        if self.expr().as_ref() == expr {
            return self.clone();
        }
        let mut draft = Self::of(expr);
        self.root.incomplete(&mut draft.root.parts);
        draft
    }

    /// Makes the change; whether the filter may have changed by it. A path that leads nowhere changes nothing.
    pub fn edit(&mut self, edit: Edit) -> bool {
        let before = self.expr();
        match edit {
            Edit::Add(path) => self.add(&path, Part::Condition(Condition::on(Field::Status))),
            Edit::AddGroup(path) => {
                let other = match self.group(&path).map(|group| group.join) {
                    Some(Join::And) => Join::Or,
                    _ => Join::And,
                };
                let group = Group {
                    join: other,
                    parts: vec![Part::Condition(Condition::on(Field::Status))],
                };
                self.add(&path, Part::Group(group));
            }
            Edit::Remove(path) => self.remove(&path),
            Edit::Duplicate(path) => {
                if let Some((group, place)) = self.parent(&path)
                    && let Some(part) = group.parts.get(place).cloned()
                {
                    group.parts.insert(place + 1, part);
                }
            }
            Edit::Join(path, join) => {
                if let Some(group) = self.group(&path) {
                    group.join = join;
                }
            }
            Edit::Field(path, field) => self.change(&path, |condition| {
                if condition.field.kind() != field.kind() || !condition.test.is_allowed(field) {
                    condition.test = Test::usual(field);
                }
                condition.field = field;
                condition.value = None;
            }),
            Edit::Test(path, test) => self.change(&path, |condition| condition.test = test),
            Edit::Value(path, value) => self.change(&path, |condition| condition.value = value),
        }
        self.expr() != before
    }

    /// The part at a path.
    pub fn part(&self, path: &[usize]) -> Option<&Part> {
        let (place, groups) = path.split_last()?;
        let mut group = &self.root;
        for place in groups {
            match group.parts.get(*place) {
                Some(Part::Group(inner)) => group = inner,
                _ => return None,
            }
        }
        group.parts.get(*place)
    }

    fn group(&mut self, path: &[usize]) -> Option<&mut Group> {
        let mut group = &mut self.root;
        for place in path {
            match group.parts.get_mut(*place) {
                Some(Part::Group(inner)) => group = inner,
                _ => return None,
            }
        }
        Some(group)
    }

    fn parent(&mut self, path: &[usize]) -> Option<(&mut Group, usize)> {
        let (place, groups) = path.split_last()?;
        Some((self.group(groups)?, *place))
    }

    fn add(&mut self, path: &[usize], part: Part) {
        if let Some(group) = self.group(path) {
            group.parts.push(part);
        }
    }

    /// Takes the part away, and the groups that have become empty by it.
    fn remove(&mut self, path: &[usize]) {
        let Some((group, place)) = self.parent(path) else {
            return;
        };
        if place >= group.parts.len() {
            return;
        }
        group.parts.remove(place);
        if group.parts.is_empty()
            && let Some((_, groups)) = path.split_last()
            && !groups.is_empty()
        {
            self.remove(groups);
        }
    }

    fn change(&mut self, path: &[usize], change: impl FnOnce(&mut Condition)) {
        if let Some((group, place)) = self.parent(path)
            && let Some(Part::Condition(condition)) = group.parts.get_mut(place)
        {
            change(condition);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::parse;

    fn draft(text: &str) -> Draft {
        Draft::of(Some(&parse(text).unwrap().expr))
    }

    fn text(draft: &Draft) -> String {
        draft
            .expr()
            .map_or_else(String::new, |expr| expr.to_string())
    }

    #[test]
    fn a_filter_is_built_from_nothing() {
        let mut draft = Draft::of(None);
        assert!(!draft.edit(Edit::Add(vec![])), "it has no value yet");
        assert!(draft.edit(Edit::Value(vec![0], Some("Won".into()))));
        assert_eq!(text(&draft), "status eq 'Won'");
        draft.edit(Edit::AddGroup(vec![]));
        draft.edit(Edit::Field(vec![1, 0], Field::CustomerName));
        assert!(draft.edit(Edit::Value(vec![1, 0], Some("O'Neil".into()))));
        draft.edit(Edit::Duplicate(vec![1, 0]));
        draft.edit(Edit::Field(vec![1, 1], Field::WonDate));
        draft.edit(Edit::Test(vec![1, 1], Test::IsNull));
        assert_eq!(
            text(&draft),
            "status eq 'Won' and (contains(customerName,'O''Neil') or wonDate eq null)"
        );
        draft.edit(Edit::Join(vec![], Join::Or));
        draft.edit(Edit::Join(vec![1], Join::And));
        assert_eq!(
            text(&draft),
            "status eq 'Won' or (contains(customerName,'O''Neil') and wonDate eq null)"
        );
        draft.edit(Edit::Remove(vec![1, 1]));
        draft.edit(Edit::Remove(vec![1, 0]));
        assert_eq!(text(&draft), "status eq 'Won'");
        assert_eq!(draft.root.parts.len(), 1, "the empty group went as well");
    }

    #[test]
    fn a_date_that_is_none_does_not_count() {
        let mut draft = draft("createdDate ge cast('2018-02-01',Edm.DateTimeOffset)");
        assert!(draft.edit(Edit::Value(vec![0], Some("2018-02-30".into()))));
        assert_eq!(draft.expr(), None);
    }

    #[test]
    fn conditions_that_wait_for_a_value_survive_another_filter() {
        let mut draft = draft("status eq 'Won'");
        draft.edit(Edit::Add(vec![]));
        draft.edit(Edit::Field(vec![1], Field::CustomerMarket));
        let other = parse("status eq 'Lost'").unwrap().expr;
        let followed = draft.follow(Some(&other));
        assert_eq!(text(&followed), "status eq 'Lost'");
        let waiting = Part::Condition(Condition::on(Field::CustomerMarket));
        assert_eq!(followed.part(&[1]), Some(&waiting));
        assert_eq!(draft.follow(draft.expr().as_ref()), draft);
    }

    #[test]
    fn paths_that_lead_nowhere_change_nothing() {
        let mut draft = draft("status eq 'Won' and customerMarket eq 'US'");
        let before = draft.clone();
        for path in [vec![9], vec![0, 0], vec![]] {
            assert!(!draft.edit(Edit::Remove(path.clone())));
            assert!(!draft.edit(Edit::Duplicate(path.clone())));
            assert!(!draft.edit(Edit::Value(path, None)));
        }
        assert_eq!(draft, before);
    }

    #[test]
    fn what_is_too_deep_is_kept_whole() {
        let deep = "id eq '1' or (id eq '2' and (id eq '3' or (id eq '4' and id eq '5')))";
        let draft = draft(deep);
        assert!(
            matches!(draft.part(&[1, 1, 1]), Some(Part::Deep(_))),
            "{draft:?}"
        );
        assert_eq!(text(&draft), deep);
    }
}
