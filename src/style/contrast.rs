//! What the palette of the data promises, computed from the tokens: contrast, and distance for colour-blind sight.

const TOKENS: &str = include_str!("tokens.css");
const SERIES: &str = include_str!("series.css");

/// In the order of a legend; "other" comes after the last series and is light there.
const PLACES: [&str; 9] = [
    "series-1",
    "series-2",
    "series-3",
    "series-4",
    "series-5",
    "series-6",
    "series-7",
    "series-8",
    "series-other-strong",
];
const LIFE_CYCLE: [&str; 10] = [
    "status-new",
    "status-acknowledged",
    "status-accepted",
    "status-won",
    "status-lost",
    "status-declined",
    "status-skipped",
    "status-missed",
    "status-expired",
    "status-archived",
];

/// Red, green and blue as light, 0 to 1.
type Light = [f64; 3];

/// How eyes without one kind of cone see light: Machado, Oliveira and Fernandes 2009, severity 1.
const SIGHTS: [(&str, [Light; 3]); 4] = [
    ("usual", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanopia",
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ],
    ),
];

/// The value of a private token in a theme's block.
fn token(css: &str, theme: &str, name: &str) -> Light {
    let (_, block) = css.split_once(theme).expect(theme);
    let key = format!("--_{name}: #");
    let (_, value) = block.split_once(&key).expect(name);
    let part = |at: usize| {
        let channel = f64::from(u8::from_str_radix(&value[at..at + 2], 16).unwrap()) / 255.0;
        if channel <= 0.040_45 {
            channel / 12.92
        } else {
            ((channel + 0.055) / 1.055).powf(2.4)
        }
    };
    [part(0), part(2), part(4)]
}

fn luminance([red, green, blue]: Light) -> f64 {
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// WCAG 2.2, contrast ratio.
fn contrast(one: Light, other: Light) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn seen(light: Light, sight: &[Light; 3]) -> Light {
    let channel = |row: &Light| {
        let sum: f64 = row
            .iter()
            .zip(light)
            .map(|(part, light)| part * light)
            .sum();
        sum.clamp(0.0, 1.0)
    };
    [channel(&sight[0]), channel(&sight[1]), channel(&sight[2])]
}

/// The distance in Oklab, in which 0.02 can just be told apart side by side.
fn distance(one: Light, other: Light) -> f64 {
    let (one, other) = (oklab(one), oklab(other));
    let squares = (0..3).map(|at| (one[at] - other[at]).powi(2));
    squares.sum::<f64>().sqrt()
}

fn oklab([red, green, blue]: Light) -> Light {
    let long = (0.412_221 * red + 0.536_333 * green + 0.051_446 * blue).cbrt();
    let medium = (0.211_903 * red + 0.680_700 * green + 0.107_397 * blue).cbrt();
    let short = (0.088_302 * red + 0.281_719 * green + 0.629_979 * blue).cbrt();
    [
        0.210_454 * long + 0.793_618 * medium - 0.004_072 * short,
        1.977_998 * long - 2.428_592 * medium + 0.450_594 * short,
        0.025_904 * long + 0.782_772 * medium - 0.808_676 * short,
    ]
}

/// Where the colours of a theme stand, and the surfaces they stand on.
const THEMES: [(&str, &str, &[&str]); 2] = [
    ("light", ".root {", &[".root {"]),
    (
        "dark",
        "[data-theme=\"dark\"]",
        &["[data-theme=\"dark\"]", "[data-theme=\"contrast\"]"],
    ),
];

fn colours(theme: &str, names: &[&'static str]) -> Vec<(&'static str, Light)> {
    let colour = |name: &&'static str| (*name, token(SERIES, theme, name));
    names.iter().map(colour).collect()
}

#[test]
fn each_colour_stands_out_from_its_surface() {
    for (theme, block, surfaces) in THEMES {
        let others = ["series-only", "series-other", "series-other-strong"];
        let names = [&PLACES[..], &LIFE_CYCLE, &others].concat();
        for surface in surfaces {
            let surface = token(TOKENS, surface, "surface");
            for (name, colour) in colours(block, &names) {
                let ratio = contrast(colour, surface);
                assert!(ratio >= 3.0, "{theme} {name}: {ratio:.2}");
            }
        }
    }
}

#[test]
fn neighbours_in_a_legend_differ_by_three_to_one() {
    for (theme, block, _) in THEMES {
        for names in [&PLACES[..], &LIFE_CYCLE] {
            let colours = colours(block, names);
            for pair in colours.windows(2) {
                let ratio = contrast(pair[0].1, pair[1].1);
                assert!(
                    ratio >= 3.0,
                    "{theme} {} {}: {ratio:.2}",
                    pair[0].0,
                    pair[1].0
                );
            }
        }
        let ends = colours(block, &["series-other-strong", "series-other", "series-7"]);
        assert!(contrast(ends[0].1, ends[1].1) >= 3.0, "{theme}: both grays");
        assert!(
            contrast(ends[1].1, ends[2].1) >= 3.0,
            "{theme}: 7 and other"
        );
    }
}

#[test]
fn no_two_colours_are_alike_for_any_sight() {
    for (theme, block, _) in THEMES {
        for names in [&PLACES[..8], &LIFE_CYCLE] {
            let colours = colours(block, names);
            for (sight, matrix) in SIGHTS {
                for (place, (name, colour)) in colours.iter().enumerate() {
                    for (other_name, other) in &colours[..place] {
                        let apart = distance(seen(*colour, &matrix), seen(*other, &matrix));
                        assert!(
                            apart >= 0.045,
                            "{theme}, {sight}: {name} {other_name}: {apart:.3}"
                        );
                    }
                }
            }
        }
    }
}
