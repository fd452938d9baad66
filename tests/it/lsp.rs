//! The language server, as an editor meets it: a conversation over a connection in memory.

use std::collections::BTreeMap;
use std::path::Path;
use std::thread::JoinHandle;

use lsp_server::{Connection, Message, Notification, Request, RequestId};
use serde_json::{Value, json};

use crate::harness::{Folder, copy_folder, root};

/// A copy of the small whole scenario, and an editor that talks about it.
struct Editor {
    folder: Folder,
    client: Connection,
    server: Option<JoinHandle<std::io::Result<()>>>,
    next: i32,
    /// What was told of each file, by its name.
    told: BTreeMap<String, Vec<Value>>,
}

impl Editor {
    fn new() -> Self {
        let folder = Folder::new();
        copy_folder(&root().join("tests/it/fixtures/whole"), folder.path());
        let (server, client) = Connection::memory();
        let server = Some(std::thread::spawn(move || status_quo::lsp::serve(&server)));
        let mut editor = Self { folder, client, server, next: 0, told: BTreeMap::new() };
        let capabilities =
            json!({"textDocument": {"completion": {"completionItem": {"snippetSupport": true}}}});
        let answer = editor.ask("initialize", json!({ "capabilities": capabilities }));
        assert_eq!(answer["capabilities"]["hoverProvider"], true);
        editor.say("initialized", json!({}));
        editor
    }

    fn uri(&self, file: &str) -> String {
        format!("file://{}", self.folder.path().join(file).display())
    }

    fn text(&self, file: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(file)).expect("it can be read")
    }

    fn say(&self, method: &str, params: Value) {
        let message = Notification::new(method.to_owned(), params);
        self.client.sender.send(message.into()).expect("the server listens");
    }

    /// Asks and waits for the answer; what is told meanwhile is kept.
    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.next += 1;
        let id = RequestId::from(self.next);
        let message = Request::new(id.clone(), method.to_owned(), params);
        self.client.sender.send(message.into()).expect("the server listens");
        loop {
            match self.client.receiver.recv().expect("the server answers") {
                Message::Response(response) if response.id == id => {
                    let value = serde_json::to_value(&response).expect("it is a value");
                    return value.get("result").cloned().unwrap_or_else(|| value["error"].clone());
                }
                Message::Notification(told) if told.method == "textDocument/publishDiagnostics" => {
                    let uri = told.params["uri"].as_str().unwrap_or_default();
                    let file =
                        Path::new(uri).file_name().expect("a file").to_string_lossy().into_owned();
                    let list = told.params["diagnostics"].as_array().cloned().unwrap_or_default();
                    self.told.insert(file, list);
                }
                _ => {}
            }
        }
    }

    /// Shows the server a text; answers what it says of that file.
    fn write(&mut self, file: &str, text: &str) -> Vec<Value> {
        let document =
            json!({"uri": self.uri(file), "languageId": "ron", "version": 1, "text": text});
        self.say("textDocument/didOpen", json!({ "textDocument": document }));
        // Any request is answered after the check.
        let _ = self
            .ask("textDocument/documentSymbol", json!({"textDocument": {"uri": self.uri(file)}}));
        self.told.get(file).cloned().unwrap_or_default()
    }

    fn about(&mut self, method: &str, file: &str, position: &Value) -> Value {
        let uri = self.uri(file);
        self.ask(method, json!({"textDocument": {"uri": uri}, "position": position, "context": {"includeDeclaration": true, "triggerKind": 1}}))
    }

    /// The labels of the completions at the end of what is written there.
    fn completions(&mut self, file: &str, text: &str, what: &str) -> Vec<String> {
        self.write(file, text);
        let position = after(text, what);
        let answer = self.about("textDocument/completion", file, &position);
        let items = answer.as_array().cloned().unwrap_or_default();
        items.iter().map(|item| item["label"].as_str().expect("a label").to_owned()).collect()
    }
}

