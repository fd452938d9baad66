//! A phone for tests: a small HTTP client that keeps its cookie, reads forms and sends them
//! as a browser without scripts does. The benchmarks use it too.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// An answer of the server.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) heads: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn head(&self, name: &str) -> Option<&str> {
        self.heads.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

/// A form of a page.
#[derive(Clone, Debug, Default)]
pub(crate) struct FormFound {
    pub(crate) action: String,
    /// Hidden fields, and the chosen options of selects.
    pub(crate) fields: Vec<(String, String)>,
    /// The choices of radio buttons that are open, by name.
    pub(crate) radios: Vec<(String, String)>,
    /// The buttons, as names and values.
    pub(crate) buttons: Vec<(String, String)>,
}

/// A device.
pub(crate) struct Phone {
    address: SocketAddr,
    link: Option<BufReader<TcpStream>>,
    pub(crate) cookie: String,
    /// Its own page.
    pub(crate) home: String,
    /// All bytes that came to it.
    pub(crate) seen: String,
    /// Whether they are kept.
    pub(crate) keeps: bool,
    /// The seats to which it writes.
    pub(crate) others: Vec<String>,
}

impl Phone {
    pub(crate) fn new(address: SocketAddr) -> Self {
        Self {
            address,
            link: None,
            cookie: String::new(),
            home: String::new(),
            seen: String::new(),
            keeps: false,
            others: Vec::new(),
        }
    }

    /// A device that has joined.
    pub(crate) fn joined(address: SocketAddr, code: &str) -> Self {
        let mut phone = Self::new(address);
        let answer = phone.post("/join", &[("code", code)]);
        assert_eq!(answer.status, 303, "{}", answer.body);
        phone.take(&answer);
        phone
    }

    /// Takes the cookie and the page that an answer gives.
    pub(crate) fn take(&mut self, answer: &Answer) {
        let cookie = answer.head("set-cookie").expect("a seat comes with a cookie");
        cookie.split(';').next().expect("it has a value").clone_into(&mut self.cookie);
        answer.head("location").expect("a seat has a page").clone_into(&mut self.home);
    }

    /// The beginning of a request, as browsers send it.
    pub(crate) fn request(&self, method: &str, path: &str) -> String {
        let cookie = &self.cookie;
        format!("{method} {path} HTTP/1.1\r\nhost: {}\r\ncookie: {cookie}\r\n", self.address)
    }

    pub(crate) fn get(&mut self, path: &str) -> Answer {
        let request = format!("{}\r\n", self.request("GET", path));
        self.send(&request)
    }

    /// Its own page.
    pub(crate) fn look(&mut self) -> String {
        let home = self.home.clone();
        self.get(&home).body
    }

    pub(crate) fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_as(path, fields, "")
    }

    /// As a script posts it.
    pub(crate) fn post_by_script(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_as(path, fields, "accept: application/json\r\n")
    }

    fn post_as(&mut self, path: &str, fields: &[(&str, &str)], heads: &str) -> Answer {
        let request = self.form_request(path, fields, heads);
        self.send(&request)
    }

    /// The request by which a script posts fields.
    pub(crate) fn posting(&self, path: &str, fields: &[(&str, &str)]) -> String {
        self.form_request(path, fields, "accept: application/json\r\n")
    }

    fn form_request(&self, path: &str, fields: &[(&str, &str)], heads: &str) -> String {
        let pairs: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", coded(name), coded(value)))
            .collect();
        let body = pairs.join("&");
        let length = body.len();
        let kind = "content-type: application/x-www-form-urlencoded";
        let head = self.request("POST", path);
        format!("{head}{heads}{kind}\r\ncontent-length: {length}\r\n\r\n{body}")
    }

    /// Sends a request whole and reads the answer. A connection that the server closed
    /// meanwhile is opened anew once.
    pub(crate) fn send(&mut self, request: &str) -> Answer {
        self.try_send(request)
            .or_else(|_| {
                self.link = None;
                self.try_send(request)
            })
            .expect("the server answers")
    }

    pub(crate) fn try_send(&mut self, request: &str) -> std::io::Result<Answer> {
        if self.link.is_none() {
            let stream = TcpStream::connect(self.address)?;
            stream.set_nodelay(true)?;
            stream.set_read_timeout(Some(Duration::from_secs(20)))?;
            self.link = Some(BufReader::new(stream));
        }
        let link = self.link.as_mut().expect("it was just opened");
        link.get_mut().write_all(request.as_bytes())?;
        let answer = read_answer(link)?;
        if answer.head("connection") == Some("close") {
            self.link = None;
        }
        if self.keeps {
            self.seen.push_str(&answer.body);
        }
        Ok(answer)
    }

    /// Sends a form of its page with a button and further fields.
    pub(crate) fn submit(
        &mut self,
        form: &FormFound,
        button: &(String, String),
        more: &[(String, String)],
    ) -> Answer {
        let mut fields: Vec<(&str, &str)> = Vec::new();
        for (name, value) in form.fields.iter().chain(more) {
            fields.push((name, value));
        }
        if !button.0.is_empty() {
            fields.push((&button.0, &button.1));
        }
        let action = form.action.clone();
        self.post(&action, &fields)
    }
}

