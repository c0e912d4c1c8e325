"""Log delivery: an event put to CloudWatch Logs travels over a subscription to an object in S3.

Synchronous and without buffering: by the time PutLogEvents returns, every record has become one object. Of the filter
patterns only `{ $.field = "text" }` is evaluated (every event matches any other), and of the processors only
Decompression and AppendDelimiterToRecord. Nothing checks a permission on the way.
"""

import gzip
import json
import logging
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable
from datetime import datetime, timezone
from typing import Any
from uuid import uuid4

from moto.firehose.models import FirehoseBackend, firehose_backends
from moto.kinesis.models import Stream, kinesis_backends
from moto.logs.models import LogGroup, LogStream, logs_backends
from moto.s3.models import s3_backends

from emulator.operations.logs import account_policies, target_exists

log = logging.getLogger("emulator")

FIELD_EQUALS = re.compile(r'\{ \$\.(\w+) = "([^"]*)" \}')

EXCLUDED_GROUPS = re.compile(r"\s*LogGroupName NOT IN (\[.*\])\s*", re.DOTALL)

# Of Java's DateTimeFormatter, what prefixes are made of.
TIMESTAMP_FIELDS = {"yyyy": "%Y", "MM": "%m", "dd": "%d", "HH": "%H", "mm": "%M", "ss": "%S"}


def install() -> None:
    """Make moto's services pass records on to each other the way AWS documents it."""
    # moto delivers what a group's own subscription filter sends, within the account, and to no destination.
    LogStream.put_log_events = _put_log_events
    LogStream._send_log_events = _send_log_events
    # moto's Kinesis streams have no Firehose reading them.
    Stream.put_record = _put_record
    # moto neither evaluates a prefix nor processes or compresses records.
    FirehoseBackend.put_s3_records = _put_s3_records


_store_events = LogStream.put_log_events
_store_record = Stream.put_record
_send_to_function = LogStream._send_log_events


def _put_log_events(self: LogStream, log_events: list[dict[str, Any]]) -> str:
    """Store the events, which sends them over the group's subscription filters, then over the account's policies."""
    known = len(self.events)
    token = _store_events(self, log_events)
    events = [
        {"id": event.event_id, "timestamp": event.timestamp, "message": event.message} for event in self.events[known:]
    ]
    for name, target in _account_subscriptions(self.log_group):
        self._send_log_events(target.split(":")[2], target, name, events)
    return token


def _account_subscriptions(group: LogGroup) -> Iterable[tuple[str, str]]:
    """The name and target of the account's subscription policies that select a log group."""
    if group.log_group_class != "STANDARD":
        return
    for policy in account_policies(group.account_id, group.region, "SUBSCRIPTION_FILTER_POLICY"):
        excluded = EXCLUDED_GROUPS.fullmatch(policy.get("selectionCriteria", ""))
        if not (excluded and group.name in json.loads(excluded[1])):
            yield policy["policyName"], json.loads(policy["policyDocument"])["DestinationArn"]


def _send_log_events(
    self: LogStream, service: str, destination_arn: str, filter_name: str, log_events: list[dict[str, Any]]
) -> None:
    """Send events to a subscription's target, in the one JSON document, gzipped, that CloudWatch Logs sends."""
    own_filter = self.log_group.subscription_filters.get(filter_name)
    if own_filter:
        log_events = [event for event in log_events if _matches(own_filter.filter_pattern, event["message"])]
    if not log_events:
        return
    if service == "lambda":
        _send_to_function(self, service, destination_arn, filter_name, log_events)
        return
    document = {
        "messageType": "DATA_MESSAGE",
        "owner": self.account_id,
        "logGroup": self.log_group.name,
        "logStream": self.log_stream_name,
        "subscriptionFilters": [filter_name],
        "logEvents": [{**event, "id": f"{event['id']:056d}"} for event in log_events],
    }
    _send(gzip.compress(json.dumps(document, separators=(",", ":")).encode()), destination_arn)


def _matches(pattern: str, message: str) -> bool:
    """Whether an event matches a filter pattern, as far as patterns are evaluated."""
    equals = FIELD_EQUALS.fullmatch(pattern)
    if not equals:
        return True
    try:
        record = json.loads(message)
    except ValueError:
        return False
    return isinstance(record, dict) and record.get(equals[1]) == equals[2]


def _send(record: bytes, target: str) -> None:
    """Send a record to a log destination, a Kinesis stream or a Firehose stream, in any account and Region."""
    if not target_exists(target):
        log.warning("nothing to deliver to: %s", target)
        return
    _, _, service, region, account, resource = target.split(":", 5)
    name = resource.partition("/")[2]
    if service == "logs":
        _send(record, logs_backends[account][region].destinations[target].target_arn)
    elif service == "kinesis":
        kinesis_backends[account][region].streams[name].put_record(uuid4().hex, "", b64encode(record).decode())
    elif service == "firehose":
        firehose_backends[account][region].put_record(name, {"Data": record})


def _put_record(self: Stream, partition_key: str, explicit_hash_key: str, data: str) -> tuple[str, str]:
    """Store a record, then give it to every Firehose stream whose source is this Kinesis stream."""
    result = _store_record(self, partition_key, explicit_hash_key, data)
    backend = firehose_backends[self.account_id][self.region]
    for name, firehose in list(backend.delivery_streams.items()):
        if firehose.source and firehose.source["KinesisStreamARN"] == self.arn:
            backend.put_record(name, {"Data": b64decode(data)})
    return result


def _put_s3_records(
    self: FirehoseBackend, name: str, version: str, destination: dict[str, Any], records: list[dict[str, bytes]]
) -> list[dict[str, str]]:
    """Write records to one object in the bucket of a Firehose stream."""
    processors = destination.get("ProcessingConfiguration", {})
    enabled = processors.get("Enabled", False)
    types = {processor["Type"] for processor in processors.get("Processors", [])} if enabled else set()
    data = b""
    for record in records:
        content = record["Data"]
        if "Decompression" in types:
            content = gzip.decompress(content)
        data += content + (b"\n" if "AppendDelimiterToRecord" in types else b"")
    compressed = destination.get("CompressionFormat") == "GZIP"
    now = datetime.now(timezone.utc)
    extension = destination.get("FileExtension") or (".gz" if compressed else "")
    key = f"{_prefix(destination.get('Prefix', ''), now)}{name}-{version}-{now:%Y-%m-%d-%H-%M-%S}-{uuid4()}{extension}"
    bucket = destination["BucketARN"].rpartition(":")[2]
    s3_backends[self.account_id][self.partition].put_object(bucket, key, gzip.compress(data) if compressed else data)
    return [{"RecordId": uuid4().hex} for _ in records]


def _prefix(prefix: str, now: datetime) -> str:
    """The prefix with its timestamp expressions evaluated in UTC; without any, Firehose appends YYYY/MM/DD/HH/."""

    def evaluate(expression: re.Match[str]) -> str:
        return now.strftime(re.sub("|".join(TIMESTAMP_FIELDS), lambda part: TIMESTAMP_FIELDS[part[0]], expression[1]))

    evaluated = re.sub(r"!\{timestamp:([^}]*)\}", evaluate, prefix)
    return evaluated if evaluated != prefix else f"{prefix}{now:%Y/%m/%d/%H}/"
