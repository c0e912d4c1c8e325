"""A log event travels from a log group to the archive bucket."""

import gzip
import json
import time
import unittest
from datetime import datetime, timezone
from typing import Any

from emulator.tests.server import ARCHIVE, WORKLOAD, shared

ROLE = f"arn:aws:iam::{ARCHIVE}:role/delivery"
DECOMPRESSED = {"Enabled": True, "Processors": [{"Type": "Decompression"}, {"Type": "AppendDelimiterToRecord"}]}


def setUpModule() -> None:
    """The archive: a stream in eu-west-1, read by Firehose, with a destination for each of two Regions."""
    global server
    server = shared()
    server.create_bucket("archive")
    kinesis = server.client("kinesis", ARCHIVE)
    kinesis.create_stream(StreamName="logs", StreamModeDetails={"StreamMode": "ON_DEMAND"})
    stream = f"arn:aws:kinesis:eu-west-1:{ARCHIVE}:stream/logs"
    firehose(
        "logs",
        "cloudwatch-logs/!{timestamp:yyyy/MM/dd/HH}/",
        DeliveryStreamType="KinesisStreamAsSource",
        KinesisStreamSourceConfiguration={"KinesisStreamARN": stream, "RoleARN": ROLE},
    )
    for region in ("eu-west-1", "us-east-1"):
        logs = server.client("logs", ARCHIVE, region)
        logs.put_destination(destinationName="logs", targetArn=stream, roleArn=ROLE)


def firehose(name: str, prefix: str, **options: Any) -> str:
    """Create a Firehose stream to the archive bucket; its ARN."""
    destination = {
        "RoleARN": ROLE,
        "BucketARN": "arn:aws:s3:::archive",
        "Prefix": prefix,
        "CompressionFormat": "GZIP",
        "FileExtension": ".json.gz",
        "ProcessingConfiguration": DECOMPRESSED,
    }
    client = server.client("firehose", ARCHIVE)
    answer = client.create_delivery_stream(
        DeliveryStreamName=name, ExtendedS3DestinationConfiguration=destination, **options
    )
    return answer["DeliveryStreamARN"]


def write(group: str, message: str, region: str = "eu-west-1", **options: Any) -> None:
    """Write one event to a new log group of the workload account."""
    logs = server.client("logs", WORKLOAD, region)
    logs.create_log_group(logGroupName=group, **options)
    logs.create_log_stream(logGroupName=group, logStreamName="stream")
    event = {"timestamp": int(time.time() * 1000), "message": message}
    logs.put_log_events(logGroupName=group, logStreamName="stream", logEvents=[event])


def objects(prefix: str) -> dict[str, bytes]:
    """The objects below a prefix of the archive bucket."""
    s3 = server.client("s3", ARCHIVE)
    keys = [item["Key"] for item in s3.list_objects_v2(Bucket="archive", Prefix=prefix).get("Contents", [])]
    return {key: s3.get_object(Bucket="archive", Key=key)["Body"].read() for key in keys}


def envelopes(prefix: str = "cloudwatch-logs/") -> list[dict[str, Any]]:
    """The documents in all objects below a prefix, one for each line."""
    return [
        json.loads(line) for body in objects(prefix).values() for line in gzip.decompress(body).splitlines()
    ]


def subscribe(target: str, region: str = "eu-west-1", criteria: str = "") -> None:
    """Send all logs of the workload account in a Region to a target."""
    server.client("logs", WORKLOAD, region).put_account_policy(
        policyName="organization-logs",
        policyType="SUBSCRIPTION_FILTER_POLICY",
        policyDocument=json.dumps({"DestinationArn": target, "FilterPattern": "", "Distribution": "Random"}),
        **({"selectionCriteria": criteria} if criteria else {}),
    )


