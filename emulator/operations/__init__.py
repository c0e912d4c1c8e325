"""Operations that moto lacks, or whose fields it drops: one module per service, each patch with its reason.

A handler receives the parsed call and returns the operation's output (or raises an `AwsError`), in the
shape botocore has for it. Where a correction to moto is shorter than a handler, the module corrects moto.
"""

from collections import defaultdict
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


class Register:
    """What each account keeps in each Region, by name; asking for a name that is not there is an `AwsError`."""

    def __init__(self, missing: str, status: int | None = None) -> None:
        """missing: the service's error code for a name that is not there."""
        self._missing, self._status = missing, status
        self._records: dict[tuple[str, str], dict[str, Any]] = defaultdict(dict)

    def of(self, account: str, region: str) -> dict[str, Any]:
        """Everything one account keeps in one Region."""
        return self._records[account, region]

    def owners(self) -> list[tuple[str, str]]:
        """The accounts and Regions in which something is or was kept."""
        return list(self._records)

    def all(self, call: Call) -> dict[str, Any]:
        """Everything the caller keeps where it calls."""
        return self.of(call.account, call.region)

    def get(self, call: Call, name: str) -> Any:
        """One of the caller's records."""
        if name not in self.all(call):
            raise AwsError(self._missing, f"{name} does not exist.", self._status)
        return self.all(call)[name]

    def delete(self, call: Call, name: str) -> Any:
        """Forget one of the caller's records, and return it."""
        record = self.get(call, name)
        del self.all(call)[name]
        return record


def with_tags(tags: list[dict[str, str]], new: list[dict[str, str]]) -> list[dict[str, str]]:
    """Tags after some were added; a new value takes the place of an old one."""
    return list({tag["Key"]: tag for tag in [*tags, *new]}.values())


def without_tags(tags: list[dict[str, str]], keys: list[str]) -> list[dict[str, str]]:
    """Tags after those with certain keys were removed."""
    return [tag for tag in tags if tag["Key"] not in keys]


def listed(value: Any) -> list[Any]:
    """A value of a policy, which may be one or a list of them, as a list."""
    return value if isinstance(value, list) else [value]


_answers: dict[tuple[str, str], Handler] = {}
_completions: dict[tuple[str, str], Completion] = {}

MODULES = (
    "accessanalyzer",
    "autoscaling",
    "bcm_data_exports",
    "cloudfront",
    "cloudtrail",
    "cloudwatch",
    "config",
    "config_delivery",
    "config_organization",
    "detective",
    "ds",
    "ec2",
    "ec2_defaults",
    "elbv2",
    "events",
    "fms",
    "guardduty",
    "guardduty_organization",
    "iam",
    "inspector2",
    "kinesis",
    "kms",
    "log_deliveries",
    "logs",
    "macie2",
    "network_firewall",
    "oam",
    "observabilityadmin",
    "organization_policies",
    "organizations",
    "route53",
    "route53resolver",
    "s3",
    "securityhub",
    "securityhub_central",
    "sns",
    "ssm",
    "stepfunctions",
    "tagging",
    "traffic_mirroring",
)


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


def registered() -> set[tuple[str, str]]:
    """Service and operation of everything that is answered or completed here."""
    return {*_answers, *_completions}


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