/// The position after the first occurrence of a text, in UTF-16 units.
fn after(text: &str, what: &str) -> Value {
    let offset = text.find(what).unwrap_or_else(|| panic!("`{what}` is not there")) + what.len();
    let before = &text[..offset];
    let line = before.matches('\n').count();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    json!({"line": line, "character": before[start..].encode_utf16().count()})
}

impl Drop for Editor {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        let _ = self.ask("shutdown", Value::Null);
        self.say("exit", Value::Null);
        let server = self.server.take().expect("it runs until now");
        server.join().expect("the server did not panic").expect("the editor kept to the protocol");
    }
}

#[test]
fn findings_come_with_their_place_and_fix_and_go_when_mended() {
    let mut editor = Editor::new();
    let good = editor.text("items.ron");
    assert_eq!(editor.write("items.ron", &good), Vec::<Value>::new());
    let wrong = good.replace("seat: \"south\"", "seat: \"sooth\"");
    let told = editor.write("items.ron", &wrong);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0]["code"], "unknown-name");
    assert_eq!(told[0]["severity"], 1);
    let place = after(&wrong, "seat: \"sooth");
    assert_eq!(told[0]["range"]["end"], place);
    let params = json!({
        "textDocument": {"uri": editor.uri("items.ron")}, "range": told[0]["range"], "context": {"diagnostics": []}
    });
    let actions = editor.ask("textDocument/codeAction", params);
    let change = &actions[0]["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"]["uri"], editor.uri("items.ron"));
    let edit = &change["edits"][0];
    assert_eq!((&edit["newText"], &edit["range"]), (&json!("south"), &told[0]["range"]));
    assert_eq!(editor.write("items.ron", &good), Vec::<Value>::new());
}

#[test]
fn a_finding_in_another_file_of_the_pack_is_told_too() {
    let mut editor = Editor::new();
    let place = "(place: \"border\", name: \"The border\"),";
    let wrong = editor.text("powers.ron").replace(place, "");
    editor.write("powers.ron", &wrong);
    assert!(
        editor.told["items.ron"].iter().any(|d| d["code"] == "unknown-name"),
        "{:?}",
        editor.told
    );
    editor.say("textDocument/didClose", json!({"textDocument": {"uri": editor.uri("powers.ron")}}));
    let good = editor.text("seats.ron");
    editor.write("seats.ron", &good);
    assert_eq!(editor.told["items.ron"], Vec::<Value>::new());
}

#[test]
fn columns_count_as_editors_do_beside_wide_and_rare_signs() {
    let mut editor = Editor::new();
    let wrong = editor
        .text("items.ron")
        .replace("title: \"The note\"", "title: \"𠀀照会 Ноот\", titel: \"x\"");
    let told = editor.write("items.ron", &wrong);
    assert_eq!(told[0]["code"], "unknown-field", "{told:?}");
    let end = after(&wrong, "titel");
    assert_eq!(told[0]["range"]["end"], end);
}

#[test]
fn names_fields_and_words_are_completed() {
    let mut editor = Editor::new();
    let text = editor.text("items.ron");
    let seats = text.replace("seat: \"south\"", "seat: \"\"");
    assert_eq!(editor.completions("items.ron", &seats, "seat: \""), ["north", "south"]);
    let values = text.replace("set(\"answer\", \"given\")", "set(\"answer\", \"\")");
    let all = editor.completions("items.ron", &values, "set(\"answer\", \"");
    assert!(all.contains(&"given".to_owned()) && !all.contains(&"north".to_owned()), "{all:?}");
    let words = text.replace("tag: documented", "tag: d");
    assert_eq!(
        editor.completions("items.ron", &words, "tag: d"),
        ["documented", "historiography", "counterfactual"]
    );
    let nothing = text.replace("seat: \"south\"", "seat: ");
    assert_eq!(editor.completions("items.ron", &nothing, "seat: "), ["north", "south"]);
    let effects = text.replace("effects: [set(\"answer\", \"given\")]", "effects: [s]");
    let all = editor.completions("items.ron", &effects, "effects: [s");
    assert!(all.contains(&"set".to_owned()) && all.contains(&"recognise".to_owned()), "{all:?}");
    let fields = text.replace("id: \"reply\",", "id: \"reply\", q");
    let all = editor.completions("items.ron", &fields, "id: \"reply\", q");
    assert_eq!(all, ["when"], "the other fields are there already");
    let fresh = text.replace("items: [", "items: [(),");
    let all = editor.completions("items.ron", &fresh, "items: [(");
    assert!(
        ["id", "date", "record", "conference"].iter().all(|f| all.contains(&(*f).to_owned())),
        "{all:?}"
    );
}

