"""The operations moto lacks or whose fields it drops."""

import json
import unittest

from botocore.exceptions import ClientError

from emulator.tests.server import ARCHIVE, MANAGEMENT, WORKLOAD, shared


def setUpModule() -> None:
    global server
    server = shared()


def bucket(name: str, region: str = "eu-west-1") -> None:
    """Create a bucket in the archive account."""
    location = {"LocationConstraint": region}
    server.client("s3", ARCHIVE, region).create_bucket(Bucket=name, CreateBucketConfiguration=location)


def destination(name: str) -> str:
    """Create a log destination in the archive account; its ARN."""
    answer = server.client("logs", ARCHIVE).put_destination(
        destinationName=name,
        targetArn=f"arn:aws:kinesis:us-east-1:{ARCHIVE}:stream/s",
        roleArn=f"arn:aws:iam::{ARCHIVE}:role/r",
    )
    return answer["destination"]["arn"]


class S3(unittest.TestCase):
    def test_access_logging_keeps_the_key_format(self) -> None:
        bucket("logged")
        bucket("access-logs")
        s3 = server.client("s3", ARCHIVE)
        self.assertNotIn("LoggingEnabled", s3.get_bucket_logging(Bucket="logged"))
        enabled = {
            "TargetBucket": "access-logs",
            "TargetPrefix": "s3/",
            "TargetObjectKeyFormat": {"PartitionedPrefix": {"PartitionDateSource": "EventTime"}},
        }
        s3.put_bucket_logging(Bucket="logged", BucketLoggingStatus={"LoggingEnabled": enabled})
        self.assertEqual(s3.get_bucket_logging(Bucket="logged")["LoggingEnabled"], enabled)
        s3.put_bucket_logging(Bucket="logged", BucketLoggingStatus={})
        self.assertNotIn("LoggingEnabled", s3.get_bucket_logging(Bucket="logged"))

    def test_access_logs_may_not_leave_the_region(self) -> None:
        bucket("logged-here")
        bucket("logs-elsewhere", "eu-central-1")
        enabled = {"TargetBucket": "logs-elsewhere", "TargetPrefix": ""}
        with self.assertRaisesRegex(ClientError, "InvalidTargetBucketForLogging"):
            server.client("s3", ARCHIVE).put_bucket_logging(
                Bucket="logged-here", BucketLoggingStatus={"LoggingEnabled": enabled}
            )

    def test_replication_keeps_the_source_selection_and_needs_versioning(self) -> None:
        bucket("replicated")
        s3 = server.client("s3", ARCHIVE)
        rule = {
            "ID": "all",
            "Priority": 1,
            "Status": "Enabled",
            "Filter": {"Prefix": "AWSLogs/"},
            "DeleteMarkerReplication": {"Status": "Disabled"},
            "SourceSelectionCriteria": {"SseKmsEncryptedObjects": {"Status": "Enabled"}},
            "Destination": {"Bucket": "arn:aws:s3:::replica", "StorageClass": "GLACIER_IR"},
        }
        configuration = {"Role": f"arn:aws:iam::{ARCHIVE}:role/replication", "Rules": [rule]}
        with self.assertRaisesRegex(ClientError, "Versioning"):
            s3.put_bucket_replication(Bucket="replicated", ReplicationConfiguration=configuration)
        s3.put_bucket_versioning(Bucket="replicated", VersioningConfiguration={"Status": "Enabled"})
        s3.put_bucket_replication(Bucket="replicated", ReplicationConfiguration=configuration)
        self.assertEqual(s3.get_bucket_replication(Bucket="replicated")["ReplicationConfiguration"], configuration)
        s3.delete_bucket_replication(Bucket="replicated")
        with self.assertRaisesRegex(ClientError, "ReplicationConfigurationNotFoundError"):
            s3.get_bucket_replication(Bucket="replicated")

    def test_a_lifecycle_keeps_its_object_sizes(self) -> None:
        bucket("aging")
        s3 = server.client("s3", ARCHIVE)
        rules = [{"ID": "r", "Status": "Enabled", "Filter": {"And": {"Prefix": "a/", "ObjectSizeGreaterThan": 9}}, "Expiration": {"Days": 1}}]
        s3.put_bucket_lifecycle_configuration(
            Bucket="aging",
            LifecycleConfiguration={"Rules": rules},
            TransitionDefaultMinimumObjectSize="varies_by_storage_class",
        )
        lifecycle = s3.get_bucket_lifecycle_configuration(Bucket="aging")
        self.assertEqual(lifecycle["TransitionDefaultMinimumObjectSize"], "varies_by_storage_class")
        self.assertEqual(lifecycle["Rules"], rules)
        s3.delete_bucket_lifecycle(Bucket="aging")
        with self.assertRaisesRegex(ClientError, "NoSuchLifecycleConfiguration"):
            s3.get_bucket_lifecycle_configuration(Bucket="aging")

    def test_notifications_to_eventbridge_are_kept(self) -> None:
        bucket("notifying")
        s3 = server.client("s3", ARCHIVE)
        self.assertNotIn("EventBridgeConfiguration", s3.get_bucket_notification_configuration(Bucket="notifying"))
        configuration = {"EventBridgeConfiguration": {}}
        s3.put_bucket_notification_configuration(Bucket="notifying", NotificationConfiguration=configuration)
        self.assertIn("EventBridgeConfiguration", s3.get_bucket_notification_configuration(Bucket="notifying"))

    def test_a_policy_that_requires_tls_does_not_close_the_bucket(self) -> None:
        bucket("tls-only")
        s3 = server.client("s3", ARCHIVE)
        deny = {
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:*",
            "Resource": ["arn:aws:s3:::tls-only", "arn:aws:s3:::tls-only/*"],
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        }
        s3.put_bucket_policy(Bucket="tls-only", Policy=json.dumps({"Version": "2012-10-17", "Statement": [deny]}))
        s3.put_object(Bucket="tls-only", Key="key", Body=b"body")
        self.assertEqual(s3.get_object(Bucket="tls-only", Key="key")["Body"].read(), b"body")

    def test_the_public_access_block_of_an_account_is_its_own(self) -> None:
        block = dict.fromkeys(("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"), True)
        control = server.client("s3control", ARCHIVE)
        control.put_public_access_block(AccountId=ARCHIVE, PublicAccessBlockConfiguration=block)
        answer = control.get_public_access_block(AccountId=ARCHIVE)
        self.assertEqual(answer["PublicAccessBlockConfiguration"], block)
        with self.assertRaises(ClientError):
            server.client("s3control", WORKLOAD).get_public_access_block(AccountId=WORKLOAD)


