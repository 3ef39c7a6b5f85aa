"""Builds what cells run in, and registers the kernel: `swift-notebook-kernel --help`."""

import argparse
import filecmp
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from jupyter_client.kernelspec import KernelSpecManager

from .settings import Settings

SUPPORT = Path(__file__).parent / "support" / "Sources"
# What a cell can always use: `display`, and beside it the forms in which a package's own types are shown.
SUPPORT_MODULE, FORMS_MODULE = "NotebookSupport", "NotebookForms"


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="swift-notebook-kernel",
        description="Builds a Swift kernel for Jupyter and registers it. Needs a Swift toolchain on the PATH.")
    parser.add_argument("--package", type=Path, metavar="FOLDER",
                        help="a Swift package whose libraries cells can import; it is built optimised")
    parser.add_argument("--forms", type=Path, metavar="FOLDER",
                        help="Swift files that make the package's types NotebookDisplayable")
    parser.add_argument("--name", default="swift", help="the kernel's name (default: swift)")
    parser.add_argument("--display-name", metavar="TEXT", help="what front ends show (default: Swift, with the package)")
    parser.add_argument("--scratch", type=Path, metavar="FOLDER", help="where it is built (default: in ~/.cache)")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--prefix", default=sys.prefix, metavar="FOLDER",
                       help="the environment that gets the kernel (default: the one that runs this)")
    where.add_argument("--user", action="store_true", help="register for this user, in every environment")
    choices = parser.parse_args()
    if choices.forms and not choices.package:
        parser.error("--forms are of the types of a --package")
    try:
        install(choices)
    except subprocess.CalledProcessError as problem:
        print(f"swift-notebook-kernel: {' '.join(map(str, problem.cmd[:3]))} failed", file=sys.stderr)
        return 1
    except FileNotFoundError as problem:
        print(f"swift-notebook-kernel: {problem.filename} is not there", file=sys.stderr)
        return 1
    return 0


def install(choices: argparse.Namespace) -> None:
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    scratch = (choices.scratch or cache / "swift-notebook-kernel" / choices.name).resolve()
    package = Library.of(choices.package.resolve()) if choices.package else None
    settings = build(scratch, package, choices.forms)
    title = choices.display_name or (f"Swift ({package.name})" if package else "Swift")
    register(scratch, settings, choices.name, title, None if choices.user else choices.prefix, choices.user)
    print(f"swift-notebook-kernel: {title} is the kernel {choices.name}")


class Library:
    """A Swift package, as its manifest describes it."""

    def __init__(self, folder: Path, manifest: dict):
        self.folder = folder
        self.name: str = manifest["name"]
        self.products = [p["name"] for p in manifest["products"] if "library" in p["type"]]
        systems = [target for target in manifest["targets"] if target["type"] == "system"]
        self.module_maps = [
            str(folder / (t.get("path") or f"Sources/{t['name']}") / "module.modulemap") for t in systems]
        self.pkg_config = [target["pkgConfig"] for target in systems if target.get("pkgConfig")]

    @staticmethod
    def of(folder: Path) -> "Library":
        if not (folder / "Package.swift").exists():
            raise FileNotFoundError(2, "no package", str(folder / "Package.swift"))
        answer = subprocess.run(
            ["swift", "package", "--package-path", str(folder), "dump-package"],
            stdout=subprocess.PIPE, text=True, check=True)
        return Library(folder, json.loads(answer.stdout))


