//! Floods: texts that hold one sign a hundred thousand times, checked as a pack. Whatever
//! the sign, the time grows with the size: twice the text takes about twice as long.

use std::hint::black_box;

use status_quo::scenario::coefficients;
use status_quo::scenario::compile::compile;
use status_quo::scenario::pack::{File, Pack};

use super::time;

/// How often a sign stands in the smaller text.
const TIMES: usize = 100_000;

/// What is repeated: each sign of the format, signs that authors take for one, and short
/// entries, good and bad.
const SIGNS: [&str; 52] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "()",
    "[]",
    "(]",
    ":",
    ",",
    ";",
    "=",
    "\"",
    "\"\"",
    "\" ",
    "'",
    "'a'",
    "`",
    "#",
    "r#",
    "r#\"",
    "r\"\"",
    "b\"",
    "b'",
    "//",
    "// x\n",
    "/*",
    "*/",
    "\\",
    "\\\"",
    "-",
    "0",
    "0.5,",
    "0,5 ",
    ".",
    "_",
    "a",
    "a ",
    "é",
    "。",
    "０",
    "（",
    "“",
    "«\n",
    "\u{A0}",
    "\u{FEFF}",
    "\r\n",
    "<!--",
    "x: 1, ",
    "(id: \"x\", titel: \"y\"),\n",
    "x(Some(",
];

/// What stands around the signs: nothing, a list, fields.
const AROUND: [(&str, &str); 3] = [("", ""), ("(items: [", "])"), ("(scenario: (", "))")];

/// A pack with one file in which the sign stands so often.
fn flood(sign: &str, times: usize, (before, after): (&str, &str)) -> Pack {
    let text = format!("{before}{}{after}", sign.repeat(times));
    Pack::new(vec![File { path: "scenario.ron".to_owned(), text }])
}

/// Prints the slowest floods, and the greatest growth of one of twice the size.
pub(super) fn speed(mut line: impl FnMut(String)) {
    let mut slowest = (0.0_f64, "");
    let mut steepest = (0.0_f64, "");
    let check = |pack: &Pack| {
        time(|| {
            if let Err(findings) = black_box(compile(pack, coefficients())) {
                black_box(pack.render(&findings));
            }
        })
        .as_secs_f64()
    };
    for around in AROUND {
        for sign in SIGNS {
            let once = check(&flood(sign, TIMES, around));
            let twice = check(&flood(sign, 2 * TIMES, around));
            if twice > slowest.0 {
                slowest = (twice, sign);
            }
            // Of what takes no time at all no growth can be told.
            if twice > 0.2 && twice / once > steepest.0 {
                steepest = (twice / once, sign);
            }
            if std::env::args().any(|word| word == "each") {
                line(format!("flood {sign:?} in {around:?}: {once:.3} s, twice {twice:.3} s"));
            }
        }
    }
    let (n, times) = (AROUND.len() * SIGNS.len(), 2 * TIMES);
    line(format!("{n} floods of {times}: at most {:.3} s, by {:?}", slowest.0, slowest.1));
    line(format!("twice the size  {:7.2} times the time, by {:?}", steepest.0, steepest.1));
}
