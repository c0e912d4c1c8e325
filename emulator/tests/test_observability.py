"""Metrics that accounts show each other, composite alarms, and what S3 counts."""

import json
import unittest
from typing import Any

from botocore.exceptions import ClientError

from emulator.tests.server import ARCHIVE, WORKLOAD, shared

REGION = "eu-north-1"
METRIC = "AWS::CloudWatch::Metric"


def setUpModule() -> None:
    global server
    server = shared()


class Links(unittest.TestCase):
    def test_an_account_links_to_a_sink_whose_policy_admits_it(self) -> None:
        central = server.client("oam", ARCHIVE, REGION)
        sink = central.create_sink(Name="central", Tags={"a": "1"})["Arn"]
        with self.assertRaisesRegex(ClientError, "ServiceQuotaExceededException"):
            central.create_sink(Name="second")
        found = central.get_sink(Identifier=sink)
        self.assertEqual((found["Name"], found["Tags"]), ("central", {"a": "1"}))
        self.assertEqual([each["Arn"] for each in central.list_sinks()["Items"]], [sink])
        with self.assertRaises(central.exceptions.ResourceNotFoundException):
            central.get_sink_policy(SinkIdentifier=sink)

        source = server.client("oam", WORKLOAD, REGION)
        asked = {"LabelTemplate": "$AccountName", "ResourceTypes": [METRIC], "SinkIdentifier": sink}
        with self.assertRaisesRegex(ClientError, "does not admit"):
            source.create_link(**asked)
        condition = {"ForAllValues:StringEquals": {"oam:ResourceTypes": [METRIC]}}
        admit = {"Effect": "Allow", "Principal": "*", "Action": "oam:CreateLink", "Resource": "*"}
        admit["Condition"] = condition
        policy = json.dumps({"Version": "2012-10-17", "Statement": [admit]})
        with self.assertRaisesRegex(ClientError, "newlines"):
            central.put_sink_policy(SinkIdentifier=sink, Policy=json.dumps(json.loads(policy), indent=2))
        central.put_sink_policy(SinkIdentifier=sink, Policy=policy)
        self.assertEqual(json.loads(central.get_sink_policy(SinkIdentifier=sink)["Policy"]), json.loads(policy))

        with self.assertRaisesRegex(ClientError, "does not admit"):
            source.create_link(**{**asked, "ResourceTypes": [METRIC, "AWS::Logs::LogGroup"]})
        with self.assertRaisesRegex(ClientError, "of the same Region"):
            server.client("oam", WORKLOAD, "eu-west-3").create_link(**asked)
        with self.assertRaisesRegex(ClientError, "of another account"):
            central.create_link(**asked)
        with self.assertRaises(source.exceptions.ResourceNotFoundException):
            source.create_link(**{**asked, "SinkIdentifier": f"{sink}0"})
        only_logs = {"MetricConfiguration": {"Filter": "Namespace IN ('AWS/Logs')"}}
        link = source.create_link(**asked, LinkConfiguration=only_logs, Tags={"b": "2"})["Arn"]
        with self.assertRaises(source.exceptions.ConflictException):
            source.create_link(**asked)

        found = source.get_link(Identifier=link)
        self.assertEqual((found["SinkArn"], found["LinkConfiguration"]), (sink, only_logs))
        source.update_link(Identifier=link, ResourceTypes=[METRIC])
        self.assertNotIn("LinkConfiguration", source.get_link(Identifier=link))
        self.assertEqual([each["Arn"] for each in source.list_links()["Items"]], [link])
        attached = central.list_attached_links(SinkIdentifier=sink)["Items"]
        self.assertEqual([each["LinkArn"] for each in attached], [link])

        source.tag_resource(ResourceArn=link, Tags={"c": "3"})
        source.untag_resource(ResourceArn=link, TagKeys=["b"])
        self.assertEqual(source.list_tags_for_resource(ResourceArn=link)["Tags"], {"c": "3"})
        with self.assertRaises(central.exceptions.ConflictException):
            central.delete_sink(Identifier=sink)
        source.delete_link(Identifier=link)
        central.delete_sink(Identifier=sink)
        self.assertEqual(central.list_sinks()["Items"], [])


