"""Data frames as the tool reads them, and its tables as data frames.

No library of frames is imported unless a frame of it is given, or none is and one is at hand.
"""
import csv
import importlib.util
import os
import sys


def is_name(data):
    """Whether the data are a path or a name, which the tool opens itself."""
    return isinstance(data, (str, os.PathLike))


def kind(data):
    """The library that a frame is of; "arrow" also for what speaks Arrow's protocol."""
    module = type(data).__module__.split(".")[0]
    if module in ("pandas", "geopandas") or _is(data, "pandas", "DataFrame"):
        return "pandas"
    if module == "polars":
        return "polars"
    if module == "pyarrow" or hasattr(data, "__arrow_c_stream__"):
        return "arrow"
    if isinstance(data, (dict, list, tuple)):
        return "plain"
    raise TypeError(
        f"a frame of pandas, polars or Arrow, a dict of columns, a path or the name of a data set is needed, not {type(data).__name__}")


def _is(data, module, name):
    loaded = sys.modules.get(module)
    return loaded is not None and isinstance(data, getattr(loaded, name))


def write(data, path):
    """Writes a frame as CSV; missing values are empty cells."""
    {"pandas": _write_pandas, "polars": _write_polars, "arrow": _write_arrow, "plain": _write_plain}[kind(data)](data, path)


def _write_pandas(frame, path):
    if any(name is not None for name in frame.index.names):
        frame = frame.reset_index()
    # Whole numbers become fractions where some are missing; they are written as what they were.
    whole = {
        name: frame[name].astype("Int64") for name in frame.columns
        if str(frame[name].dtype).startswith("float") and frame[name].isna().any() and (frame[name].dropna() % 1 == 0).all()
    } if frame.columns.is_unique else {}
    frame.assign(**{str(name): column for name, column in whole.items() if isinstance(name, str)}).to_csv(
        path, index=False)


def _write_polars(frame, path):
    if type(frame).__name__ == "LazyFrame":
        frame = frame.collect()
    frame.write_csv(path)


def _write_arrow(table, path):
    try:
        import pyarrow
        import pyarrow.csv
    except ImportError:
        import polars

        polars.DataFrame(table).write_csv(path)
        return
    if isinstance(table, pyarrow.RecordBatch):
        table = pyarrow.Table.from_batches([table])
    elif not isinstance(table, pyarrow.Table):
        table = pyarrow.RecordBatchReader.from_stream(table).read_all()
    # Categories are dictionaries in Arrow, which its CSV does not know.
    for place, field in enumerate(table.schema):
        if pyarrow.types.is_dictionary(field.type):
            table = table.set_column(place, field.name, table.column(place).cast(field.type.value_type))
    pyarrow.csv.write_csv(table, path)


def _write_plain(data, path):
    if isinstance(data, dict):
        names = list(data)
        columns = [list(column) for column in data.values()]
        if len({len(column) for column in columns}) > 1:
            raise ValueError("columns of different lengths: " + ", ".join(
                f"{name} has {len(column)}" for name, column in zip(names, columns)))
        rows = list(zip(*columns))
    else:
        names = list(dict.fromkeys(name for row in data for name in row))
        rows = [[row.get(name) for name in names] for row in data]
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerows([["" if cell is None else cell for cell in row] for row in rows])


def available():
    """The library of frames to answer in where none was given."""
    for name, module in (("pandas", "pandas"), ("polars", "polars"), ("arrow", "pyarrow")):
        if importlib.util.find_spec(module):
            return name
    return "plain"


def make(table, library):
    """A table of the tool as a frame; without a library, as a list of dicts."""
    names = [column["key"] for column in table["columns"]]
    columns = {name: [row[place] for row in table["rows"]] for place, name in enumerate(names)}
    if library == "pandas":
        import pandas

        return pandas.DataFrame(columns, columns=names)
    if library in ("polars", "arrow"):
        # Markers such as [c] stand among numbers where counts are suppressed; there the column is text.
        for name, values in columns.items():
            if len({isinstance(value, str) for value in values if value is not None}) > 1:
                columns[name] = [None if value is None else str(value) for value in values]
            elif any(isinstance(value, float) for value in values):
                columns[name] = [None if value is None else float(value) for value in values]
    if library == "polars":
        import polars

        return polars.DataFrame(columns)
    if library == "arrow":
        import pyarrow

        return pyarrow.table(columns)
    return [dict(zip(names, row)) for row in table["rows"]]
