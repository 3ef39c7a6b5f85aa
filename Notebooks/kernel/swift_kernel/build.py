"""Builds the library for notebooks and registers the kernel: `python -m swift_kernel.build ROOT`."""

import json
import os
import subprocess
import sys
from pathlib import Path

from jupyter_client.kernelspec import KernelSpecManager

from .settings import Settings

KERNEL_NAME = "reoffending-swift"


def main() -> None:
    root = Path(sys.argv[1]).resolve()
    settings_path = build(root)
    register(root, settings_path)


def build(root: Path) -> Path:
    """Builds optimised: a study resamples thousands of times. A scratch folder of its own keeps both builds warm."""
    scratch = root / ".build" / "notebooks"
    # The build plan: SwiftPM keeps it although a package that is depended on by its path has new files.
    (scratch / "release.yaml").unlink(missing_ok=True)
    command = ["swift", "build", "--configuration", "release"]
    command += ["--package-path", str(root / "Notebooks" / "kernel" / "support"), "--scratch-path", str(scratch)]
    subprocess.run(command, check=True)
    answer = subprocess.run([*command, "--show-bin-path"], capture_output=True, text=True, check=True)
    products = Path(answer.stdout.strip())
    maps, packages = system_libraries(root)
    maps += sorted(str(path) for path in products.glob("*.build/module.modulemap"))
    maps += sorted(str(path) for path in scratch.glob("checkouts/*/Sources/*/include/module.modulemap"))
    settings = Settings(
        library=str(next(products.glob("libNotebookLibrary.*"))),
        worker=str(products / "notebook-worker"),
        modules=str(products / "Modules"),
        module_maps=maps,
        clang_arguments=pkg_config_flags(packages),
        module_cache=str(products / "ModuleCache"),
    )
    path = scratch / "kernel.json"
    settings.save(path)
    return path


def system_libraries(root: Path) -> tuple[list[str], list[str]]:
    """The module maps of the C libraries, and their names for pkg-config."""
    answer = subprocess.run(
        ["swift", "package", "--package-path", str(root), "dump-package"],
        capture_output=True, text=True, check=True)
    targets = [target for target in json.loads(answer.stdout)["targets"] if target["type"] == "system"]
    maps = [str(root / (t.get("path") or f"Sources/{t['name']}") / "module.modulemap") for t in targets]
    return maps, [target["pkgConfig"] for target in targets if target.get("pkgConfig")]


def pkg_config_flags(packages: list[str]) -> list[str]:
    if not packages:
        return []
    answer = subprocess.run(["pkg-config", "--cflags", *packages], capture_output=True, text=True, check=True)
    return answer.stdout.split()


def register(root: Path, settings_path: Path) -> None:
    """Installs the kernel into the environment that runs this, and nowhere else."""
    source = root / ".build" / "notebooks" / "kernelspec"
    source.mkdir(parents=True, exist_ok=True)
    (source / "kernel.json").write_text(json.dumps({
        "argv": [sys.executable, "-m", "swift_kernel", "--log-level=ERROR", "-f", "{connection_file}"],
        "display_name": "Swift (reoffending)",
        "language": "swift",
        "interrupt_mode": "message",
        "env": {
            "PYTHONPATH": str(root / "Notebooks" / "kernel"),
            "REOFFENDING_NOTEBOOK_SETTINGS": str(settings_path),
            "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        },
    }, indent=2) + "\n")
    KernelSpecManager().install_kernel_spec(str(source), KERNEL_NAME, prefix=sys.prefix)


if __name__ == "__main__":
    main()
