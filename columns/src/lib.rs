//! What is done millions of times: bytes become columns, and columns are ordered and counted.
//!
//! A crate of its own because it alone is built for speed, all that stands on it for size. It knows the endpoint's fields
//! and answers; of queries, filters and requests it knows nothing, these are the engine's (`../engine`).

pub mod collate;
pub mod date;
pub mod decode;
pub mod fault;
pub mod field;
pub mod group;
pub mod json;
pub mod mask;
pub mod order;
pub mod pseudonym;
pub mod sort;
pub mod table;
