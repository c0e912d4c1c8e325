"""GuardDuty: detectors, the administrator of the organization, and exports."""

import unittest
from contextlib import nullcontext
from typing import Any

from botocore.exceptions import ClientError

from emulator.tests.server import ARCHIVE, MANAGEMENT, WORKLOAD, shared, trust


def setUpModule() -> None:
    global server
    server = shared()
    trust("guardduty.amazonaws.com")


def detector(account: str, region: str) -> tuple[Any, str]:
    """A client, and the id of the account's detector in the Region, which may be new."""
    client = server.client("guardduty", account, region)
    existing = client.list_detectors()["DetectorIds"]
    return client, existing[0] if existing else client.create_detector(Enable=True)["DetectorId"]


class Detectors(unittest.TestCase):
    def test_there_is_one_in_an_account_and_region(self) -> None:
        client, identifier = detector(WORKLOAD, "eu-west-1")
        with self.assertRaisesRegex(ClientError, "a detector already exists"):
            client.create_detector(Enable=True)
        client.delete_detector(DetectorId=identifier)
        with self.assertRaisesRegex(ClientError, "not owned by the current account"):
            client.get_detector(DetectorId=identifier)

    def test_it_keeps_features_that_are_not_named_and_its_tags_change(self) -> None:
        client, identifier = detector(WORKLOAD, "us-east-1")
        additional = [{"Name": "EC2_AGENT_MANAGEMENT", "Status": "ENABLED"}]
        runtime = {"Name": "RUNTIME_MONITORING", "Status": "ENABLED", "AdditionalConfiguration": additional}
        client.update_detector(DetectorId=identifier, Features=[runtime])
        described = client.get_detector(DetectorId=identifier)
        status = {feature["Name"]: feature["Status"] for feature in described["Features"]}
        self.assertEqual((status["RUNTIME_MONITORING"], status["S3_DATA_EVENTS"]), ("ENABLED", "ENABLED"))
        [found] = [feature for feature in described["Features"] if feature["Name"] == "RUNTIME_MONITORING"]
        agents = {each["Name"]: each["Status"] for each in found["AdditionalConfiguration"]}
        self.assertEqual((agents["EC2_AGENT_MANAGEMENT"], agents["EKS_ADDON_MANAGEMENT"]), ("ENABLED", "DISABLED"))
        arn = f"arn:aws:guardduty:us-east-1:{WORKLOAD}:detector/{identifier}"
        client.tag_resource(ResourceArn=arn, Tags={"Stage": "test", "Old": "x"})
        client.untag_resource(ResourceArn=arn, TagKeys=["Old"])
        self.assertEqual(client.list_tags_for_resource(ResourceArn=arn)["Tags"], {"Stage": "test"})

    def test_both_kinds_of_runtime_monitoring_exclude_each_other(self) -> None:
        client, identifier = detector(WORKLOAD, "us-west-2")
        client.update_detector(DetectorId=identifier, Features=[{"Name": "RUNTIME_MONITORING", "Status": "ENABLED"}])
        with self.assertRaisesRegex(ClientError, "Only one kind"):
            feature = {"Name": "EKS_RUNTIME_MONITORING", "Status": "ENABLED"}
            client.update_detector(DetectorId=identifier, Features=[feature])


