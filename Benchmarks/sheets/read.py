"""Reads a sheet as one of the other programs does: read.py openpyxl|calamine|polars FILE."""
import sys

program, path = sys.argv[1:]
if program == "openpyxl":
    import openpyxl

    sheet = openpyxl.load_workbook(path, read_only=True).active
    print(sum(1 for _ in sheet.iter_rows(values_only=True)))
elif program == "calamine":
    import python_calamine

    print(len(python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()))
else:
    import polars

    print(polars.read_excel(path).shape)