fn read_answer(from: &mut BufReader<TcpStream>) -> std::io::Result<Answer> {
    let bad = || std::io::Error::from(std::io::ErrorKind::UnexpectedEof);
    let mut line = String::new();
    from.read_line(&mut line)?;
    let status = line.split(' ').nth(1).and_then(|code| code.parse().ok()).ok_or_else(bad)?;
    let mut fields = Vec::new();
    loop {
        let mut line = String::new();
        if from.read_line(&mut line)? == 0 {
            return Err(bad());
        }
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        fields.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let mut answer = Answer { status, heads: fields, body: String::new() };
    let length = answer.head("content-length").and_then(|n| n.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    from.read_exact(&mut body)?;
    answer.body = String::from_utf8_lossy(&body).into_owned();
    Ok(answer)
}

/// A text as it stands in a form that is sent.
fn coded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}

/// The value of an attribute of a tag; empty if it has none.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    let value = &tag[start..];
    let value = &value[..value.find('"')?];
    let plain = value.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">");
    Some(plain.replace("&amp;", "&"))
}

/// The tags of a name, each with what follows it.
fn tags<'a>(html: &'a str, name: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
    let start = format!("<{name}");
    html.match_indices(&start).map(|(at, _)| at).collect::<Vec<_>>().into_iter().filter_map(
        move |at| {
            let rest = &html[at..];
            let end = rest.find('>')?;
            Some((&rest[..=end], &rest[end + 1..]))
        },
    )
}

/// The forms of a page.
pub(crate) fn forms(html: &str) -> Vec<FormFound> {
    let mut found = Vec::new();
    for (tag, rest) in tags(html, "form") {
        let inside = &rest[..rest.find("</form>").unwrap_or(rest.len())];
        let mut form = FormFound {
            action: attribute(tag, "action").unwrap_or_default(),
            ..Default::default()
        };
        for (tag, _) in tags(inside, "input") {
            let name = attribute(tag, "name").unwrap_or_default();
            let value = attribute(tag, "value").unwrap_or_default();
            match attribute(tag, "type").as_deref() {
                Some("hidden") => form.fields.push((name, value)),
                Some("radio") if !tag.contains(" disabled") => form.radios.push((name, value)),
                _ => {}
            }
        }
        for (tag, rest) in tags(inside, "select") {
            let name = attribute(tag, "name").unwrap_or_default();
            let options = &rest[..rest.find("</select>").unwrap_or(rest.len())];
            let chosen = tags(options, "option").find(|(tag, _)| tag.contains(" selected"));
            let value = chosen.and_then(|(tag, _)| attribute(tag, "value")).unwrap_or_default();
            form.fields.push((name, value));
        }
        for (tag, _) in tags(inside, "button") {
            let name = attribute(tag, "name").unwrap_or_default();
            form.buttons.push((name, attribute(tag, "value").unwrap_or_default()));
        }
        found.push(form);
    }
    found
}

/// The form of a page that is sent to an address with this end.
pub(crate) fn form_to(html: &str, end: &str) -> Option<FormFound> {
    forms(html).into_iter().find(|form| form.action.ends_with(end))
}

/// A class that the program hosts.
pub(crate) struct Hosted {
    process: Child,
    /// Where it is.
    pub(crate) address: SocketAddr,
    /// The code of the class.
    pub(crate) code: String,
    /// The teacher's key.
    pub(crate) key: String,
}

impl Hosted {
    /// Has the program host *Two hundred rifles* in a folder.
    pub(crate) fn start(mut program: Command, folder: &Path, tables: u8) -> Self {
        program.args(["host", "kyakhta", "--bind", "127.0.0.1", "--port", "0", "--journal"]);
        program
            .arg(folder)
            .args(["--tables", &tables.to_string()])
            .stdin(Stdio::null())
            .stdout(Stdio::piped());
        let mut process = program.spawn().expect("the program starts");
        let said = BufReader::new(process.stdout.take().expect("it was piped"));
        let (mut code, mut console) = (String::new(), String::new());
        for line in said.lines().map_while(Result::ok) {
            if let Some((_, after)) = line.split_once(" with the code ") {
                after.trim().clone_into(&mut code);
            }
            if line.contains("/teacher?k=") {
                console = line;
                break;
            }
        }
        let (before, key) = console.split_once("/teacher?k=").unwrap_or_default();
        let address = before.rsplit("http://").next().unwrap_or_default();
        let address = address.parse().unwrap_or_else(|_| ([127, 0, 0, 1], 1).into());
        Self { process, address, code, key: key.trim().to_owned() }
    }

    /// The number of the process.
    pub(crate) fn process_id(&self) -> u32 {
        self.process.id()
    }

    /// Kills it.
    pub(crate) fn kill(mut self) {
        self.process.kill().expect("it runs");
        self.process.wait().expect("it ends");
    }
}

impl Drop for Hosted {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
