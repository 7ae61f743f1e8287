//! The widget: the custom element, the root component, the browser adapters and the components.
//!
//! What the widget knows without a browser is the `engine` crate; this crate draws it and carries out its commands.

pub mod app;
pub mod browser;
pub mod components;
#[cfg(feature = "counted")]
pub mod counted;
pub mod element;
pub mod style;
pub mod text;
