"""Where the toolchain and the built library are: asked of the tools themselves, never assumed."""

import json
import os
import subprocess
from dataclasses import asdict, dataclass
from pathlib import Path

# Members are seen only of modules that a cell imports: so an extension of a cell that was run again is gone.
LANGUAGE_ARGUMENTS = ["-enable-upcoming-feature", "MemberImportVisibility", "-enable-bare-slash-regex"]


@dataclass(frozen=True)
class Toolchain:
    """The Swift toolchain that `swift` on the PATH belongs to."""

    triple: str
    resources: str
    libraries: str
    tools: str

    @staticmethod
    def find() -> "Toolchain":
        answer = subprocess.run(
            ["swiftc", "-frontend", "-print-target-info"], capture_output=True, text=True, check=True)
        info = json.loads(answer.stdout)
        resources = Path(info["paths"]["runtimeResourcePath"])
        return Toolchain(
            triple=info["target"]["triple"],
            resources=str(resources),
            libraries=str(resources / info["target"]["platform"]),
            tools=str(resources.parent.parent / "bin"),
        )

    def tool(self, name: str) -> str:
        return os.path.join(self.tools, name)

    @property
    def start_object(self) -> str:
        architecture = self.triple.split("-")[0]
        return os.path.join(self.libraries, architecture, "swiftrt.o")


@dataclass(frozen=True)
class Settings:
    """What a cell is compiled and run with; written by `install`, read when a kernel starts."""

    library: str
    worker: str
    modules: str
    module_maps: list[str]
    clang_arguments: list[str]
    module_cache: str
    imports: list[str]

    @staticmethod
    def load(path: str | Path) -> "Settings":
        return Settings(**json.loads(Path(path).read_text()))

    def save(self, path: str | Path) -> None:
        Path(path).write_text(json.dumps(asdict(self), indent=2) + "\n")

    def search_arguments(self, toolchain: Toolchain, session: str) -> list[str]:
        """The arguments by which the compiler and the language server find every module."""
        arguments = ["-target", toolchain.triple, "-I", session, "-I", self.modules]
        arguments += ["-module-cache-path", self.module_cache]
        plugins = os.path.join(toolchain.resources, "host", "plugins")
        if os.path.isdir(plugins):
            arguments += ["-plugin-path", plugins]
        for module_map in self.module_maps:
            arguments += ["-Xcc", f"-fmodule-map-file={module_map}"]
        for argument in self.clang_arguments:
            arguments += ["-Xcc", argument]
        return arguments
