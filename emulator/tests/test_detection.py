"""Macie, Inspector, Detective, Access Analyzer and Firewall Manager for an organization."""

import unittest

from botocore.exceptions import ClientError

from emulator.tests.server import ARCHIVE, MANAGEMENT, WORKLOAD, shared, trust


def setUpModule() -> None:
    global server
    server = shared()


class TrustedAccess(unittest.TestCase):
    def test_nobody_administers_a_service_without_it(self) -> None:
        organizations = server.client("organizations", MANAGEMENT)
        with self.assertRaisesRegex(ClientError, "no trusted access for never.amazonaws.com"):
            organizations.register_delegated_administrator(AccountId=ARCHIVE, ServicePrincipal="never.amazonaws.com")
        organizations.disable_aws_service_access(ServicePrincipal="macie.amazonaws.com")
        with self.assertRaisesRegex(ClientError, "no trusted access for macie.amazonaws.com"):
            macie = server.client("macie2", MANAGEMENT, "me-south-1")
            macie.enable_organization_admin_account(adminAccountId=ARCHIVE)


class Macie(unittest.TestCase):
    def setUp(self) -> None:
        trust("macie.amazonaws.com")

    def test_members_have_no_email_and_hold_the_administrator(self) -> None:
        management = server.client("macie2", MANAGEMENT, "eu-west-2")
        administrator = server.client("macie2", ARCHIVE, "eu-west-2")
        with self.assertRaisesRegex(ClientError, "Macie is not enabled"):
            administrator.create_member(account={"accountId": WORKLOAD, "email": "a@example.com"})
        management.enable_organization_admin_account(adminAccountId=ARCHIVE)
        with self.assertRaisesRegex(ClientError, "ConflictException"):
            administrator.enable_macie()
        with self.assertRaisesRegex(ClientError, "not enabled in the management account"):
            administrator.create_member(account={"accountId": MANAGEMENT, "email": "a@example.com"})
        arn = administrator.create_member(account={"accountId": WORKLOAD, "email": "a@example.com"}, tags={"A": "b"})[
            "arn"
        ]
        with self.assertRaisesRegex(ClientError, "a member already"):
            administrator.create_member(account={"accountId": WORKLOAD, "email": "a@example.com"})
        member = administrator.get_member(id=WORKLOAD)
        self.assertEqual((member["relationshipStatus"], member["arn"]), ("Enabled", arn))
        self.assertNotIn("email", member)
        self.assertEqual(administrator.list_tags_for_resource(resourceArn=arn)["tags"], {"A": "b"})
        workload = server.client("macie2", WORKLOAD, "eu-west-2")
        for client in (workload, administrator):
            with self.assertRaisesRegex(ClientError, "Cannot disable Macie"):
                client.disable_macie()
        with self.assertRaisesRegex(ClientError, "does not administer Macie"):
            workload.update_organization_configuration(autoEnable=True)
        management.disable_organization_admin_account(adminAccountId=ARCHIVE)
        for client in (workload, administrator):
            client.disable_macie()

    def test_results_go_to_a_bucket_that_exists(self) -> None:
        macie = server.client("macie2", WORKLOAD, "eu-west-3")
        macie.enable_macie(findingPublishingFrequency="ONE_HOUR")
        self.assertEqual(macie.get_macie_session()["findingPublishingFrequency"], "ONE_HOUR")
        key = f"arn:aws:kms:eu-west-1:{ARCHIVE}:key/00000000-0000-0000-0000-000000000000"
        configuration = {"s3Destination": {"bucketName": "discovery-results", "kmsKeyArn": key}}
        with self.assertRaisesRegex(ClientError, "There is no bucket discovery-results"):
            macie.put_classification_export_configuration(configuration=configuration)
        server.create_bucket("discovery-results")
        macie.put_classification_export_configuration(configuration=configuration)
        self.assertEqual(macie.get_classification_export_configuration()["configuration"], configuration)

    def test_an_account_says_which_findings_security_hub_gets(self) -> None:
        macie = server.client("macie2", WORKLOAD, "ap-south-2")
        with self.assertRaisesRegex(ClientError, "Macie is not enabled"):
            macie.get_findings_publication_configuration()
        macie.enable_macie()
        published = {"publishClassificationFindings": False, "publishPolicyFindings": True}
        for changes in ({}, {"publishClassificationFindings": True, "publishPolicyFindings": True}):
            published |= changes
            macie.put_findings_publication_configuration(securityHubConfiguration=published)
            self.assertEqual(macie.get_findings_publication_configuration()["securityHubConfiguration"], published)

    def test_members_are_paused_removed_and_then_deleted_while_new_ones_are_enabled_or_not(self) -> None:
        region = "ap-south-1"
        server.client("macie2", MANAGEMENT, region).enable_organization_admin_account(adminAccountId=ARCHIVE)
        administrator = server.client("macie2", ARCHIVE, region)
        for automatic in (True, False):
            administrator.update_organization_configuration(autoEnable=automatic)
            self.assertEqual(administrator.describe_organization_configuration()["autoEnable"], automatic)
        administrator.update_macie_session(status="PAUSED", findingPublishingFrequency="SIX_HOURS")
        session = administrator.get_macie_session()
        self.assertEqual((session["status"], session["findingPublishingFrequency"]), ("PAUSED", "SIX_HOURS"))

        member = {"accountId": WORKLOAD, "email": "a@example.com"}
        arn = administrator.create_member(account=member, tags={"Old": "x"})["arn"]
        administrator.tag_resource(resourceArn=arn, tags={"Stage": "test"})
        administrator.untag_resource(resourceArn=arn, tagKeys=["Old"])
        self.assertEqual(administrator.get_member(id=WORKLOAD)["tags"], {"Stage": "test"})

        def members(**asked: str) -> list[tuple[str, str]]:
            listed = administrator.list_members(**asked)["members"]
            return [(each["accountId"], each["relationshipStatus"]) for each in listed]

        self.assertEqual(members(), [(WORKLOAD, "Enabled")])
        administrator.update_member_session(id=WORKLOAD, status="PAUSED")
        self.assertEqual(members(), [(WORKLOAD, "Paused")])
        with self.assertRaisesRegex(ClientError, "member accounts are associated"):
            administrator.delete_member(id=WORKLOAD)
        administrator.disassociate_member(id=WORKLOAD)
        self.assertEqual((members(), members(onlyAssociated="false")), ([], [(WORKLOAD, "Removed")]))
        administrator.delete_member(id=WORKLOAD)
        self.assertEqual(members(onlyAssociated="false"), [])


