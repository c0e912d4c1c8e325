"""A service says that it delivered what is there, and failed when a test says so."""

import time
import unittest
from datetime import datetime, timedelta, timezone
from typing import Any
from urllib.error import HTTPError

from botocore.exceptions import ClientError

from emulator.tests.server import ARCHIVE, MANAGEMENT, ORGANIZATION, WORKLOAD, shared

NOW = datetime.now(timezone.utc).replace(microsecond=0)
HOUR = timedelta(hours=1)
YESTERDAY, LATELY = NOW - 24 * HOUR, NOW - HOUR
ROLE = f"arn:aws:iam::{WORKLOAD}:role/recorder"


def setUpModule() -> None:
    global server
    server = shared()


def arrive(bucket: str, key: str, at: datetime) -> None:
    server.tell(bucket=bucket, key=key, at=at.isoformat())


class Objects(unittest.TestCase):
    def test_an_object_was_modified_last_when_it_is_said_to_have_arrived(self) -> None:
        server.create_bucket("arrivals")
        server.tell(bucket="arrivals", key="a/b", at=YESTERDAY.isoformat(), body="text")
        s3 = server.client("s3", ARCHIVE)
        [listed] = s3.list_objects_v2(Bucket="arrivals")["Contents"]
        self.assertEqual((listed["Key"], listed["LastModified"]), ("a/b", YESTERDAY))
        found = s3.get_object(Bucket="arrivals", Key="a/b")
        self.assertEqual((found["LastModified"], found["Body"].read()), (YESTERDAY, b"text"))
        self.assertNotIn("ReplicationStatus", s3.head_object(Bucket="arrivals", Key="a/b"))

    def test_what_cannot_have_happened_is_refused(self) -> None:
        known = {"account": WORKLOAD, "region": "eu-west-1", "name": "x", "error": "AccessDenied"}
        for said, reason in (
            ({"bucket": "never-made", "key": "a", "at": NOW.isoformat()}, "There is no bucket never-made"),
            ({"source": "cloudtrail", "at": NOW.isoformat(), **known}, "cloudtrail is none of cloudtrail digests"),
            ({"source": "config stream", "at": "2026-01-01T00:00:00", **known}, "does not say its time zone"),
            ({"source": "config stream"}, "missing"),
        ):
            with self.subTest(reason), self.assertRaises(HTTPError) as raised:
                server.tell(**said)
            self.assertEqual(raised.exception.code, 400)
            self.assertIn(reason, raised.exception.read().decode())


