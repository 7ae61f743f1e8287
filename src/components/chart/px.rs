//! Pixels → text, rounded to a tenth with whole-number arithmetic: the formatting of floats weighs more than it is worth here.

use referral_engine::chart::{Rect, text_px};
use yew::AttrValue;

/// The width that a text has at most in px, whatever its letters; [`text_px`] is that of a usual one.
pub(super) fn most_px(text: &str) -> f64 {
    text_px(text) * 1.2
}

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
    let tenths = tenths.unsigned_abs();
    push_number(text, tenths / 10);
    if !tenths.is_multiple_of(10) {
        text.push('.');
        push_number(text, tenths % 10);
    }
}

/// A chart of hundreds of marks writes thousands of numbers within a frame, which is too many for formatting.
fn push_number(text: &mut String, number: u64) {
    if number > 9 {
        push_number(text, number / 10);
    }
    text.push(char::from(b'0' + (number % 10) as u8));
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

/// The path around a rectangle, its corners rounded where it is large enough for that.
pub(super) fn outline(rect: Rect, corner_px: f64) -> AttrValue {
    let corner = if rect.height < 2.0 * corner_px {
        0.0
    } else {
        corner_px
    };
    let (width, height) = (rect.width - 2.0 * corner, rect.height - 2.0 * corner);
    let mut text = String::with_capacity(64);
    text.push('M');
    push_pair(&mut text, (rect.x + corner, rect.y));
    // Each side, and the corner behind it, whose control point is reached by going on as the side did.
    let sides = [
        ('h', width, (corner, 0.0), (corner, corner)),
        ('v', height, (0.0, corner), (-corner, corner)),
        ('h', -width, (-corner, 0.0), (-corner, -corner)),
        ('v', -height, (0.0, -corner), (corner, -corner)),
    ];
    for (direction, length, control, end) in sides {
        text.push(direction);
        push(&mut text, length);
        if corner > 0.0 {
            text.push('q');
            push_pair(&mut text, control);
            text.push(' ');
            push_pair(&mut text, end);
        }
    }
    text.push('Z');
    text.into()
}

fn push_pair(text: &mut String, (x, y): (f64, f64)) {
    push(text, x);
    text.push(' ');
    push(text, y);
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

    #[test]
    fn outlines_are_closed_and_round_only_large_corners() {
        let rect = |height| Rect {
            x: 10.0,
            y: 20.0,
            width: 30.0,
            height,
        };
        assert_eq!(outline(rect(5.0), 0.0), "M10 20h30v5h-30v-5Z");
        assert_eq!(outline(rect(3.0), 2.0), "M10 20h30v3h-30v-3Z");
        assert_eq!(
            outline(rect(8.0), 2.0),
            "M12 20h26q2 0 2 2v4q0 2 -2 2h-26q-2 0 -2 -2v-4q0 -2 2 -2Z"
        );
    }
}
