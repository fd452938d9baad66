//! The palette of the map is told apart by everybody, and on grey paper.

use bevy_egui::egui::Color32;
use status_quo::desktop::theme;
use status_quo::scenario::draft::Ink;

/// A way of seeing: what becomes of red, green and blue light. Those of the three common
/// deficiencies are for full strength, from Machado, Oliveira and Fernandes, "A physiologically
/// based model for simulation of color vision deficiency" (2009); grey is the luminance of sRGB.
const SIGHTS: [(&str, [[f64; 3]; 3], f64); 5] = [
    ("usual", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]], 10.0),
    (
        "without red cones",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
        6.0,
    ),
    (
        "without green cones",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
        6.0,
    ),
    (
        "without blue cones",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
        6.0,
    ),
    ("grey", [[0.2126, 0.7152, 0.0722]; 3], 3.0),
];

/// A colour as light: sRGB without its gamma.
fn light(color: Color32) -> [f64; 3] {
    [color.r(), color.g(), color.b()].map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { libm::pow((part + 0.055) / 1.055, 2.4) }
    })
}

/// A colour as it is seen, in CIE L*a*b* under D65.
fn seen(color: Color32, sight: &[[f64; 3]; 3]) -> [f64; 3] {
    let light = light(color);
    let part = |row: &[f64; 3]| -> f64 {
        row.iter().zip(light).map(|(share, part)| share * part).sum::<f64>().clamp(0.0, 1.0)
    };
    let [red, green, blue] = [part(&sight[0]), part(&sight[1]), part(&sight[2])];
    let x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.950_47;
    let y = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    let z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.088_83;
    let [x, y, z] =
        [x, y, z].map(|t| if t > 0.008_856 { libm::cbrt(t) } else { 7.787 * t + 16.0 / 116.0 });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// The lands of the powers are told apart by any sight: two shades are just told apart at a
/// distance of about 2.3. Manchukuo is told from Japan by its hatching.
#[test]
fn lands_are_told_apart_by_every_sight() {
    let lands = [Ink::Mongolia, Ink::Russia, Ink::Japan, Ink::China];
    for (name, sight, least) in &SIGHTS {
        for (nth, one) in lands.iter().enumerate() {
            for other in &lands[nth + 1..] {
                let (a, b) = (seen(theme::tint(*one), sight), seen(theme::tint(*other), sight));
                let apart: f64 =
                    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt();
                assert!(apart >= *least, "{one:?} and {other:?}, {name}: {apart:.1}");
            }
        }
    }
}