class CloudTrail(unittest.TestCase):
    def test_a_trail_is_started_stopped_and_deleted_by_its_arn(self) -> None:
        bucket("trail-bucket")
        trails = server.client("cloudtrail", MANAGEMENT)
        arn = trails.create_trail(Name="organization", S3BucketName="trail-bucket", IsOrganizationTrail=True)["TrailARN"]
        trails.start_logging(Name=arn)
        self.assertTrue(trails.get_trail_status(Name=arn)["IsLogging"])
        trails.stop_logging(Name=arn)
        self.assertFalse(trails.get_trail_status(Name=arn)["IsLogging"])
        trails.delete_trail(Name=arn)
        self.assertEqual(trails.describe_trails()["trailList"], [])

    def test_insight_selectors_replace_each_other(self) -> None:
        bucket("insight-bucket")
        trails = server.client("cloudtrail", MANAGEMENT, "us-east-1")
        trails.create_trail(Name="insights", S3BucketName="insight-bucket")
        for kind in ("ApiCallRateInsight", "ApiErrorRateInsight"):
            trails.put_insight_selectors(TrailName="insights", InsightSelectors=[{"InsightType": kind}])
        selectors = trails.get_insight_selectors(TrailName="insights")["InsightSelectors"]
        self.assertEqual(selectors, [{"InsightType": "ApiErrorRateInsight"}])


