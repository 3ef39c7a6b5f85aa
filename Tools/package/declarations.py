"""The tool's verbs and options as it declares them, for whatever is made from them: man pages, pages, functions."""
import collections
import json
import subprocess

# Options of where an answer goes, which packages for Python and R give in their own way, and those that print SQL instead.
OUTPUT = {"format", "output", "replace", "columns", "wide", "figure", "explain-sql", "emit-sql"}

# Verbs that answer no question of a table; the packages have functions for them that are written by hand.
NO_QUESTION = {"data", "calc", "report", "verify", "synthesise"}


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

    @property
    def is_required(self):
        return self.kind == "option" and not self.is_optional and self.default is None

    @property
    def description(self):
        """Its help with the words that it takes and its default, where the help does not say them."""
        text = self.help
        if self.values and not all(value in text for value in self.values):
            text += " One of " + ", ".join(self.values) + "."
        if self.default is not None and self.kind != "flag":
            text += f" Default: {self.default}."
        return text


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
        self.common = set()
        counts = collections.Counter(option.name for verb in self.questions for option in verb.named)
        for verb in self.questions:
            verb.common = {name for name, count in counts.items() if 3 * count > 2 * len(self.questions)}

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

    @property
    def asked(self):
        """The options that say what is asked: those of few verbs first, then those that most verbs have."""
        options = [option for option in self.named if option.name not in OUTPUT]
        return sorted(options, key=lambda option: option.name in self.common)

    @property
    def questions(self):
        """The verbs below this one that ask a question of a table."""
        return [verb for verb in self.verbs if verb.name not in NO_QUESTION]

    @property
    def calculations(self):
        return next(verb for verb in self.verbs if verb.name == "calc").verbs

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


def bundled(tool):
    """The names that stand for a table in the tool itself."""
    text = subprocess.run([tool, "data", "list", "--format", "json"], check=True, capture_output=True, text=True).stdout
    return {data["name"] for data in json.loads(text)["dataSets"]} | {"synthetic-people"}
