"""Who may import whom, and what only the command line may touch."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "opsctl"
LAYERS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "text": frozenset(),
        "model": frozenset({"text"}),
        "loading": frozenset({"model", "text"}),
        "analysis": frozenset({"model", "text"}),
        "rules": frozenset({"analysis", "model", "text"}),
        "rendering": frozenset({"analysis", "model", "text"}),
        "editing": frozenset({"model", "text"}),
        "history": frozenset({"model", "text"}),
        "pages": frozenset({"analysis", "loading", "model", "rules", "text"}),
    }
)
SURROUNDINGS = frozenset(
    {
        "datetime.date.today",
        "datetime.datetime.now",
        "datetime.datetime.today",
        "datetime.datetime.utcnow",
        "exit",
        "input",
        "os.environ",
        "os.getcwd",
        "os.getenv",
        "pathlib.Path.cwd",
        "pathlib.Path.home",
        "print",
        "quit",
        "sys.argv",
        "sys.exit",
        "sys.stderr",
        "sys.stdin",
        "sys.stdout",
        "time.localtime",
        "time.time",
        "time.time_ns",
    }
)
CHANGES_FILES = frozenset(
    {
        "chmod",
        "hardlink_to",
        "makedirs",
        "mkdir",
        "os.remove",
        "os.rename",
        "os.replace",
        "os.truncate",
        "rmdir",
        "rmtree",
        "symlink_to",
        "touch",
        "unlink",
        "write_bytes",
        "write_text",
    }
)
MAKES_A_MUTABLE = frozenset({"list", "dict", "set", "bytearray", "Counter", "defaultdict", "deque"})
TAKEN_AS_A_DICT_BY_PYDANTIC = ("opsctl.model.field", "STRICT")


# What the source says


@cache
def modules() -> Mapping[str, ast.Module]:
    """Give the syntax tree of each module by its name, packages by the name of their folder."""
    trees = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        trees[name] = ast.parse(path.read_text(encoding="utf-8"))
    return trees


def below_cli() -> list[str]:
    return [name for name in modules() if layer_of(name) in LAYERS]


def layer_of(module: str) -> str:
    """Give the layer of a module: the first name below `opsctl`, empty for `opsctl` itself."""
    return module.partition(".")[2].partition(".")[0]


def imported(node: ast.AST) -> Iterator[str]:
    """Name what an import statement takes: `a.b` for `import a.b` and for `from a import b`."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imports(tree: ast.AST) -> set[str]:
    return {name for node in ast.walk(tree) for name in imported(node)}


def own_imports(module: str) -> set[str]:
    """Name the modules of opsctl that a module imports, at its top or anywhere in it."""
    known = modules()
    names = (name for name in imports(known[module]) if name.split(".")[0] == "opsctl")
    return {name if name in known else name.rpartition(".")[0] for name in names}


def top_imports(tree: ast.Module) -> set[str]:
    """Name what is imported as soon as a module is: not in functions, not for type checkers."""
    nodes = (node for node in tree.body if not _for_type_checkers(node))
    return {name for node in nodes for name in _imports_outside_functions(node)}


