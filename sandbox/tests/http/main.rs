//! The sandbox over real sockets; every expectation is written down by hand from endpoint.md and contract.md.

#[cfg(test)]
mod answers;
#[cfg(test)]
mod client;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod site;
