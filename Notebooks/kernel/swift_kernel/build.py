"""Builds what cells are run with, and registers a kernel with Jupyter.

    python -m swift_kernel.build                                    Swift as the toolchain has it
    python -m swift_kernel.build --package PATH --products A,B      with the libraries of a package
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from jupyter_client.kernelspec import KernelSpecManager

from .settings import Settings

SUPPORT = Path(__file__).resolve().parent / "support"


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m swift_kernel.build", formatter_class=argparse.RawDescriptionHelpFormatter, description=__doc__)
    parser.add_argument("--package", type=Path, help="a Swift package whose libraries cells can import")
    parser.add_argument("--products", default="", help="the libraries of it, separated by commas; else all that it has")
    parser.add_argument("--forms", type=Path, help="a folder of Swift files that make values of those libraries NotebookDisplayable")
    parser.add_argument("--name", default="swift", help="the kernel's name (swift)")
    parser.add_argument("--display-name", default="Swift", help="the name that people see (Swift)")
    parser.add_argument("--scratch", type=Path, help="where it is built (a folder in the user's cache)")
    parser.add_argument("--user", action="store_true", help="register for this user, not in this Python's environment")
    options = parser.parse_args()
    if not re.fullmatch(r"[A-Za-z0-9._-]+", options.name):
        parser.error(f"--name {options.name}: letters, digits, dots, hyphens and underscores only")
    scratch = (options.scratch or cache() / options.name).resolve()
    package = options.package.resolve() if options.package else None
    products = [name for name in options.products.split(",") if name]
    settings_path = build(scratch, package, products, options.forms)
    register(scratch, settings_path, options)


def cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "swift-kernel"


def build(scratch: Path, package: Path | None, products: list[str], forms: Path | None) -> Path:
    """Builds optimised; the scratch folder keeps the build warm."""
    described = description(package) if package else None
    support = arrange(scratch / "support", described, package, products, forms)
    # The build plan: SwiftPM keeps it although a package that is depended on by its path has new files.
    (scratch / "release.yaml").unlink(missing_ok=True)
    command = ["swift", "build", "--configuration", "release"]
    command += ["--package-path", str(support), "--scratch-path", str(scratch)]
    subprocess.run(command, check=True)
    answer = subprocess.run([*command, "--show-bin-path"], capture_output=True, text=True, check=True)
    built = Path(answer.stdout.strip())
    maps, libraries = system_libraries(described, package) if described else ([], [])
    maps += sorted(str(path) for path in built.glob("*.build/module.modulemap"))
    maps += sorted(str(path) for path in scratch.glob("checkouts/*/Sources/*/include/module.modulemap"))
    settings = Settings(
        library=str(next(built.glob("libNotebookLibrary.*"))),
        worker=str(built / "notebook-worker"),
        modules=str(built / "Modules"),
        module_maps=maps,
        clang_arguments=pkg_config_flags(libraries),
        module_cache=str(built / "ModuleCache"),
    )
    path = scratch / "kernel.json"
    settings.save(path)
    return path


def arrange(folder: Path, described: dict | None, package: Path | None, products: list[str], forms: Path | None) -> Path:
    """The package that is built: the sources beside this file, the forms, and the libraries that they are linked with."""
    wanted = {path.relative_to(SUPPORT): path for path in (SUPPORT / "Sources").rglob("*") if path.is_file()}
    for path in sorted(forms.glob("*.swift")) if forms else []:
        wanted[Path("Sources/NotebookSupport") / path.name] = path
    for path in [path for path in folder.glob("Sources/**/*") if path.is_file()]:
        if path.relative_to(folder) not in wanted:
            path.unlink()
    for place, path in wanted.items():
        # What has not changed is not touched, so that it is not compiled again.
        if not (folder / place).exists() or (folder / place).read_bytes() != path.read_bytes():
            (folder / place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, folder / place)
    manifest = (SUPPORT / "Package.swift.in").read_text()
    dependency, linked = "", ""
    if described and package:
        libraries = [product["name"] for product in described["products"] if "library" in product["type"]]
        unknown = [name for name in products if name not in libraries]
        if unknown:
            sys.exit(f"{package} has no library {', '.join(unknown)}; it has {', '.join(libraries)}")
        dependency = f'.package(name: "{described["name"]}", path: "{package}")'
        linked = "".join(f'        .product(name: "{name}", package: "{described["name"]}"),\n' for name in products or libraries)
    text = manifest.replace("@DEPENDENCY@", dependency).replace("@PRODUCTS@", linked)
    path = folder / "Package.swift"
    if not path.exists() or path.read_text() != text:
        path.write_text(text)
    return folder


def description(package: Path) -> dict:
    answer = subprocess.run(
        ["swift", "package", "--package-path", str(package), "dump-package"], capture_output=True, text=True)
    if answer.returncode != 0:
        sys.exit(f"{package} is no Swift package that can be read:\n{answer.stderr}")
    return json.loads(answer.stdout)


def system_libraries(described: dict, package: Path) -> tuple[list[str], list[str]]:
    """The module maps of the C libraries, and their names for pkg-config."""
    targets = [target for target in described["targets"] if target["type"] == "system"]
    maps = [str(package / (t.get("path") or f"Sources/{t['name']}") / "module.modulemap") for t in targets]
    return maps, [target["pkgConfig"] for target in targets if target.get("pkgConfig")]


def pkg_config_flags(packages: list[str]) -> list[str]:
    if not packages:
        return []
    answer = subprocess.run(["pkg-config", "--cflags", *packages], capture_output=True, text=True, check=True)
    return answer.stdout.split()


def register(scratch: Path, settings_path: Path, options: argparse.Namespace) -> None:
    """Installs the kernel into the environment that runs this, or for its user."""
    source = scratch / "kernelspec"
    source.mkdir(parents=True, exist_ok=True)
    (source / "kernel.json").write_text(json.dumps({
        "argv": [sys.executable, "-m", "swift_kernel", "--log-level=ERROR", "-f", "{connection_file}"],
        "display_name": options.display_name,
        "language": "swift",
        "interrupt_mode": "message",
        "env": {
            "PYTHONPATH": str(SUPPORT.parent.parent),
            "SWIFT_KERNEL_SETTINGS": str(settings_path),
            "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        },
    }, indent=2) + "\n")
    place = {"user": True} if options.user else {"prefix": sys.prefix}
    path = KernelSpecManager().install_kernel_spec(str(source), options.name, **place)
    print(f"the kernel {options.display_name} is in {path}")


if __name__ == "__main__":
    main()
