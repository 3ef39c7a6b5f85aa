"""What the tool says where it cannot answer, as exceptions."""
import re


class ReoffendingError(Exception):
    """The tool could not answer; the text says why, and `code` is its exit code."""

    def __init__(self, message, code):
        super().__init__(message)
        self.code = code


class CheckFailed(ReoffendingError):
    """A check that was asked for did not hold (`audit(strict=True)`, `verify`)."""


class UsageError(ReoffendingError, ValueError):
    """The question was not put rightly: an option is missing, unknown or contradicts another."""


class DataError(ReoffendingError, ValueError):
    """The data are wrong; the text says where, what was found and what would be right."""


class InputMissing(ReoffendingError, FileNotFoundError):
    """There is no such file, and no bundled data set of the name."""

    def __str__(self):
        return self.args[0]


KINDS = {1: CheckFailed, 64: UsageError, 65: DataError, 66: InputMissing}


def error(code, text, frame=None):
    """The exception for an exit code; the path that a frame was written to is replaced by what the caller knows."""
    message = re.sub(r"\A(reoffending|Error): ", "", text.strip())
    if frame is not None:
        name = re.escape(frame)
        message = re.sub(name + r", line 1\b", "the frame, names of columns", message)
        message = re.sub(name + r", line (\d+)", lambda found: f"the frame, row {int(found[1]) - 2}", message)
        message = message.replace(frame, "the frame")
        # Further faults of the same file are listed by line alone.
        message = re.sub(r"(?m)^(\s*)line (\d+)", lambda found: f"{found[1]}row {int(found[2]) - 2}", message)
    return KINDS.get(code, ReoffendingError)(message, code)
