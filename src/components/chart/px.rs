//! Pixels → text, rounded to a tenth with whole-number arithmetic: the formatting of floats weighs more than it is worth here.

use yew::AttrValue;

/// "12.3", "40", "-0.5"; "0" for what is no number.
pub(super) fn px(value: f64) -> AttrValue {
    let mut text = String::new();
    push(&mut text, value);
    text.into()
}

/// Appends the text of [`px`].
pub(super) fn push(text: &mut String, value: f64) {
    let tenths = (value * 10.0).round() as i64;
    if tenths < 0 {
        text.push('-');
    }
    text.push_str(&(tenths.abs() / 10).to_string());
    if tenths % 10 != 0 {
        text.push('.');
        text.push_str(&(tenths.abs() % 10).to_string());
    }
}

/// The path through the points: `M1 2L3 4`.
pub(super) fn path(points: &[(f64, f64)]) -> AttrValue {
    let mut text = String::with_capacity(points.len() * 12);
    for (place, (x, y)) in points.iter().enumerate() {
        text.push(if place == 0 { 'M' } else { 'L' });
        push(&mut text, *x);
        text.push(' ');
        push(&mut text, *y);
    }
    text.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_are_rounded_to_a_tenth() {
        let pairs = [
            (12.34, "12.3"),
            (12.36, "12.4"),
            (40.0, "40"),
            (-0.5, "-0.5"),
            (0.04, "0"),
            (f64::NAN, "0"),
        ];
        for (value, text) in pairs {
            assert_eq!(px(value), text);
        }
        assert_eq!(path(&[(1.0, 2.5), (3.0, 4.0)]), "M1 2.5L3 4");
    }
}
