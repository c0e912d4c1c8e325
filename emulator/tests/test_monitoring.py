"""What watches a log group and tells a person, and the boundaries of roles."""

import json
import unittest
from typing import Any

from botocore.exceptions import ClientError

from emulator.tests.server import WORKLOAD, shared

REGION = "ca-central-1"


def setUpModule() -> None:
    global server
    server = shared()


class MetricFilters(unittest.TestCase):
    def setUp(self) -> None:
        self.logs = server.client("logs", WORKLOAD, REGION)

    def create_group(self, name: str) -> None:
        self.logs.create_log_group(logGroupName=name)

    def put(self, group: str, name: str, pattern: str) -> None:
        metric = {"metricName": name, "metricNamespace": "Logging", "metricValue": "1"}
        self.logs.put_metric_filter(
            logGroupName=group, filterName=name, filterPattern=pattern, metricTransformations=[metric]
        )

    def patterns(self, group: str) -> dict[str, str]:
        filters = self.logs.describe_metric_filters(logGroupName=group)["metricFilters"]
        self.assertEqual(len({each["filterName"] for each in filters}), len(filters))
        return {each["filterName"]: each["filterPattern"] for each in filters}

    def test_a_filter_takes_the_place_of_that_with_its_name_in_the_same_group(self) -> None:
        for group in ("trail", "other"):
            self.create_group(group)
            self.put(group, "stopped", "{ $.eventName = StopLogging }")
        self.put("trail", "deleted", "{ $.eventName = DeleteTrail }")
        self.put("trail", "stopped", '{ $.eventName = "Stop*" }')
        expected = {"stopped": '{ $.eventName = "Stop*" }', "deleted": "{ $.eventName = DeleteTrail }"}
        self.assertEqual(self.patterns("trail"), expected)
        self.assertEqual(self.patterns("other"), {"stopped": "{ $.eventName = StopLogging }"})
        self.logs.delete_metric_filter(logGroupName="trail", filterName="stopped")
        self.assertEqual(list(self.patterns("trail")), ["deleted"])

    def test_a_filter_needs_a_group_and_ends_with_it(self) -> None:
        with self.assertRaises(self.logs.exceptions.ResourceNotFoundException):
            self.put("missing", "stopped", "{ $.eventName = StopLogging }")
        self.create_group("short-lived")
        self.put("short-lived", "stopped", "{ $.eventName = StopLogging }")
        self.put("short-lived", "deleted", "{ $.eventName = DeleteTrail }")
        self.logs.delete_log_group(logGroupName="short-lived")
        self.create_group("short-lived")
        self.assertEqual(self.patterns("short-lived"), {})