class CompositeAlarms(unittest.TestCase):
    def setUp(self) -> None:
        self.cloudwatch = server.client("cloudwatch", WORKLOAD, REGION)

    def put(self, name: str) -> None:
        self.cloudwatch.put_metric_alarm(
            AlarmName=name,
            Namespace="AWS/Logs",
            MetricName="IncomingLogEvents",
            Statistic="Sum",
            Period=60,
            EvaluationPeriods=1,
            Threshold=1,
            ComparisonOperator="LessThanThreshold",
        )

    def test_one_goes_by_others_that_exist_and_stay(self) -> None:
        asked: dict[str, Any] = {
            "AlarmName": "degraded",
            "AlarmRule": 'ALARM("stale") OR ALARM("silent")',
            "AlarmDescription": "Something is wrong.",
            "AlarmActions": [f"arn:aws:sns:{REGION}:{WORKLOAD}:alerts"],
            "Tags": [{"Key": "a", "Value": "1"}],
        }
        self.put("stale")
        with self.assertRaisesRegex(ClientError, "do not exist: silent"):
            self.cloudwatch.put_composite_alarm(**asked)
        with self.assertRaisesRegex(ClientError, "between 1 and 100"):
            self.cloudwatch.put_composite_alarm(**{**asked, "AlarmRule": "TRUE"})
        self.put("silent")
        self.cloudwatch.put_composite_alarm(**asked)
        answer = self.cloudwatch.describe_alarms(AlarmNames=["degraded"], AlarmTypes=["CompositeAlarm"])
        self.assertEqual(answer["MetricAlarms"], [])
        (alarm,) = answer["CompositeAlarms"]
        for name in ("AlarmName", "AlarmRule", "AlarmDescription", "AlarmActions"):
            self.assertEqual(alarm[name], asked[name])
        tags = self.cloudwatch.list_tags_for_resource(ResourceARN=alarm["AlarmArn"])["Tags"]
        self.assertEqual(tags, asked["Tags"])
        with self.assertRaisesRegex(ClientError, "depends on stale"):
            self.cloudwatch.delete_alarms(AlarmNames=["stale"])
        self.cloudwatch.delete_alarms(AlarmNames=["degraded"])
        self.cloudwatch.delete_alarms(AlarmNames=["stale", "silent"])
        left = self.cloudwatch.describe_alarms(AlarmNames=["stale", "silent", "degraded"])
        self.assertEqual(left["MetricAlarms"], [])


class Counted(unittest.TestCase):
    def test_a_bucket_keeps_what_is_counted_until_it_is_counted_no_more(self) -> None:
        server.create_bucket("counted")
        s3 = server.client("s3", ARCHIVE)
        configuration = {"Id": "errors", "Filter": {"Prefix": "errors/"}}
        asked = {"Bucket": "counted", "Id": "errors"}
        for call in (s3.get_bucket_metrics_configuration, s3.delete_bucket_metrics_configuration):
            with self.assertRaisesRegex(ClientError, "NoSuchConfiguration"):
                call(**asked)
        s3.put_bucket_metrics_configuration(**asked, MetricsConfiguration=configuration)
        self.assertEqual(s3.get_bucket_metrics_configuration(**asked)["MetricsConfiguration"], configuration)
        listed = s3.list_bucket_metrics_configurations(Bucket="counted")["MetricsConfigurationList"]
        self.assertEqual(listed, [configuration])
        s3.delete_bucket_metrics_configuration(**asked)
        self.assertNotIn("MetricsConfigurationList", s3.list_bucket_metrics_configurations(Bucket="counted"))


if __name__ == "__main__":
    unittest.main()