class CloudTrail(unittest.TestCase):
    def setUp(self) -> None:
        self.client = server.client("cloudtrail", MANAGEMENT)

    def times(self, name: str, region: str = "eu-west-1") -> dict[str, Any]:
        status = server.client("cloudtrail", MANAGEMENT, region).get_trail_status(Name=name)
        return {key: value for key, value in status.items() if key.startswith("Latest")}

    def test_a_trail_delivered_what_is_in_its_bucket_and_its_log_group_region_by_region(self) -> None:
        server.create_bucket("trail-objects")
        logs = server.client("logs", MANAGEMENT)
        logs.create_log_group(logGroupName="trail")
        arn = self.client.create_trail(
            Name="delivering",
            S3BucketName="trail-objects",
            S3KeyPrefix="trail",
            IsMultiRegionTrail=True,
            CloudWatchLogsLogGroupArn=f"arn:aws:logs:eu-west-1:{MANAGEMENT}:log-group:trail:*",
            CloudWatchLogsRoleArn=f"arn:aws:iam::{MANAGEMENT}:role/trail",
        )["TrailARN"]
        self.client.start_logging(Name=arn)
        self.assertTrue(self.client.get_trail_status(Name=arn)["IsLogging"])
        self.assertEqual(self.times(arn), {})

        folder = f"trail/AWSLogs/{ORGANIZATION['organizationId']}/{WORKLOAD}"
        arrive("trail-objects", f"{folder}/CloudTrail/eu-west-1/2026/01/01/b.json.gz", LATELY)
        arrive("trail-objects", f"{folder}/CloudTrail/eu-west-1/2026/01/01/a.json.gz", YESTERDAY)
        arrive("trail-objects", f"{folder}/CloudTrail-Digest/eu-west-1/2026/01/01/d.json.gz", YESTERDAY)
        arrive("trail-objects", f"data/AWSLogs/{WORKLOAD}/CloudTrail/eu-west-1/2026/01/01/c.json.gz", NOW)
        stream = {"logGroupName": "trail", "logStreamName": f"{MANAGEMENT}_CloudTrail_eu-west-1"}
        logs.create_log_stream(**stream)
        logs.put_log_events(**stream, logEvents=[{"timestamp": int(LATELY.timestamp() * 1000), "message": "{}"}])
        for name in (arn, "delivering"):
            self.assertEqual(
                self.times(name),
                {
                    "LatestDeliveryTime": LATELY,
                    "LatestDigestDeliveryTime": YESTERDAY,
                    "LatestCloudWatchLogsDeliveryTime": LATELY,
                },
            )
        self.assertEqual(self.times(arn, "us-east-1"), {})
        self.client.delete_trail(Name=arn)

    def test_a_failure_is_known_until_something_is_delivered(self) -> None:
        server.create_bucket("trail-failures")
        arn = self.client.create_trail(Name="failing", S3BucketName="trail-failures")["TrailARN"]
        failed = {"account": MANAGEMENT, "region": "eu-west-1", "name": "failing", "error": "AccessDenied"}
        sources = {
            "cloudtrail logs": "LatestDeliveryError",
            "cloudtrail digests": "LatestDigestDeliveryError",
            "cloudtrail events": "LatestCloudWatchLogsDeliveryError",
        }
        for source in sources:
            server.tell(**failed, source=source, at=LATELY.isoformat())
        self.assertEqual(self.times(arn), dict.fromkeys(sources.values(), "AccessDenied"))
        key = f"AWSLogs/{MANAGEMENT}/CloudTrail/eu-west-1/2026/01/01"
        for name, at, known in (("a", YESTERDAY, True), ("b", NOW, False)):
            arrive("trail-failures", f"{key}/{name}.json.gz", at)
            self.assertEqual(self.times(arn)["LatestDeliveryTime"], at)
            self.assertEqual("LatestDeliveryError" in self.times(arn), known)
        s3 = server.client("s3", ARCHIVE)
        s3.put_bucket_versioning(Bucket="trail-failures", VersioningConfiguration={"Status": "Enabled"})
        s3.delete_object(Bucket="trail-failures", Key=f"{key}/b.json.gz")
        self.assertEqual(self.times(arn)["LatestDeliveryTime"], YESTERDAY)
        self.client.delete_trail(Name=arn)

    def test_a_trail_that_logs_again_says_since_when_and_that_it_had_stopped(self) -> None:
        server.create_bucket("trail-gaps")
        arn = self.client.create_trail(Name="gaps", S3BucketName="trail-gaps")["TrailARN"]
        self.assertEqual(self.client.get_trail_status(Name=arn)["IsLogging"], False)
        self.client.start_logging(Name=arn)
        self.assertNotIn("StopLoggingTime", self.client.get_trail_status(Name=arn))
        self.client.stop_logging(Name=arn)
        self.client.start_logging(Name=arn)
        status = self.client.get_trail_status(Name=arn)
        self.assertTrue(status["IsLogging"])
        self.assertLessEqual(status["StopLoggingTime"], status["StartLoggingTime"])
        self.assertLess(abs(time.time() - status["StartLoggingTime"].timestamp()), 60)
        with self.assertRaisesRegex(ClientError, "TrailNotFoundException"):
            self.client.get_trail_status(Name="unknown")
        self.client.delete_trail(Name=arn)


