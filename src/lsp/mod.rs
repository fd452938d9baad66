//! The language server: findings, completion and the rest for an editor.
//!
//! The server reads the packs around the open files and answers from the same checker,
//! schema and index as everything else. It never writes a file: fixes are edits that the
//! editor makes.

mod answers;
mod complete;
mod places;
mod workspace;

use std::io;

use lsp_server::{Connection, ErrorCode, Message, Notification, Request, Response};
use lsp_types::notification::{
    DidChangeTextDocument, DidChangeWatchedFiles, DidCloseTextDocument, DidOpenTextDocument,
    DidSaveTextDocument, Notification as _, PublishDiagnostics,
};
use lsp_types::request::{
    CodeActionRequest, Completion, DocumentSymbolRequest, GotoDefinition, HoverRequest,
    PrepareRenameRequest, References, Rename, Request as _,
};
use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CompletionOptions,
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    HoverProviderCapability, InitializeParams, OneOf, PublishDiagnosticsParams, RenameOptions,
    ServerCapabilities, TextDocumentSyncCapability, TextDocumentSyncKind, WorkDoneProgressOptions,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

use self::workspace::Workspace;
use crate::system;

/// Serves over stdin and stdout until the editor says goodbye.
///
/// # Errors
/// If the editor does not keep to the protocol, or goes away in the middle.
pub fn serve_stdio() -> io::Result<()> {
    // The library begins three threads, and knows no way but a panic to say that it got none.
    if system::gives_threads(3).is_err() {
        let why = "the system gives no more threads; close other programs, or raise the limit";
        return Err(io::Error::other(why));
    }
    let (connection, threads) = Connection::stdio();
    serve(&connection)?;
    // The threads end when the connection does.
    drop(connection);
    threads.join().map_err(system::Unwritten::error)
}

/// Serves one connection until the editor says goodbye.
///
/// # Errors
/// As [`serve_stdio`].
pub fn serve(connection: &Connection) -> io::Result<()> {
    let off = |error: lsp_server::ProtocolError| {
        io::Error::other(if error.channel_is_disconnected() {
            "the editor went away, or what came in is no message of the language server protocol; `lsp` is started by an editor, not by hand"
        } else {
            "the editor does not keep to the language server protocol"
        })
    };
    let capabilities = serde_json::to_value(capabilities()).expect("capabilities are plain values");
    let given = connection.initialize(capabilities).map_err(off)?;
    let given: InitializeParams = serde_json::from_value(given).unwrap_or_default();
    let completion =
        given.capabilities.text_document.and_then(|t| t.completion).and_then(|c| c.completion_item);
    let mut server = Server {
        connection,
        workspace: Workspace::default(),
        snippets: completion.and_then(|item| item.snippet_support).unwrap_or(false),
    };
    while let Ok(message) = connection.receiver.recv() {
        match message {
            Message::Request(request) => {
                if connection.handle_shutdown(&request).map_err(off)? {
                    return Ok(());
                }
                // What was typed meanwhile counts for the answer.
                server.publish();
                let answer = server.answer(request);
                server.send(answer.into());
            }
            Message::Notification(notification) => server.take(notification),
            Message::Response(_) => {}
        }
        // While more has come in, checking can wait.
        if connection.receiver.is_empty() {
            server.publish();
        }
    }
    Ok(())
}

fn capabilities() -> ServerCapabilities {
    ServerCapabilities {
        text_document_sync: Some(TextDocumentSyncCapability::Kind(TextDocumentSyncKind::FULL)),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(["\"", ":", "(", "[", " "].map(str::to_owned).to_vec()),
            ..CompletionOptions::default()
        }),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        rename_provider: Some(OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        })),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]),
            ..CodeActionOptions::default()
        })),
        ..ServerCapabilities::default()
    }
}

struct Server<'c> {
    connection: &'c Connection,
    workspace: Workspace,
    /// Whether the editor takes completions with places to fill in.
    snippets: bool,
}

impl Server<'_> {
    fn send(&self, message: Message) {
        // An editor that has gone away is noticed by the next receive.
        let _ = self.connection.sender.send(message);
    }

    /// Checks the packs that changed and tells the editor what is wrong.
    fn publish(&mut self) {
        for (uri, diagnostics) in self.workspace.check() {
            let params = PublishDiagnosticsParams { uri, diagnostics, version: None };
            self.send(Notification::new(PublishDiagnostics::METHOD.to_owned(), params).into());
        }
    }

    fn take(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
        match method.as_str() {
            DidOpenTextDocument::METHOD => {
                if let Ok(params) = serde_json::from_value::<DidOpenTextDocumentParams>(params) {
                    self.workspace.open(&params.text_document.uri, params.text_document.text);
                }
            }
            DidChangeTextDocument::METHOD => {
                if let Ok(params) = serde_json::from_value::<DidChangeTextDocumentParams>(params)
                    && let Some(change) = params.content_changes.into_iter().next_back()
                {
                    self.workspace.open(&params.text_document.uri, change.text);
                }
            }
            DidCloseTextDocument::METHOD => {
                if let Ok(params) = serde_json::from_value::<DidCloseTextDocumentParams>(params) {
                    self.workspace.close(&params.text_document.uri);
                }
            }
            DidSaveTextDocument::METHOD | DidChangeWatchedFiles::METHOD => {
                self.workspace.look_again();
            }
            _ => {}
        }
    }

    fn answer(&self, request: Request) -> Response {
        let Request { id, method, params } = request;
        let result = match method.as_str() {
            Completion::METHOD => {
                with(params, |p| complete::completion(&self.workspace, &p, self.snippets))
            }
            HoverRequest::METHOD => with(params, |p| answers::hover(&self.workspace, &p)),
            GotoDefinition::METHOD => with(params, |p| answers::definition(&self.workspace, &p)),
            References::METHOD => with(params, |p| answers::references(&self.workspace, &p)),
            DocumentSymbolRequest::METHOD => {
                with(params, |p| answers::symbols(&self.workspace, &p))
            }
            PrepareRenameRequest::METHOD => {
                with(params, |p| answers::may_rename(&self.workspace, &p))
            }
            Rename::METHOD => match serde_json::from_value(params) {
                Ok(params) => match answers::rename(&self.workspace, &params) {
                    Ok(edit) => serde_json::to_value(edit),
                    Err(why) => {
                        return Response::new_err(id, ErrorCode::RequestFailed as i32, why);
                    }
                },
                Err(error) => Err(error),
            },
            CodeActionRequest::METHOD => with(params, |p| answers::actions(&self.workspace, &p)),
            _ => {
                let text = format!("`{method}` is not served here");
                return Response::new_err(id, ErrorCode::MethodNotFound as i32, text);
            }
        };
        let Ok(value) = result else {
            let text = format!("what `{method}` asks for is not understood");
            return Response::new_err(id, ErrorCode::InvalidParams as i32, text);
        };
        Response::new_ok(id, value)
    }
}

/// Reads the parameters of a request and writes the answer as a value.
fn with<P: DeserializeOwned, R: Serialize>(
    params: serde_json::Value,
    answer: impl FnOnce(P) -> R,
) -> Result<serde_json::Value, serde_json::Error> {
    serde_json::to_value(answer(serde_json::from_value(params)?))
}
