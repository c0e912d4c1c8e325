"""Network Firewall: rule groups, policies, firewalls and where they log; moto has only firewalls that never change."""

from typing import Any
from uuid import uuid4

from emulator.calls import Call
from emulator.operations import AwsError, Register, answers, with_tags, without_tags

_records = Register("ResourceNotFoundException")
"""Everything by its ARN: what callers said of it, its identifier, and the token of its latest version."""

_logging = Register("ResourceNotFoundException")
"""The logging configuration of a firewall, by the firewall's ARN."""

_TYPES = {"RuleGroup": "stateful-rulegroup", "FirewallPolicy": "firewall-policy", "Firewall": "firewall"}


def tagged(account: str, region: str) -> list[tuple[str, list[dict[str, str]]]]:
    """The ARN and the tags of everything in an account and Region."""
    return [(arn, record["Said"].get("Tags", [])) for arn, record in _records.of(account, region).items()]


def _arn(kind: str, call: Call) -> str:
    given = call.parameters.get(f"{kind}Arn")
    path = "stateless-rulegroup" if call.parameters.get("Type") == "STATELESS" else _TYPES[kind]
    name = call.parameters.get(f"{kind}Name")
    return given or f"arn:aws:network-firewall:{call.region}:{call.account}:{path}/{name}"


def _answer(kind: str, arn: str, record: dict[str, Any]) -> dict[str, Any]:
    """A record as the operations of its kind return it: what it is beside what it says."""
    said, token = record["Said"], record["UpdateToken"]
    described = {**said, f"{kind}Arn": arn, f"{kind}Id": record["Id"]}
    if kind == "Firewall":
        status = {"Status": "READY", "ConfigurationSyncStateSummary": "IN_SYNC"}
        return {"Firewall": described, "FirewallStatus": status, "UpdateToken": token}
    return {f"{kind}Response": {**described, f"{kind}Status": "ACTIVE"}, kind: said.get(kind), "UpdateToken": token}


def _create(kind: str, call: Call) -> dict[str, Any]:
    arn = _arn(kind, call)
    if arn in _records.all(call):
        raise AwsError("InvalidRequestException", f"{arn} exists already.")
    _records.all(call)[arn] = {"Said": dict(call.parameters), "Id": str(uuid4()), "UpdateToken": str(uuid4())}
    return _answer(kind, arn, _records.all(call)[arn])


def _describe(kind: str, call: Call) -> dict[str, Any]:
    arn = _arn(kind, call)
    return _answer(kind, arn, _records.get(call, arn))


def _update(kind: str, call: Call) -> dict[str, Any]:
    arn = _arn(kind, call)
    record = _records.get(call, arn)
    if call.parameters.get("UpdateToken", record["UpdateToken"]) != record["UpdateToken"]:
        raise AwsError("InvalidTokenException", "The update token is not that of the latest version.")
    record["Said"].update({name: value for name, value in call.parameters.items() if name != "UpdateToken"})
    record["UpdateToken"] = str(uuid4())
    return _answer(kind, arn, record)


def _delete(kind: str, call: Call) -> dict[str, Any]:
    arn = _arn(kind, call)
    _logging.all(call).pop(arn, None)
    return _answer(kind, arn, _records.delete(call, arn))


for kind in _TYPES:
    answers("network-firewall", f"Create{kind}")(lambda call, kind=kind: _create(kind, call))
    answers("network-firewall", f"Describe{kind}")(lambda call, kind=kind: _describe(kind, call))
    answers("network-firewall", f"Delete{kind}")(lambda call, kind=kind: _delete(kind, call))
for kind in ("RuleGroup", "FirewallPolicy"):
    answers("network-firewall", f"Update{kind}")(lambda call, kind=kind: _update(kind, call))


# A firewall changes by one operation for each member.
for operation in (
    "AssociateFirewallPolicy",
    "UpdateFirewallDeleteProtection",
    "UpdateFirewallDescription",
    "UpdateFirewallPolicyChangeProtection",
    "UpdateSubnetChangeProtection",
):

    @answers("network-firewall", operation)
    def _update_firewall(call: Call) -> dict[str, Any]:
        updated = _update("Firewall", call)
        return {**updated["Firewall"], "UpdateToken": updated["UpdateToken"]}


# The logging of a firewall changes by one destination at a time, as in AWS.
@answers("network-firewall", "UpdateLoggingConfiguration")
def _update_logging(call: Call) -> dict[str, Any]:
    arn = _arn("Firewall", call)
    _records.get(call, arn)
    new = call.parameters.get("LoggingConfiguration", {}).get("LogDestinationConfigs", [])
    old = _logging.all(call).get(arn, [])
    changes = [item for item in new if item not in old] + [item for item in old if item not in new]
    if len({item["LogType"] + item["LogDestinationType"] for item in changes}) > 1:
        raise AwsError("InvalidRequestException", "Only one logging destination can change in one request.")
    _logging.all(call)[arn] = new
    return {"FirewallArn": arn, "LoggingConfiguration": {"LogDestinationConfigs": new}}


@answers("network-firewall", "DescribeLoggingConfiguration")
def _describe_logging(call: Call) -> dict[str, Any]:
    arn = _arn("Firewall", call)
    _records.get(call, arn)
    kept = _logging.all(call).get(arn)
    return {"FirewallArn": arn, "LoggingConfiguration": {"LogDestinationConfigs": kept} if kept else None}


def _said(call: Call) -> dict[str, Any]:
    return _records.get(call, call.parameters["ResourceArn"])["Said"]


@answers("network-firewall", "TagResource")
def _tag(call: Call) -> None:
    _said(call)["Tags"] = with_tags(_said(call).get("Tags", []), call.parameters["Tags"])


@answers("network-firewall", "UntagResource")
def _untag(call: Call) -> None:
    _said(call)["Tags"] = without_tags(_said(call).get("Tags", []), call.parameters["TagKeys"])


@answers("network-firewall", "ListTagsForResource")
def _list_tags(call: Call) -> dict[str, Any]:
    return {"Tags": _said(call).get("Tags", [])}


@answers("network-firewall", "ListFirewalls")
def _list(call: Call) -> dict[str, Any]:
    names = {arn: record["Said"].get("FirewallName") for arn, record in _records.all(call).items()}
    return {"Firewalls": [{"FirewallName": name, "FirewallArn": arn} for arn, name in names.items() if name]}
