"""CloudTrail: a trail may be named by its ARN, selectors replace each other, and a deleted tag needs only its key."""

from moto.cloudtrail.models import CloudTrailBackend, Trail


def _start_logging(self: CloudTrailBackend, name: str) -> None:
    self.get_trail(name).start_logging()


def _stop_logging(self: CloudTrailBackend, name: str) -> None:
    self.get_trail(name).stop_logging()


def _delete_trail(self: CloudTrailBackend, name: str) -> None:
    trail = self.get_trail(name)
    del self.trails[trail.trail_name]


def _put_insight_selectors(self: Trail, insight_selectors: list[dict[str, str]]) -> None:
    self.insight_selectors = insight_selectors


# moto finds these trails by name only; AWS documents name or ARN, and the Terraform provider sends the ARN.
CloudTrailBackend.start_logging = _start_logging
CloudTrailBackend.stop_logging = _stop_logging
CloudTrailBackend.delete_trail = _delete_trail

# moto appends to the selectors a trail has; in AWS the new ones replace them.
Trail.put_insight_selectors = _put_insight_selectors
