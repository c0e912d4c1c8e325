"""Operations that moto lacks, or whose fields it drops: one module per service, each patch with its reason.

A handler receives the parsed call and returns the operation's output (or raises an `AwsError`), in the
shape botocore has for it. Where a correction to moto is shorter than a handler, the module corrects moto.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from moto.core.exceptions import ServiceException
from werkzeug.wrappers import Response

from emulator.calls import Call

Handler = Callable[[Call], Any]
Completion = Callable[[Call, Response], None]


class AwsError(ServiceException):
    """An error answer; without a status, that of the error in the service's model."""

    def __init__(self, code: str, message: str, status: int | None = None) -> None:
        super().__init__(code, message)
        self.status = status


_answers: dict[tuple[str, str], Handler] = {}
_completions: dict[tuple[str, str], Completion] = {}

MODULES = ("cloudtrail", "iam", "kinesis", "kms", "logs", "organizations", "s3")


def answers(service: str, operation: str) -> Callable[[Handler], Handler]:
    """Register a function that answers an operation instead of moto."""

    def register(handler: Handler) -> Handler:
        _answers[service, operation] = handler
        return handler

    return register


def completes(service: str, operation: str) -> Callable[[Completion], Completion]:
    """Register a function that runs after moto has answered an operation with success, and may amend the answer."""

    def register(completion: Completion) -> Completion:
        _completions[service, operation] = completion
        return completion

    return register


def handler(call: Call) -> Handler | None:
    """The function that answers this call instead of moto, if there is one."""
    return _answers.get((call.service, call.operation))


def complete(call: Call, response: Response) -> None:
    """Run what completes moto's successful answer to this call."""
    completion = _completions.get((call.service, call.operation))
    if completion:
        completion(call, response)


def install() -> None:
    """Load every service's handlers and corrections."""
    for module in MODULES:
        import_module(f"{__name__}.{module}")
