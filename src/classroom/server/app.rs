//! What all requests of a class share: the class's thread, the addresses, the connections.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError, RwLock};

use tokio::sync::watch;

use super::addresses::{Adapter, qr};
use super::open_connections::Connections;
use crate::classroom::host::Host;
use crate::classroom::ids::MemberId;
use crate::words::{Phrase, Words};

/// The addresses at which a class is served now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Door {
    /// The port.
    pub port: u16,
    /// The adapter that the class reaches; none if there is no network.
    pub adapter: Option<Adapter>,
    /// Other adapters that the machine has.
    pub others: Vec<Adapter>,
    /// Whether the port is another than the wanted one.
    pub moved: bool,
}

impl Door {
    /// The address at which the class joins.
    #[must_use]
    pub fn address(&self) -> String {
        let ip = self.adapter.as_ref().map_or(Ipv4Addr::LOCALHOST, |adapter| adapter.ip);
        format!("http://{ip}:{}/", self.port)
    }

    /// The address at which the teacher opens the console on this machine.
    #[must_use]
    pub fn console(&self, token: &str) -> String {
        format!("http://127.0.0.1:{}/teacher?k={token}", self.port)
    }

    /// The address with the code of the class in it, and its picture.
    pub(super) fn to_scan(&self, code: &str) -> Option<(String, String)> {
        let address = format!("{}?c={code}", self.address());
        Some((self.address(), qr(&address)?))
    }

    /// What there is to tell of the network, in sentences.
    fn notes(&self, words: &Words) -> Vec<String> {
        let mut notes = Vec::new();
        match &self.adapter {
            None => notes.push(words.say("class-net-none")),
            Some(adapter) if adapter.ip.is_link_local() => {
                notes.push(words.say("class-net-link-local"));
            }
            Some(adapter) => {
                let name = (&adapter.name).into();
                notes.push(words.say_with("class-net-adapter", &[("name", name)]));
            }
        }
        if self.moved {
            notes.push(words.say_with("class-net-port", &[("port", self.port.to_string().into())]));
        }
        for other in &self.others {
            let args = [("name", (&other.name).into()), ("ip", other.ip.to_string().into())];
            notes.push(words.say_with("class-net-other", &args));
        }
        notes.push(words.say("class-net-plain"));
        notes
    }
}

/// What all requests share.
pub(super) struct App {
    pub(super) host: Host,
    pub(super) words: Words,
    pub(super) title: String,
    pub(super) door: RwLock<Door>,
    /// The newest stream of each member: an older one gives way.
    pub(super) streams: Mutex<BTreeMap<MemberId, watch::Sender<u64>>>,
    pub(super) connections: Connections,
    /// Whether another device than this machine has got through.
    pub(super) reached: AtomicBool,
}

impl App {
    pub(super) fn new(host: Host, words: Words, title: String, door: Door) -> Self {
        Self {
            host,
            words,
            title,
            door: RwLock::new(door),
            streams: Mutex::default(),
            connections: Connections::default(),
            reached: AtomicBool::new(false),
        }
    }

    pub(super) fn door(&self) -> Door {
        self.door.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes note of who has got through to this machine. Answers whether it is the machine
    /// itself.
    pub(super) fn came_from(&self, ip: IpAddr) -> bool {
        let door = self.door();
        let mut own = door.adapter.iter().chain(&door.others);
        let is_own = ip.is_loopback() || own.any(|one| IpAddr::V4(one.ip) == ip);
        if !is_own {
            self.reached.store(true, Ordering::Relaxed);
        }
        is_own
    }

    /// What there is to tell of the network, in sentences.
    pub(super) fn notes(&self) -> Vec<String> {
        let key = if self.reached.load(Ordering::Relaxed) {
            Phrase("class-net-reached")
        } else {
            Phrase("class-net-waiting")
        };
        let mut notes = self.door().notes(&self.words);
        notes.insert(0, self.words.phrase(key));
        notes
    }

    pub(super) fn set_door(&self, door: Door) {
        *self.door.write().unwrap_or_else(PoisonError::into_inner) = door;
    }
}
