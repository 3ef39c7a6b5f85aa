"""The worker's output: printed text as it comes, with frames for everything else in between."""

import asyncio
import codecs
import os
import re
from collections.abc import Callable

START = b"\x1bPnotebook;"
HEADER = re.compile(rb"\x1bPnotebook;([a-z]+);(\d+);")
# Text is sent on at most this often (in seconds): each message costs the front end more than it costs us.
PAUSE = 0.03


class FrameReader:
    """Reads one descriptor in the kernel's event loop; text and frames leave in the order in which they came."""

    def __init__(self, descriptor: int, text: Callable[[str], None], frame: Callable[[str, bytes], None]):
        self.descriptor = descriptor
        self.text = text
        self.frame = frame
        self.at_end = False
        self.pending = b""
        self.printed = ""
        self.decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self.timer: asyncio.TimerHandle | None = None
        self.loop = asyncio.get_running_loop()
        os.set_blocking(descriptor, False)
        self.loop.add_reader(descriptor, self.read)

    def read(self) -> bool:
        """Takes what is there; false when nothing is."""
        if self.at_end:
            return False
        try:
            data = os.read(self.descriptor, 1 << 16)
        except BlockingIOError:
            return False
        if not data:
            self.close()
            return False
        self.pending += data
        self.split()
        if self.printed and self.timer is None:
            self.timer = self.loop.call_later(PAUSE, self.flush)
        return True

    def drain(self) -> None:
        """Takes all that is there and sends it on."""
        while self.read():
            pass
        self.flush()

    def split(self) -> None:
        while True:
            start = self.pending.find(START)
            if start < 0:
                kept = held_back(self.pending)
                self.print(self.pending[:len(self.pending) - kept])
                self.pending = self.pending[len(self.pending) - kept:]
                return
            header = HEADER.match(self.pending, start)
            self.print(self.pending[:start])
            self.pending = self.pending[start:]
            if not header:
                return
            first = header.end() - start
            last = first + int(header[2])
            if len(self.pending) < last:
                return
            payload, self.pending = self.pending[first:last], self.pending[last:]
            self.flush()
            self.frame(header[1].decode(), payload)

    def print(self, data: bytes) -> None:
        self.printed += self.decoder.decode(data)

    def flush(self) -> None:
        if self.timer:
            self.timer.cancel()
            self.timer = None
        if self.printed:
            printed, self.printed = self.printed, ""
            self.text(printed)

    def close(self) -> None:
        if not self.at_end:
            self.at_end = True
            self.loop.remove_reader(self.descriptor)
            os.close(self.descriptor)
            self.flush()


def held_back(data: bytes) -> int:
    """How many of the last bytes may be the beginning of a frame."""
    return next((n for n in range(min(len(START), len(data)), 0, -1) if START.startswith(data[-n:])), 0)
