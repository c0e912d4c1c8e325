"""The organization that exists at the start, and trusted access and delegated administrators for every service."""

from typing import Any
from unittest.mock import patch

from moto.organizations import utils
from moto.organizations.exceptions import ConstraintViolationException, OrganizationsClientError
from moto.organizations.models import (
    FakeDelegatedAdministrator,
    FakeServiceAccess,
    OrganizationsBackend,
    organizations_backends,
)


def create(description: dict[str, Any]) -> None:
    """Create the described organization with its own ids, which moto would otherwise invent; all features enabled."""
    management = description["managementAccountId"]
    backend = organizations_backends[management]["aws"]
    with (
        patch.object(utils, "make_random_org_id", lambda: description["organizationId"]),
        patch.object(utils, "make_random_root_id", lambda: description["rootId"]),
        patch.object(utils, "make_random_account_id", lambda: management),
    ):
        backend.create_organization(region=description["homeRegion"], FeatureSet="ALL")
    for account in description["accounts"]:
        if account["id"] == management:
            continue
        with patch.object(utils, "make_random_account_id", lambda: account["id"]):
            backend.create_account(AccountName=account["name"], Email=f"{account['name']}@example.com")


def _is_service_principal(name: str) -> bool:
    return name.endswith(".amazonaws.com")


# moto knows closed lists of services for trusted access and for delegated administrators, which AWS has outgrown
# (observabilityadmin.amazonaws.com is in neither).
FakeServiceAccess.trusted_service = staticmethod(_is_service_principal)
FakeDelegatedAdministrator.supported_service = staticmethod(_is_service_principal)

_register = OrganizationsBackend.register_delegated_administrator


def _register_delegated_administrator(self: OrganizationsBackend, **asked: str) -> None:
    if not any(service["ServicePrincipal"] == asked["ServicePrincipal"] for service in self.services):
        raise ConstraintViolationException(f"There is no trusted access for {asked['ServicePrincipal']}.")
    _register(self, **asked)


# AWS answers with the reason SERVICE_ACCESS_NOT_ENABLED where a service has no trusted access; moto does not look.
OrganizationsBackend.register_delegated_administrator = _register_delegated_administrator

_list_accounts = OrganizationsBackend.list_accounts


def _list_accounts_of_organization(self: OrganizationsBackend, **asked: Any) -> Any:
    """The accounts, which AWS lists for the management account and for whoever administers a service."""
    management, _ = organizations_backends.master_accounts.get(self.account_id, (self.account_id, "aws"))
    backend = organizations_backends[management]["aws"]
    if backend is self or any(admin.account.id == self.account_id for admin in backend.admins):
        return _list_accounts(backend, **asked)
    message = "You don't have permissions to access this resource."
    raise OrganizationsClientError("AccessDeniedException", message)


# moto lists the accounts that an account has made itself, which a member never does.
OrganizationsBackend.list_accounts = _list_accounts_of_organization