class Config(unittest.TestCase):
    def record(self, region: str, **channel: str) -> None:
        """Let the workload account record in a Region, and deliver to a bucket of its own."""
        self.region, self.bucket = region, f"config-{region}"
        self.folder = f"config/AWSLogs/{WORKLOAD}/Config/{region}/2026/1/1"
        self.client = server.client("config", WORKLOAD, region)
        server.create_bucket(self.bucket)
        self.client.put_configuration_recorder(ConfigurationRecorder={"name": "default", "roleARN": ROLE})
        archive = {"name": "archive", "s3BucketName": self.bucket, "s3KeyPrefix": "config", **channel}
        self.client.put_delivery_channel(DeliveryChannel=archive)
        self.client.start_configuration_recorder(ConfigurationRecorderName="default")

    def status(self) -> dict[str, Any]:
        [status] = self.client.describe_delivery_channel_status(DeliveryChannelNames=["archive"])[
            "DeliveryChannelsStatus"
        ]
        return status

    def recorder(self) -> dict[str, Any]:
        [status] = self.client.describe_configuration_recorder_status()["ConfigurationRecordersStatus"]
        self.assertTrue(status["recording"])
        self.assertLess(abs(time.time() - status["lastStartTime"].timestamp()), 60)
        return status

    def fail(self, source: str, name: str) -> None:
        failed = {"account": WORKLOAD, "region": self.region, "error": "AccessDenied", "message": "No."}
        server.tell(**failed, source=source, name=name, at=LATELY.isoformat())

    def test_a_channel_delivered_what_is_in_its_bucket(self) -> None:
        self.record("eu-central-1")
        empty = {"configHistoryDeliveryInfo": {}, "configSnapshotDeliveryInfo": {}}
        stream = {"lastStatus": "NOT_APPLICABLE"}
        self.assertEqual(self.status(), {"name": "archive", **empty, "configStreamDeliveryInfo": stream})
        self.assertEqual(self.recorder()["lastStatus"], "PENDING")
        arrive(self.bucket, f"{self.folder}/ConfigSnapshot/a.json.gz", YESTERDAY)
        arrive(self.bucket, f"{self.folder}/ConfigHistory/b.json.gz", LATELY)
        for kind, at in (("Snapshot", YESTERDAY), ("History", LATELY)):
            succeeded = {"lastStatus": "SUCCESS", "lastAttemptTime": at, "lastSuccessfulTime": at}
            self.assertEqual(self.status()[f"config{kind}DeliveryInfo"], succeeded)
        self.assertEqual(self.recorder()["lastStatus"], "SUCCESS")
        with self.assertRaisesRegex(ClientError, "NoSuchDeliveryChannelException"):
            self.client.describe_delivery_channel_status(DeliveryChannelNames=["unknown"])

    def test_a_channel_and_a_recorder_fail_until_something_is_delivered(self) -> None:
        region = "eu-central-2"
        self.record(region, snsTopicARN=server.client("sns", WORKLOAD, region).create_topic(Name="config")["TopicArn"])
        self.assertEqual(self.status()["configStreamDeliveryInfo"], {})
        arrive(self.bucket, f"{self.folder}/ConfigHistory/a.json.gz", YESTERDAY)
        error = {"lastStatus": "FAILURE", "lastErrorCode": "AccessDenied", "lastErrorMessage": "No."}
        for source in ("config history", "config snapshots", "config stream"):
            self.fail(source, "archive")
        self.fail("config recorder", "default")
        failed = self.status()
        attempted = {**error, "lastAttemptTime": LATELY}
        self.assertEqual(failed["configHistoryDeliveryInfo"], {**attempted, "lastSuccessfulTime": YESTERDAY})
        self.assertEqual(failed["configSnapshotDeliveryInfo"], attempted)
        self.assertEqual(failed["configStreamDeliveryInfo"], {**error, "lastStatusChangeTime": LATELY})
        self.assertEqual({key: self.recorder()[key] for key in error}, error)
        arrive(self.bucket, f"{self.folder}/ConfigHistory/b.json.gz", NOW)
        self.assertEqual(self.status()["configHistoryDeliveryInfo"]["lastStatus"], "SUCCESS")
        self.assertEqual(self.recorder()["lastStatus"], "SUCCESS")

    def test_an_aggregator_has_what_was_delivered_account_by_account(self) -> None:
        self.record("eu-south-2")
        central = server.client("config", ARCHIVE, self.region)
        role = f"arn:aws:iam::{ARCHIVE}:role/aggregator"

        def statuses(name: str, **asked: Any) -> dict[tuple[str, str], dict[str, Any]]:
            pages = central.get_paginator("describe_configuration_aggregator_sources_status").paginate(
                ConfigurationAggregatorName=name, **asked
            )
            described = [each for page in pages for each in page["AggregatedSourceStatusList"]]
            return {(each.pop("SourceId"), each.pop("AwsRegion")): each for each in described}

        for name, regions in (("some", {"AwsRegions": [self.region, "eu-west-1"]}), ("all", {"AllAwsRegions": True})):
            source = {"RoleArn": role, **regions}
            central.put_configuration_aggregator(
                ConfigurationAggregatorName=name, OrganizationAggregationSource=source
            )
        accounts = (MANAGEMENT, ARCHIVE, WORKLOAD)
        self.assertEqual(set(statuses("some")), {(a, r) for a in accounts for r in (self.region, "eu-west-1")})
        self.assertEqual(statuses("some", PaginationConfig={"PageSize": 4}), statuses("some"))
        every = central.describe_configuration_aggregator_sources_status(ConfigurationAggregatorName="all")
        self.assertEqual((len(every["AggregatedSourceStatusList"]), "NextToken" in every), (100, True))
        self.assertIn((WORKLOAD, "us-east-1"), statuses("all"))
        here = (WORKLOAD, self.region)
        self.assertEqual(statuses("some")[here], {"SourceType": "ACCOUNT"})
        arrive(self.bucket, f"{self.folder}/ConfigHistory/a.json.gz", YESTERDAY)
        delivered = {"SourceType": "ACCOUNT", "LastUpdateStatus": "SUCCEEDED", "LastUpdateTime": YESTERDAY}
        self.assertEqual(statuses("some", UpdateStatus=["SUCCEEDED"]), {here: delivered})
        self.fail("config aggregation", "some")
        error = {"LastUpdateTime": LATELY, "LastErrorCode": "AccessDenied", "LastErrorMessage": "No."}
        self.assertEqual(
            statuses("some", UpdateStatus=["FAILED"]),
            {here: {"SourceType": "ACCOUNT", "LastUpdateStatus": "FAILED", **error}},
        )
        self.assertEqual(statuses("all", UpdateStatus=["FAILED"]), {})
        central.put_configuration_aggregator(
            ConfigurationAggregatorName="one",
            AccountAggregationSources=[{"AccountIds": [WORKLOAD], "AwsRegions": [self.region]}],
        )
        self.assertEqual(statuses("one"), {here: delivered})
        with self.assertRaisesRegex(ClientError, "NoSuchConfigurationAggregatorException"):
            statuses("unknown")


