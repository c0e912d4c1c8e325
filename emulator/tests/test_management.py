"""Management: Systems Manager, Config, state machines, events, and exports."""

import json
import unittest

from botocore.exceptions import ClientError

from emulator.tests.server import ARCHIVE, MANAGEMENT, WORKLOAD, shared

TAG = {"Key": "Stage", "Value": "test"}


def setUpModule() -> None:
    global server
    server = shared()


class CloudTrail(unittest.TestCase):
    def test_trails_that_are_named_are_described_and_no_other(self) -> None:
        cloudtrail = server.client("cloudtrail", MANAGEMENT)
        server.client("s3", MANAGEMENT).create_bucket(
            Bucket="trails", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
        )
        arns = {
            name: cloudtrail.create_trail(Name=name, S3BucketName="trails", IsMultiRegionTrail=True)["TrailARN"]
            for name in ("first", "second")
        }
        for named in ("first", arns["first"]):
            described = cloudtrail.describe_trails(trailNameList=[named])["trailList"]
            self.assertEqual([trail["Name"] for trail in described], ["first"])
        for name in arns:
            cloudtrail.delete_trail(Name=name)


class SystemsManager(unittest.TestCase):
    def test_an_association_changes_as_a_whole_and_keeps_its_tags(self) -> None:
        ssm = server.client("ssm", WORKLOAD)
        asked = {
            "Name": "AWS-GatherSoftwareInventory",
            "AssociationName": "inventory",
            "ScheduleExpression": "rate(30 minutes)",
            "Targets": [{"Key": "InstanceIds", "Values": ["*"]}],
            "Parameters": {"applications": ["Enabled"]},
            "OutputLocation": {"S3Location": {"OutputS3BucketName": "sessions", "OutputS3KeyPrefix": "inventory"}},
        }
        created = ssm.create_association(**asked, Tags=[TAG])["AssociationDescription"]
        self.assertEqual({name: created[name] for name in asked}, asked)
        identifier = created["AssociationId"]
        tags = ssm.list_tags_for_resource(ResourceType="Association", ResourceId=identifier)["TagList"]
        self.assertEqual(tags, [TAG])
        ssm.update_association(AssociationId=identifier, ScheduleExpression="rate(60 minutes)")
        described = ssm.describe_association(AssociationId=identifier)["AssociationDescription"]
        self.assertEqual(described["ScheduleExpression"], "rate(60 minutes)")
        self.assertEqual((described["Name"], described["AssociationVersion"]), (asked["Name"], "2"))
        self.assertNotIn("OutputLocation", described)
        ssm.delete_association(AssociationId=identifier)
        with self.assertRaisesRegex(ClientError, "AssociationDoesNotExist"):
            ssm.describe_association(AssociationId=identifier)

    def test_an_association_needs_a_document_of_aws_or_one_that_exists(self) -> None:
        ssm = server.client("ssm", WORKLOAD)
        with self.assertRaisesRegex(ClientError, "InvalidDocument"):
            ssm.create_association(Name="collect")
        step = {"action": "aws:runShellScript", "name": "run", "inputs": {"runCommand": ["true"]}}
        content = {"schemaVersion": "2.2", "description": "", "mainSteps": [step]}
        ssm.create_document(Name="collect", DocumentType="Command", Content=json.dumps(content))
        ssm.create_association(Name="collect")

    def test_a_data_sync_exists_until_it_is_deleted(self) -> None:
        ssm = server.client("ssm", WORKLOAD)
        destination = {"BucketName": "inventory", "Prefix": "ssm", "SyncFormat": "JsonSerDe", "Region": "eu-west-1"}
        ssm.create_resource_data_sync(SyncName="sync", S3Destination=destination)
        with self.assertRaisesRegex(ClientError, "ResourceDataSyncAlreadyExistsException"):
            ssm.create_resource_data_sync(SyncName="sync", S3Destination=destination)
        [sync] = ssm.list_resource_data_sync()["ResourceDataSyncItems"]
        self.assertEqual(sync["S3Destination"], destination)
        ssm.delete_resource_data_sync(SyncName="sync")
        self.assertEqual(ssm.list_resource_data_sync()["ResourceDataSyncItems"], [])

    def test_a_service_setting_is_named_by_its_path_or_its_arn_and_can_be_reset(self) -> None:
        ssm = server.client("ssm", WORKLOAD)
        path = "/ssm/managed-instance/default-ec2-instance-management-role"
        arn = f"arn:aws:ssm:eu-west-1:{WORKLOAD}:servicesetting{path}"
        ssm.update_service_setting(SettingId=arn, SettingValue="role")
        for identifier in (path, arn):
            setting = ssm.get_service_setting(SettingId=identifier)["ServiceSetting"]
            self.assertEqual((setting["SettingValue"], setting["Status"], setting["ARN"]), ("role", "Customized", arn))
        ssm.reset_service_setting(SettingId=path)
        self.assertEqual(ssm.get_service_setting(SettingId=path)["ServiceSetting"]["Status"], "Default")


