"""Every request is checked against the service's model, in every protocol."""

import unittest
from contextlib import suppress
from typing import Any

from botocore.exceptions import ClientError

from emulator.tests.server import WORKLOAD, shared


def setUpModule() -> None:
    global server
    server = shared()


class Validation(unittest.TestCase):
    def violations(self, service: str, operation: str, **parameters: Any) -> list[tuple[str, str]]:
        """The path and message of what is wrong with one request."""
        before = len(server.get("violations"))
        client = server.client(service, WORKLOAD)
        with suppress(ClientError):
            client._make_api_call(operation, parameters)
        found = server.get("violations")[before:]
        for violation in found:
            self.assertEqual(
                (violation["account"], violation["region"], violation["service"], violation["operation"]),
                (WORKLOAD, "eu-west-1", service, operation),
            )
        return [(violation["path"], violation["message"]) for violation in found]

    def test_a_compliant_request_has_no_violations_in_any_protocol(self) -> None:
        location = {"LocationConstraint": "eu-west-1"}
        for service, operation, parameters in [
            ("iam", "ListRoles", {"PathPrefix": "/security/", "MaxItems": 10}),
            ("ec2", "DescribeVpcs", {"Filters": [{"Name": "is-default", "Values": ["true"]}]}),
            ("logs", "CreateLogGroup", {"logGroupName": "/compliant", "tags": {"Stage": "test"}}),
            ("lambda", "ListFunctions", {"MaxItems": 10}),
            ("s3", "CreateBucket", {"Bucket": "compliant", "CreateBucketConfiguration": location}),
            ("s3", "PutObject", {"Bucket": "compliant", "Key": "a/b c", "Body": b"\x1f\x8b\xff"}),
            ("s3", "ListObjectsV2", {"Bucket": "compliant", "Prefix": "a/"}),
        ]:
            with self.subTest(f"{service} {operation}"):
                self.assertEqual(self.violations(service, operation, **parameters), [])

    def test_query_a_value_that_is_too_long_is_a_violation(self) -> None:
        self.assertEqual(
            self.violations("iam", "GetRole", RoleName="r" * 65),
            [("RoleName", "length 65 is above the maximum 64")],
        )

    def test_query_a_missing_parameter_is_a_violation(self) -> None:
        self.assertEqual(self.violations("iam", "GetRole"), [("RoleName", "required, but missing")])

    def test_ec2_a_value_outside_the_enum_is_a_violation(self) -> None:
        [(path, message)] = self.violations("ec2", "DescribeInstanceAttribute", InstanceId="i-1", Attribute="colour")
        self.assertEqual(path, "Attribute")
        self.assertIn("'colour' is not one of instanceType", message)

    def test_ec2_a_number_out_of_range_is_a_violation(self) -> None:
        self.assertEqual(
            self.violations("ec2", "DescribeVpcs", MaxResults=1), [("MaxResults", "value 1 is below the minimum 5")]
        )

    def test_json_a_nested_missing_parameter_is_a_violation(self) -> None:
        self.assertEqual(
            self.violations("firehose", "PutRecordBatch", DeliveryStreamName="s", Records=[{"Data": b"x"}, {}]),
            [("Records[1].Data", "required, but missing")],
        )

    def test_json_a_value_outside_the_pattern_is_a_violation(self) -> None:
        [(path, message)] = self.violations("logs", "CreateLogGroup", logGroupName="white space")
        self.assertEqual(path, "logGroupName")
        self.assertIn("'white space' does not match", message)

    def test_json_a_text_where_a_number_belongs_is_a_violation(self) -> None:
        # botocore would convert it, so the request is written by hand.
        client = server.client("logs", WORKLOAD)
        client.meta.events.register(
            "before-call.logs.PutRetentionPolicy",
            lambda params, **_: params.update(body=b'{"logGroupName": "g", "retentionInDays": "30"}'),
        )
        with suppress(ClientError):
            client.put_retention_policy(logGroupName="g", retentionInDays=30)
        self.assertEqual(server.get("violations")[-1]["message"], "expected integer, got str '30'")

    def test_json_too_few_items_are_a_violation(self) -> None:
        self.assertEqual(
            self.violations("logs", "PutLogEvents", logGroupName="g", logStreamName="s", logEvents=[]),
            [("logEvents", "number of items 0 is below the minimum 1")],
        )

    def test_rest_json_a_parameter_in_the_address_and_one_in_the_body_are_checked(self) -> None:
        self.assertEqual(
            self.violations(
                "lambda", "PutFunctionConcurrency", FunctionName="f" * 200, ReservedConcurrentExecutions=-1
            ),
            [
                ("FunctionName", "length 200 is above the maximum 140"),
                ("ReservedConcurrentExecutions", "value -1 is below the minimum 0"),
            ],
        )

    def test_rest_xml_a_value_outside_the_enum_is_a_violation(self) -> None:
        [(path, message)] = self.violations(
            "s3", "PutBucketVersioning", Bucket="compliant", VersioningConfiguration={"Status": "On"}
        )
        self.assertEqual(path, "VersioningConfiguration.Status")
        self.assertEqual(message, "'On' is not one of Enabled, Suspended")

    def test_rest_xml_a_nested_missing_parameter_is_a_violation(self) -> None:
        rules = {"Rules": [{"Filter": {"Prefix": ""}, "Expiration": {"Days": 1}}]}
        self.assertEqual(
            self.violations("s3", "PutBucketLifecycleConfiguration", Bucket="compliant", LifecycleConfiguration=rules),
            [("LifecycleConfiguration.Rules[0].Status", "required, but missing")],
        )

    def test_an_operation_the_service_does_not_have_is_a_violation(self) -> None:
        client = server.client("logs", WORKLOAD)
        client.meta.events.register(
            "before-call.logs.DescribeLogGroups",
            lambda params, **_: params["headers"].update({"X-Amz-Target": "Logs_20140328.DescribeEverything"}),
        )
        with self.assertRaises(ClientError):
            client.describe_log_groups()
        violation = server.get("violations")[-1]
        self.assertEqual(violation["operation"], "DescribeEverything")
        self.assertIn("DescribeEverything", violation["message"])


if __name__ == "__main__":
    unittest.main()
