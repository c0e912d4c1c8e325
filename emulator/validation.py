"""Checks the parameters of a call against the input shape that botocore has for the operation."""

import re
import warnings
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from typing import Any

from moto.core.model import Shape

from emulator.calls import Call

Violation = tuple[str, str]
"""The path of a parameter, and what is wrong with it."""

# (service, operation, path, with every list index written as []) of a constraint in the model that AWS does not
# apply, and how we know. No request of this project has met one.
FALSE_POSITIVES: dict[tuple[str, str, str], str] = {}

TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "character": str,
    "integer": int,
    "long": int,
    "float": (int, float),
    "double": (int, float),
    "boolean": bool,
    "timestamp": datetime,
    "blob": (bytes, str),
    "structure": dict,
    "map": dict,
    "list": list,
}


def violations(call: Call) -> list[Violation]:
    """Everything in the call that the service's model does not allow; the known false positives are left out."""
    if call.problem:
        return [("", call.problem)]
    if not call.model or not call.model.input_shape:
        return []
    return [
        (path, message)
        for path, message in _check(call.model.input_shape, call.parameters, "")
        if (call.service, call.operation, re.sub(r"\[\d+\]", "[]", path)) not in FALSE_POSITIVES
    ]


def _check(shape: Shape, value: Any, path: str) -> Iterator[Violation]:
    if shape.type_name == "structure" and getattr(shape, "is_document_type", False):
        return
    expected = TYPES.get(shape.type_name, object)
    # In Python a boolean is an integer; in AWS it is not.
    if not isinstance(value, expected) or (isinstance(value, bool) and expected is not bool):
        yield path, f"expected {shape.type_name}, got {type(value).__name__} {value!r:.100}"
        return
    yield from ((path, message) for message in _limits(shape, value))
    if shape.type_name == "structure":
        yield from _structure(shape, value, path)
    elif shape.type_name == "list":
        for index, item in enumerate(value):
            yield from _check(shape.member, item, f"{path}[{index}]")
    elif shape.type_name == "map":
        for key, item in value.items():
            yield from _check(shape.key, key, f"{path}.{key}")
            yield from _check(shape.value, item, f"{path}.{key}")


def _structure(shape: Shape, value: dict[str, Any], path: str) -> Iterator[Violation]:
    def at(name: str) -> str:
        return f"{path}.{name}" if path else name

    for name in shape.required_members:
        if value.get(name) is None:
            yield at(name), "required, but missing"
    if shape.is_tagged_union and len(value) != 1:
        yield path, f"exactly one member of a union is allowed, got {sorted(value)}"
    for name, item in value.items():
        # moto's parser answers a list that is absent from the query string with an empty one.
        if item is not None and not (item == [] and shape.members[name].serialization.get("location")):
            yield from _check(shape.members[name], item, at(name))


def _limits(shape: Shape, value: Any) -> Iterator[str]:
    limits = shape.metadata
    size, unit = (value, "value") if isinstance(value, (int, float)) else (0, "")
    if shape.type_name in ("string", "blob"):
        size, unit = len(value), "length"
    elif shape.type_name in ("list", "map"):
        size, unit = len(value), "number of items"
    if unit and "min" in limits and size < limits["min"]:
        yield f"{unit} {size} is below the minimum {limits['min']}"
    if unit and "max" in limits and size > limits["max"]:
        yield f"{unit} {size} is above the maximum {limits['max']}"
    if shape.type_name == "string":
        if shape.enum and value not in shape.enum:
            yield f"{value!r:.100} is not one of {', '.join(shape.enum)}"
        if "pattern" in limits and not _pattern(limits["pattern"])(value):
            yield f"{value!r:.100} does not match {limits['pattern']}"


@cache
def _pattern(pattern: str) -> Callable[[str], Any]:
    """A test of values for a pattern; one that Python cannot express (such as \\p{L}) lets every value pass.

    AWS matches a pattern without anchors against the whole value, and \\w and \\d in ASCII.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # Python would read a Java class intersection `[a&&b]` as something else.
            compiled = re.compile(pattern, re.ASCII)
    except (re.error, Warning):
        return lambda value: True
    anchored = pattern.startswith("^") or pattern.endswith("$")
    return compiled.search if anchored else compiled.fullmatch
