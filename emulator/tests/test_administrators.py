"""Whom a service makes its administrator, Organizations knows as one."""

import unittest
from typing import Any, NamedTuple

from botocore.exceptions import ClientError

from emulator.tests.server import ARCHIVE, MANAGEMENT, ORGANIZATION, WORKLOAD, Server

REGIONS = ("eu-west-1", "us-east-1")


class Service(NamedTuple):
    """How the management account designates the administrator of a service, and takes that back."""

    principal: str
    designate: str
    remove: str
    member: str
    stays: bool = False
    """Whether Organizations alone ends the registration."""


SERVICES = {
    "guardduty": Service(
        "guardduty.amazonaws.com",
        "EnableOrganizationAdminAccount",
        "DisableOrganizationAdminAccount",
        "AdminAccountId",
        stays=True,
    ),
    "securityhub": Service(
        "securityhub.amazonaws.com",
        "EnableOrganizationAdminAccount",
        "DisableOrganizationAdminAccount",
        "AdminAccountId",
    ),
    "macie2": Service(
        "macie.amazonaws.com",
        "EnableOrganizationAdminAccount",
        "DisableOrganizationAdminAccount",
        "adminAccountId",
    ),
    "inspector2": Service(
        "inspector2.amazonaws.com",
        "EnableDelegatedAdminAccount",
        "DisableDelegatedAdminAccount",
        "delegatedAdminAccountId",
    ),
    "detective": Service(
        "detective.amazonaws.com",
        "EnableOrganizationAdminAccount",
        "DisableOrganizationAdminAccount",
        "AccountId",
        stays=True,
    ),
}


def setUpModule() -> None:
    global server, organizations
    server = Server()
    unittest.addModuleCleanup(server.stop)
    organizations = server.client("organizations", MANAGEMENT)


class Administrators(unittest.TestCase):
    def registered(self, principal: str) -> list[str]:
        """The accounts that Organizations lists as administrators of a service."""
        listed = organizations.list_delegated_administrators(ServicePrincipal=principal)
        return [each["Id"] for each in listed["DelegatedAdministrators"]]

    def call(self, service: str, operation: str, region: str, parameters: dict[str, Any]) -> None:
        server.client(service, MANAGEMENT, region)._make_api_call(operation, parameters)

    def test_a_service_registers_its_administrator_until_it_has_none_in_any_region(self) -> None:
        for name, service in SERVICES.items():
            with self.subTest(name):
                organizations.enable_aws_service_access(ServicePrincipal=service.principal)
                self.assertEqual(self.registered(service.principal), [])
                for region in REGIONS:
                    self.call(name, service.designate, region, {service.member: ARCHIVE})
                    self.assertEqual(self.registered(service.principal), [ARCHIVE])
                services = organizations.list_delegated_services_for_account(AccountId=ARCHIVE)["DelegatedServices"]
                self.assertIn(service.principal, [each["ServicePrincipal"] for each in services])
                parameters = {} if name == "detective" else {service.member: ARCHIVE}
                for region, left in zip(REGIONS, ([ARCHIVE], [ARCHIVE] if service.stays else [])):
                    self.call(name, service.remove, region, parameters)
                    self.assertEqual(self.registered(service.principal), left)

    def test_firewall_manager_registers_its_administrator_until_it_resigns(self) -> None:
        principal = "fms.amazonaws.com"
        organizations.enable_aws_service_access(ServicePrincipal=principal)
        server.client("fms", MANAGEMENT, "us-east-1").associate_admin_account(AdminAccount=ARCHIVE)
        self.assertEqual(self.registered(principal), [ARCHIVE])
        server.client("fms", ARCHIVE, "us-east-1").disassociate_admin_account()
        self.assertEqual(self.registered(principal), [])

    def test_an_administrator_that_organizations_knows_already_can_be_designated(self) -> None:
        principal, macie = "macie.amazonaws.com", server.client("macie2", MANAGEMENT, "eu-west-3")
        organizations.enable_aws_service_access(ServicePrincipal=principal)
        organizations.register_delegated_administrator(AccountId=WORKLOAD, ServicePrincipal=principal)
        macie.enable_organization_admin_account(adminAccountId=WORKLOAD)
        [administrator] = macie.list_organization_admin_accounts()["adminAccounts"]
        self.assertEqual((administrator["accountId"], self.registered(principal)), (WORKLOAD, [WORKLOAD]))
        macie.disable_organization_admin_account(adminAccountId=WORKLOAD)

    def test_an_administrator_reads_the_organization_and_other_members_do_not(self) -> None:
        principal, root = "config.amazonaws.com", ORGANIZATION["rootId"]
        reads: dict[str, dict[str, str]] = {
            "DescribeAccount": {"AccountId": WORKLOAD},
            "ListAWSServiceAccessForOrganization": {},
            "ListAccounts": {},
            "ListAccountsForParent": {"ParentId": root},
            "ListChildren": {"ParentId": root, "ChildType": "ACCOUNT"},
            "ListDelegatedAdministrators": {},
            "ListDelegatedServicesForAccount": {"AccountId": ARCHIVE},
            "ListOrganizationalUnitsForParent": {"ParentId": root},
            "ListParents": {"ChildId": WORKLOAD},
            "ListRoots": {},
            "ListTagsForResource": {"ResourceId": WORKLOAD},
        }
        organizations.enable_aws_service_access(ServicePrincipal=principal)
        organizations.register_delegated_administrator(AccountId=ARCHIVE, ServicePrincipal=principal)
        unit = organizations.create_organizational_unit(ParentId=root, Name="unit")["OrganizationalUnit"]["Id"]
        reads["DescribeOrganizationalUnit"] = {"OrganizationalUnitId": unit}
        administrator, member = (server.client("organizations", account) for account in (ARCHIVE, WORKLOAD))
        for operation, parameters in reads.items():
            with self.subTest(operation):
                expected, found = (
                    client._make_api_call(operation, parameters) for client in (organizations, administrator)
                )
                for answer in (expected, found):
                    del answer["ResponseMetadata"]
                self.assertEqual(found, expected)
                with self.assertRaisesRegex(ClientError, "AccessDeniedException"):
                    member._make_api_call(operation, parameters)


if __name__ == "__main__":
    unittest.main()
