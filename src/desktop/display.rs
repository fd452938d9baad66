//! The display servers that there are, asked before a window is opened. Linux only: other
//! systems have one, and it is always there.
//!
//! An address in the environment is no proof that somebody answers there: it is left behind
//! by `sudo`, by ssh, by a session that has ended. The window library takes Wayland wherever
//! an address of it is named, and cannot be told otherwise than by the environment.

use std::ffi::OsString;
use std::io;
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The value of a variable of the environment that is set and not empty.
fn named(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

/// Whether somebody answers at the address of Wayland.
fn wayland_answers() -> bool {
    // An open connection that was handed down is taken as it is.
    if named("WAYLAND_SOCKET").is_some() {
        return true;
    }
    let Some(name) = named("WAYLAND_DISPLAY") else { return false };
    let path = match named("XDG_RUNTIME_DIR") {
        _ if Path::new(&name).is_absolute() => PathBuf::from(name),
        Some(folder) => Path::new(&folder).join(name),
        None => return false,
    };
    UnixStream::connect(path).is_ok()
}

/// Whether somebody answers at the address of X, as far as that can be said: one on another
/// machine is believed.
fn x_answers() -> bool {
    let Some(name) = named("DISPLAY") else { return false };
    let name = name.to_string_lossy().into_owned();
    let Some((host, number)) = name.rsplit_once(':') else { return false };
    let number = number.split('.').next().unwrap_or("");
    if !(host.is_empty() || host == "unix") {
        return true;
    }
    let answers = |path: String| UnixStream::connect(path).is_ok();
    answers(format!("/tmp/.X11-unix/X{number}")) || in_the_abstract(number)
}

/// Whether X answers at its abstract address, which has no file.
#[cfg(target_os = "linux")]
fn in_the_abstract(number: &str) -> bool {
    use std::os::linux::net::SocketAddrExt as _;
    use std::os::unix::net::SocketAddr;
    SocketAddr::from_abstract_name(format!("/tmp/.X11-unix/X{number}"))
        .and_then(|address| UnixStream::connect_addr(&address))
        .is_ok()
}

#[cfg(not(target_os = "linux"))]
const fn in_the_abstract(_number: &str) -> bool {
    false
}

/// Whether there is a display server to open a window on.
#[must_use]
pub fn has_display() -> bool {
    wayland_answers() || x_answers()
}

/// Starts the program anew without the address of Wayland, if nobody answers there but
/// somebody does for X. It returns only if there is no need to, or if it cannot be done.
///
/// # Errors
/// If the program could not be started anew.
pub fn without_stale_wayland() -> io::Result<()> {
    if named("WAYLAND_DISPLAY").is_none() || wayland_answers() || !x_answers() {
        return Ok(());
    }
    let mut anew = Command::new(std::env::current_exe()?);
    anew.args(std::env::args_os().skip(1)).env_remove("WAYLAND_DISPLAY");
    Err(anew.exec())
}