#[test]
fn names_lead_to_their_definitions_and_back() {
    let mut editor = Editor::new();
    let text = editor.text("items.ron");
    editor.write("items.ron", &text);
    let position = after(&text, "seat: \"so");
    let found = editor.about("textDocument/definition", "items.ron", &position);
    assert_eq!(found["uri"], editor.uri("seats.ron"));
    let seats = editor.text("seats.ron");
    let end = after(&seats, "id: \"south");
    assert_eq!(found["range"]["end"], end);
    let mentions = editor.about("textDocument/references", "items.ron", &position);
    assert!(mentions.as_array().expect("a list").len() > 1, "{mentions}");
    let hover = editor.about("textDocument/hover", "items.ron", &position);
    assert!(
        hover["contents"]["value"].as_str().expect("a text").contains("seat `south`"),
        "{hover}"
    );
    let position = after(&text, "confiden");
    let hover = editor.about("textDocument/hover", "items.ron", &position);
    assert!(hover["contents"]["value"].as_str().expect("a text").contains("How sure"), "{hover}");
}

#[test]
fn what_is_off_is_refused_and_the_conversation_goes_on() {
    let mut editor = Editor::new();
    let answer = editor.ask("workspace/executeCommand", json!({"command": "x"}));
    assert!(answer["message"].as_str().expect("a text").contains("not served"), "{answer}");
    let answer = editor.ask("textDocument/hover", json!({"nonsense": 1}));
    assert!(answer["code"].is_number(), "{answer}");
    let answer =
        editor.about("textDocument/hover", "nowhere.ron", &json!({"line": 900, "character": 900}));
    assert!(answer.is_null());
    let torn = "((((\"";
    assert!(!editor.write("items.ron", torn).is_empty());
    for line in 0..3 {
        let position = json!({"line": line, "character": 7});
        for method in ["textDocument/completion", "textDocument/hover", "textDocument/definition"] {
            let _ = editor.about(method, "items.ron", &position);
        }
    }
}

/// Other people's RON is none of its business.
#[test]
fn files_that_belong_to_no_pack_are_left_alone() {
    let mut editor = Editor::new();
    std::fs::remove_file(editor.folder.file("scenario.ron")).expect("it can be removed");
    assert_eq!(editor.write("items.ron", "(x: 1,, y: 2)"), Vec::<Value>::new());
    assert!(editor.told.is_empty());
}

/// Each name that the shipped scenarios mention is found where it is defined.
#[test]
fn every_name_of_the_scenarios_leads_to_its_definition() {
    use status_quo::scenario::draft::Sort;
    use status_quo::scenario::index::NameIndex;
    use status_quo::scenario::library::read_folder;
    use status_quo::scenario::sources::Sources;

    let folders =
        ["scenarios/kyakhta", "scenarios/knocking-at-the-door", "tests/it/fixtures/table-of-three"];
    for folder in folders {
        let pack = read_folder(&root().join(folder)).expect("it can be read");
        let index = NameIndex::new(&Sources::new(&pack));
        assert!(index.mentions.len() > 100 && index.definitions.len() > 30, "{folder}");
        let elsewhere =
            [Sort::MapPlace, Sort::MapRegion, Sort::MapRailway, Sort::MapLine, Sort::OutcomeValue];
        for mention in index.mentions.iter().filter(|m| !elsewhere.contains(&m.sort)) {
            assert!(index.definition(mention).is_some(), "{folder}: {mention:?}");
        }
    }
}

