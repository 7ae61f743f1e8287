//! Yew as it is, but for two names: the `VChild` that `html!` makes of `<Component />`, and `ContextProvider`.
//!
//! Yew compiles what mounts, compares, renders and removes a component once for each component, about 3 KB each. Here
//! function components are values behind one pointer, drawn by the one component of `child.rs`. Nothing of Yew is copied.

pub use upstream::*;

mod child;

extern crate self as yew;

pub use child::ContextProvider;

/// Yew's, with the other `ContextProvider`.
pub mod prelude {
    pub use super::child::ContextProvider;
    pub use upstream::prelude::*;
}

/// Yew's, with the other `VChild`.
pub mod virtual_dom {
    pub use super::child::{VChild, whole};
    pub use upstream::virtual_dom::*;
}
