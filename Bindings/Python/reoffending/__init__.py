"""Statistics of reoffending, with charts fit to print.

Each function asks one question of a data frame (pandas, polars, Arrow), of a file or of a bundled data set::

    answer = reoffending.compare(frame, by="area")
    answer.table, answer.sentences, answer.figure
"""
from . import calc, data
from ._errors import CheckFailed, DataError, InputMissing, ReoffendingError, UsageError
from ._result import Figure, Result
from ._tool import tool_path, version
from ._verbs import *  # noqa: F403
from ._verbs import __all__ as _verbs
from ._whole import report, synthesise, verify

__version__ = version()
__all__ = [
    "calc", "data", "report", "synthesise", "verify", "tool_path", "version",
    "Result", "Figure", "ReoffendingError", "DataError", "UsageError", "InputMissing", "CheckFailed",
] + _verbs
