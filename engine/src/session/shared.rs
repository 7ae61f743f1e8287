//! A value that the session changes and components read: equal when it is the same one at the same version.

use std::cell::{Ref, RefCell};
use std::fmt;
use std::rc::Rc;

/// A shared value with a version; comparing two is comparing an address and a number, whatever the value's size.
///
/// A clone sees later changes of the value but keeps the version that it was made at, so that a component can tell
/// whether there is something new.
pub struct Shared<T> {
    value: Rc<RefCell<T>>,
    version: u64,
}

impl<T> Shared<T> {
    /// Shares a value.
    pub fn new(value: T) -> Self {
        Self {
            value: Rc::new(RefCell::new(value)),
            version: 0,
        }
    }

    /// The value for reading; not to be held across an event.
    pub fn read(&self) -> Ref<'_, T> {
        self.value.borrow()
    }

    /// How often the value had changed when this clone was made.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Whether the two share one value, at whatever versions.
    pub fn is_same(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.value, &other.value)
    }

    /// Changes the value. Only the session does.
    pub(super) fn change<R>(&mut self, change: impl FnOnce(&mut T) -> R) -> R {
        self.version += 1;
        change(&mut self.value.borrow_mut())
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self {
            value: Rc::clone(&self.value),
            version: self.version,
        }
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.value, &other.value) && self.version == other.version
    }
}

impl<T: Default> Default for Shared<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T> fmt::Debug for Shared<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Shared(version {})", self.version)
    }
}
