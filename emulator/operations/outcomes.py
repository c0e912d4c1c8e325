"""What came of deliveries: the objects that arrived, and the failures that were told of.

Nothing that is not in a bucket was delivered: a service that says when it delivered last says when its newest object
arrived. Services write nothing here by themselves, so a test puts what they would have written, at the time it wants
(`POST /emulator/deliveries`, see README.md), and tells of failures, which nothing else shows.
"""

from dataclasses import dataclass
from datetime import datetime, timezone

from moto.s3.models import FakeKey, s3_backends

SOURCES = (
    "cloudtrail digests",
    "cloudtrail events",
    "cloudtrail logs",
    "config aggregation",
    "config history",
    "config recorder",
    "config snapshots",
    "config stream",
    "flow log",
    "guardduty export",
    "resolver query logs",
    "resource data sync",
)
"""What can be told to have failed."""


@dataclass(frozen=True)
class Failure:
    """A delivery that failed, and why, in the words of the service."""

    at: datetime
    code: str
    message: str


_failures: dict[tuple[str, str, str, str], Failure] = {}
"""The latest failure of what an account has in a Region, by (account, Region, source, name)."""


def tell(said: dict[str, str]) -> None:
    """Let an object arrive, or a delivery fail; raises ValueError or TypeError for what is neither."""
    if "bucket" in said:
        _arrive(**said)
    else:
        _fail(**said)


def _time(text: str) -> datetime:
    time = datetime.fromisoformat(text)
    if not time.tzinfo:
        raise ValueError(f"{text} does not say its time zone.")
    return time.astimezone(timezone.utc)


def _arrive(bucket: str, key: str, at: str, body: str = "") -> None:
    if bucket not in s3_backends.bucket_accounts:
        raise ValueError(f"There is no bucket {bucket}.")
    partition, account = s3_backends.bucket_accounts[bucket]
    arrived = s3_backends[account][partition].put_object(bucket, key, body.encode())
    arrived.last_modified = _time(at).replace(tzinfo=None)


def _fail(account: str, region: str, source: str, name: str, at: str, error: str, message: str = "") -> None:
    if source not in SOURCES:
        raise ValueError(f"{source} is none of {', '.join(SOURCES)}.")
    _failures[account, region, source, name] = Failure(_time(at), error, message or error)


def newest(bucket: str, prefix: str, part: str = "") -> datetime | None:
    """When the newest object below a prefix arrived, of those with a certain part in their keys."""
    if bucket not in s3_backends.bucket_accounts:
        return None
    partition, account = s3_backends.bucket_accounts[bucket]
    keys = s3_backends[account][partition].buckets[bucket].keys.values()
    objects = [each for each in keys if isinstance(each, FakeKey)]  # The others mark what was deleted.
    times = [each.last_modified for each in objects if each.name.startswith(prefix) and part in each.name]
    return max(times).replace(tzinfo=timezone.utc) if times else None


def failure(account: str, region: str, source: str, name: str, delivered: datetime | None) -> Failure | None:
    """How the latest delivery failed; None if nothing failed, or something was delivered since."""
    failed = _failures.get((account, region, source, name))
    return failed if failed and (delivered is None or failed.at > delivered) else None


def folder(prefix: str | None) -> str:
    """The beginning of the keys that a service writes below a prefix, which may be none."""
    return f"{prefix.strip('/')}/" if prefix else ""
