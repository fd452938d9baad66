//! Argument handling around the library, and nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    status_quo::cli::run(std::env::args_os())
}
