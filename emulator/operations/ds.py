"""Directory Service: the forwarding of security logs."""

from datetime import datetime, timezone
from typing import Any

from emulator.calls import Call
from emulator.operations import AwsError, Register, answers

_subscriptions = Register("EntityDoesNotExistException")
"""By directory. The directories themselves are taken for granted."""


# moto knows log subscriptions of directories it has made, which takes a VPC; here the directory need not exist.
@answers("ds", "CreateLogSubscription")
def _create(call: Call) -> None:
    directory = call.parameters["DirectoryId"]
    if directory in _subscriptions.all(call):
        raise AwsError("EntityAlreadyExistsException", f"{directory} has a log subscription already.")
    subscription = {**call.parameters, "SubscriptionCreatedDateTime": datetime.now(timezone.utc)}
    _subscriptions.all(call)[directory] = subscription


@answers("ds", "ListLogSubscriptions")
def _list(call: Call) -> dict[str, Any]:
    directory = call.parameters.get("DirectoryId")
    kept = _subscriptions.all(call)
    return {"LogSubscriptions": [kept[name] for name in kept if directory in (None, name)]}


@answers("ds", "DeleteLogSubscription")
def _delete(call: Call) -> None:
    _subscriptions.delete(call, call.parameters["DirectoryId"])
