"""The documents against the program: what they say can be typed, and what can be typed is in them."""

import re
import shlex
from pathlib import Path

import pytest
import typer

from crawler.cli.main import app

ROOT = Path(__file__).parents[1]
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
PROGRAM = typer.main.get_command(app)
FENCED = re.compile(r"^ *```.*?\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`((?:khabar|make) [^`\n]+)`")
PROMPT = re.compile(r"^\s*(?:\$ )?(?:\.venv/bin/)?(?=(?:khabar|make) )")
SHELL = {"|", ">", ">>", "<", "&&", "||", ";", "2>", "&"}


def lines(start):
    """Return every line of the documents that runs a program, fenced or in the text, with where it stands."""
    found = []
    for path in DOCUMENTS:
        text = path.read_text("utf-8")
        fenced = [PROMPT.sub("", line) for block in FENCED.findall(text) for line in block.splitlines()]
        inline = INLINE.findall(FENCED.sub("", text))
        found += [pytest.param(line, id=f"{path.name}: {line}") for line in fenced + inline if line.startswith(start)]
    return found


def commands(group=PROGRAM, path=()):
    """Yield every command that does something, with its name's words."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


def words(line):
    """Return a line's words up to where the shell takes over; what stands for other words is left out."""
    taken = []
    for word in shlex.split(line, comments=True)[1:]:
        if word in SHELL or word.startswith(("2>", ">", "<")):
            break
        taken.append(word.rstrip("…"))
    return [word for word in taken if word and word not in {"[OPTIONS]", "COMMAND"}]


@pytest.mark.parametrize("line", lines("khabar "))
def test_every_khabar_line_can_be_typed(line):
    command, rest = PROGRAM, words(line)
    while hasattr(command, "commands") and rest and not rest[0].startswith("-"):
        assert rest[0] in command.commands, f"khabar has no command {rest[0]!r}"
        command, rest = command.commands[rest[0]], rest[1:]
    options = {word for parameter in command.params for word in parameter.opts} | {"--help"}
    asked = [word.split("=")[0] for word in rest if word.startswith("-") and word != "-"]
    assert [word for word in asked if word not in options] == []
    if rest and not hasattr(command, "commands") and "--help" not in rest:
        command.make_context("khabar", rest)  # values too: days, numbers, formats


@pytest.mark.parametrize("line", lines("make "))
def test_every_make_line_has_its_target(line):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert {word for word in words(line) if "=" not in word} <= targets


def section(name):
    """Return what docs/commands.md says of a command."""
    text = (ROOT / "docs" / "commands.md").read_text("utf-8")
    found = re.search(rf"^## khabar {' '.join(name)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"docs/commands.md has no section for khabar {' '.join(name)}"
    return found[1]


@pytest.mark.parametrize(("name", "command"), [pytest.param(*each, id=" ".join(each[0])) for each in commands()])
def test_every_command_is_documented_with_each_option_and_an_example(name, command):
    said = section(name)
    options = [word for parameter in command.params for word in parameter.opts if word.startswith("-")]
    assert [word for word in options if word != "--help" and f"`{word} " not in said and f"`{word}`" not in said] == []
    examples = [line for block in FENCED.findall(said) for line in block.splitlines() if "[OPTIONS]" not in line]
    assert any(line.startswith(f"khabar {' '.join(name)}") for line in examples)


@pytest.mark.parametrize(("name", "command"), [pytest.param(*each, id=" ".join(each[0])) for each in commands()])
def test_no_option_is_documented_that_does_not_exist(name, command):
    options = {word for parameter in command.params for word in parameter.opts}
    told = re.findall(r"^\| `(-[-\w]+)|, `(-[-\w]+) ", section(name), re.MULTILINE)
    assert {first or second for first, second in told} <= options