class AccountPolicy(unittest.TestCase):
    def test_an_event_reaches_the_archive_over_destination_stream_and_firehose(self) -> None:
        subscribe(f"arn:aws:logs:eu-west-1:{ARCHIVE}:destination:logs")
        write("/app/orders", "hello")
        [envelope] = [found for found in envelopes() if found["logGroup"] == "/app/orders"]
        [event] = envelope.pop("logEvents")
        self.assertEqual(
            envelope,
            {
                "messageType": "DATA_MESSAGE",
                "owner": WORKLOAD,
                "logGroup": "/app/orders",
                "logStream": "stream",
                "subscriptionFilters": ["organization-logs"],
            },
        )
        self.assertEqual(event["message"], "hello")
        self.assertRegex(event["id"], r"^\d{56}$")
        for key, body in objects("cloudwatch-logs/").items():
            now = datetime.now(timezone.utc)
            name = rf"logs-1-{now:%Y-%m-%d}-\d\d-\d\d-\d\d-[0-9a-f-]{{36}}\.json\.gz"
            self.assertRegex(key, rf"^cloudwatch-logs/{now:%Y/%m/%d}/\d\d/{name}$")
            self.assertTrue(gzip.decompress(body).endswith(b"}\n"))

    def test_the_stream_may_be_in_another_region_than_the_destination(self) -> None:
        subscribe(f"arn:aws:logs:us-east-1:{ARCHIVE}:destination:logs", "us-east-1")
        write("/app/america", "hello", "us-east-1")
        self.assertEqual(len([found for found in envelopes() if found["logGroup"] == "/app/america"]), 1)

    def test_nothing_is_delivered_from_a_group_the_policy_does_not_select(self) -> None:
        criteria = 'LogGroupName NOT IN ["/app/excluded", "/app/other"]'
        subscribe(f"arn:aws:logs:eu-west-1:{ARCHIVE}:destination:logs", "eu-west-1", criteria)
        write("/app/excluded", "hello")
        write("/app/infrequent", "hello", logGroupClass="INFREQUENT_ACCESS")
        write("/app/unsubscribed", "hello", "eu-central-1")
        write("/app/included", "hello")
        groups = {found["logGroup"] for found in envelopes()}
        self.assertIn("/app/included", groups)
        self.assertFalse({"/app/excluded", "/app/infrequent", "/app/unsubscribed"} & groups)

    def test_a_filter_of_a_field_sends_the_events_that_have_it_and_no_other(self) -> None:
        logs = server.client("logs", WORKLOAD, "eu-west-1")
        logs.create_log_group(logGroupName="/app/chosen")
        logs.create_log_stream(logGroupName="/app/chosen", logStreamName="stream")
        logs.put_subscription_filter(
            logGroupName="/app/chosen",
            filterName="chosen",
            filterPattern='{ $.kind = "chosen" }',
            destinationArn=f"arn:aws:logs:eu-west-1:{ARCHIVE}:destination:logs",
            roleArn=ROLE,
        )
        messages = ["text", "[1]", '{"kind": "another"}', '{"kind": "chosen"}']
        now = int(time.time() * 1000)
        logs.put_log_events(
            logGroupName="/app/chosen",
            logStreamName="stream",
            logEvents=[{"timestamp": now, "message": message} for message in messages],
        )
        [sent] = [found for found in envelopes() if found["subscriptionFilters"] == ["chosen"]]
        self.assertEqual([event["message"] for event in sent["logEvents"]], ['{"kind": "chosen"}'])

    def test_a_policy_may_name_a_firehose_stream_directly(self) -> None:
        subscribe(firehose("straight", "straight/"), "ap-south-1")
        write("/app/straight", "hello", "ap-south-1")
        [key] = objects("straight/")
        self.assertRegex(key, r"^straight/\d{4}/\d\d/\d\d/\d\d/straight-1-")
        self.assertEqual(len(envelopes("straight/")), 1)


    def test_an_event_for_a_target_that_is_gone_is_stored_and_not_delivered(self) -> None:
        target = firehose("gone", "gone/")
        subscribe(target, "ca-central-1")
        server.client("firehose", ARCHIVE).delete_delivery_stream(DeliveryStreamName="gone")
        write("/app/gone", "hello", "ca-central-1")
        events = server.client("logs", WORKLOAD, "ca-central-1").filter_log_events(logGroupName="/app/gone")["events"]
        self.assertEqual([event["message"] for event in events], ["hello"])
        self.assertEqual(objects("gone/"), {})


class Others(unittest.TestCase):
    def test_a_subscription_filter_of_the_group_delivers_too(self) -> None:
        logs = server.client("logs", WORKLOAD, "us-west-2")
        logs.create_log_group(logGroupName="/app/filtered")
        logs.create_log_stream(logGroupName="/app/filtered", logStreamName="stream")
        logs.put_subscription_filter(
            logGroupName="/app/filtered",
            filterName="mine",
            filterPattern="",
            destinationArn=f"arn:aws:logs:us-east-1:{ARCHIVE}:destination:logs",
        )
        event = {"timestamp": int(time.time() * 1000), "message": "hello"}
        logs.put_log_events(logGroupName="/app/filtered", logStreamName="stream", logEvents=[event])
        [envelope] = [found for found in envelopes() if found["logGroup"] == "/app/filtered"]
        self.assertEqual(envelope["subscriptionFilters"], ["mine"])

    def test_a_record_put_to_firehose_directly_is_written_as_configured(self) -> None:
        client = server.client("firehose", ARCHIVE)
        client.create_delivery_stream(
            DeliveryStreamName="aws-waf-logs",
            ExtendedS3DestinationConfiguration={"RoleARN": ROLE, "BucketARN": "arn:aws:s3:::archive", "Prefix": "waf/"},
        )
        client.put_record(DeliveryStreamName="aws-waf-logs", Record={"Data": b'{"action":"BLOCK"}'})
        [(key, body)] = objects("waf/").items()
        self.assertRegex(key, r"^waf/\d{4}/\d\d/\d\d/\d\d/aws-waf-logs-1-[0-9-]{20}[0-9a-f-]{36}$")
        self.assertEqual(body, b'{"action":"BLOCK"}')


if __name__ == "__main__":
    unittest.main()
