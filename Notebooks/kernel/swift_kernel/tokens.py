"""The few facts about Swift's tokens that the parser's positions leave out: where a token ends."""

import re

IDENTIFIER = re.compile(rb"`[^`]*`|[$\w\x80-\xff][\w\x80-\xff]*(?:\.\d[\w]*)?")
STRING_START = re.compile(rb'(#*)("""|")')
OPERATOR = b"/=-+!*%<>&|^~?."


def token_end(source: bytes, start: int) -> int:
    """The offset after the token that begins at an offset."""
    string = STRING_START.match(source, start)
    if string:
        return string_end(source, string)
    word = IDENTIFIER.match(source, start)
    if word:
        return word.end()
    return start + 1


def string_end(source: bytes, start: re.Match[bytes]) -> int:
    """The offset after a string literal, however many literals its interpolations hold."""
    hashes, quotes = start.group(1), start.group(2)
    close, escape = quotes + hashes, b"\\" + hashes
    offset = start.end()
    while offset < len(source):
        if source.startswith(close, offset):
            return offset + len(close)
        if source.startswith(escape, offset):
            offset += len(escape)
            offset = skip_parentheses(source, offset) if source[offset:offset + 1] == b"(" else offset + 1
        else:
            offset += 1
    return offset


def skip_parentheses(source: bytes, start: int) -> int:
    """The offset after the bracket that closes the one at an offset."""
    depth, offset = 0, start
    while offset < len(source):
        string = STRING_START.match(source, offset)
        if string:
            offset = string_end(source, string)
            continue
        depth += source[offset:offset + 1] in (b"(", b"[", b"{")
        depth -= source[offset:offset + 1] in (b")", b"]", b"}")
        offset += 1
        if depth == 0:
            return offset
    return offset


def assignment_offset(source: bytes, start: int, end: int) -> int:
    """The offset after the first `=` of a declaration that is not part of a longer operator."""
    for offset in range(start, end):
        before, after = source[offset - 1:offset], source[offset + 1:offset + 2]
        is_alone = before not in [bytes([c]) for c in OPERATOR] and after not in [bytes([c]) for c in OPERATOR]
        if source[offset:offset + 1] == b"=" and is_alone:
            return offset + 1
    return end
