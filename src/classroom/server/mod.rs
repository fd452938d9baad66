//! The server of a class: sockets, addresses, limits.
//!
//! It runs on a thread of its own and holds nothing of the class. It listens on the
//! adapter that the class can reach and on this machine itself, and on no other. Requests
//! for another host are refused, so that no page elsewhere can reach a class through a
//! browser; a form counts only if it comes from a page of this server.
//!
//! Everything is bounded: the length of a head and of a body, the time for both, and the
//! number of connections. A class may share one address, so nothing is bounded by address:
//! when there are too many connections, the one that was silent longest goes.

pub mod addresses;
mod answers;
mod connections;
mod guard;
mod live;
mod routes;

use std::collections::BTreeMap;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;

use self::addresses::{Adapter, adapters, qr};
use super::host::Host;
use super::ids::MemberId;
use super::session::Session;
use crate::words::Words;

/// How many ports are tried after the wanted one.
const MORE_PORTS: u16 = 20;

/// How often the addresses of the machine are looked at.
const LOOK: Duration = Duration::from_secs(3);

/// Where a class is to be served.
#[derive(Clone, Copy, Debug)]
pub struct Where {
    /// The only address to listen on besides this machine itself; the likeliest if none.
    pub bind: Option<IpAddr>,
    /// The wanted port; a further one, if that is taken.
    pub port: u16,
}

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
    fn to_scan(&self, code: &str) -> Option<(String, String)> {
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
struct App {
    host: Host,
    words: Words,
    title: String,
    door: RwLock<Door>,
    /// The newest stream of each member: an older one gives way.
    streams: Mutex<BTreeMap<MemberId, watch::Sender<u64>>>,
    connections: connections::Connections,
}

impl App {
    fn door(&self) -> Door {
        self.door.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set_door(&self, door: Door) {
        *self.door.write().unwrap_or_else(PoisonError::into_inner) = door;
    }
}

/// A class that is being served.
pub struct Served {
    /// Where it is served.
    pub door: Door,
    stop: watch::Sender<bool>,
    thread: JoinHandle<()>,
    class: JoinHandle<Session>,
}

impl Served {
    /// Ends the server; answers the class as it stood then.
    ///
    /// # Panics
    /// If a thread of it panicked.
    #[must_use]
    pub fn end(self) -> Session {
        self.stop.send_replace(true);
        self.thread.join().expect("the server does not panic");
        self.class.join().expect("the class does not panic")
    }

    /// Waits until the server ends by itself, which it never does.
    pub fn wait(self) {
        let _ = self.thread.join();
        let _ = self.class.join();
    }
}

/// Serves a class. `at` is the moment at which its lesson stands.
///
/// # Errors
/// If no port can be had.
pub fn serve(session: Session, at: u64, at_where: Where) -> io::Result<Served> {
    let words = session.words().clone();
    let title = session.scenario().head.title.clone();
    let (host, class) = Host::start(session, at)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (door, listeners) = runtime.block_on(open(at_where))?;
    let app = Arc::new(App {
        host,
        words,
        title,
        door: RwLock::new(door.clone()),
        streams: Mutex::default(),
        connections: connections::Connections::default(),
    });
    let (stop, stopped) = watch::channel(false);
    let thread = std::thread::Builder::new().name("server".to_owned()).spawn(move || {
        runtime.block_on(run(app, listeners, at_where, stopped));
        // Streams that are open do not hold up the end.
        runtime.shutdown_timeout(Duration::from_millis(100));
    })?;
    Ok(Served { door, stop, thread, class })
}

async fn run(
    app: Arc<App>,
    listeners: Vec<TcpListener>,
    at_where: Where,
    mut stopped: watch::Receiver<bool>,
) {
    let router = routes::router(&app);
    for listener in listeners {
        tokio::spawn(connections::accept(Arc::clone(&app), router.clone(), listener));
    }
    if at_where.bind.is_none() {
        tokio::spawn(follow(Arc::clone(&app), router));
    }
    let _ = stopped.wait_for(|stopped| *stopped).await;
}

/// The listeners for an address, and the door that they are.
async fn open(at_where: Where) -> io::Result<(Door, Vec<TcpListener>)> {
    let mut all = adapters();
    let adapter = match at_where.bind {
        None => (!all.is_empty()).then(|| all.remove(0)),
        Some(IpAddr::V4(ip)) if ip.is_unspecified() => (!all.is_empty()).then(|| all.remove(0)),
        Some(IpAddr::V4(ip)) => {
            let named = all.iter().position(|one| one.ip == ip).map(|index| all.remove(index));
            (!ip.is_loopback()).then(|| named.unwrap_or(Adapter { name: ip.to_string(), ip }))
        }
        Some(IpAddr::V6(_)) => None,
    };
    let mut ips = vec![at_where.bind.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST))];
    if at_where.bind.is_none() {
        ips.extend(adapter.iter().map(|adapter| IpAddr::V4(adapter.ip)));
    } else if !ips[0].is_unspecified() && !ips[0].is_loopback() {
        ips.push(IpAddr::V4(Ipv4Addr::LOCALHOST));
    }
    let mut failed = None;
    for step in 0..=MORE_PORTS {
        let Some(port) = at_where.port.checked_add(step) else { break };
        match listen(&ips, port).await {
            Ok((port, listeners)) => {
                let moved = step > 0;
                return Ok((Door { port, adapter, others: all, moved }, listeners));
            }
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => failed = Some(error),
            Err(error) => return Err(error),
        }
        // Any free port was asked for.
        if at_where.port == 0 {
            break;
        }
    }
    Err(failed.unwrap_or_else(|| io::ErrorKind::AddrInUse.into()))
}

/// A listener for each address, all on one port; 0 is any free one.
async fn listen(ips: &[IpAddr], port: u16) -> io::Result<(u16, Vec<TcpListener>)> {
    let mut port = port;
    let mut listeners = Vec::new();
    for ip in ips {
        let listener = TcpListener::bind(SocketAddr::new(*ip, port)).await?;
        port = listener.local_addr()?.port();
        listeners.push(listener);
    }
    Ok((port, listeners))
}

/// Follows the machine from one network to another: when its address changes, it listens on
/// the new one, and pages show that.
async fn follow(app: Arc<App>, router: axum::Router) {
    let mut listening: Option<Ipv4Addr> = app.door().adapter.map(|adapter| adapter.ip);
    loop {
        tokio::time::sleep(LOOK).await;
        let mut all = adapters();
        let mut door = app.door();
        let still = door.adapter.as_ref().is_some_and(|known| all.iter().any(|a| a == known));
        if still {
            all.retain(|one| Some(one) != door.adapter.as_ref());
            if door.others != all {
                app.set_door(Door { others: all, ..door });
            }
            continue;
        }
        let adapter = (!all.is_empty()).then(|| all.remove(0));
        if let Some(Adapter { ip, .. }) = &adapter
            && listening != Some(*ip)
        {
            match TcpListener::bind(SocketAddr::new(IpAddr::V4(*ip), door.port)).await {
                Ok(listener) => {
                    let app = Arc::clone(&app);
                    tokio::spawn(connections::accept(app, router.clone(), listener));
                    listening = Some(*ip);
                }
                Err(_) => continue,
            }
        }
        door.adapter = adapter;
        app.set_door(Door { others: all, ..door });
    }
}
