"""The operations moto lacks or whose fields it drops, but for those of S3."""

import json
import unittest

from emulator.tests.server import ARCHIVE, MANAGEMENT, WORKLOAD, shared


def setUpModule() -> None:
    global server
    server = shared()


def destination(name: str) -> str:
    """Create a log destination in the archive account; its ARN."""
    answer = server.client("logs", ARCHIVE).put_destination(
        destinationName=name,
        targetArn=f"arn:aws:kinesis:us-east-1:{ARCHIVE}:stream/s",
        roleArn=f"arn:aws:iam::{ARCHIVE}:role/r",
    )
    return answer["destination"]["arn"]


class Kms(unittest.TestCase):
    def test_a_key_that_signs_has_a_pair_of_keys(self) -> None:
        kms = server.client("kms", WORKLOAD)
        key = kms.create_key(KeySpec="RSA_2048", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["KeyId"]
        signing = {"KeyId": key, "Message": b"text", "SigningAlgorithm": "RSASSA_PSS_SHA_256"}
        signature = kms.sign(**signing)["Signature"]
        self.assertTrue(kms.verify(**signing, Signature=signature)["SignatureValid"])

    def test_a_symmetric_key_encrypts(self) -> None:
        kms = server.client("kms", WORKLOAD)
        key = kms.create_key()["KeyMetadata"]["KeyId"]
        encrypted = kms.encrypt(KeyId=key, Plaintext=b"text")["CiphertextBlob"]
        self.assertEqual(kms.decrypt(CiphertextBlob=encrypted)["Plaintext"], b"text")


class CloudTrail(unittest.TestCase):
    def test_a_trail_is_started_stopped_and_deleted_by_its_arn(self) -> None:
        server.create_bucket("trail-bucket")
        trails = server.client("cloudtrail", MANAGEMENT)
        arn = trails.create_trail(Name="organization", S3BucketName="trail-bucket")["TrailARN"]
        trails.start_logging(Name=arn)
        self.assertTrue(trails.get_trail_status(Name=arn)["IsLogging"])
        trails.stop_logging(Name=arn)
        self.assertFalse(trails.get_trail_status(Name=arn)["IsLogging"])
        trails.delete_trail(Name=arn)
        self.assertEqual(trails.describe_trails()["trailList"], [])

    def test_basic_event_selectors_replace_advanced_ones(self) -> None:
        server.create_bucket("event-bucket")
        trails = server.client("cloudtrail", MANAGEMENT, "us-west-2")
        trails.create_trail(Name="events", S3BucketName="event-bucket")
        field = {"Field": "eventCategory", "Equals": ["Management"]}
        trails.put_event_selectors(TrailName="events", AdvancedEventSelectors=[{"FieldSelectors": [field]}])
        basic = [{"ReadWriteType": "All", "IncludeManagementEvents": True, "DataResources": []}]
        trails.put_event_selectors(TrailName="events", EventSelectors=basic)
        answer = trails.get_event_selectors(TrailName="events")
        self.assertEqual((answer["EventSelectors"], answer["AdvancedEventSelectors"]), (basic, []))

    def test_insight_selectors_replace_each_other(self) -> None:
        server.create_bucket("insight-bucket")
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
            answer = elsewhere.describe_account_policies(policyType=policy["policyType"])
            self.assertEqual(answer["accountPolicies"], [])
        with self.assertRaises(logs.exceptions.LimitExceededException):
            logs.put_account_policy(**policy | {"policyName": "second"})
        logs.delete_account_policy(policyName="subscribe", policyType=policy["policyType"])
        with self.assertRaises(logs.exceptions.ResourceNotFoundException):
            logs.delete_account_policy(policyName="subscribe", policyType=policy["policyType"])

    def test_a_subscription_filter_is_kept_whole_and_needs_an_existing_target(self) -> None:
        logs = server.client("logs", WORKLOAD)
        logs.create_log_group(logGroupName="subscribed")
        target = f"arn:aws:logs:eu-west-1:{ARCHIVE}:destination:filtered"
        subscription = {
            "logGroupName": "subscribed",
            "filterName": "to-archive",
            "filterPattern": "",
            "destinationArn": target,
            "distribution": "Random",
            "fieldSelectionCriteria": '@aws.region NOT IN ["us-east-1"]',
            "emitSystemFields": ["@aws.account", "@aws.region"],
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
        groups = logs.describe_log_groups(logGroupNamePrefix="class/")["logGroups"]
        self.assertEqual([group["logGroupClass"] for group in groups], ["STANDARD", "INFREQUENT_ACCESS"])


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
