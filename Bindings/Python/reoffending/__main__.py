"""`python -m reoffending` is the tool."""
from ._tool import main

main()
