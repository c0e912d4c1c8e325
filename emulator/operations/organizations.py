"""The organization that exists at the start, and trusted access and delegated administrators for every service."""

from collections.abc import Callable
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

from emulator.operations.administration import is_delegated, organization


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

# What AWS answers to the management account and to whoever administers a service, and to nobody else.
_READ = (
    "describe_account",
    "describe_organizational_unit",
    "list_accounts",
    "list_accounts_for_parent",
    "list_aws_service_access_for_organization",
    "list_children",
    "list_delegated_administrators",
    "list_delegated_services_for_account",
    "list_organizational_units_for_parent",
    "list_parents",
    "list_roots",
    "list_tags_for_resource",
)


def _for_administrators(read: Callable[..., Any]) -> Callable[..., Any]:
    """An operation that reads the organization of whoever calls, and refuses members that administer nothing."""

    def answer(self: OrganizationsBackend, *asked: Any, **named: Any) -> Any:
        backend = organization(self.account_id)
        if backend and backend is not self and not is_delegated(self.account_id):
            message = "You don't have permissions to access this resource."
            raise OrganizationsClientError("AccessDeniedException", message)
        return read(backend or self, *asked, **named)

    return answer


# moto reads what an account has made itself, which a member never does.
for name in _READ:
    setattr(OrganizationsBackend, name, _for_administrators(getattr(OrganizationsBackend, name)))