def build(scratch: Path, package: Library | None, forms: Path | None) -> Path:
    """Builds optimised, in a folder of its own that stays warm, and writes the settings of the kernel.

    - Returns: the file with the settings.
    """
    source = scratch / "package"
    copy_changed(SUPPORT, source / "Sources")
    if package:
        target = source / "Sources" / FORMS_MODULE
        with tempfile.TemporaryDirectory() as none:
            if not forms:
                (Path(none) / "Forms.swift").write_text("// No type of the package has a form of its own.\n")
            copy_changed(forms or Path(none), target)
    write_changed(source / "Package.swift", manifest(package))
    # The build plan: SwiftPM keeps it although a package that is depended on by its path has new files.
    (scratch / "release.yaml").unlink(missing_ok=True)
    command = ["swift", "build", "--configuration", "release"]
    command += ["--package-path", str(source), "--scratch-path", str(scratch)]
    subprocess.run(command, check=True)
    answer = subprocess.run([*command, "--show-bin-path"], capture_output=True, text=True, check=True)
    products = Path(answer.stdout.strip())
    # The C libraries of the package and of what it depends on.
    packages = [package] if package else []
    packages += [Library.of(path.parent) for path in sorted(scratch.glob("checkouts/*/Package.swift")) if package]
    maps = [path for library in packages for path in library.module_maps]
    maps += sorted(str(path) for path in products.glob("*.build/module.modulemap"))
    maps += sorted(str(path) for path in scratch.glob("checkouts/*/Sources/*/include/module.modulemap"))
    settings = Settings(
        library=str(next(products.glob("libNotebookLibrary.*"))),
        worker=str(products / "notebook-worker"),
        modules=str(products / "Modules"),
        module_maps=maps,
        clang_arguments=pkg_config_flags([name for library in packages for name in library.pkg_config]),
        module_cache=str(products / "ModuleCache"),
        imports=[SUPPORT_MODULE] + ([FORMS_MODULE] if package else []),
    )
    path = scratch / "kernel.json"
    settings.save(path)
    return path


def manifest(package: Library | None) -> str:
    """The package that makes one shared object of the support and of all libraries of a package."""
    dependency = forms = ""
    if package:
        dependency = f"dependencies: [.package(name: {quoted(package.name)}, path: {quoted(str(package.folder))})],"
        products = "".join(
            f"\n        .product(name: {quoted(name)}, package: {quoted(package.name)})," for name in package.products)
        forms = f"""
    .target(
      name: "{FORMS_MODULE}",
      dependencies: [
        "{SUPPORT_MODULE}",{products}
      ],
      swiftSettings: settings),"""
    return f"""// swift-tools-version: 6.1
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "notebook-library",
  products: [
    .library(name: "NotebookLibrary", type: .dynamic, targets: ["{FORMS_MODULE if package else SUPPORT_MODULE}"]),
    .executable(name: "notebook-worker", targets: ["NotebookWorker"]),
  ],
  {dependency}
  targets: [
    .target(name: "CNotebookWorker", linkerSettings: [.linkedLibrary("dispatch")]),
    .target(name: "{SUPPORT_MODULE}", dependencies: ["CNotebookWorker"], swiftSettings: settings),{forms}
    .executableTarget(name: "NotebookWorker", linkerSettings: [.linkedLibrary("dl")]),
  ],
  swiftLanguageModes: [.v6]
)
"""


def quoted(text: str) -> str:
    """A text as Swift writes it."""
    return json.dumps(text, ensure_ascii=False)


def copy_changed(source: Path, target: Path) -> None:
    """Makes a folder like another, and leaves equal files as they are, so that the build has nothing to do for them."""
    wanted = {path.relative_to(source) for path in source.rglob("*") if path.is_file() and path.suffix != ".pyc"}
    for path in target.rglob("*") if target.is_dir() else ():
        relative = path.relative_to(target)
        if path.is_file() and relative not in wanted and relative.parts[0] != FORMS_MODULE:
            path.unlink()
    for relative in wanted:
        copy = target / relative
        if not copy.is_file() or not filecmp.cmp(source / relative, copy, shallow=False):
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / relative, copy)


def write_changed(path: Path, text: str) -> None:
    if not path.is_file() or path.read_text() != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def pkg_config_flags(packages: list[str]) -> list[str]:
    if not packages:
        return []
    answer = subprocess.run(["pkg-config", "--cflags", *packages], capture_output=True, text=True, check=True)
    return answer.stdout.split()


def register(scratch: Path, settings: Path, name: str, title: str, prefix: str | None, user: bool) -> None:
    source = scratch / "kernelspec"
    source.mkdir(parents=True, exist_ok=True)
    environment = {"SWIFT_KERNEL_SETTINGS": str(settings), "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
    here = Path(__file__).parent.parent
    if not any(part in ("site-packages", "dist-packages") for part in here.parts):
        environment["PYTHONPATH"] = str(here)
    (source / "kernel.json").write_text(json.dumps({
        "argv": [sys.executable, "-m", "swift_kernel", "--log-level=ERROR", "-f", "{connection_file}"],
        "display_name": title,
        "language": "swift",
        "interrupt_mode": "message",
        "env": environment,
    }, indent=2) + "\n")
    KernelSpecManager().install_kernel_spec(str(source), name, user=user, prefix=prefix)


if __name__ == "__main__":
    sys.exit(main())
