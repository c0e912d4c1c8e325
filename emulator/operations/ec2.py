"""EC2: flow logs to any place AWS delivers them to, what they delivered, and the tags of launch templates."""

from datetime import datetime, timezone
from typing import Any

from moto.ec2.models import ec2_backends
from moto.ec2.models.flow_logs import FlowLogs
from moto.ec2.models.launch_templates import LaunchTemplate
from moto.ec2.utils import random_flow_log_id
from moto.logs.models import logs_backends
from moto.s3.exceptions import MissingBucket
from moto.s3.models import s3_backends
from werkzeug.wrappers import Response

from emulator.calls import Call
from emulator.operations import AwsError, answers, completes
from emulator.operations.outcomes import Failure, failure, folder, newest

DEFAULT_FORMAT = " ".join(
    f"${{{name}}}"
    for name in (
        "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action "
        "log-status"
    ).split()
)


def specified_tags(call: Call) -> dict[str, str]:
    """The tags that what the call creates is to have."""
    specifications = call.parameters.get("TagSpecifications", [])
    return {tag["Key"]: tag["Value"] for specification in specifications for tag in specification["Tags"]}


# moto takes everything behind `:::` for a bucket's name, so that a destination with a folder is never found, and drops
# the options of the destination. It asks CloudWatch Logs for a group it was not told, and takes one log for each
# resource and group, whatever the traffic.
@answers("ec2", "CreateFlowLogs")
def _create_flow_logs(call: Call) -> dict[str, Any]:
    asked, backend = call.parameters, ec2_backends[call.account][call.region]
    destination, group = asked.get("LogDestination"), asked.get("LogGroupName")
    kind = asked.get("LogDestinationType", "cloud-watch-logs")
    if kind == "s3":
        _require_bucket(call, destination)
    created = []
    for resource in asked["ResourceIds"]:
        if any(
            (log.resource_id, log.log_destination, log.log_group_name) == (resource, destination, group)
            for log in backend.flow_logs.values()
        ):
            raise AwsError("FlowLogAlreadyExists", "There is an existing flow log with the same destination.", 400)
        log = FlowLogs(
            backend,
            random_flow_log_id(),
            resource,
            asked.get("TrafficType"),
            destination,
            group,
            asked.get("DeliverLogsPermissionArn"),
            asked.get("MaxAggregationInterval", 600),
            kind,
            asked.get("LogFormat", DEFAULT_FORMAT),
        )
        log.destination_options = asked.get("DestinationOptions")
        log.deliver_cross_account_role = asked.get("DeliverCrossAccountRole")
        log.add_tags(specified_tags(call))
        backend.flow_logs[log.id] = log
        created.append(log.id)
    return {"FlowLogIds": created}


def _require_bucket(call: Call, destination: str) -> None:
    name = destination.rpartition(":::")[2].partition("/")[0]
    try:
        s3_backends[call.account]["aws"].get_bucket(name)
    except MissingBucket:
        raise AwsError("InvalidParameterValue", f"LogDestination: {name} does not exist.", 400) from None


def _delivered(log: FlowLogs) -> datetime | None:
    """When the newest records of a flow log arrived in its bucket, or its log group."""
    if log.log_destination_type == "s3":
        name, _, prefix = log.log_destination.rpartition(":::")[2].partition("/")
        return newest(name, folder(prefix), f"_{log.id}_")
    group = logs_backends[log.ec2_backend.account_id][log.ec2_backend.region_name].groups.get(log.log_group_name)
    times = [event.timestamp for stream in group.streams.values() for event in stream.events] if group else []
    return datetime.fromtimestamp(max(times) / 1000, timezone.utc) if times else None


def _failure(log: FlowLogs, delivered: datetime | None) -> Failure | None:
    return failure(log.ec2_backend.account_id, log.ec2_backend.region_name, "flow log", log.id, delivered)


def _delivery_status(self: FlowLogs) -> str | None:
    delivered = _delivered(self)
    return "FAILED" if _failure(self, delivered) else "SUCCESS" if delivered else None


def _delivery_error(self: FlowLogs) -> str | None:
    failed = _failure(self, _delivered(self))
    return failed and failed.message


# moto's flow logs deliver with success from the beginning.
FlowLogs.deliver_logs_status = property(_delivery_status, lambda self, value: None)
FlowLogs.deliver_logs_error_message = property(_delivery_error, lambda self, value: None)


# moto adds the tags of a launch template itself to those that its instances are to get.
@completes("ec2", "CreateLaunchTemplate")
def _keep_tag_specifications(call: Call, _: Response) -> None:
    backend = ec2_backends[call.account][call.region]
    version = backend.get_launch_template_by_name(call.parameters["LaunchTemplateName"]).default_version()
    version.data["TagSpecifications"] = call.parameters["LaunchTemplateData"].get("TagSpecifications", [])


# moto returns the tags that a launch template was created with, whatever became of them.
LaunchTemplate.tags = property(lambda self: self.get_tags(), lambda self, value: None)
