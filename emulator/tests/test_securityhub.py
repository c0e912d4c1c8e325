"""Security Hub: hubs, standards, and central configuration."""

import unittest
from typing import Any

from botocore.exceptions import ClientError

from emulator.tests.server import ARCHIVE, MANAGEMENT, ORGANIZATION, WORKLOAD, shared, trust

HOME = "eu-west-1"
ROOT = ORGANIZATION["rootId"]
BEST_PRACTICES = f"arn:aws:securityhub:{HOME}::standards/aws-foundational-security-best-practices/v/1.0.0"


def setUpModule() -> None:
    global server
    server = shared()
    trust("securityhub.amazonaws.com")


class Hubs(unittest.TestCase):
    def test_an_account_subscribes_once_and_its_hub_changes(self) -> None:
        hub = server.client("securityhub", WORKLOAD, "sa-east-1")
        with self.assertRaisesRegex(ClientError, "not subscribed to AWS Security Hub"):
            hub.describe_hub()
        hub.enable_security_hub(EnableDefaultStandards=False, ControlFindingGenerator="SECURITY_CONTROL")
        with self.assertRaisesRegex(ClientError, "ResourceConflictException"):
            hub.enable_security_hub()
        hub.update_security_hub_configuration(AutoEnableControls=False)
        described = hub.describe_hub()
        self.assertFalse(described["AutoEnableControls"])
        self.assertEqual(described["ControlFindingGenerator"], "SECURITY_CONTROL")
        self.assertEqual(hub.get_enabled_standards()["StandardsSubscriptions"], [])

    def test_standards_and_products_are_those_of_the_region(self) -> None:
        hub = server.client("securityhub", WORKLOAD, "us-west-2")
        hub.enable_security_hub()
        self.assertEqual(len(hub.get_enabled_standards()["StandardsSubscriptions"]), 2)
        with self.assertRaisesRegex(ClientError, "There is no standard"):
            hub.batch_enable_standards(StandardsSubscriptionRequests=[{"StandardsArn": BEST_PRACTICES}])
        with self.assertRaisesRegex(ClientError, "imported already"):
            hub.enable_import_findings_for_product(ProductArn="arn:aws:securityhub:us-west-2::product/aws/guardduty")
        known = [each["StandardsArn"] for each in hub.describe_standards()["Standards"]]
        wanted = "arn:aws:securityhub:us-west-2::standards/pci-dss/v/4.0.1"
        self.assertIn(wanted, known)
        [subscribed] = hub.batch_enable_standards(StandardsSubscriptionRequests=[{"StandardsArn": wanted}])[
            "StandardsSubscriptions"
        ]
        self.assertEqual((subscribed["StandardsArn"], subscribed["StandardsStatus"]), (wanted, "READY"))
        arn = subscribed["StandardsSubscriptionArn"]
        [removed] = hub.batch_disable_standards(StandardsSubscriptionArns=[arn])["StandardsSubscriptions"]
        self.assertEqual(removed["StandardsStatus"], "DELETING")
        self.assertEqual(hub.get_enabled_standards(StandardsSubscriptionArns=[arn])["StandardsSubscriptions"], [])
        product = "arn:aws:securityhub:us-west-2::product/aws/ssm-patch-manager"
        arn = hub.enable_import_findings_for_product(ProductArn=product)["ProductSubscriptionArn"]
        hub.disable_import_findings_for_product(ProductSubscriptionArn=arn)
        self.assertNotIn(arn, hub.list_enabled_products_for_import()["ProductSubscriptions"])


