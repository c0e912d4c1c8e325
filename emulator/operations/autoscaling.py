"""Auto Scaling: members of a group that moto drops, and the refresh of its instances."""

from datetime import datetime, timezone
from typing import Any
from uuid import uuid4

from moto.autoscaling.models import autoscaling_backends
from werkzeug.wrappers import Response

from emulator.calls import Call
from emulator.operations import AwsError, Register, answers, completes

_DROPPED = {"MaxInstanceLifetime": "max_instance_lifetime", "DefaultInstanceWarmup": "default_instance_warmup"}


# moto keeps neither of these.
@completes("autoscaling", "CreateAutoScalingGroup")
@completes("autoscaling", "UpdateAutoScalingGroup")
def _keep_members(call: Call, _: Response) -> None:
    group = autoscaling_backends[call.account][call.region].autoscaling_groups[call.parameters["AutoScalingGroupName"]]
    for member, attribute in _DROPPED.items():
        if member in call.parameters:
            setattr(group, attribute, call.parameters[member])


_refreshes = Register("ValidationError")
"""The refreshes of each group, the latest first."""


# moto has no instance refreshes; here one is over as soon as it has begun.
@answers("autoscaling", "StartInstanceRefresh")
def _start_refresh(call: Call) -> dict[str, Any]:
    name, now = call.parameters["AutoScalingGroupName"], datetime.now(timezone.utc)
    if name not in autoscaling_backends[call.account][call.region].autoscaling_groups:
        raise AwsError("ValidationError", f"There is no group {name}.", 400)
    refresh = {**call.parameters, "InstanceRefreshId": str(uuid4()), "Status": "Successful"}
    refresh.update(StartTime=now, EndTime=now, PercentageComplete=100, InstancesToUpdate=0)
    _refreshes.all(call).setdefault(name, []).insert(0, refresh)
    return {"InstanceRefreshId": refresh["InstanceRefreshId"]}


@answers("autoscaling", "DescribeInstanceRefreshes")
def _describe_refreshes(call: Call) -> dict[str, Any]:
    wanted = call.parameters.get("InstanceRefreshIds")
    found = _refreshes.all(call).get(call.parameters["AutoScalingGroupName"], [])
    return {"InstanceRefreshes": [each for each in found if not wanted or each["InstanceRefreshId"] in wanted]}


@answers("autoscaling", "CancelInstanceRefresh")
def _cancel_refresh(call: Call) -> None:
    raise AwsError("ActiveInstanceRefreshNotFound", "No instance refresh is in progress.", 400)
