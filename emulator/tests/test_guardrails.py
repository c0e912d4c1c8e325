"""Config rules and packs of the organization, and what an account sets for EC2."""

import json
import unittest
from typing import Any

from botocore.exceptions import ClientError

from emulator.tests.server import ARCHIVE, MANAGEMENT, WORKLOAD, shared, trust

PRINCIPAL = "config-multiaccountsetup.amazonaws.com"
REGION = "ap-northeast-1"
RULE = {"RuleIdentifier": "MULTI_REGION_CLOUD_TRAIL_ENABLED"}


def setUpModule() -> None:
    global server
    server = shared()
    trust(PRINCIPAL)
    for account in (MANAGEMENT, WORKLOAD):
        recorder = {"name": "default", "roleARN": f"arn:aws:iam::{account}:role/config"}
        server.client("config", account, REGION).put_configuration_recorder(ConfigurationRecorder=recorder)


class Organization(unittest.TestCase):
    def setUp(self) -> None:
        self.config = server.client("config", MANAGEMENT, REGION)

    def put(self, name: str, **more: Any) -> str:
        """Put a rule, a managed one unless another kind is described; how it went over all."""
        kind = {} if "OrganizationCustomPolicyRuleMetadata" in more else {"OrganizationManagedRuleMetadata": RULE}
        self.config.put_organization_config_rule(OrganizationConfigRuleName=name, **{**kind, **more})
        [status] = self.config.describe_organization_config_rule_statuses(OrganizationConfigRuleNames=[name])[
            "OrganizationConfigRuleStatuses"
        ]
        return status["OrganizationRuleStatus"]

    def test_a_rule_fails_where_no_recorder_is_unless_the_account_is_excluded(self) -> None:
        self.assertEqual(self.put("trail"), "CREATE_FAILED")
        [failed] = self.config.get_organization_config_rule_detailed_status(
            OrganizationConfigRuleName="trail", Filters={"MemberAccountRuleStatus": "CREATE_FAILED"}
        )["OrganizationConfigRuleDetailedStatus"]
        self.assertEqual((failed["AccountId"], failed["ErrorCode"]), (ARCHIVE, "NoAvailableConfigurationRecorder"))
        self.assertEqual(self.put("trail", ExcludedAccounts=[ARCHIVE]), "UPDATE_SUCCESSFUL")
        self.config.delete_organization_config_rule(OrganizationConfigRuleName="trail")
        with self.assertRaisesRegex(ClientError, "NoSuchOrganizationConfigRuleException"):
            self.config.describe_organization_config_rules(OrganizationConfigRuleNames=["trail"])

    def test_a_managed_rule_must_be_one(self) -> None:
        with self.assertRaisesRegex(ClientError, "sourceIdentifier NONE is invalid"):
            self.put("none", OrganizationManagedRuleMetadata={"RuleIdentifier": "NONE"})

    def test_the_text_of_a_policy_is_returned_by_itself(self) -> None:
        policy = {"PolicyRuntime": "guard-2.x.x", "PolicyText": "rule a { b == 1 }"}
        self.put("policy", OrganizationCustomPolicyRuleMetadata=policy)
        [rule] = self.config.describe_organization_config_rules(OrganizationConfigRuleNames=["policy"])[
            "OrganizationConfigRules"
        ]
        self.assertEqual(rule["OrganizationCustomPolicyRuleMetadata"], {"PolicyRuntime": "guard-2.x.x"})
        text = self.config.get_organization_custom_rule_policy(OrganizationConfigRuleName="policy")["PolicyText"]
        self.assertEqual(text, policy["PolicyText"])

    def test_a_pack_has_rules_and_is_deployed_like_them(self) -> None:
        def put(resources: Any, **more: Any) -> None:
            body = json.dumps({"Resources": resources} if resources else {})
            name = {"OrganizationConformancePackName": "pack"}
            self.config.put_organization_conformance_pack(**name, TemplateBody=body, **more)

        with self.assertRaisesRegex(ClientError, "TemplateValidationException"):
            put(None)
        with self.assertRaisesRegex(ClientError, "which no conformance pack may have"):
            put({"Bucket": {"Type": "AWS::S3::Bucket", "Properties": {}}})
        source = {"Owner": "AWS", "SourceIdentifier": "VPC_FLOW_LOGS_ENABLED"}
        rule = {"Type": "AWS::Config::ConfigRule", "Properties": {"ConfigRuleName": "flow-logs", "Source": source}}
        source = {"Owner": "AWS", "SourceIdentifier": "REDSHIFT_CLUSTER_CONFIGURATION_CHECK"}
        checked = {"ConfigRuleName": "redshift", "Source": source}
        with self.assertRaisesRegex(ClientError, "required parameter .clusterDbEncrypted, loggingEnabled. is not present"):
            put({"Redshift": {"Type": "AWS::Config::ConfigRule", "Properties": checked}})
        for excluded, expected in (([], "CREATE_FAILED"), ([ARCHIVE], "UPDATE_SUCCESSFUL")):
            put({"FlowLogs": rule}, ExcludedAccounts=excluded)
            [status] = self.config.describe_organization_conformance_pack_statuses()[
                "OrganizationConformancePackStatuses"
            ]
            self.assertEqual(status["Status"], expected)
        [described] = self.config.describe_organization_conformance_packs()["OrganizationConformancePacks"]
        self.assertEqual(described["ExcludedAccounts"], [ARCHIVE])
        detailed = self.config.get_organization_conformance_pack_detailed_status(OrganizationConformancePackName="pack")
        statuses = detailed["OrganizationConformancePackDetailedStatuses"]
        self.assertEqual({each["AccountId"] for each in statuses}, {MANAGEMENT, WORKLOAD})
        self.assertEqual({each["ConformancePackName"] for each in statuses}, {"OrgConformsPack-pack"})
        self.config.delete_organization_conformance_pack(OrganizationConformancePackName="pack")

    def test_only_the_management_account_and_the_delegated_administrator_deploy_and_see_their_own(self) -> None:
        self.put("own", ExcludedAccounts=[ARCHIVE])
        delegated = server.client("config", ARCHIVE, REGION)
        with self.assertRaisesRegex(ClientError, "OrganizationAccessDeniedException"):
            delegated.describe_organization_config_rules()
        with self.assertRaisesRegex(ClientError, "AccessDeniedException"):
            server.client("organizations", WORKLOAD).list_accounts()
        organizations = server.client("organizations", MANAGEMENT)
        delegation = {"AccountId": ARCHIVE, "ServicePrincipal": PRINCIPAL}
        organizations.register_delegated_administrator(**delegation)
        self.addCleanup(organizations.deregister_delegated_administrator, **delegation)
        self.assertEqual(delegated.describe_organization_config_rules()["OrganizationConfigRules"], [])
        accounts = server.client("organizations", ARCHIVE).list_accounts()["Accounts"]
        self.assertEqual({account["Id"] for account in accounts}, {MANAGEMENT, ARCHIVE, WORKLOAD})