class Sources(unittest.TestCase):
    """Each: nothing is known, something arrives, it fails later, and works again."""

    def setUp(self) -> None:
        self.ec2 = server.client("ec2", WORKLOAD)

    def fail(self, source: str, name: str, error: str = "Access error") -> None:
        failed = {"account": WORKLOAD, "region": "eu-west-1", "error": error}
        server.tell(**failed, source=source, name=name, at=LATELY.isoformat())

    def flow_log(self, **destination: str) -> str:
        vpc = self.ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        created = self.ec2.create_flow_logs(ResourceType="VPC", ResourceIds=[vpc], TrafficType="ALL", **destination)
        return created["FlowLogIds"][0]

    def flow_status(self, identifier: str) -> tuple[str | None, str | None]:
        [log] = self.ec2.describe_flow_logs(FlowLogIds=[identifier])["FlowLogs"]
        return log.get("DeliverLogsStatus"), log.get("DeliverLogsErrorMessage")

    def test_a_flow_log_delivers_to_its_bucket(self) -> None:
        server.create_bucket("flow-objects")
        identifier, other = (
            self.flow_log(LogDestinationType="s3", LogDestination=f"arn:aws:s3:::flow-objects/{folder}")
            for folder in ("vpc", "vpc/")
        )
        key = f"vpc/AWSLogs/{WORKLOAD}/vpcflowlogs/eu-west-1/2026/01/01/{WORKLOAD}_vpcflowlogs_eu-west-1_{identifier}_"
        self.assertEqual(self.flow_status(identifier), (None, None))
        arrive("flow-objects", f"{key}a.parquet", YESTERDAY)
        self.assertEqual(self.flow_status(identifier), ("SUCCESS", None))
        self.assertEqual(self.flow_status(other), (None, None))
        self.fail("flow log", identifier)
        self.assertEqual(self.flow_status(identifier), ("FAILED", "Access error"))
        arrive("flow-objects", f"{key}b.parquet", NOW)
        self.assertEqual(self.flow_status(identifier), ("SUCCESS", None))

    def test_a_flow_log_delivers_to_its_log_group(self) -> None:
        role = f"arn:aws:iam::{WORKLOAD}:role/flow"
        identifier = self.flow_log(LogGroupName="flow-group", DeliverLogsPermissionArn=role)
        self.assertEqual(self.flow_status(identifier), (None, None))
        logs, stream = server.client("logs", WORKLOAD), {"logGroupName": "flow-group", "logStreamName": "eni-1-all"}
        logs.create_log_group(logGroupName="flow-group")
        logs.create_log_stream(**stream)
        logs.put_log_events(**stream, logEvents=[{"timestamp": int(NOW.timestamp() * 1000), "message": "2 - OK"}])
        self.assertEqual(self.flow_status(identifier), ("SUCCESS", None))

    def test_a_data_sync_delivers_to_its_bucket(self) -> None:
        server.create_bucket("inventory")
        ssm = server.client("ssm", WORKLOAD)
        destination = {"BucketName": "inventory", "Prefix": "ssm", "SyncFormat": "JsonSerDe", "Region": "eu-west-1"}
        ssm.create_resource_data_sync(SyncName="inventory", S3Destination=destination)

        def status() -> dict[str, Any]:
            [sync] = [each for each in ssm.list_resource_data_sync()["ResourceDataSyncItems"]]
            return {name: value for name, value in sync.items() if name.startswith("Last")}

        key = f"ssm/AWS:Application/accountid={WORKLOAD}/region=eu-west-1/resourcetype=ManagedInstanceInventory"
        self.assertEqual(status(), {})
        arrive("inventory", f"{key}/i-1.json", YESTERDAY)
        succeeded = {"LastStatus": "Successful", "LastSyncTime": YESTERDAY, "LastSuccessfulSyncTime": YESTERDAY}
        self.assertEqual(status(), succeeded)
        self.fail("resource data sync", "inventory")
        failed = {"LastStatus": "Failed", "LastSyncTime": LATELY, "LastSyncStatusMessage": "Access error"}
        self.assertEqual(status(), {**failed, "LastSuccessfulSyncTime": YESTERDAY})
        arrive("inventory", f"{key}/i-2.json", NOW)
        self.assertEqual(status()["LastStatus"], "Successful")
        self.assertEqual(ssm.list_resource_data_sync(SyncType="SyncFromSource")["ResourceDataSyncItems"], [])
        ssm.delete_resource_data_sync(SyncName="inventory")

    def test_an_association_of_a_document_has_not_run(self) -> None:
        ssm = server.client("ssm", WORKLOAD, "ap-southeast-1")
        identifier = ssm.create_association(Name="AWS-GatherSoftwareInventory")["AssociationDescription"][
            "AssociationId"
        ]
        [listed] = ssm.list_associations()["Associations"]
        self.assertEqual((listed["AssociationId"], listed["Overview"]["Status"]), (identifier, "Pending"))
        for key, value, found in (
            ("AssociationId", identifier, [listed]),
            ("Name", "AWS-GatherSoftwareInventory", [listed]),
            ("Name", "AWS-UpdateSSMAgent", []),
            ("AssociationName", "inventory", []),
        ):
            wanted = [{"key": key, "value": value}]
            self.assertEqual(ssm.list_associations(AssociationFilterList=wanted)["Associations"], found)
        with self.assertRaisesRegex(ClientError, "no filter by InstanceId"):
            ssm.list_associations(AssociationFilterList=[{"key": "InstanceId", "value": "i-1"}])

    def test_query_logs_of_a_vpc_are_delivered_to_a_bucket(self) -> None:
        server.create_bucket("query-objects")
        resolver = server.client("route53resolver", WORKLOAD)
        configuration = resolver.create_resolver_query_log_config(
            Name="outcomes", DestinationArn="arn:aws:s3:::query-objects/dns", CreatorRequestId="outcomes"
        )["ResolverQueryLogConfig"]
        vpc = self.ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        association = {"ResolverQueryLogConfigId": configuration["Id"], "ResourceId": vpc}
        identifier = resolver.associate_resolver_query_log_config(**association)["ResolverQueryLogConfigAssociation"][
            "Id"
        ]

        def status() -> tuple[str, str]:
            listed = resolver.list_resolver_query_log_config_associations(
                Filters=[{"Name": "ResourceId", "Values": [vpc]}]
            )["ResolverQueryLogConfigAssociations"]
            got = resolver.get_resolver_query_log_config_association(ResolverQueryLogConfigAssociationId=identifier)
            self.assertEqual(listed, [got["ResolverQueryLogConfigAssociation"]])
            return listed[0]["Status"], listed[0]["Error"]

        self.assertEqual(status(), ("ACTIVE", "NONE"))
        self.fail("resolver query logs", vpc, "ACCESS_DENIED")
        self.assertEqual(status(), ("ACTION_NEEDED", "ACCESS_DENIED"))
        arrive("query-objects", f"dns/AWSLogs/{WORKLOAD}/vpcdnsquerylogs/{vpc}/2026/01/01/a.log.gz", NOW)
        self.assertEqual(status(), ("ACTIVE", "NONE"))

    def test_findings_are_exported_to_a_bucket(self) -> None:
        server.create_bucket("findings-objects")
        guardduty = server.client("guardduty", WORKLOAD)
        detectors = guardduty.list_detectors()["DetectorIds"]
        detector = detectors[0] if detectors else guardduty.create_detector(Enable=True)["DetectorId"]
        for each in guardduty.list_publishing_destinations(DetectorId=detector)["Destinations"]:
            guardduty.delete_publishing_destination(DetectorId=detector, DestinationId=each["DestinationId"])
        destination = guardduty.create_publishing_destination(
            DetectorId=detector,
            DestinationType="S3",
            DestinationProperties={"DestinationArn": "arn:aws:s3:::findings-objects", "KmsKeyArn": ROLE},
        )["DestinationId"]

        def status() -> tuple[str, int]:
            got = guardduty.describe_publishing_destination(DetectorId=detector, DestinationId=destination)
            [listed] = guardduty.list_publishing_destinations(DetectorId=detector)["Destinations"]
            self.assertEqual(listed["Status"], got["Status"])
            return got["Status"], got["PublishingFailureStartTimestamp"]

        self.assertEqual(status(), ("PUBLISHING", 0))
        self.fail("guardduty export", destination)
        since = int(LATELY.timestamp() * 1000)
        self.assertEqual(status(), ("UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY", since))
        arrive("findings-objects", f"AWSLogs/{WORKLOAD}/GuardDuty/eu-west-1/2026/01/01/a.jsonl.gz", NOW)
        self.assertEqual(status(), ("PUBLISHING", 0))
        guardduty.delete_publishing_destination(DetectorId=detector, DestinationId=destination)


if __name__ == "__main__":
    unittest.main()
