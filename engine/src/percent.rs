//! Percent-encoding (RFC 3986 §2): strict when writing, tolerant when reading.
//!
//! Which keys a text has and what they mean is decided in `link`, `request` and `clinic`.

/// Appends the text with every byte outside of *unreserved* encoded, except the ASCII characters in `kept`.
pub(crate) fn encode_into(out: &mut String, text: &str, kept: &str) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let digit = |value: u8| {
        HEX.get(usize::from(value))
            .map_or('0', |digit| char::from(*digit))
    };
    for byte in text.bytes() {
        let unreserved = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
        if unreserved || kept.as_bytes().contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(digit(byte >> 4));
            out.push(digit(byte & 15));
        }
    }
}

/// The text with every byte outside of *unreserved* encoded (contract §6).
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    encode_into(&mut out, text, "");
    out
}

/// The text with its `%xx` decoded. What is no such sequence stays as it is; if the bytes are no UTF-8, all of it does.
pub(crate) fn decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_string();
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let pair = bytes.get(at + 1).zip(bytes.get(at + 2));
        let pair = pair.and_then(|(high, low)| Some(nibble(*high)? << 4 | nibble(*low)?));
        match pair.filter(|_| *byte == b'%') {
            Some(decoded) => {
                out.push(decoded);
                at += 3;
            }
            None => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_string())
}

fn nibble(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|value| value as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_unreserved_bytes_stay() {
        assert_eq!(encode("aZ09-._~"), "aZ09-._~");
        assert_eq!(encode(" '(),:+&/%"), "%20%27%28%29%2C%3A%2B%26%2F%25");
        assert_eq!(encode("百é"), "%E7%99%BE%C3%A9");
    }

    #[test]
    fn what_is_not_encoded_stays_as_it_is() {
        assert_eq!(decode("a%20b%2Cc+%e7%99%BE"), "a b,c+百");
        assert_eq!(decode("100%"), "100%");
        assert_eq!(decode("%zz%2"), "%zz%2");
        assert_eq!(decode("%FF%20"), "%FF%20");
        assert_eq!(decode("%+1%25"), "%+1%");
    }
}
