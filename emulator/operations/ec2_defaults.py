"""EC2: what an account sets for a Region: defaults of instance metadata, and no public snapshots and images."""

from typing import Any

from emulator.calls import Call
from emulator.operations import AwsError, Register, answers

_settings = Register("InvalidRequest", 400)
"""By name: the defaults of metadata, and the states of both blocks."""

_BLOCKS = {
    "Snapshot": ("State", ("block-all-sharing", "block-new-sharing")),
    "Image": ("ImageBlockPublicAccessState", ("block-new-sharing",)),
}
"""What is blocked: the member that says how, and the ways to block it."""


# moto has no defaults of instance metadata; what no preference is given for is not returned.
@answers("ec2", "ModifyInstanceMetadataDefaults")
def _modify_metadata(call: Call) -> dict[str, Any]:
    said = {name: value for name, value in call.parameters.items() if name != "DryRun" and value is not None}
    defaults = {**_settings.all(call).get("metadata", {}), **said}
    kept = {name: value for name, value in defaults.items() if value not in ("no-preference", -1)}
    _settings.all(call)["metadata"] = kept
    return {"Return": True}


@answers("ec2", "GetInstanceMetadataDefaults")
def _get_metadata(call: Call) -> dict[str, Any]:
    kept = _settings.all(call).get("metadata", {})
    return {"AccountLevel": {**kept, "ManagedBy": "account"} if kept else {}}


def _enable(kind: str, call: Call) -> dict[str, Any]:
    member, states = _BLOCKS[kind]
    state = call.parameters[member]
    if state not in states:
        raise AwsError("InvalidParameterValue", f"{state} is not one of {', '.join(states)}.", 400)
    _settings.all(call)[kind] = state
    return {member: state}


def _disable(kind: str, call: Call) -> dict[str, Any]:
    _settings.all(call).pop(kind, None)
    return {_BLOCKS[kind][0]: "unblocked"}


def _state(kind: str, call: Call) -> dict[str, Any]:
    return {_BLOCKS[kind][0]: _settings.all(call).get(kind, "unblocked"), "ManagedBy": "account"}


# moto blocks neither.
for kind in _BLOCKS:
    answers("ec2", f"Enable{kind}BlockPublicAccess")(lambda call, kind=kind: _enable(kind, call))
    answers("ec2", f"Disable{kind}BlockPublicAccess")(lambda call, kind=kind: _disable(kind, call))
    answers("ec2", f"Get{kind}BlockPublicAccessState")(lambda call, kind=kind: _state(kind, call))
