//! Whether the colours are readable and distinguishable: on the default palettes of terminals, on dark and light backgrounds,
//! with normal sight and the three kinds of colour blindness.

use ratatui::style::Color;

use super::super::{Config, Role, Sources, Style, ThemeName, UserFile, load};

type Rgb = [f64; 3];

/// Red, green, yellow, blue, magenta and cyan of a terminal, then the same bright.
const PALETTES: &[(&str, [u32; 12])] = &[
    (
        "vga",
        [
            0xaa_0000, 0x00_aa00, 0xaa_5500, 0x00_00aa, 0xaa_00aa, 0x00_aaaa, 0xff_5555, 0x55_ff55, 0xff_ff55,
            0x55_55ff, 0xff_55ff, 0x55_ffff,
        ],
    ),
    (
        "xterm",
        [
            0xcd_0000, 0x00_cd00, 0xcd_cd00, 0x00_00ee, 0xcd_00cd, 0x00_cdcd, 0xff_0000, 0x00_ff00, 0xff_ff00,
            0x5c_5cff, 0xff_00ff, 0x00_ffff,
        ],
    ),
    (
        "tango",
        [
            0xcc_0000, 0x4e_9a06, 0xc4_a000, 0x34_65a4, 0x75_507b, 0x06_989a, 0xef_2929, 0x8a_e234, 0xfc_e94f,
            0x72_9fcf, 0xad_7fa8, 0x34_e2e2,
        ],
    ),
    (
        "campbell",
        [
            0xc5_0f1f, 0x13_a10e, 0xc1_9c00, 0x00_37da, 0x88_1798, 0x3a_96dd, 0xe7_4856, 0x16_c60c, 0xf9_f1a5,
            0x3b_78ff, 0xb4_009e, 0x61_d6d6,
        ],
    ),
    (
        "macos",
        [
            0xc2_3621, 0x25_bc24, 0xad_ad27, 0x49_2ee1, 0xd3_38d3, 0x33_bbc8, 0xfc_391f, 0x31_e722, 0xea_ec23,
            0x58_33ff, 0xf9_35f8, 0x14_f0f0,
        ],
    ),
];

/// Machado, Oliveira and Fernandes (2009), at full strength, on linear light.
const SIGHTS: &[(&str, [Rgb; 3])] = &[
    ("normal", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanopia",
        [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]],
    ),
    (
        "deuteranopia",
        [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
    ),
    (
        "tritanopia",
        [[1.255_528, -0.076_749, -0.178_779], [-0.078_411, 0.930_809, 0.147_602], [0.004_733, 0.691_367, 0.303_900]],
    ),
];

fn linear(rgb: u32) -> Rgb {
    [16, 8, 0].map(|shift| {
        let channel = f64::from(rgb >> shift & 0xff) / 255.0;
        if channel <= 0.040_45 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
    })
}

fn dot(a: Rgb, b: Rgb) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// WCAG 2: 1 is none, 21 black on white.
fn contrast(a: Rgb, b: Rgb) -> f64 {
    let luminance = |color| dot([0.2126, 0.7152, 0.0722], color) + 0.05;
    let (a, b) = (luminance(a), luminance(b));
    a.max(b) / a.min(b)
}

/// The distance in CIELAB, as these eyes see it.
fn distance(a: Rgb, b: Rgb, sight: &[Rgb; 3]) -> f64 {
    let lab = |color: Rgb| {
        let seen = sight.map(|row| dot(row, color).clamp(0.0, 1.0));
        let f = |t: f64| if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 };
        let x = f(dot([0.4124, 0.3576, 0.1805], seen) / 0.950_47);
        let y = f(dot([0.2126, 0.7152, 0.0722], seen));
        let z = f(dot([0.0193, 0.1192, 0.9505], seen) / 1.088_83);
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    };
    lab(a).iter().zip(lab(b)).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

/// The light of a colour in a palette; `None` for one that is the terminal's own, such as its default.
fn light(palette: &[u32; 12], color: Color) -> Option<Rgb> {
    let order = [
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
    ];
    match color {
        Color::Black => Some([0.0; 3]),
        _ => order.iter().position(|named| *named == color).map(|place| linear(palette[place])),
    }
}

fn theme(name: &str) -> Config {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("config.toml");
    std::fs::write(&path, format!("theme.name = \"{name}\"")).expect("a file");
    load(&Sources { file: UserFile::Named(path), ..Sources::default() }).config
}

const BLACK: Rgb = [0.0; 3];
const WHITE: Rgb = [1.0; 3];

/// The grounds of a theme, and the contrast that every colour has on them at least. The sixteen colours reach no more on
/// both; who wants more names the ground.
const GROUNDS: &[(&str, &[Rgb], f64)] =
    &[("auto", &[BLACK, WHITE], 1.9), ("dark", &[BLACK], 4.5), ("light", &[WHITE], 3.5)];

#[test]
fn every_colour_is_readable_on_the_backgrounds_of_its_theme() {
    for (name, grounds, least) in GROUNDS {
        let theme = theme(name).theme;
        for (palette_name, palette) in PALETTES {
            for role in Role::ALL {
                let Style { fg, bg, .. } = theme.style(*role);
                let Some(fg) = fg.and_then(|color| light(palette, color)) else { continue };
                let own = bg.and_then(|color| light(palette, color));
                for ground in own.as_slice().iter().chain(grounds.iter().filter(|_| own.is_none())) {
                    let reached = contrast(fg, *ground);
                    assert!(reached >= *least, "{} in {name}, {palette_name}: {reached:.1}", role.name());
                }
            }
        }
    }
}

#[test]
fn three_countries_are_distinguishable_with_every_kind_of_sight() {
    for (name, ..) in GROUNDS {
        let theme = theme(name).theme;
        let colors: Vec<Color> =
            Role::COUNTRIES[..3].iter().map(|role| theme.style(*role).fg.expect("a colour")).collect();
        for (palette_name, palette) in PALETTES {
            for (sight_name, sight) in SIGHTS {
                for (one, other) in [(0, 1), (0, 2), (1, 2)] {
                    let seen = |place: usize| light(palette, colors[place]).expect("one of the sixteen");
                    let apart = distance(seen(one), seen(other), sight);
                    // Two patches are told apart from about 2.3; a letter needs several times that.
                    assert!(
                        apart >= 10.0,
                        "{name}, {palette_name}, {sight_name}: {one} and {other} are {apart:.0} apart"
                    );
                }
            }
        }
    }
}

#[test]
fn six_countries_have_six_styles() {
    for name in [ThemeName::Auto, ThemeName::Dark, ThemeName::Light] {
        let theme = theme(name.name()).theme;
        let mut styles: Vec<String> = Role::COUNTRIES.iter().map(|role| theme.style(*role).to_string()).collect();
        styles.sort();
        styles.dedup();
        assert_eq!(styles.len(), 6, "{}", name.name());
    }
}

#[test]
fn quotations_are_never_dim() {
    use ratatui::style::Modifier;
    for name in ["auto", "dark", "light", "none"] {
        assert!(!theme(name).theme.style(Role::Quote).modifiers.contains(Modifier::DIM), "{name}");
    }
}
