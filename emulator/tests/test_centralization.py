"""CloudWatch's centralization rules."""

import unittest
from typing import Any

from botocore.exceptions import ClientError

from emulator.tests.server import ARCHIVE, MANAGEMENT, ORGANIZATION, WORKLOAD, Server

PRINCIPAL = "observabilityadmin.amazonaws.com"


def setUpModule() -> None:
    global server
    server = Server()
    unittest.addModuleCleanup(server.stop)


def rule(account: str) -> dict[str, Any]:
    """What copies all log groups of the organization's accounts to one account."""
    every = {"LogGroupSelectionCriteria": "*", "EncryptedLogGroupStrategy": "ALLOW"}
    scope = f"OrganizationId = '{ORGANIZATION['organizationId']}'"
    return {
        "Source": {"Regions": ["us-east-1"], "Scope": scope, "SourceLogsConfiguration": every},
        "Destination": {"Region": "eu-west-1", "Account": account},
    }


class Rules(unittest.TestCase):
    def test_a_rule_is_made_judged_changed_tagged_and_deleted_by_who_administers(self) -> None:
        central = server.client("observabilityadmin", MANAGEMENT)
        asked = {"RuleName": "central", "Rule": rule("999999999999")}
        with self.assertRaisesRegex(ClientError, "AccessDeniedException"):
            server.client("observabilityadmin", WORKLOAD).create_centralization_rule_for_organization(**asked)
        arn = central.create_centralization_rule_for_organization(**asked, Tags={"Old": "x"})["RuleArn"]
        with self.assertRaisesRegex(ClientError, "ConflictException"):
            central.create_centralization_rule_for_organization(**asked)

        def health() -> tuple[str, str | None]:
            for named in ("central", arn):
                got = central.get_centralization_rule_for_organization(RuleIdentifier=named)
                [listed] = central.list_centralization_rules_for_organization()["CentralizationRuleSummaries"]
                self.assertEqual(listed["RuleHealth"], got["RuleHealth"])
            return got["RuleHealth"], got.get("FailureReason")

        self.assertEqual(health(), ("Unhealthy", "TRUSTED_ACCESS_NOT_ENABLED"))
        server.client("organizations", MANAGEMENT).enable_aws_service_access(ServicePrincipal=PRINCIPAL)
        self.assertEqual(health(), ("Unhealthy", "DESTINATION_ACCOUNT_NOT_IN_ORGANIZATION"))
        central.update_centralization_rule_for_organization(RuleIdentifier=arn, Rule=rule(ARCHIVE))
        self.assertEqual(health(), ("Healthy", None))
        [listed] = central.list_centralization_rules_for_organization()["CentralizationRuleSummaries"]
        self.assertEqual((listed["DestinationAccountId"], listed["DestinationRegion"]), (ARCHIVE, "eu-west-1"))
        elsewhere = server.client("observabilityadmin", MANAGEMENT, "us-east-1")
        for asked, found in (({}, 0), ({"AllRegions": True}, 1), ({"AllRegions": True, "RuleNamePrefix": "x"}, 0)):
            rules = elsewhere.list_centralization_rules_for_organization(**asked)["CentralizationRuleSummaries"]
            self.assertEqual(len(rules), found)

        central.tag_resource(ResourceARN=arn, Tags={"Stage": "test"})
        central.untag_resource(ResourceARN=arn, TagKeys=["Old"])
        self.assertEqual(central.list_tags_for_resource(ResourceARN=arn)["Tags"], {"Stage": "test"})
        central.delete_centralization_rule_for_organization(RuleIdentifier=arn)
        with self.assertRaisesRegex(ClientError, "ResourceNotFoundException"):
            central.get_centralization_rule_for_organization(RuleIdentifier=arn)
        self.assertEqual(server.get("violations"), [])


if __name__ == "__main__":
    unittest.main()