class Inspector(unittest.TestCase):
    def test_the_administrator_enables_itself_then_members_once_they_are_associated(self) -> None:
        trust("inspector2.amazonaws.com")
        management = server.client("inspector2", MANAGEMENT, "eu-west-2")
        administrator = server.client("inspector2", ARCHIVE, "eu-west-2")
        automatic = {"ec2": True, "ecr": True}
        management.enable_delegated_admin_account(delegatedAdminAccountId=ARCHIVE)
        with self.assertRaisesRegex(ClientError, "not enabled"):
            administrator.update_organization_configuration(autoEnable=automatic)
        administrator.enable(resourceTypes=["EC2", "ECR"])
        administrator.update_organization_configuration(autoEnable=automatic)
        refused = administrator.enable(accountIds=[WORKLOAD], resourceTypes=["EC2"])
        self.assertEqual([each["errorCode"] for each in refused["failedAccounts"]], ["ACCESS_DENIED"])
        self.assertTrue(administrator.describe_organization_configuration()["autoEnable"]["ecr"])
        administrator.associate_member(accountId=WORKLOAD)
        self.assertEqual(administrator.get_member(accountId=WORKLOAD)["member"]["relationshipStatus"], "ENABLED")
        with self.assertRaisesRegex(ClientError, "already a member"):
            administrator.associate_member(accountId=WORKLOAD)
        [account] = administrator.enable(accountIds=[WORKLOAD], resourceTypes=["EC2"])["accounts"]
        self.assertEqual((account["resourceStatus"]["ec2"], account["resourceStatus"]["ecr"]), ("ENABLED", "DISABLED"))
        with self.assertRaisesRegex(ClientError, "has members"):
            administrator.disable()
        self.assertEqual([each["accountId"] for each in administrator.list_members()["members"]], [WORKLOAD])
        administrator.disassociate_member(accountId=WORKLOAD)
        self.assertEqual(administrator.list_members()["members"], [])
        [removed] = administrator.list_members(onlyAssociated=False)["members"]
        self.assertEqual(removed["relationshipStatus"], "REMOVED")
        administrator.disable()
        [status] = administrator.batch_get_account_status()["accounts"]
        self.assertEqual(status["state"]["status"], "DISABLED")
        known = {"accountId": ARCHIVE, "status": "ENABLED"}
        self.assertEqual(management.list_delegated_admin_accounts()["delegatedAdminAccounts"], [known])
        found = management.get_delegated_admin_account()["delegatedAdmin"]
        self.assertEqual(found, {"accountId": ARCHIVE, "relationshipStatus": "ENABLED"})
        with self.assertRaisesRegex(ClientError, "no delegated administrator"):
            server.client("inspector2", MANAGEMENT, "sa-east-1").get_delegated_admin_account()


