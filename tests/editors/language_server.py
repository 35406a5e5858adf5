"""A tiny client of the Language Server Protocol: it asks a server what an editor would."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import Any

_SECONDS_AT_MOST = 60


class LanguageServer:
    """A server that runs, with one folder open."""

    def __init__(
        self, process: subprocess.Popen[bytes], folder: Path, settings: Mapping[str, Any]
    ) -> None:
        self._process = process
        self._settings = settings
        self._asked = self._version = 0
        self._complaints: dict[str, Sequence[Any]] = {}
        root = folder.as_uri()
        self._folder = folder
        can = {"workspace": {"configuration": True}, "textDocument": {"hover": {}}}
        said = {"processId": None, "rootUri": root, "capabilities": can}
        folders = [{"uri": root, "name": folder.name}]
        self.ask("initialize", {**said, "workspaceFolders": folders})
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": settings})

    def open(self, path: str, text: str) -> Sequence[Any]:
        """Open a file with a text, or give it this text; tell what the server says of it."""
        uri = self.uri(path)
        is_open = self._complaints.pop(uri, None) is not None
        self._version += 1
        document = {"uri": uri, "version": self._version}
        if is_open:
            change = {"textDocument": document, "contentChanges": [{"text": text}]}
            self._tell("textDocument/didChange", change)
        else:
            new = {**document, "languageId": "yaml", "text": text}
            self._tell("textDocument/didOpen", {"textDocument": new})
        while uri not in self._complaints:
            self._take(self._read())
        return self._complaints[uri]

    def at(self, method: str, path: str, line: int, character: int) -> Any:
        """Ask about a place, with lines and characters from 0 as the protocol has them."""
        place = {"line": line, "character": character}
        return self.ask(method, {"textDocument": {"uri": self.uri(path)}, "position": place})

    def uri(self, path: str) -> str:
        return (self._folder / path).as_uri()

    def ask(self, method: str, params: Any) -> Any:
        """Send a request; give its result."""
        self._asked += 1
        self._send({"id": self._asked, "method": method, "params": params})
        while True:
            message = self._read()
            if message.get("id") == self._asked and "method" not in message:
                assert "error" not in message, message["error"]
                return message["result"]
            self._take(message)

    def _tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def _take(self, message: Mapping[str, Any]) -> None:
        """Keep what the server says by itself, and answer what it asks."""
        if message.get("method") == "textDocument/publishDiagnostics":
            told = message["params"]
            self._complaints[told["uri"]] = told["diagnostics"]
        elif "id" in message and "method" in message:
            self._send({"id": message["id"], "result": self._answer(message)})

    def _answer(self, message: Mapping[str, Any]) -> Any:
        if message["method"] != "workspace/configuration":
            return None
        sections = [each["section"] for each in message["params"]["items"]]
        return [self._settings.get(section) for section in sections]

    def _send(self, message: Mapping[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _read(self) -> Mapping[str, Any]:
        assert self._process.stdout is not None
        size = 0
        while (line := self._process.stdout.readline()).strip():
            if line.lower().startswith(b"content-length:"):
                size = int(line.partition(b":")[2])
        assert size, "the server has ended, or took too long"
        message: Mapping[str, Any] = json.loads(self._process.stdout.read(size))
        return message


@contextmanager
def language_server(
    program: str, folder: Path, settings: Mapping[str, Any]
) -> Iterator[LanguageServer]:
    """Run a server over its standard streams for a while; it is killed when it takes too long."""
    process = subprocess.Popen(
        [program, "--stdio"],
        cwd=folder,
        env={name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    timer = Timer(_SECONDS_AT_MOST, process.kill)
    timer.start()
    try:
        yield LanguageServer(process, folder, settings)
    finally:
        timer.cancel()
        process.kill()
        process.communicate()