class Administrators(unittest.TestCase):
    def designate(self, region: str) -> None:
        server.client("guardduty", MANAGEMENT, region).enable_organization_admin_account(AdminAccountId=ARCHIVE)

    def test_only_the_management_account_designates_only_accounts_of_the_organization_and_one_everywhere(self) -> None:
        self.designate("eu-west-2")
        for account, administrator in ((WORKLOAD, ARCHIVE), (MANAGEMENT, "999999999999"), (MANAGEMENT, WORKLOAD)):
            with self.subTest(account=account, administrator=administrator), self.assertRaises(ClientError):
                client = server.client("guardduty", account, "eu-west-3")
                client.enable_organization_admin_account(AdminAccountId=administrator)

    def test_designating_enables_guardduty_for_the_administrator_in_that_region_alone(self) -> None:
        self.designate("eu-north-1")
        self.assertEqual(len(server.client("guardduty", ARCHIVE, "eu-north-1").list_detectors()["DetectorIds"]), 1)
        self.assertEqual(server.client("guardduty", ARCHIVE, "eu-south-1").list_detectors()["DetectorIds"], [])
        for region, listed in (("eu-north-1", [ARCHIVE]), ("eu-south-1", [])):
            known = server.client("guardduty", MANAGEMENT, region).list_organization_admin_accounts()["AdminAccounts"]
            self.assertEqual([each["AdminAccountId"] for each in known], listed)

    def test_only_the_administrator_of_a_region_configures_the_organization(self) -> None:
        for account in (WORKLOAD, ARCHIVE):
            client, identifier = detector(account, "sa-east-1")
            with self.assertRaisesRegex(ClientError, "does not administer GuardDuty in sa-east-1"):
                client.update_organization_configuration(DetectorId=identifier, AutoEnableOrganizationMembers="ALL")

    def test_features_are_enabled_one_by_one_and_members_hold_the_detector(self) -> None:
        self.designate("ca-central-1")
        client, identifier = detector(ARCHIVE, "ca-central-1")
        client.update_organization_configuration(DetectorId=identifier, AutoEnableOrganizationMembers="ALL")
        for name in ("S3_DATA_EVENTS", "EKS_AUDIT_LOGS"):
            client.update_organization_configuration(
                DetectorId=identifier,
                AutoEnableOrganizationMembers="ALL",
                Features=[{"Name": name, "AutoEnable": "ALL"}],
            )
        described = client.describe_organization_configuration(DetectorId=identifier)
        enabled = [feature["Name"] for feature in described["Features"] if feature["AutoEnable"] == "ALL"]
        self.assertEqual(enabled, ["S3_DATA_EVENTS", "EKS_AUDIT_LOGS"])
        members = [member["AccountId"] for member in client.list_members(DetectorId=identifier)["Members"]]
        self.assertEqual(members, [WORKLOAD])
        with self.assertRaisesRegex(ClientError, "cannot delete detector while it has invited or associated members"):
            client.delete_detector(DetectorId=identifier)
        management = server.client("guardduty", MANAGEMENT, "ca-central-1")
        management.disable_organization_admin_account(AdminAccountId=ARCHIVE)
        client.delete_detector(DetectorId=identifier)


    def test_a_member_is_enabled_by_a_detector_of_its_own_with_the_features_of_the_organization(self) -> None:
        region = "ap-southeast-2"
        self.designate(region)
        client, identifier = detector(ARCHIVE, region)
        workload = server.client("guardduty", WORKLOAD, region)
        self.assertEqual(workload.list_detectors()["DetectorIds"], [])
        agents = [{"Name": "EC2_AGENT_MANAGEMENT", "AutoEnable": "ALL"}]
        client.update_organization_configuration(
            DetectorId=identifier,
            AutoEnableOrganizationMembers="ALL",
            Features=[
                {"Name": "S3_DATA_EVENTS", "AutoEnable": "ALL"},
                {"Name": "RDS_LOGIN_EVENTS", "AutoEnable": "NEW"},
                {"Name": "RUNTIME_MONITORING", "AutoEnable": "ALL", "AdditionalConfiguration": agents},
            ],
        )
        [own] = workload.list_detectors()["DetectorIds"]
        features = workload.get_detector(DetectorId=own)["Features"]
        enabled = {each["Name"] for each in features if each["Status"] == "ENABLED"}
        self.assertEqual(enabled, {"CLOUD_TRAIL", "DNS_LOGS", "FLOW_LOGS", "S3_DATA_EVENTS", "RUNTIME_MONITORING"})
        [runtime] = [each for each in features if each["Name"] == "RUNTIME_MONITORING"]
        agents = [each["Name"] for each in runtime["AdditionalConfiguration"] if each["Status"] == "ENABLED"]
        self.assertEqual(agents, ["EC2_AGENT_MANAGEMENT"])

        def members(**asked: str) -> dict[str, tuple[str, str]]:
            listed = client.list_members(DetectorId=identifier, **asked)["Members"]
            return {each["AccountId"]: (each["DetectorId"], each["RelationshipStatus"]) for each in listed}

        self.assertEqual(members(), {WORKLOAD: (own, "Enabled")})
        self.assertEqual(members(OnlyAssociated="false")[MANAGEMENT], ("", "Created"))
        _, management = detector(MANAGEMENT, region)
        self.assertEqual(members()[MANAGEMENT], (management, "Enabled"))
        workload.update_detector(DetectorId=own, Enable=False)
        self.assertEqual(members()[WORKLOAD], (own, "Disabled"))
        for automatic, status in (("NEW", "Disabled"), ("ALL", "Enabled")):
            client.update_organization_configuration(DetectorId=identifier, AutoEnableOrganizationMembers=automatic)
            self.assertEqual(members()[WORKLOAD], (own, status))


class Exports(unittest.TestCase):
    def test_a_prefix_in_the_bucket_of_another_account_needs_its_folder(self) -> None:
        client, identifier = detector(WORKLOAD, "eu-west-1")

        def create(destination: str) -> str:
            key = f"arn:aws:kms:eu-west-1:{ARCHIVE}:key/00000000-0000-0000-0000-000000000000"
            return client.create_publishing_destination(
                DetectorId=identifier,
                DestinationType="S3",
                DestinationProperties={"DestinationArn": f"arn:aws:s3:::{destination}", "KmsKeyArn": key},
            )["DestinationId"]

        with self.assertRaisesRegex(ClientError, "There is no bucket findings-archive"):
            create("findings-archive/guardduty")
        server.create_bucket("findings-archive")
        folder = f"guardduty/AWSLogs/{WORKLOAD}/GuardDuty/eu-west-1/"
        with self.assertRaisesRegex(ClientError, f"There is no object {folder}"):
            create("findings-archive/guardduty")
        server.client("s3", ARCHIVE).put_object(Bucket="findings-archive", Key=folder)
        destination = create("findings-archive/guardduty")
        parameters = {"DetectorId": identifier, "DestinationId": destination}
        self.assertEqual(client.describe_publishing_destination(**parameters)["Status"], "PUBLISHING")
        key = f"arn:aws:kms:eu-west-1:{ARCHIVE}:key/11111111-1111-1111-1111-111111111111"
        for bucket, refused in (("findings-nowhere", True), ("findings-archive", False)):
            changed = {"DestinationArn": f"arn:aws:s3:::{bucket}", "KmsKeyArn": key}
            with self.assertRaises(ClientError) if refused else nullcontext():
                client.update_publishing_destination(**parameters, DestinationProperties=changed)
        self.assertEqual(client.describe_publishing_destination(**parameters)["DestinationProperties"], changed)
        client.delete_publishing_destination(**parameters)
        create("findings-archive")


if __name__ == "__main__":
    unittest.main()