class Config(unittest.TestCase):
    def test_a_recorder_keeps_its_mode(self) -> None:
        config = server.client("config", WORKLOAD)
        role = f"arn:aws:iam::{WORKLOAD}:role/config"
        recorder = {"name": "default", "roleARN": role, "recordingGroup": {"allSupported": True}}
        config.put_configuration_recorder(ConfigurationRecorder=recorder)
        [described] = config.describe_configuration_recorders()["ConfigurationRecorders"]
        self.assertEqual(described["recordingMode"], {"recordingFrequency": "CONTINUOUS"})
        config.put_configuration_recorder(
            ConfigurationRecorder={**recorder, "recordingMode": {"recordingFrequency": "DAILY"}}
        )
        [described] = config.describe_configuration_recorders()["ConfigurationRecorders"]
        self.assertEqual(described["recordingMode"], {"recordingFrequency": "DAILY"})

    def test_a_rule_may_be_a_policy(self) -> None:
        config = server.client("config", WORKLOAD)
        change = {"EventSource": "aws.config", "MessageType": "ConfigurationItemChangeNotification"}
        details = {"PolicyRuntime": "guard-2.x.x", "EnableDebugLogDelivery": True}
        source = {
            "Owner": "CUSTOM_POLICY",
            "SourceDetails": [change],
            "CustomPolicyDetails": {**details, "PolicyText": "rule a { b == 1 }"},
        }
        config.put_config_rule(ConfigRule={"ConfigRuleName": "guard", "Source": source})
        [rule] = config.describe_config_rules(ConfigRuleNames=["guard"])["ConfigRules"]
        self.assertEqual(rule["Source"], {**source, "CustomPolicyDetails": details})
        self.assertEqual(rule["EvaluationModes"], [{"Mode": "DETECTIVE"}])
        text = config.get_custom_rule_policy(ConfigRuleName="guard")["PolicyText"]
        self.assertEqual(text, "rule a { b == 1 }")

    def test_a_rule_of_aws_must_be_one(self) -> None:
        config = server.client("config", WORKLOAD)
        source = {"Owner": "AWS", "SourceIdentifier": "VPC_FLOWLOGS"}
        with self.assertRaisesRegex(ClientError, "sourceIdentifier VPC_FLOWLOGS is invalid"):
            config.put_config_rule(ConfigRule={"ConfigRuleName": "unknown", "Source": source})
        with self.assertRaisesRegex(ClientError, "NoSuchConfigRuleException"):
            config.get_custom_rule_policy(ConfigRuleName="unknown")

    def test_a_rule_has_one_remediation(self) -> None:
        config = server.client("config", WORKLOAD)
        source = {"Owner": "AWS", "SourceIdentifier": "VPC_FLOW_LOGS_ENABLED"}
        remediation = {
            "ConfigRuleName": "remediated",
            "TargetType": "SSM_DOCUMENT",
            "TargetId": "AWS-EnableVPCFlowLogs",
            "Parameters": {"VPCIds": {"ResourceValue": {"Value": "RESOURCE_ID"}}},
            "Automatic": False,
        }
        with self.assertRaisesRegex(ClientError, "There is no rule remediated"):
            config.put_remediation_configurations(RemediationConfigurations=[remediation])
        config.put_config_rule(ConfigRule={"ConfigRuleName": "remediated", "Source": source})
        config.put_remediation_configurations(RemediationConfigurations=[remediation])
        names = {"ConfigRuleNames": ["remediated", "guard"]}
        [described] = config.describe_remediation_configurations(**names)["RemediationConfigurations"]
        self.assertEqual({name: described[name] for name in remediation}, remediation)
        config.delete_remediation_configuration(ConfigRuleName="remediated")
        self.assertEqual(config.describe_remediation_configurations(**names)["RemediationConfigurations"], [])

    def test_its_service_linked_role_has_the_name_it_has_in_aws(self) -> None:
        iam = server.client("iam", WORKLOAD)
        role = iam.create_service_linked_role(AWSServiceName="config.amazonaws.com")["Role"]
        self.assertEqual(role["RoleName"], "AWSServiceRoleForConfig")

    def test_its_administration_is_delegated_and_taken_back(self) -> None:
        organizations = server.client("organizations", MANAGEMENT)
        for principal in ("config.amazonaws.com", "config-multiaccountsetup.amazonaws.com"):
            organizations.enable_aws_service_access(ServicePrincipal=principal)
            delegation = {"AccountId": ARCHIVE, "ServicePrincipal": principal}
            organizations.register_delegated_administrator(**delegation)
            listed = organizations.list_delegated_administrators(ServicePrincipal=principal)
            self.assertEqual([account["Id"] for account in listed["DelegatedAdministrators"]], [ARCHIVE])
            organizations.deregister_delegated_administrator(**delegation)
            organizations.disable_aws_service_access(ServicePrincipal=principal)