class Topics(unittest.TestCase):
    def setUp(self) -> None:
        self.sns = server.client("sns", WORKLOAD, REGION)

    def set_policy(self, topic: str, action: Any, resource: Any = None) -> None:
        source = {"ArnLike": {"aws:SourceArn": f"arn:aws:cloudwatch:{REGION}:{WORKLOAD}:alarm:*"}}
        statement = {
            "Effect": "Allow",
            "Principal": {"Service": "cloudwatch.amazonaws.com"},
            "Action": action,
            "Resource": resource or topic,
            "Condition": source,
        }
        policy = json.dumps({"Version": "2012-10-17", "Statement": statement})
        self.sns.set_topic_attributes(TopicArn=topic, AttributeName="Policy", AttributeValue=policy)

    def test_a_policy_is_about_actions_on_a_topic_each_by_its_name(self) -> None:
        topic = self.sns.create_topic(Name="alerts")["TopicArn"]
        actions = ["sns:Publish", "SNS:Subscribe", "sns:SetTopicAttributes", "sns:PutDataProtectionPolicy"]
        self.set_policy(topic, actions)
        for action in ("sns:*", "sns:Unsubscribe", ["sns:Publish", "sns:CreateTopic"], "kms:Decrypt"):
            with self.subTest(action), self.assertRaisesRegex(ClientError, "action out of service scope"):
                self.set_policy(topic, action)
        policy = json.loads(self.sns.get_topic_attributes(TopicArn=topic)["Attributes"]["Policy"])
        self.assertEqual(policy["Statement"]["Action"], actions)

    def test_a_policy_is_about_its_topic_alone(self) -> None:
        topic = self.sns.create_topic(Name="alone")["TopicArn"]
        for resource in ("*", f"{topic}*", [topic, f"{topic}-2"]):
            with self.subTest(resource), self.assertRaisesRegex(ClientError, "InvalidParameter"):
                self.set_policy(topic, "sns:Publish", resource)
        self.set_policy(topic, "sns:Publish", [topic])

    def test_a_topic_names_its_key(self) -> None:
        key = f"arn:aws:kms:{REGION}:{WORKLOAD}:key/0"
        topic = self.sns.create_topic(Name="encrypted", Attributes={"KmsMasterKeyId": key})["TopicArn"]
        attributes = self.sns.get_topic_attributes(TopicArn=topic)["Attributes"]
        self.assertEqual(attributes["KmsMasterKeyId"], key)

    def test_a_subscription_by_email_waits_to_be_confirmed_and_goes_with_its_topic(self) -> None:
        topic = self.sns.create_topic(Name="mailed")["TopicArn"]
        asked = {"TopicArn": topic, "Protocol": "email", "Endpoint": "security@example.com"}
        subscription = self.sns.subscribe(**asked, ReturnSubscriptionArn=True)["SubscriptionArn"]
        attributes = self.sns.get_subscription_attributes(SubscriptionArn=subscription)["Attributes"]
        self.assertEqual(attributes["PendingConfirmation"], "true")
        with self.assertRaisesRegex(ClientError, "InvalidParameter.* pending confirmation"):
            self.sns.unsubscribe(SubscriptionArn=subscription)
        self.sns.delete_topic(TopicArn=topic)
        with self.assertRaises(self.sns.exceptions.NotFoundException):
            self.sns.get_subscription_attributes(SubscriptionArn=subscription)

    def test_other_subscriptions_are_confirmed(self) -> None:
        topic = self.sns.create_topic(Name="queued")["TopicArn"]
        queue = f"arn:aws:sqs:{REGION}:{WORKLOAD}:queue"
        subscription = self.sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=queue)["SubscriptionArn"]
        attributes = self.sns.get_subscription_attributes(SubscriptionArn=subscription)["Attributes"]
        self.assertEqual(attributes["PendingConfirmation"], "false")
        self.sns.unsubscribe(SubscriptionArn=subscription)


class Boundaries(unittest.TestCase):
    def test_the_boundary_of_a_role_is_a_policy_that_exists(self) -> None:
        iam = server.client("iam", WORKLOAD)
        statement = {"Effect": "Allow", "Action": "logs:*", "Resource": "*"}
        document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        trust = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "logs.amazonaws.com"}}
        role = {
            "RoleName": "bounded",
            "AssumeRolePolicyDocument": json.dumps({"Version": "2012-10-17", "Statement": [trust]}),
        }
        boundary = f"arn:aws:iam::{WORKLOAD}:policy/logging/boundary"
        with self.assertRaises(iam.exceptions.NoSuchEntityException):
            iam.create_role(**role, PermissionsBoundary=boundary)
        iam.create_policy(PolicyName="boundary", Path="/logging/", PolicyDocument=document)
        iam.create_role(**role, PermissionsBoundary=boundary)
        with self.assertRaises(iam.exceptions.NoSuchEntityException):
            iam.put_role_permissions_boundary(RoleName="bounded", PermissionsBoundary=f"{boundary}-2")
        described = iam.get_role(RoleName="bounded")["Role"]["PermissionsBoundary"]
        self.assertEqual(described["PermissionsBoundaryArn"], boundary)
        of_aws = "arn:aws:iam::aws:policy/ReadOnlyAccess"
        iam.put_role_permissions_boundary(RoleName="bounded", PermissionsBoundary=of_aws)
        iam.delete_role_permissions_boundary(RoleName="bounded")
        self.assertNotIn("PermissionsBoundary", iam.get_role(RoleName="bounded")["Role"])


if __name__ == "__main__":
    unittest.main()