class CentralConfiguration(unittest.TestCase):
    """One story, because there is one organization."""

    def linked_region_knows(self, aggregator: str, central: dict[str, Any]) -> None:
        """The administrator sees in a linked Region what it decided at home, and cannot decide otherwise there."""
        there = server.client("securityhub", ARCHIVE, "us-east-1")
        there.describe_hub()
        described = there.describe_organization_configuration()["OrganizationConfiguration"]
        self.assertEqual(described, {"ConfigurationType": "CENTRAL", "Status": "ENABLED"})
        [found] = there.list_finding_aggregators()["FindingAggregators"]
        self.assertEqual(found["FindingAggregatorArn"], aggregator)
        self.assertEqual(
            there.get_finding_aggregator(FindingAggregatorArn=aggregator)["FindingAggregationRegion"], HOME
        )
        [administers] = server.client("securityhub", MANAGEMENT, "us-east-1").list_organization_admin_accounts()[
            "AdminAccounts"
        ]
        self.assertEqual(administers["AccountId"], ARCHIVE)
        local = central | {"OrganizationConfiguration": {"ConfigurationType": "LOCAL"}}
        with self.assertRaisesRegex(ClientError, "configured from another Region"):
            there.update_organization_configuration(**local)
        with self.assertRaisesRegex(ClientError, "with Central Configuration enabled"):
            there.list_configuration_policies()
        with self.assertRaisesRegex(ClientError, "not subscribed"):
            server.client("securityhub", ARCHIVE, "ap-south-1").describe_organization_configuration()

    def policy_is_described(self, administrator: Any, identifier: str) -> None:
        """A policy is listed, described and changed, and keeps its tags."""
        [summary] = administrator.list_configuration_policies()["ConfigurationPolicySummaries"]
        self.assertEqual((summary["Id"], summary["Name"], summary["ServiceEnabled"]), (identifier, "all", True))
        administrator.update_configuration_policy(Identifier=identifier, Description="every account")
        found = administrator.get_configuration_policy(Identifier=identifier)
        self.assertEqual((found["Name"], found["Description"]), ("all", "every account"))
        administrator.tag_resource(ResourceArn=found["Arn"], Tags={"Stage": "test", "Old": "x"})
        administrator.untag_resource(ResourceArn=found["Arn"], TagKeys=["Old"])
        self.assertEqual(administrator.list_tags_for_resource(ResourceArn=found["Arn"])["Tags"], {"Stage": "test"})

    def test_from_the_home_region_to_every_account_and_back(self) -> None:
        management = server.client("securityhub", MANAGEMENT, HOME)
        administrator = server.client("securityhub", ARCHIVE, HOME)
        linked = server.client("securityhub", WORKLOAD, "us-east-1")
        central = {
            "AutoEnable": False,
            "AutoEnableStandards": "NONE",
            "OrganizationConfiguration": {"ConfigurationType": "CENTRAL"},
        }
        with self.assertRaisesRegex(ClientError, "not subscribed"):
            administrator.update_organization_configuration(**central)
        management.enable_organization_admin_account(AdminAccountId=ARCHIVE)
        administrator.describe_hub()
        with self.assertRaisesRegex(ClientError, "no finding aggregator"):
            administrator.update_organization_configuration(**central)
        arn = administrator.create_finding_aggregator(RegionLinkingMode="SPECIFIED_REGIONS", Regions=["us-east-1"])[
            "FindingAggregatorArn"
        ]
        for regions in (["us-west-2"], ["us-east-1"]):
            changed = {"RegionLinkingMode": "SPECIFIED_REGIONS", "Regions": regions}
            updated = administrator.update_finding_aggregator(FindingAggregatorArn=arn, **changed)
            self.assertEqual({name: updated[name] for name in changed}, changed)
        with self.assertRaisesRegex(ClientError, "can not be enabled for Central Configuration"):
            administrator.update_organization_configuration(**central | {"AutoEnable": True})
        controls = {"DisabledSecurityControlIdentifiers": []}
        policy = {
            "ServiceEnabled": True,
            "EnabledStandardIdentifiers": [BEST_PRACTICES],
            "SecurityControlsConfiguration": controls,
        }
        asked = {"Name": "all", "ConfigurationPolicy": {"SecurityHub": policy}}
        with self.assertRaisesRegex(ClientError, "with Central Configuration enabled"):
            administrator.create_configuration_policy(**asked)
        administrator.update_organization_configuration(**central)
        self.linked_region_knows(arn, central)
        self.assertNotIn(WORKLOAD, [each["AccountId"] for each in administrator.list_members()["Members"]])
        with self.assertRaisesRegex(ClientError, "not subscribed"):
            linked.describe_hub()

        identifier = administrator.create_configuration_policy(**asked)["Id"]
        self.policy_is_described(administrator, identifier)
        target = {"RootId": ROOT}
        association = administrator.start_configuration_policy_association(
            ConfigurationPolicyIdentifier=identifier, Target=target
        )
        self.assertEqual(association["AssociationStatus"], "SUCCESS")
        inherited = administrator.get_configuration_policy_association(Target={"AccountId": WORKLOAD})
        self.assertEqual(inherited["AssociationType"], "INHERITED")
        for region in (HOME, "us-east-1"):
            listed = server.client("securityhub", ARCHIVE, region).list_members()["Members"]
            enabled = [each["AccountId"] for each in listed if each["MemberStatus"] == "Enabled"]
            self.assertEqual(enabled, [MANAGEMENT, WORKLOAD])
        self.assertEqual(linked.list_members()["Members"], [])
        [standard] = linked.get_enabled_standards()["StandardsSubscriptions"]
        self.assertEqual(standard["StandardsArn"], BEST_PRACTICES.replace(HOME, "us-east-1"))
        for client in (administrator, linked):
            with self.assertRaisesRegex(ClientError, "only the administrator can access this operation"):
                client.update_security_hub_configuration(AutoEnableControls=False)

        for refused in (
            lambda: administrator.delete_configuration_policy(Identifier=identifier),
            lambda: administrator.delete_finding_aggregator(FindingAggregatorArn=arn),
            lambda: management.disable_organization_admin_account(AdminAccountId=ARCHIVE),
        ):
            with self.assertRaises(ClientError):
                refused()
        administrator.start_configuration_policy_disassociation(
            ConfigurationPolicyIdentifier=identifier, Target=target
        )
        administrator.delete_configuration_policy(Identifier=identifier)
        local = {"OrganizationConfiguration": {"ConfigurationType": "LOCAL"}}
        administrator.update_organization_configuration(**central | local)
        administrator.delete_finding_aggregator(FindingAggregatorArn=arn)
        with self.assertRaisesRegex(ClientError, "Cannot disable Security Hub on the Security Hub administrator"):
            administrator.disable_security_hub()
        management.disable_organization_admin_account(AdminAccountId=ARCHIVE)
        administrator.disable_security_hub()


if __name__ == "__main__":
    unittest.main()
