"""A Jupyter kernel for Swift: each cell is a module, compiled to a shared object and loaded into one worker."""
