//! One address, several writers: our pieces of it, and the address with our pieces replaced.
//!
//! Everybody else's pieces are taken from the address as it is when we write, so that nobody overwrites anybody.

use super::key::own_key;
use crate::percent::decode;

fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let text = text.trim_start_matches(['#', '?']);
    text.split('&').filter(|piece| !piece.is_empty())
}

fn is_own(piece: &str, prefix: &str) -> bool {
    let key = piece.split('=').next().unwrap_or_default();
    own_key(&decode(key), prefix).is_some()
}

/// The pieces of an address that are ours.
pub fn own_part(text: &str, prefix: &str) -> String {
    let own: Vec<&str> = pieces(text).filter(|piece| is_own(piece, prefix)).collect();
    own.join("&")
}

/// The address with `own` for our pieces. Without a prefix it is our address and we come first; with one we are a guest
/// and come last, so that a router's path or an anchor stays where it is looked for.
pub fn join_own(text: &str, prefix: &str, own: &str) -> String {
    let mut all: Vec<&str> = pieces(text)
        .filter(|piece| !is_own(piece, prefix))
        .collect();
    if !own.is_empty() {
        let place = if prefix.is_empty() { 0 } else { all.len() };
        all.insert(place, own);
    }
    let joined = all.join("&");
    // Else the first piece's mark would be taken for the one before the link.
    if joined.starts_with(['#', '?']) {
        format!("&{joined}")
    } else {
        joined
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_pieces_are_told_from_others_by_key_and_prefix() {
        let text = "#/route&a.filter=x&b.filter=y&filter=z&A.View=table&afilter=n";
        assert_eq!(own_part(text, "a"), "a.filter=x&A.View=table");
        assert_eq!(own_part(text, ""), "filter=z");
        assert_eq!(own_part("", "a"), "");
    }

    #[test]
    fn two_writers_keep_each_others_pieces_and_a_third_partys() {
        let mut address = "/route".to_owned();
        address = join_own(&address, "a", "a.filter=x");
        address = join_own(&address, "b", "b.view=table");
        address = join_own(&address, "a", "a.filter=y&a.top=5");
        assert_eq!(address, "/route&b.view=table&a.filter=y&a.top=5");
        assert_eq!(own_part(&address, "b"), "b.view=table");
        assert_eq!(join_own(&address, "a", ""), "/route&b.view=table");
    }

    #[test]
    fn the_owner_of_an_address_comes_first_in_it() {
        assert_eq!(
            join_own("portalTab=7&FILTER=old", "", "filter=new"),
            "filter=new&portalTab=7"
        );
        assert_eq!(join_own("&?x", "", ""), "&?x");
        assert_eq!(join_own("filter=x", "", ""), "");
    }
}
