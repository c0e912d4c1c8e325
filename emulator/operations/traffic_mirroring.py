"""EC2 traffic mirroring: targets, filters with their rules, and sessions."""

from typing import Any
from uuid import uuid4

from moto.ec2.models import ec2_backends
from moto.ec2.utils import EC2_RESOURCE_TO_PREFIX

from emulator.calls import Call
from emulator.operations import Register, answers
from emulator.operations.ec2 import specified_tags

IDENTIFIERS = {
    "TrafficMirrorTarget": "tmt",
    "TrafficMirrorFilter": "tmf",
    "TrafficMirrorFilterRule": "tmfr",
    "TrafficMirrorSession": "tms",
}

TARGET_TYPES = {
    "NetworkInterfaceId": "network-interface",
    "NetworkLoadBalancerArn": "network-load-balancer",
    "GatewayLoadBalancerEndpointId": "gateway-load-balancer-endpoint",
}

_registers = {kind: Register(f"Invalid{kind}Id.NotFound", 400) for kind in IDENTIFIERS}
_NOT_KEPT = ("ClientToken", "DryRun", "TagSpecifications", "RemoveFields")


def _given(call: Call) -> dict[str, Any]:
    return {name: value for name, value in call.parameters.items() if name not in _NOT_KEPT and value != []}


def _create(kind: str, call: Call, **more: Any) -> dict[str, Any]:
    identifier = f"{IDENTIFIERS[kind]}-{uuid4().hex[:17]}"
    record = {**_given(call), **more, f"{kind}Id": identifier, "OwnerId": call.account}
    _registers[kind].all(call)[identifier] = record
    ec2_backends[call.account][call.region].create_tags([identifier], specified_tags(call))
    return {kind: _described(kind, call, record), "ClientToken": call.parameters.get("ClientToken")}


def _described(kind: str, call: Call, record: dict[str, Any]) -> dict[str, Any]:
    tags = ec2_backends[call.account][call.region].tags[record[f"{kind}Id"]]
    described = {**record, "Tags": [{"Key": key, "Value": value} for key, value in tags.items()]}
    if kind == "TrafficMirrorFilter":
        rules = _registers["TrafficMirrorFilterRule"].all(call).values()
        for direction in ("ingress", "egress"):
            described[f"{direction.capitalize()}FilterRules"] = [
                rule
                for rule in rules
                if (rule["TrafficMirrorFilterId"], rule["TrafficDirection"])
                == (record["TrafficMirrorFilterId"], direction)
            ]
    return described


def _describe(kind: str, call: Call) -> dict[str, Any]:
    register = _registers[kind]
    asked = call.parameters.get(f"{kind}Ids")
    found = [register.get(call, identifier) for identifier in asked] if asked else register.all(call).values()
    return {f"{kind}s": [_described(kind, call, record) for record in found]}


def _modify(kind: str, call: Call) -> dict[str, Any]:
    record = _registers[kind].get(call, call.parameters[f"{kind}Id"])
    for name in call.parameters.get("RemoveFields") or []:
        member = "".join(word.capitalize() for word in name.split("-"))
        record.pop(member, None)
    record.update(_given(call))
    return {kind: _described(kind, call, record)}


def _delete(kind: str, call: Call) -> dict[str, Any]:
    return {f"{kind}Id": _registers[kind].delete(call, call.parameters[f"{kind}Id"])[f"{kind}Id"]}


# moto has other prefixes for these identifiers than AWS, and tags only what has a prefix that it knows.
EC2_RESOURCE_TO_PREFIX.update({prefix: prefix for prefix in IDENTIFIERS.values()})

# moto has targets and filters that can neither change nor be deleted, and no rules and sessions.
for kind in IDENTIFIERS:
    answers("ec2", f"Describe{kind}s")(lambda call, kind=kind: _describe(kind, call))
    answers("ec2", f"Delete{kind}")(lambda call, kind=kind: _delete(kind, call))
for kind in ("TrafficMirrorFilter", "TrafficMirrorFilterRule"):
    answers("ec2", f"Create{kind}")(lambda call, kind=kind: _create(kind, call))
for kind in ("TrafficMirrorFilterRule", "TrafficMirrorSession"):
    answers("ec2", f"Modify{kind}")(lambda call, kind=kind: _modify(kind, call))


# The type of a target follows from what it names.
@answers("ec2", "CreateTrafficMirrorTarget")
def _create_target(call: Call) -> dict[str, Any]:
    [target_type] = [target_type for name, target_type in TARGET_TYPES.items() if call.parameters.get(name)]
    return _create("TrafficMirrorTarget", call, Type=target_type)


# A session needs a filter of the account; its target may be that of another account. It has a virtual network whether
# one is asked for or not.
@answers("ec2", "CreateTrafficMirrorSession")
def _create_session(call: Call) -> dict[str, Any]:
    _registers["TrafficMirrorFilter"].get(call, call.parameters["TrafficMirrorFilterId"])
    return _create("TrafficMirrorSession", call, VirtualNetworkId=call.parameters.get("VirtualNetworkId", 1))


# Services are added to a filter and removed from it by an operation of their own.
@answers("ec2", "ModifyTrafficMirrorFilterNetworkServices")
def _modify_services(call: Call) -> dict[str, Any]:
    record = _registers["TrafficMirrorFilter"].get(call, call.parameters["TrafficMirrorFilterId"])
    services = set(record.get("NetworkServices", [])) | set(call.parameters.get("AddNetworkServices") or [])
    record["NetworkServices"] = sorted(services - set(call.parameters.get("RemoveNetworkServices") or []))
    return {"TrafficMirrorFilter": _described("TrafficMirrorFilter", call, record)}
