//! The server of a class: sockets, addresses, limits.
//!
//! It runs on a thread of its own and holds nothing of the class. It listens on the
//! adapter that the class can reach and on this machine itself, and on no other. Requests
//! for another host are refused, so that no page elsewhere can reach a class through a
//! browser; a form counts only if it comes from a page of this server.
//!
//! Everything is bounded: the length of a head and of a body, the time for both, and the
//! number of connections. A class may share one address, so nothing is bounded by address:
//! when there are too many connections, the oldest goes over which no token came that holds.

pub mod addresses;
mod answers;
mod app;
mod connections;
mod guard;
mod live;
mod open_connections;
mod routes;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;

use self::addresses::{Adapter, adapters};
use self::app::App;
pub use self::app::Door;
use super::host::Host;
use super::session::Session;

/// How many ports are tried after the wanted one.
const MORE_PORTS: u16 = 20;

/// How often the addresses of the machine are looked at.
const LOOK: Duration = Duration::from_secs(3);

/// Where a class is to be served.
#[derive(Clone, Copy, Debug)]
pub struct Where {
    /// The only address to listen on besides this machine itself; the likeliest if none.
    pub bind: Option<Ipv4Addr>,
    /// The wanted port; a further one, if that is taken.
    pub port: u16,
}

/// A class that is being served.
pub struct Served {
    app: Arc<App>,
    stop: watch::Sender<bool>,
    thread: JoinHandle<()>,
    class: JoinHandle<Session>,
}

impl Served {
    /// Where it is served now.
    #[must_use]
    pub fn door(&self) -> Door {
        self.app.door()
    }

    /// What there is to tell of the network, in sentences.
    #[must_use]
    pub fn notes(&self) -> Vec<String> {
        self.app.notes()
    }

    /// The thread that holds the class.
    #[must_use]
    pub fn host(&self) -> &Host {
        &self.app.host
    }

    /// Ends the server; answers the class as it stood then.
    ///
    /// # Panics
    /// If a thread of it panicked.
    #[must_use]
    pub fn end(self) -> Session {
        let Self { app, stop, thread, class } = self;
        stop.send_replace(true);
        thread.join().expect("the server does not panic");
        // The class ends with the last handle to it.
        drop(app);
        class.join().expect("the class does not panic")
    }

    /// Waits until the server ends by itself, which it never does.
    pub fn wait(self) {
        let Self { app, thread, class, .. } = self;
        let _ = thread.join();
        drop(app);
        let _ = class.join();
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
    let app = Arc::new(App::new(host, words, title, door));
    let (stop, stopped) = watch::channel(false);
    let shared = Arc::clone(&app);
    let thread = std::thread::Builder::new().name("server".to_owned()).spawn(move || {
        runtime.block_on(run(shared, listeners, at_where, stopped));
        // Streams that are open do not hold up the end.
        runtime.shutdown_timeout(Duration::from_millis(100));
    })?;
    Ok(Served { app, stop, thread, class })
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
        Some(ip) if ip.is_unspecified() => (!all.is_empty()).then(|| all.remove(0)),
        Some(ip) => {
            let named = all.iter().position(|one| one.ip == ip).map(|index| all.remove(index));
            (!ip.is_loopback()).then(|| named.unwrap_or(Adapter { name: ip.to_string(), ip }))
        }
    };
    let mut ips = vec![at_where.bind.unwrap_or(Ipv4Addr::LOCALHOST)];
    if at_where.bind.is_none() {
        ips.extend(adapter.iter().map(|adapter| adapter.ip));
    } else if !ips[0].is_unspecified() && !ips[0].is_loopback() {
        ips.push(Ipv4Addr::LOCALHOST);
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
async fn listen(ips: &[Ipv4Addr], port: u16) -> io::Result<(u16, Vec<TcpListener>)> {
    let mut port = port;
    let mut listeners = Vec::new();
    for ip in ips {
        let listener = TcpListener::bind(SocketAddr::from((*ip, port))).await?;
        port = listener.local_addr()?.port();
        listeners.push(listener);
    }
    Ok((port, listeners))
}

/// Follows the machine from one network to another: when its address changes, it listens on
/// the new one, and pages show that.
async fn follow(app: Arc<App>, router: axum::Router) {
    // A listener stays with its address, for when the machine comes back to it.
    let mut listening: Vec<Ipv4Addr> =
        app.door().adapter.into_iter().map(|adapter| adapter.ip).collect();
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
            && !listening.contains(ip)
        {
            match TcpListener::bind(SocketAddr::from((*ip, door.port))).await {
                Ok(listener) => {
                    let app = Arc::clone(&app);
                    tokio::spawn(connections::accept(app, router.clone(), listener));
                    listening.push(*ip);
                }
                Err(_) => continue,
            }
        }
        door.adapter = adapter;
        app.set_door(Door { others: all, ..door });
    }
}
