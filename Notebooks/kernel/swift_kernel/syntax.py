"""What a cell says, read from the compiler's own parser: imports, names, awaited items, the last expression."""

import json
import re
import subprocess
from dataclasses import dataclass, field

from .settings import LANGUAGE_ARGUMENTS
from .tokens import assignment_offset, token_end

# How `import KIND Module.name` calls what each kind of declaration makes.
IMPORT_KINDS = {
    "var_decl": "var", "func_decl": "func", "struct_decl": "struct", "class_decl": "class",
    "enum_decl": "enum", "protocol": "protocol", "protocol_decl": "protocol", "typealias": "typealias",
    "typealias_decl": "typealias",
}
SCOPES = {"closure_expr", "func_decl", "accessor_decl", "constructor_decl", "destructor_decl", "subscript_decl",
          "struct_decl", "class_decl", "enum_decl", "extension_decl", "protocol", "protocol_decl"}
WAIT = "try NotebookSupport._wait { "
SHOW = "NotebookSupport._showResult("


class UnsupportedCell(Exception):
    """A cell that Swift would take at the top level of a program, and the kernel cannot."""

    def __init__(self, offset: int, message: str):
        super().__init__(message)
        self.offset = offset
        self.message = message


@dataclass
class CellSyntax:
    """The imports and names of a cell, and the insertions (by byte offset) that make it run in a notebook."""

    imports: list[str] = field(default_factory=list)
    declarations: list[tuple[str, str]] = field(default_factory=list)
    waits: list[tuple[int, str]] = field(default_factory=list)
    result: int | None = None

    def text(self, source: bytes, shows_result: bool) -> bytes:
        """The cell with its insertions: no line is added before the last, so line numbers stay the cell's own."""
        insertions = list(self.waits)
        if shows_result and self.result is not None:
            # Of two at one place, the call that shows goes outside the one that waits.
            insertions.insert(0, (self.result, SHOW))
            source += b"\n)"
        for offset, inserted in reversed(sorted(insertions, key=lambda insertion: insertion[0])):
            source = source[:offset] + inserted.encode() + source[offset:]
        return source


def parse(compiler: str, path: str, source: bytes) -> CellSyntax | None:
    """The syntax of the cell stored at a path, or nothing where the compiler will explain its errors."""
    answer = subprocess.run(
        [compiler, "-frontend", "-dump-parse", "-dump-ast-format", "json", *LANGUAGE_ARGUMENTS, path],
        capture_output=True, check=False)
    if answer.returncode != 0:
        return None
    return read(json.loads(answer.stdout).get("items", []), source)


def read(items: list[dict], source: bytes) -> CellSyntax:
    syntax = CellSyntax()
    for item in items:
        kind = item["_kind"]
        if kind == "import_decl":
            syntax.imports.append(import_statement(item))
        elif kind in IMPORT_KINDS:
            name = declared_name(item)
            if name:
                syntax.declarations.append((IMPORT_KINDS[kind], name))
        if any(attribute["_kind"] == "async_attr" for attribute in item.get("attrs", [])):
            raise UnsupportedCell(
                item["range"]["start"], "“async let” cannot stand at the top level of a cell; put it into a function")
    code = [item for item in items if item["_kind"] == "top_level_code_decl"]
    for item in code:
        if awaits(item["body"], source):
            syntax.waits += wait_insertions(item, source)
    if code and is_last(code[-1], items):
        syntax.result = result_offset(code[-1])
    return syntax


def import_statement(item: dict) -> str:
    kind = f"{item['kind']} " if item.get("access_path") else ""
    return f"import {kind}" + ".".join(item["module_path"] + item.get("access_path", []))


def declared_name(item: dict) -> str | None:
    base = item["name"]["base_name"]
    private = any(
        attribute.get("access_level") in ("private", "fileprivate") for attribute in item.get("attrs", []))
    return None if private or base.get("is_operator") or "name" not in base else base["name"]


def is_last(item: dict, items: list[dict]) -> bool:
    return all(other["range"]["start"] <= item["range"]["start"] for other in items)


def result_offset(item: dict) -> int | None:
    """Where the last expression begins; a semicolon after it says not to show it, as elsewhere in Jupyter."""
    element = item["body"]["elements"][-1]
    is_assignment = any(part["_kind"] == "assign_expr" for part in element.get("elements", []))
    if not element["_kind"].endswith("_expr") or is_assignment or element.get("trailing_semi"):
        return None
    return item["range"]["start"]


def awaits(node: object, source: bytes) -> bool:
    """Whether code waits at the top level itself, rather than in a function or closure."""
    if isinstance(node, list):
        return any(awaits(child, source) for child in node)
    if not isinstance(node, dict) or node.get("_kind") in SCOPES:
        return False
    if node.get("_kind") == "await_expr":
        return True
    if node.get("_kind") == "for_each_stmt":
        start = node["range"]["start"]
        if re.match(rb"for\s+(try\s+)?await\b", source[start:start + 200]):
            return True
    return any(awaits(child, source) for child in node.values())


def wait_insertions(item: dict, source: bytes) -> list[tuple[int, str]]:
    element = item["body"]["elements"][0]
    start, end = item["range"]["start"], token_end(source, item["range"]["end"])
    if element["_kind"] == "guard_stmt":
        raise UnsupportedCell(start, "“guard” at the top level of a cell cannot await; await into a “let” before it")
    if element["_kind"] == "pattern_binding_decl":
        if len(element["pattern_entries"]) > 1:
            raise UnsupportedCell(start, "only one value can be awaited in a “let” at the top level of a cell")
        return [(assignment_offset(source, start, end), " " + WAIT), (end, " }")]
    return [(start, WAIT), (end, " }")]
