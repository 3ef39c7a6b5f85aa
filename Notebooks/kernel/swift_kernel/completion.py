"""Tab and Shift-Tab: what the language server says, as Jupyter wants to hear it."""

import re

from .language_server import LanguageServer
from .session import Session

WORD = re.compile(r"\w+")
NAME = re.compile(r"\b[^\W\d]\w*")


def text_with_imports(session: Session, code: str) -> str:
    """The cell after one line with the imports that it would get."""
    return session.imports(None, code, set()) + "\n" + code


def place(code: str, offset: int) -> tuple[int, int]:
    """Line and UTF-16 column, in the text with imports, of an offset in characters."""
    before = code[:offset]
    column = before.rpartition("\n")[2]
    return 1 + before.count("\n"), len(column.encode("utf-16-le")) // 2


async def complete(server: LanguageServer, session: Session, code: str, offset: int) -> dict:
    """Jupyter's answer to Tab: the names that begin as the word before the cursor does."""
    start = offset
    while start > 0 and WORD.fullmatch(code[start - 1]):
        start -= 1
    written = code[start:offset]
    text = text_with_imports(session, code)
    answer = await server.ask("textDocument/completion", text, *place(code, offset))
    items = answer.get("items", []) if isinstance(answer, dict) else []
    chosen = [item for item in items if item.get("filterText", item["label"]).startswith(written)]
    chosen.sort(key=lambda item: item.get("sortText", item["label"]))
    matches = [inserted(item) for item in chosen]
    kinds = [
        {"start": start, "end": offset, "text": inserted(item), "type": kind(item),
         "signature": item["label"] + (f" → {item['detail']}" if item.get("detail") else "")} for item in chosen]
    return {
        "status": "ok", "matches": list(dict.fromkeys(matches)), "cursor_start": start, "cursor_end": offset,
        "metadata": {"_jupyter_types_experimental": kinds},
    }


def inserted(item: dict) -> str:
    edit = item.get("textEdit") or {}
    return edit.get("newText") or item.get("insertText") or item["label"]


def kind(item: dict) -> str:
    names = {2: "method", 3: "function", 4: "constructor", 6: "variable", 7: "class", 8: "interface", 9: "module",
             10: "property", 13: "enum", 14: "keyword", 20: "enum member", 22: "struct", 25: "type parameter"}
    return names.get(item.get("kind", 0), "value")


async def inspect(server: LanguageServer, session: Session, code: str, offset: int) -> str | None:
    """The declaration and documentation of the name at the cursor, or of the call that the cursor is in."""
    text = text_with_imports(session, code)
    for position in candidates(code, offset):
        answer = await server.ask("textDocument/hover", text, *place(code, position))
        if isinstance(answer, dict) and answer.get("contents"):
            contents = answer["contents"]
            return contents["value"] if isinstance(contents, dict) else str(contents)
    return None


def candidates(code: str, offset: int) -> list[int]:
    """Where to look: the name under or before the cursor, then the name before the bracket around it."""
    found = [match.start() for match in NAME.finditer(code) if match.start() <= offset <= match.end()]
    depth = 0
    for index in range(min(offset, len(code)) - 1, -1, -1):
        depth += (code[index] in ")]}") - (code[index] in "([{")
        if depth < 0:
            found += [match.start() for match in NAME.finditer(code) if match.end() == index]
            break
    return found
