"""CloudTrail: trails named by their ARN, selectors that take the place of others, and what a trail has delivered."""

import json
from datetime import datetime, timezone
from typing import Any

from moto.cloudtrail.models import CloudTrailBackend, Trail, cloudtrail_backends
from moto.cloudtrail.responses import CloudTrailResponse
from moto.logs.models import logs_backends

from emulator.calls import Call
from emulator.operations import answers
from emulator.operations.outcomes import failure, folder, newest


def _start_logging(self: CloudTrailBackend, name: str) -> None:
    self.get_trail(name).start_logging()


def _stop_logging(self: CloudTrailBackend, name: str) -> None:
    self.get_trail(name).stop_logging()


def _delete_trail(self: CloudTrailBackend, name: str) -> None:
    trail = self.get_trail(name)
    del self.trails[trail.trail_name]


def _put_event_selectors(
    self: Trail, event_selectors: list[dict[str, Any]] | None, advanced_event_selectors: list[dict[str, Any]] | None
) -> None:
    self.event_selectors = event_selectors or []
    self.advanced_event_selectors = advanced_event_selectors or []


def _put_insight_selectors(self: Trail, insight_selectors: list[dict[str, str]]) -> None:
    self.insight_selectors = insight_selectors


# moto finds these trails by name only; AWS documents name or ARN, and the Terraform provider sends the ARN.
CloudTrailBackend.start_logging = _start_logging
CloudTrailBackend.stop_logging = _stop_logging
CloudTrailBackend.delete_trail = _delete_trail

# moto adds insight selectors to those a trail has, and keeps advanced event selectors beside basic ones; in AWS the
# new selectors replace the old.
Trail.put_event_selectors = _put_event_selectors
Trail.put_insight_selectors = _put_insight_selectors


def _describe_trails(self: CloudTrailResponse) -> str:
    named = self._get_param("trailNameList")
    trails = self.cloudtrail_backend.describe_trails(self._get_bool_param("includeShadowTrails", True))
    wanted = [trail for trail in trails if not named or trail.trail_name in named or trail.arn in named]
    return json.dumps({"trailList": [trail.description(include_region=True) for trail in wanted]})


# moto describes every trail, whichever are named.
CloudTrailResponse.describe_trails = _describe_trails


_OBJECTS = {
    "Delivery": ("cloudtrail logs", "CloudTrail"),
    "DigestDelivery": ("cloudtrail digests", "CloudTrail-Digest"),
}
"""What is delivered to the bucket: how its failures are told of, and the folder of its objects."""


def _latest_event(trail: Trail, region: str) -> datetime | None:
    """The time of the newest event in the streams that a trail has for a Region in its log group."""
    if not trail.cw_log_group_arn:
        return None
    _, _, _, home, account, _, name = trail.cw_log_group_arn.removesuffix(":*").split(":", 6)
    group = logs_backends[account][home].groups.get(name)
    streams = group.streams.items() if group else ()
    times = [
        event.timestamp
        for stream_name, stream in streams
        if stream_name.endswith(f"_CloudTrail_{region}")
        for event in stream.events
    ]
    return datetime.fromtimestamp(max(times) / 1000, timezone.utc) if times else None


# moto says at every call that something was delivered just now. AWS tells it by Region, and of digests and events too.
@answers("cloudtrail", "GetTrailStatus")
def _get_trail_status(call: Call) -> dict[str, Any]:
    backend = cloudtrail_backends[call.account][call.region]
    status = backend.get_trail_status(call.parameters["Name"])
    trail = next(each for each in backend.describe_trails(True) if each.status is status)
    times = {"StartLoggingTime": status.started, "StopLoggingTime": status.stopped}
    answer = {name: time.replace(tzinfo=timezone.utc) for name, time in times.items() if time}
    delivered = {
        name: (source, newest(trail.bucket_name, f"{folder(trail.s3_key_prefix)}AWSLogs/", f"/{kind}/{call.region}/"))
        for name, (source, kind) in _OBJECTS.items()
    }
    delivered["CloudWatchLogsDelivery"] = ("cloudtrail events", _latest_event(trail, call.region))
    for name, (source, time) in delivered.items():
        failed = failure(trail.account_id, call.region, source, trail.trail_name, time)
        answer |= {f"Latest{name}Time": time} if time else {}
        answer |= {f"Latest{name}Error": failed.code} if failed else {}
    return {"IsLogging": status.is_logging, **answer}