class Logs(unittest.TestCase):
    def test_an_account_policy_belongs_to_one_account_and_region(self) -> None:
        logs = server.client("logs", WORKLOAD, "eu-north-1")
        target = destination("account-wide")
        policy = {
            "policyName": "subscribe",
            "policyType": "SUBSCRIPTION_FILTER_POLICY",
            "policyDocument": json.dumps({"DestinationArn": target, "FilterPattern": ""}),
            "selectionCriteria": 'LogGroupName NOT IN ["a"]',
        }
        put = logs.put_account_policy(**policy)["accountPolicy"]
        self.assertEqual({key: put[key] for key in policy}, policy)
        self.assertEqual((put["scope"], put["accountId"]), ("ALL", WORKLOAD))
        described = logs.describe_account_policies(policyType=policy["policyType"], policyName="subscribe")
        self.assertEqual(described["accountPolicies"], [put])
        for elsewhere in (server.client("logs", WORKLOAD, "eu-west-3"), server.client("logs", ARCHIVE, "eu-north-1")):
            self.assertEqual(elsewhere.describe_account_policies(policyType=policy["policyType"])["accountPolicies"], [])
        with self.assertRaises(logs.exceptions.LimitExceededException):
            logs.put_account_policy(**policy | {"policyName": "second"})
        logs.delete_account_policy(policyName="subscribe", policyType=policy["policyType"])
        with self.assertRaises(logs.exceptions.ResourceNotFoundException):
            logs.delete_account_policy(policyName="subscribe", policyType=policy["policyType"])

    def test_a_subscription_filter_keeps_its_distribution_and_needs_an_existing_target(self) -> None:
        logs = server.client("logs", WORKLOAD)
        logs.create_log_group(logGroupName="subscribed")
        target = f"arn:aws:logs:eu-west-1:{ARCHIVE}:destination:filtered"
        subscription = {
            "logGroupName": "subscribed",
            "filterName": "to-archive",
            "filterPattern": "",
            "destinationArn": target,
            "distribution": "Random",
        }
        with self.assertRaises(logs.exceptions.InvalidParameterException):
            logs.put_subscription_filter(**subscription)
        self.assertEqual(destination("filtered"), target)
        logs.put_subscription_filter(**subscription)
        [described] = logs.describe_subscription_filters(logGroupName="subscribed")["subscriptionFilters"]
        self.assertEqual({key: described[key] for key in subscription}, subscription)

    def test_the_key_of_a_log_group_may_change(self) -> None:
        logs = server.client("logs", WORKLOAD)
        key = f"arn:aws:kms:eu-west-1:{WORKLOAD}:key/1"
        logs.create_log_group(logGroupName="encrypted")
        logs.associate_kms_key(logGroupName="encrypted", kmsKeyId=key)
        [group] = logs.describe_log_groups(logGroupNamePrefix="encrypted")["logGroups"]
        self.assertEqual(group["kmsKeyId"], key)
        logs.disassociate_kms_key(logGroupName="encrypted")
        [group] = logs.describe_log_groups(logGroupNamePrefix="encrypted")["logGroups"]
        self.assertNotIn("kmsKeyId", group)

    def test_a_log_group_keeps_its_class(self) -> None:
        logs = server.client("logs", WORKLOAD, "eu-central-1")
        logs.create_log_group(logGroupName="class/a")
        logs.create_log_group(logGroupName="class/b", logGroupClass="INFREQUENT_ACCESS")
        classes = [group["logGroupClass"] for group in logs.describe_log_groups(logGroupNamePrefix="class/")["logGroups"]]
        self.assertEqual(classes, ["STANDARD", "INFREQUENT_ACCESS"])


class Others(unittest.TestCase):
    def test_a_kinesis_stream_keeps_the_tags_it_is_created_with(self) -> None:
        kinesis = server.client("kinesis", ARCHIVE)
        mode = {"StreamMode": "ON_DEMAND"}
        kinesis.create_stream(StreamName="tagged", StreamModeDetails=mode, Tags={"Stage": "test"})
        tags = kinesis.list_tags_for_stream(StreamName="tagged")["Tags"]
        self.assertEqual(tags, [{"Key": "Stage", "Value": "test"}])

    def test_a_key_keeps_its_rotation_period(self) -> None:
        kms = server.client("kms", ARCHIVE)
        key = kms.create_key()["KeyMetadata"]["KeyId"]
        self.assertNotIn("RotationPeriodInDays", kms.get_key_rotation_status(KeyId=key))
        kms.enable_key_rotation(KeyId=key)
        self.assertEqual(kms.get_key_rotation_status(KeyId=key)["RotationPeriodInDays"], 365)
        kms.enable_key_rotation(KeyId=key, RotationPeriodInDays=180)
        self.assertEqual(kms.get_key_rotation_status(KeyId=key)["RotationPeriodInDays"], 180)

    def test_a_service_linked_role_has_a_suffix_only_when_asked_for(self) -> None:
        iam = server.client("iam", ARCHIVE)
        service = "logs-centralization.observabilityadmin.amazonaws.com"
        role = iam.create_service_linked_role(AWSServiceName=service)["Role"]
        self.assertNotIn("_", role["RoleName"])
        self.assertEqual(role["Path"], f"/aws-service-role/{service}/")
        suffixed = iam.create_service_linked_role(AWSServiceName=service, CustomSuffix="two")["Role"]
        self.assertEqual(suffixed["RoleName"], role["RoleName"] + "_two")


if __name__ == "__main__":
    unittest.main()
