"""The tool's verbs and options as it declares them, for whatever is made from them: man pages, pages, functions."""
import json
import subprocess

DRAWING = ["width", "height", "scale", "title", "subtitle", "source", "svg-text", "theme", "dpi", "narrow"]


class Option:
    """An option, flag or argument of a verb."""

    def __init__(self, described):
        names = described.get("names", [])
        long = [name["name"] for name in names if name["kind"] == "long"]
        self.kind = described["kind"]
        self.name = long[0] if long else described["valueName"]
        self.short = [name["name"] for name in names if name["kind"] == "short"]
        self.value = described.get("valueName", "")
        self.help = described.get("abstract", "")
        self.default = described.get("defaultValue")
        self.values = described.get("allValues") or []
        self.is_repeated = described.get("isRepeating", False)
        self.is_optional = described.get("isOptional", False)


class Verb:
    """A verb with its options and the verbs below it."""

    def __init__(self, described, path=()):
        self.path = (*path, described["commandName"])
        self.abstract = described.get("abstract", "")
        self.discussion = described.get("discussion", "")
        shown = [part for part in described.get("arguments", []) if part.get("shouldDisplay", True)]
        self.options = [Option(part) for part in shown]
        self.verbs = [
            Verb(part, self.path) for part in described.get("subcommands", []) if part["commandName"] != "help"]

    @property
    def name(self):
        return self.path[-1]

    @property
    def call(self):
        return " ".join(self.path)

    @property
    def positionals(self):
        return [option for option in self.options if option.kind == "positional"]

    @property
    def named(self):
        return [option for option in self.options if option.kind != "positional" and option.name not in ("help", "version")]

    def all(self):
        """This verb and all below it."""
        yield self
        for verb in self.verbs:
            yield from verb.all()

    def examples(self):
        """The lines of its help that are to be pasted, continued lines as one text, and the help without them."""
        examples, rest, current = [], [], None
        for line in self.discussion.split("\n"):
            if current is not None:
                current += "\n" + line
            elif line.startswith(("reoffending ", "echo ", "printf ")):
                current = line
            else:
                rest.append(line)
                continue
            if not line.endswith("\\"):
                examples.append(current)
                current = None
        return examples, "\n".join(rest).strip()


def load(tool):
    """The command as a tree of verbs."""
    text = subprocess.run([tool, "--experimental-dump-help"], check=True, capture_output=True, text=True).stdout
    return Verb(json.loads(text)["command"])


def version(tool):
    return subprocess.run([tool, "--version"], check=True, capture_output=True, text=True).stdout.strip()