def _imports_outside_functions(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
        return
    yield from imported(node)
    for child in ast.iter_child_nodes(node):
        yield from _imports_outside_functions(child)


def _for_type_checkers(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


def used_names(tree: ast.Module) -> set[str]:
    """Give every name and dotted name that a module uses, by what it was imported as."""
    aliases = {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    } | {
        alias.asname: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
        if alias.asname
    }
    dotted = {
        _dotted(node) for node in ast.walk(tree) if isinstance(node, ast.Name | ast.Attribute)
    }
    resolved = set()
    for name in dotted:
        first, dot, rest = name.partition(".")
        resolved.add(f"{aliases.get(first, first)}{dot}{rest}")
    return resolved


def _dotted(node: ast.expr) -> str:
    """Write `a.b.c` for such a chain; whatever else stands before a dot becomes `…`."""
    if isinstance(node, ast.Name):
        return node.id
    return f"{_dotted(node.value)}.{node.attr}" if isinstance(node, ast.Attribute) else "…"


def opens_for_writing(call: ast.Call) -> bool:
    """Tell whether a call of `open` takes a mode that is not plainly one for reading."""
    if _dotted(call.func).split(".")[-1] != "open":
        return False
    is_method = isinstance(call.func, ast.Attribute)
    modes = [keyword.value for keyword in call.keywords if keyword.arg == "mode"]
    modes += call.args[0 if is_method else 1 : 1 if is_method else 2]
    return any(not (isinstance(mode, ast.Constant) and mode.value in ("r", "rb")) for mode in modes)


def is_mutable(value: ast.expr | None) -> bool:
    if isinstance(value, ast.Call):
        return _dotted(value.func).split(".")[-1] in MAKES_A_MUTABLE
    literals = ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp
    return isinstance(value, literals)


# Who imports whom


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_imports_only_the_layers_below_it(layer: str) -> None:
    allowed = LAYERS[layer] | {layer}
    wrong = {
        f"{module} imports {target}"
        for module in modules()
        if layer_of(module) == layer
        for target in own_imports(module)
        if layer_of(target) not in allowed
    }
    assert not wrong


def test_every_module_belongs_to_a_layer() -> None:
    outside = {name for name in modules() if layer_of(name) not in {*LAYERS, "cli"}}
    assert outside == {"opsctl", "opsctl.__main__"}


def test_nothing_but_the_entry_point_imports_the_command_line() -> None:
    importers = {
        module
        for module in modules()
        if layer_of(module) != "cli"
        for target in own_imports(module)
        if layer_of(target) == "cli"
    }
    assert importers == {"opsctl.__main__"}


def test_no_module_imports_itself_through_others() -> None:
    waiting = {module: own_imports(module) - {module} for module in modules()}
    while free := {module for module, targets in waiting.items() if not targets & waiting.keys()}:
        waiting = {module: targets for module, targets in waiting.items() if module not in free}
    assert not waiting, "these modules import each other, or modules that do"


def test_no_import_is_relative() -> None:
    relative = {
        f"{name}:{node.lineno}"
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.level
    }
    assert not relative


def test_packages_say_nothing_themselves() -> None:
    filled = {
        path.parent.name for path in PACKAGE.rglob("__init__.py") if path.read_bytes().strip()
    }
    assert filled == {"opsctl"}


# Who knows which library


def test_the_lowest_layer_needs_the_standard_library_alone() -> None:
    foreign = {
        f"{module} imports {target}"
        for module in modules()
        if layer_of(module) == "text"
        for target in imports(modules()[module])
        if target.split(".")[0] not in {*sys.stdlib_module_names, "opsctl"}
    }
    assert not foreign


def test_only_loading_knows_yaml() -> None:
    users = {layer_of(name) for name, tree in modules().items() if _uses(imports(tree), "yaml")}
    assert users == {"loading"}


def test_only_loading_and_the_scalars_know_pydantic() -> None:
    users = {
        name
        for name, tree in modules().items()
        if _uses(imports(tree), "pydantic", "pydantic_core") and layer_of(name) != "loading"
    }
    assert users <= {"opsctl.model.field"}


def test_the_scalars_import_pydantic_only_when_it_is_needed() -> None:
    names = top_imports(modules()["opsctl.model.scalar"])
    assert not _uses(names, "pydantic", "pydantic_core")


def _uses(names: set[str], *libraries: str) -> bool:
    return any(name.split(".")[0] in libraries for name in names)


# What is left to the command line


def test_nothing_below_the_command_line_looks_at_clock_environment_or_terminal() -> None:
    wrong = {
        f"{module} uses {name}"
        for module in below_cli()
        for name in used_names(modules()[module])
        if name.endswith(".isatty")
        or any(name == each or name.startswith(f"{each}.") for each in SURROUNDINGS)
    }
    assert not wrong


def test_only_the_module_that_writes_changes_a_file() -> None:
    wrong = {
        f"{module} uses {name}"
        for module in below_cli()
        for name in used_names(modules()[module])
        if name in CHANGES_FILES or name.rpartition(".")[2] in CHANGES_FILES
    }
    assert {each.split()[0] for each in wrong} <= {"opsctl.editing.write"}, wrong


def test_only_the_module_that_writes_opens_a_file_for_writing() -> None:
    writers = {
        module
        for module in below_cli()
        for node in ast.walk(modules()[module])
        if isinstance(node, ast.Call) and opens_for_writing(node)
    }
    assert writers <= {"opsctl.editing.write"}


def test_nothing_at_the_top_of_a_module_below_the_command_line_can_be_changed() -> None:
    mutable = {
        (module, ast.unparse(target))
        for module in below_cli()
        for node in modules()[module].body
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign) and is_mutable(node.value)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    }
    assert mutable <= {TAKEN_AS_A_DICT_BY_PYDANTIC}
