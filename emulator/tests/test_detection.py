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
        administrator.associate_member(accountId=WORKLOAD)
        with self.assertRaisesRegex(ClientError, "already a member"):
            administrator.associate_member(accountId=WORKLOAD)
        [account] = administrator.enable(accountIds=[WORKLOAD], resourceTypes=["EC2"])["accounts"]
        self.assertEqual((account["resourceStatus"]["ec2"], account["resourceStatus"]["ecr"]), ("ENABLED", "DISABLED"))
        with self.assertRaisesRegex(ClientError, "has members"):
            administrator.disable()
        administrator.disassociate_member(accountId=WORKLOAD)
        administrator.disable()
        [status] = administrator.batch_get_account_status()["accounts"]
        self.assertEqual(status["state"]["status"], "DISABLED")


class Detective(unittest.TestCase):
    def test_an_account_has_one_graph_in_a_region(self) -> None:
        detective = server.client("detective", WORKLOAD, "eu-west-2")
        arn = detective.create_graph(Tags={"A": "b"})["GraphArn"]
        self.assertEqual(detective.create_graph()["GraphArn"], arn)
        self.assertEqual([graph["Arn"] for graph in detective.list_graphs()["GraphList"]], [arn])
        self.assertEqual(detective.list_tags_for_resource(ResourceArn=arn)["Tags"], {"A": "b"})
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
        analyzer.tag_resource(resourceArn=arn, tags={"A": "c"})
        self.assertEqual(analyzer.list_tags_for_resource(resourceArn=arn)["tags"], {"A": "c"})
        analyzer.delete_analyzer(analyzerName="own")
        with self.assertRaisesRegex(ClientError, "ResourceNotFoundException"):
            analyzer.get_analyzer(analyzerName="own")


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