class Detective(unittest.TestCase):
    def test_an_account_has_one_graph_in_a_region(self) -> None:
        detective = server.client("detective", WORKLOAD, "eu-west-2")
        arn = detective.create_graph(Tags={"A": "b"})["GraphArn"]
        self.assertEqual(detective.create_graph()["GraphArn"], arn)
        self.assertEqual([graph["Arn"] for graph in detective.list_graphs()["GraphList"]], [arn])
        detective.tag_resource(ResourceArn=arn, Tags={"C": "d"})
        detective.untag_resource(ResourceArn=arn, TagKeys=["A"])
        self.assertEqual(detective.list_tags_for_resource(ResourceArn=arn)["Tags"], {"C": "d"})
        with self.assertRaisesRegex(ClientError, "does not administer Detective"):
            detective.update_organization_configuration(GraphArn=arn, AutoEnable=True)
        detective.delete_graph(GraphArn=arn)
        self.assertEqual(detective.list_graphs()["GraphList"], [])

    def test_the_administrator_gets_a_graph_and_members_at_once(self) -> None:
        trust("detective.amazonaws.com")
        server.client("detective", MANAGEMENT, "eu-west-3").enable_organization_admin_account(AccountId=ARCHIVE)
        detective = server.client("detective", ARCHIVE, "eu-west-3")
        arn = detective.create_graph()["GraphArn"]
        account = {"AccountId": WORKLOAD, "EmailAddress": "a@example.com"}
        [member] = detective.create_members(GraphArn=arn, Accounts=[account])["Members"]
        self.assertEqual((member["Status"], member["InvitationType"]), ("ENABLED", "ORGANIZATION"))
        found = detective.get_members(GraphArn=arn, AccountIds=[WORKLOAD, MANAGEMENT])
        self.assertEqual(
            [[each["AccountId"] for each in found[part]] for part in ("MemberDetails", "UnprocessedAccounts")],
            [[WORKLOAD], [MANAGEMENT]],
        )
        for automatic in (True, False):
            detective.update_organization_configuration(GraphArn=arn, AutoEnable=automatic)
            described = detective.describe_organization_configuration(GraphArn=arn)
            self.assertEqual(described["AutoEnable"], automatic)
        management = server.client("detective", MANAGEMENT, "eu-west-3")
        [administrator] = management.list_organization_admin_accounts()["Administrators"]
        self.assertEqual((administrator["AccountId"], administrator["GraphArn"]), (ARCHIVE, arn))
        again = detective.create_members(GraphArn=arn, Accounts=[account])
        self.assertEqual([each["AccountId"] for each in again["UnprocessedAccounts"]], [WORKLOAD])
        detective.delete_members(GraphArn=arn, AccountIds=[WORKLOAD])
        self.assertEqual(detective.list_members(GraphArn=arn)["MemberDetails"], [])