/// The program itself speaks over stdin and stdout and ends when told to.
#[test]
fn the_program_serves_over_stdin_and_stdout() {
    use std::io::Write;
    use std::process::Stdio;

    let home = Folder::new();
    let mut child = crate::harness::program(&home)
        .arg("lsp")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = child.stdin.take().expect("it was asked for");
    for message in [
        json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}),
        json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}),
        json!({"jsonrpc": "2.0", "id": 2, "method": "shutdown"}),
        json!({"jsonrpc": "2.0", "method": "exit"}),
    ] {
        let text = message.to_string();
        write!(input, "Content-Length: {}\r\n\r\n{text}", text.len()).expect("it listens");
    }
    drop(input);
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{output:?}");
    let said = crate::harness::text(&output.stdout);
    assert!(said.contains("completionProvider") && said.contains("\"id\":2"), "{said}");
}

/// Another id for a thing is one change over all files; what cannot be is said.
#[test]
fn a_thing_is_renamed_from_where_it_is_mentioned() {
    let mut editor = Editor::new();
    let text = editor.text("items.ron");
    editor.write("items.ron", &text);
    let position = after(&text, "seat: \"so");
    let may = editor.about("textDocument/prepareRename", "items.ron", &position);
    assert_eq!(may["placeholder"], "south");
    let params = |editor: &Editor, new: &str| {
        json!({
            "textDocument": {"uri": editor.uri("items.ron")}, "position": position, "newName": new
        })
    };
    let asked = params(&editor, "sunny");
    let edit = editor.ask("textDocument/rename", asked);
    let files = edit["documentChanges"].as_array().expect("a list").clone();
    let named: Vec<&str> =
        files.iter().filter_map(|file| file["textDocument"]["uri"].as_str()).collect();
    assert!(named.len() >= 2 && named.iter().any(|uri| uri.ends_with("seats.ron")), "{named:?}");
    let edits = files.iter().flat_map(|file| file["edits"].as_array().expect("a list"));
    assert!(edits.clone().all(|edit| edit["newText"] == "sunny"), "{files:?}");
    let asked = params(&editor, "north");
    let refused = editor.ask("textDocument/rename", asked);
    assert!(refused["message"].as_str().expect("a text").contains("already"), "{refused}");
    let asked = params(&editor, "The South");
    let refused = editor.ask("textDocument/rename", asked);
    assert!(refused["message"].as_str().expect("a text").contains("is no id"), "{refused}");
}

/// Needed fields come before the others, and a list of items offers whole ones.
#[test]
fn needed_fields_come_first_and_whole_items_are_offered() {
    let mut editor = Editor::new();
    let text = editor.text("items.ron");
    let fresh = text.replace("items: [", "items: [(),");
    let all = editor.completions("items.ron", &fresh, "items: [(");
    let place = |name: &str| all.iter().position(|field| field == name).expect("it is offered");
    let needed = ["id", "title", "date", "place", "briefing", "record"];
    let last = needed.iter().map(|name| place(name)).max().expect("there are some");
    for other in ["when", "private", "known_to", "src", "point"] {
        assert!(place(other) > last, "{other} comes before a needed field: {all:?}");
    }
    let fresh = text.replace("items: [", "items: [ ,");
    let all = editor.completions("items.ron", &fresh, "items: [");
    for kind in ["decision", "conference", "event"] {
        assert!(all.contains(&kind.to_owned()), "{all:?}");
    }
}
