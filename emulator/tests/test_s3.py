"""S3 keeps bucket configurations whole, and enforces no bucket policy."""

import json
import unittest

from botocore.exceptions import ClientError

from emulator.tests.server import ARCHIVE, MANAGEMENT, WORKLOAD, shared


def setUpModule() -> None:
    global server
    server = shared()


class State(unittest.TestCase):
    def test_the_bucket_of_the_state_exists_in_the_management_account(self) -> None:
        buckets = server.client("s3", MANAGEMENT).list_buckets()["Buckets"]
        self.assertIn("terraform-state", [bucket["Name"] for bucket in buckets])

    def test_whoever_runs_terraform_locks_a_state_and_nobody_else_meanwhile(self) -> None:
        s3 = server.client("s3")
        lock = {"Bucket": "terraform-state", "Key": "log-archive.tfstate.tflock", "IfNoneMatch": "*"}
        s3.put_object(**lock, Body=b"mine")
        with self.assertRaisesRegex(ClientError, "PreconditionFailed"):
            s3.put_object(**lock, Body=b"yours")
        s3.delete_object(Bucket=lock["Bucket"], Key=lock["Key"])
        s3.put_object(**lock, Body=b"yours")


class S3(unittest.TestCase):
    def test_access_logging_keeps_the_key_format(self) -> None:
        server.create_bucket("logged")
        server.create_bucket("access-logs")
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
        server.create_bucket("logged-here")
        server.create_bucket("logs-elsewhere", "eu-central-1")
        enabled = {"TargetBucket": "logs-elsewhere", "TargetPrefix": ""}
        with self.assertRaisesRegex(ClientError, "InvalidTargetBucketForLogging"):
            server.client("s3", ARCHIVE).put_bucket_logging(
                Bucket="logged-here", BucketLoggingStatus={"LoggingEnabled": enabled}
            )

    def test_replication_keeps_the_source_selection_and_needs_versioning(self) -> None:
        server.create_bucket("replicated")
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
        server.create_bucket("aging")
        s3 = server.client("s3", ARCHIVE)
        selected = {"And": {"Prefix": "a/", "ObjectSizeGreaterThan": 9}}
        rules = [{"ID": "r", "Status": "Enabled", "Filter": selected, "Expiration": {"Days": 1}}]
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

    def test_a_bucket_that_does_not_exist_has_no_configurations(self) -> None:
        s3 = server.client("s3", ARCHIVE)
        for ask in (s3.get_bucket_logging, s3.get_bucket_replication, s3.get_bucket_lifecycle_configuration):
            with self.assertRaisesRegex(ClientError, "NoSuchBucket"):
                ask(Bucket="nowhere")

    def test_notifications_to_eventbridge_are_kept(self) -> None:
        server.create_bucket("notifying")
        s3 = server.client("s3", ARCHIVE)
        self.assertNotIn("EventBridgeConfiguration", s3.get_bucket_notification_configuration(Bucket="notifying"))
        configuration = {"EventBridgeConfiguration": {}}
        s3.put_bucket_notification_configuration(Bucket="notifying", NotificationConfiguration=configuration)
        self.assertIn("EventBridgeConfiguration", s3.get_bucket_notification_configuration(Bucket="notifying"))

    def test_a_policy_that_requires_tls_does_not_close_the_bucket(self) -> None:
        server.create_bucket("tls-only")
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
        settings = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
        block = dict.fromkeys(settings, True)
        control = server.client("s3control", ARCHIVE)
        control.put_public_access_block(AccountId=ARCHIVE, PublicAccessBlockConfiguration=block)
        answer = control.get_public_access_block(AccountId=ARCHIVE)
        self.assertEqual(answer["PublicAccessBlockConfiguration"], block)
        with self.assertRaises(ClientError):
            server.client("s3control", WORKLOAD).get_public_access_block(AccountId=WORKLOAD)


if __name__ == "__main__":
    unittest.main()
