"""An answer of the tool, and its figure."""
import base64
import functools
import html
import json
import os
import pathlib
import shutil
import tempfile
import weakref

from . import _frames
from ._tool import run


class Figure:
    """A figure: shown inline in Jupyter, and written by `save`."""

    def __init__(self, svg, draw):
        self.svg = svg
        self._draw = draw

    def save(self, path, **options):
        """Writes the figure as .png, .svg or .pdf; options are those of drawing, such as `scale=2` or `theme="print"`."""
        self._draw(os.fspath(path), options)

    def _repr_svg_(self):
        return self.svg

    def __repr__(self):
        return f"<reoffending.Figure, {len(self.svg):,} bytes of SVG>"


class Result:
    """What was found.

    table      a frame of the kind that was given, with a row a group, factor or term
    sentences  what was found, in words that claim no more than the numbers do
    warnings   where the method is out of its depth for these data
    notes      what a reader must know of data and method
    result     everything as numbers, as the tool's JSON has it
    figure     a Figure; None where the question draws none
    """

    def __init__(self, answer, library, draw, further_notes=()):
        self.result = answer["result"]
        self.sentences = answer["sentences"]
        self.warnings = answer["warnings"]
        self.notes = answer["notes"] + [note for note in further_notes if note not in answer["notes"]]
        self.figure = Figure(answer["figure"], draw) if answer["figure"] else None
        self._table = answer["table"]
        self._library = library

    @functools.cached_property
    def table(self):
        return _frames.make(self._table, self._library)

    def __repr__(self):
        return "\n".join(self.sentences) or f"<reoffending.Result, {len(self._table['rows'])} rows>"

    def _repr_html_(self):
        parts = []
        if self.figure:
            # As an image of its own, so that names within two figures of a page do not meet.
            data = base64.b64encode(self.figure.svg.encode("utf-8")).decode("ascii")
            parts.append(f'<img alt="{html.escape(" ".join(self.sentences[:3]))}" src="data:image/svg+xml;base64,{data}">')
        parts += [f"<p>{html.escape(sentence)}</p>" for sentence in self.sentences[:12]]
        head = "".join(f"<th>{html.escape(column['title'])}</th>" for column in self._table["columns"])
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(_shown(cell))}</td>" for cell in row) + "</tr>" for row in self._table["rows"][:60])
        parts.append(f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")
        parts += [f"<p><small>{html.escape(note)}</small></p>" for note in self.warnings + self.notes]
        return "\n".join(parts)


class Folder:
    """A folder for a frame, removed when the answer that was made of it and its figure are."""

    def __init__(self):
        self.path = tempfile.mkdtemp(prefix="reoffending-")
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)


def _shown(cell):
    if cell is None:
        return ""
    return f"{cell:.4g}" if isinstance(cell, float) else str(cell)


def option(name, value):
    """An option as the tool takes it; nothing for None and False, lists of columns are joined by commas."""
    flag = "--" + name.rstrip("_").replace("_", "-")
    if value is None or value is False:
        return []
    if value is True:
        return [flag]
    if isinstance(value, (list, tuple)):
        value = ",".join(_column(part) for part in value)
    return [f"{flag}={os.fspath(value) if isinstance(value, os.PathLike) else value}"]


def _column(name):
    name = str(name)
    is_plain = "," not in name or any(sign in name for sign in "([\"`")
    return name if is_plain else f'"{name}"'


def ask(verb, data, options, repeated=(), further=()):
    """Puts a question to data and gives its answer."""
    arguments = []
    for name, value in options.items():
        if name in repeated and isinstance(value, (list, tuple)):
            for part in value:
                arguments += option(name, part)
        else:
            arguments += option(name, value)
    inputs, frame, folder = [], None, None
    library = _frames.available()
    if data is not None:
        if _frames.is_name(data):
            inputs = [os.fspath(data)]
        else:
            library = _frames.kind(data)
            folder = Folder()
            frame = str(pathlib.Path(folder.path) / "frame.csv")
            _frames.write(data, frame)
            inputs = [frame]
    inputs += [os.fspath(path) if isinstance(path, os.PathLike) else str(path) for path in further if path is not None]

    def call(more):
        return run([*verb, *more, *arguments, "--", *inputs] if inputs else [*verb, *more, *arguments], frame)

    def draw(path, changed, kept=folder):
        extra = [part for name, value in changed.items() for part in option(name, value)]
        call(["--format=json", f"--figure={path}", *extra])

    output, said = call(["--format=answer"])
    notes = [line[len("note: "):] for line in said.splitlines() if line.startswith("note: ")]
    return Result(json.loads(output), library, draw, notes)
