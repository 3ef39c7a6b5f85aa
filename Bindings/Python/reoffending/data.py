"""The bundled published data."""
import builtins

from ._result import ask


def list():  # noqa: A001 - the verb's name
    """The names and titles of all data sets."""
    return ask(["data", "list"], None, {}).table


def show(name):
    """One data set, as printed, as a frame; other functions take its name in place of a frame."""
    return ask(["data", "show"], None, {}, further=builtins.list([name])).table
