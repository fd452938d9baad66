//! Addresses: which of the machine's adapters a class can reach, and the picture to scan.

use std::net::{IpAddr, Ipv4Addr};

use qrcode::QrCode;
use qrcode::render::svg;

/// Beginnings of the names of adapters that lead to no class: virtual machines, containers,
/// tunnels.
const ELSEWHERE: [&str; 18] = [
    "br-",
    "cni",
    "docker",
    "flannel",
    "ham",
    "lxc",
    "ppp",
    "tailscale",
    "tap",
    "tun",
    "utun",
    "vboxnet",
    "veth",
    "virbr",
    "vmnet",
    "wg",
    "zt",
    "vEthernet",
];

/// An address under which the class may reach this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adapter {
    /// The name of the adapter.
    pub name: String,
    /// The address.
    pub ip: Ipv4Addr,
}

/// The addresses of this machine in a network, the likeliest first.
#[must_use]
pub fn adapters() -> Vec<Adapter> {
    let all = if_addrs::get_if_addrs().unwrap_or_default();
    let found = all.into_iter().filter_map(|one| match one.ip() {
        IpAddr::V4(ip) if !ip.is_loopback() => Some(Adapter { name: one.name, ip }),
        _ => None,
    });
    ranked(found.collect())
}

/// Adapters in the order in which a class is likely to reach them; those that lead elsewhere
/// are left out.
///
/// ```
/// use std::net::Ipv4Addr;
/// use status_quo::classroom::server::addresses::{Adapter, ranked};
/// let one = |name: &str, ip| Adapter { name: name.to_owned(), ip };
/// let all = vec![
///     one("tun0", Ipv4Addr::new(10, 8, 0, 2)),
///     one("eth0", Ipv4Addr::new(169, 254, 3, 4)),
///     one("wlan0", Ipv4Addr::new(192, 168, 1, 7)),
/// ];
/// let names: Vec<String> = ranked(all).into_iter().map(|one| one.name).collect();
/// assert_eq!(names, ["wlan0", "eth0"]);
/// ```
#[must_use]
pub fn ranked(mut all: Vec<Adapter>) -> Vec<Adapter> {
    all.retain(|one| !ELSEWHERE.iter().any(|start| one.name.starts_with(start)));
    let rank = |one: &Adapter| {
        let network = match one.ip.octets() {
            // An adapter that got no address gave itself one.
            [169, 254, ..] => 3,
            [192, 168, ..] => 0,
            _ if one.ip.is_private() => 1,
            _ => 2,
        };
        // A class comes over the air.
        (network, !one.name.starts_with("wl"), one.name.clone())
    };
    all.sort_by_key(rank);
    all
}

/// A text as the modules of a picture to scan: how many there are in a row, and row by row
/// whether each is dark.
#[must_use]
pub fn qr_modules(text: &str) -> Option<(usize, Vec<bool>)> {
    let code = QrCode::new(text.as_bytes()).ok()?;
    let dark = code.to_colors().into_iter().map(|color| color == qrcode::Color::Dark);
    Some((code.width(), dark.collect()))
}

/// A text as a picture to scan.
#[must_use]
pub fn qr(text: &str) -> Option<String> {
    let code = QrCode::new(text.as_bytes()).ok()?;
    let picture = code.render::<svg::Color<'_>>().min_dimensions(240, 240).build();
    // The declaration of a file of its own does not stand within a page.
    let start = picture.find("<svg")?;
    Some(picture[start..].to_owned())
}