class AccountDefaults(unittest.TestCase):
    def test_metadata_defaults_without_a_preference_are_not_set(self) -> None:
        ec2 = server.client("ec2", WORKLOAD, REGION)
        self.assertEqual(ec2.get_instance_metadata_defaults()["AccountLevel"], {})
        ec2.modify_instance_metadata_defaults(HttpTokens="required", HttpPutResponseHopLimit=2)
        ec2.modify_instance_metadata_defaults(HttpPutResponseHopLimit=-1, InstanceMetadataTags="no-preference")
        defaults = ec2.get_instance_metadata_defaults()["AccountLevel"]
        self.assertEqual(defaults, {"HttpTokens": "required", "ManagedBy": "account"})

    def test_snapshots_and_images_are_blocked_and_unblocked_by_account_and_region(self) -> None:
        ec2, other = server.client("ec2", WORKLOAD, REGION), server.client("ec2", WORKLOAD, "ap-northeast-2")
        ec2.enable_snapshot_block_public_access(State="block-all-sharing")
        ec2.enable_image_block_public_access(ImageBlockPublicAccessState="block-new-sharing")

        def states(client: Any) -> tuple[str, str]:
            image = client.get_image_block_public_access_state()["ImageBlockPublicAccessState"]
            return client.get_snapshot_block_public_access_state()["State"], image

        self.assertEqual(states(ec2), ("block-all-sharing", "block-new-sharing"))
        self.assertEqual(states(other), ("unblocked", "unblocked"))
        ec2.disable_snapshot_block_public_access()
        ec2.disable_image_block_public_access()
        self.assertEqual(states(ec2), ("unblocked", "unblocked"))


if __name__ == "__main__":
    unittest.main()