class StateMachines(unittest.TestCase):
    def test_what_is_not_a_state_machine_is_found(self) -> None:
        states = server.client("stepfunctions", WORKLOAD)
        definition = {"StartAt": "A", "States": {"A": {"Type": "Pass", "End": True}}}
        for text, result, message in [
            (json.dumps(definition), "OK", None),
            (json.dumps({**definition, "StartAt": "B"}), "FAIL", "There is no state B to start at."),
            ("{}", "FAIL", "The definition has no StartAt and no States."),
            ("{", "FAIL", "The definition is not JSON"),
        ]:
            with self.subTest(text):
                answer = states.validate_state_machine_definition(definition=text)
                self.assertEqual(answer["result"], result)
                messages = [diagnostic["message"] for diagnostic in answer["diagnostics"]]
                self.assertEqual(bool(messages), message is not None)
                for found in messages:
                    self.assertIn(message, found)

    def test_the_versions_of_a_state_machine_are_listed(self) -> None:
        states = server.client("stepfunctions", WORKLOAD)
        definition = json.dumps({"StartAt": "A", "States": {"A": {"Type": "Pass", "End": True}}})
        role = f"arn:aws:iam::{WORKLOAD}:role/states"
        for name, publish, count in (("unpublished", False, 0), ("published", True, 1)):
            arn = states.create_state_machine(name=name, definition=definition, roleArn=role, publish=publish)[
                "stateMachineArn"
            ]
            versions = states.list_state_machine_versions(stateMachineArn=arn)["stateMachineVersions"]
            self.assertEqual(len(versions), count)