class AccessAnalyzer(unittest.TestCase):
    def test_an_organization_analyzer_has_three_prerequisites(self) -> None:
        analyzer = server.client("accessanalyzer", ARCHIVE, "eu-west-2")
        principal, asked = "access-analyzer.amazonaws.com", {"analyzerName": "external", "type": "ORGANIZATION"}
        with self.assertRaisesRegex(ClientError, "no trusted access"):
            analyzer.create_analyzer(**asked)
        trust(principal)
        with self.assertRaisesRegex(ClientError, "does not administer Access Analyzer"):
            analyzer.create_analyzer(**asked)
        organizations = server.client("organizations", MANAGEMENT)
        organizations.register_delegated_administrator(AccountId=ARCHIVE, ServicePrincipal=principal)
        with self.assertRaisesRegex(ClientError, "Service Linked Role is not in the organizational management account"):
            analyzer.create_analyzer(**asked)
        server.client("iam", MANAGEMENT).create_service_linked_role(AWSServiceName=principal)
        analyzer.create_analyzer(**asked)
        described = analyzer.get_analyzer(analyzerName="external")["analyzer"]
        self.assertEqual((described["type"], described["status"]), ("ORGANIZATION", "ACTIVE"))

    def test_an_account_has_one_analyzer_whose_rules_and_tags_change(self) -> None:
        analyzer = server.client("accessanalyzer", WORKLOAD, "eu-west-2")
        arn = analyzer.create_analyzer(analyzerName="own", type="ACCOUNT", tags={"A": "b"})["arn"]
        with self.assertRaisesRegex(ClientError, "ServiceQuotaExceededException"):
            analyzer.create_analyzer(analyzerName="second", type="ACCOUNT")
        for values in (["false"], ["true"]):
            rule = {"analyzerName": "own", "ruleName": "public", "filter": {"isPublic": {"eq": values}}}
            (analyzer.create_archive_rule if values == ["false"] else analyzer.update_archive_rule)(**rule)
        kept = analyzer.get_archive_rule(analyzerName="own", ruleName="public")["archiveRule"]["filter"]
        self.assertEqual(kept, {"isPublic": {"eq": ["true"]}})
        listed = analyzer.list_archive_rules(analyzerName="own")["archiveRules"]
        self.assertEqual([rule["ruleName"] for rule in listed], ["public"])
        analyzer.delete_archive_rule(analyzerName="own", ruleName="public")
        self.assertEqual(analyzer.list_archive_rules(analyzerName="own")["archiveRules"], [])
        analyzer.tag_resource(resourceArn=arn, tags={"A": "c", "B": "d"})
        analyzer.untag_resource(resourceArn=arn, tagKeys=["B"])
        self.assertEqual(analyzer.list_tags_for_resource(resourceArn=arn)["tags"], {"A": "c"})
        for kind, names in ((None, ["own"]), ("ACCOUNT", ["own"]), ("ORGANIZATION", [])):
            listed = analyzer.list_analyzers(**({"type": kind} if kind else {}))["analyzers"]
            self.assertEqual([each["name"] for each in listed], names)
        analyzer.delete_analyzer(analyzerName="own")
        with self.assertRaisesRegex(ClientError, "ResourceNotFoundException"):
            analyzer.get_analyzer(analyzerName="own")

    def test_what_counts_as_unused_is_fixed_and_what_is_left_out_is_not(self) -> None:
        analyzer = server.client("accessanalyzer", WORKLOAD, "eu-west-3")
        analyzer.create_analyzer(analyzerName="unused", type="ACCOUNT_UNUSED_ACCESS")
        with self.assertRaisesRegex(ClientError, "cannot change"):
            analyzer.update_analyzer(
                analyzerName="unused", configuration={"unusedAccess": {"unusedAccessAge": 30}}
            )
        left_out = {"exclusions": [{"resourceTags": [{"Stage": "test"}]}]}
        analyzer.update_analyzer(analyzerName="unused", configuration={"unusedAccess": {"analysisRule": left_out}})
        described = analyzer.get_analyzer(analyzerName="unused")["analyzer"]["configuration"]["unusedAccess"]
        self.assertEqual(described, {"unusedAccessAge": 90, "analysisRule": left_out})


class FirewallManager(unittest.TestCase):
    def test_it_is_administered_from_one_region_by_one_member(self) -> None:
        trust("fms.amazonaws.com")
        with self.assertRaisesRegex(ClientError, "available in us-east-1 only"):
            server.client("fms", MANAGEMENT).associate_admin_account(AdminAccount=ARCHIVE)
        manager = server.client("fms", MANAGEMENT, "us-east-1")
        with self.assertRaisesRegex(ClientError, "ResourceNotFoundException"):
            manager.get_admin_account()
        manager.associate_admin_account(AdminAccount=ARCHIVE)
        found = manager.get_admin_account()
        self.assertEqual((found["AdminAccount"], found["RoleStatus"]), (ARCHIVE, "READY"))

    def test_its_administrator_alone_gives_it_up(self) -> None:
        trust("fms.amazonaws.com")
        manager = server.client("fms", MANAGEMENT, "us-east-1")
        manager.associate_admin_account(AdminAccount=ARCHIVE)
        with self.assertRaisesRegex(ClientError, "only available to Administration account"):
            manager.disassociate_admin_account()
        server.client("fms", ARCHIVE, "us-east-1").disassociate_admin_account()
        with self.assertRaisesRegex(ClientError, "ResourceNotFoundException"):
            manager.get_admin_account()


if __name__ == "__main__":
    unittest.main()
