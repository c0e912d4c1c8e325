"""CloudTrail: a trail may be named by its ARN, those that are named are described, and new selectors replace old ones."""

import json
from typing import Any

from moto.cloudtrail.models import CloudTrailBackend, Trail
from moto.cloudtrail.responses import CloudTrailResponse


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