class Events(unittest.TestCase):
    def test_an_event_is_accepted_whatever_its_targets_are(self) -> None:
        events, logs = server.client("events", WORKLOAD), server.client("logs", WORKLOAD)
        logs.create_log_group(logGroupName="/aws/events/all")
        events.put_rule(Name="all", EventPattern=json.dumps({"source": ["test"]}))
        targets = {
            "machine": f"arn:aws:states:eu-west-1:{WORKLOAD}:stateMachine:enable-logging",
            "gone": f"arn:aws:logs:eu-west-1:{WORKLOAD}:log-group:/aws/events/gone",
            "group": f"arn:aws:logs:eu-west-1:{WORKLOAD}:log-group:/aws/events/all",
        }
        events.put_targets(Rule="all", Targets=[{"Id": name, "Arn": arn} for name, arn in targets.items()])
        answer = events.put_events(Entries=[{"Source": "test", "DetailType": "t", "Detail": json.dumps({"a": 1})}])
        self.assertEqual(answer["FailedEntryCount"], 0)
        [event] = logs.filter_log_events(logGroupName="/aws/events/all")["events"]
        self.assertEqual(json.loads(event["message"])["detail"], {"a": 1})


class Exports(unittest.TestCase):
    def test_an_export_is_kept_changed_tagged_and_deleted(self) -> None:
        exports = server.client("bcm-data-exports", MANAGEMENT, "us-east-1")
        export = {
            "Name": "cur",
            "DataQuery": {"QueryStatement": "SELECT a FROM COST_AND_USAGE_REPORT"},
            "DestinationConfigurations": {
                "S3Destination": {
                    "S3Bucket": "costs",
                    "S3Prefix": "cur",
                    "S3Region": "eu-west-1",
                    "S3OutputConfigurations": {
                        "OutputType": "CUSTOM",
                        "Format": "PARQUET",
                        "Compression": "PARQUET",
                        "Overwrite": "OVERWRITE_REPORT",
                    },
                }
            },
            "RefreshCadence": {"Frequency": "SYNCHRONOUS"},
        }
        arn = exports.create_export(Export=export, ResourceTags=[TAG])["ExportArn"]
        self.assertEqual(exports.get_export(ExportArn=arn)["Export"], {**export, "ExportArn": arn})
        exports.update_export(ExportArn=arn, Export={**export, "Description": "costs"})
        self.assertEqual(exports.get_export(ExportArn=arn)["Export"]["Description"], "costs")
        exports.tag_resource(ResourceArn=arn, ResourceTags=[{"Key": "Stage", "Value": "changed"}])
        tags = exports.list_tags_for_resource(ResourceArn=arn)["ResourceTags"]
        self.assertEqual(tags, [{"Key": "Stage", "Value": "changed"}])
        exports.untag_resource(ResourceArn=arn, ResourceTagKeys=["Stage"])
        self.assertEqual(exports.list_tags_for_resource(ResourceArn=arn)["ResourceTags"], [])
        self.assertEqual([item["ExportName"] for item in exports.list_exports()["Exports"]], ["cur"])
        exports.delete_export(ExportArn=arn)
        with self.assertRaisesRegex(ClientError, "ResourceNotFoundException"):
            exports.get_export(ExportArn=arn)


class Directories(unittest.TestCase):
    def test_a_directory_has_one_log_subscription(self) -> None:
        directories = server.client("ds", WORKLOAD)
        asked = {"DirectoryId": "d-1234567890", "LogGroupName": "/aws/directoryservice/d-1234567890"}
        directories.create_log_subscription(**asked)
        with self.assertRaisesRegex(ClientError, "EntityAlreadyExistsException"):
            directories.create_log_subscription(**asked)
        [found] = directories.list_log_subscriptions(DirectoryId=asked["DirectoryId"])["LogSubscriptions"]
        self.assertEqual({name: found[name] for name in asked}, asked)
        directories.delete_log_subscription(DirectoryId=asked["DirectoryId"])
        self.assertEqual(directories.list_log_subscriptions()["LogSubscriptions"], [])


if __name__ == "__main__":
    unittest.main()
