"""What the organization and its services agree on: who is a member, and who administers a service where."""

from collections.abc import Callable
from typing import Any

from moto.organizations.models import OrganizationsBackend, organizations_backends

from emulator.calls import Call
from emulator.operations import AwsError, answers


def organization(account: str) -> OrganizationsBackend | None:
    """The organization that an account belongs to."""
    management, _ = organizations_backends.master_accounts.get(account, (account, "aws"))
    backend = organizations_backends[management]["aws"]
    return backend if backend.org else None


def is_management(account: str) -> bool:
    """Whether an account manages an organization."""
    return organization(account) is organizations_backends[account]["aws"]


def members(account: str) -> list[str]:
    """All accounts of an account's organization, the management account first."""
    backend = organization(account)
    return [each.id for each in backend.accounts] if backend else []


def trusts(account: str, principal: str) -> bool:
    """Whether the account's organization has trusted access for a service."""
    backend = organization(account)
    return bool(backend) and any(service["ServicePrincipal"] == principal for service in backend.services)


def is_delegated(account: str, principal: str | None = None) -> bool:
    """Whether an account is registered with Organizations as the administrator of a service; of any without one."""
    backend = organization(account)
    admins = backend.admins if backend else []
    return any(admin.account.id == account and principal in (None, *admin.services) for admin in admins)


class Administration:
    """The account that administers a service, which the management account designates in each Region.

    AWS enables trusted access by itself when an administrator is designated. Here it must be there before, because
    Terraform would otherwise not know of it, and take it away again with its next change to trusted access. The
    service registers its administrator with Organizations, and takes that back when it has none in any Region.
    """

    def __init__(self, service: str, principal: str, refusal: str, stays_registered: bool = False) -> None:
        """refusal: the service's error code for who may not do what is asked.

        stays_registered: only Organizations ends the registration.
        """
        self._service, self._principal, self._refusal = service, principal, refusal
        self._stays_registered = stays_registered
        self._accounts: dict[str, str] = {}

    def of(self, region: str) -> str | None:
        """The administrator in a Region."""
        return self._accounts.get(region)

    def regions(self) -> list[str]:
        """Where there is an administrator."""
        return list(self._accounts)

    def designate(self, call: Call, account: str) -> None:
        """Let a member account administer the service in the Region of the call."""
        self.require_management(call)
        if account not in members(call.account):
            raise self._refused(f"{account} is not an account of the organization.")
        if not trusts(call.account, self._principal):
            raise self._refused(f"The organization has no trusted access for {self._principal}.")
        others = {each for each in self._accounts.values() if each != account}
        if others:
            raise self._refused(f"{others.pop()} is the administrator already, and must be the same in every Region.")
        self._accounts[call.region] = account
        if not is_management(account) and not is_delegated(account, self._principal):
            backend = organization(account)
            backend.register_delegated_administrator(AccountId=account, ServicePrincipal=self._principal)

    def remove(self, call: Call, account: str | None = None) -> str:
        """Let no account administer the service in the Region of the call any more; who did."""
        self.require_management(call)
        current = self.of(call.region)
        if current is None or account not in (None, current):
            raise self._refused(f"{account or 'No account'} is not the administrator in {call.region}.")
        self.resign(call.region)
        return current

    def resign(self, region: str) -> None:
        """Let no account administer the service in a Region any more, because its administrator says so."""
        account = self._accounts.pop(region)
        if not self._accounts and not self._stays_registered and is_delegated(account, self._principal):
            backend = organization(account)
            backend.deregister_delegated_administrator(AccountId=account, ServicePrincipal=self._principal)

    def require_management(self, call: Call) -> None:
        """Refuse calls of any account but the management account."""
        if not is_management(call.account):
            raise self._refused(f"{call.account} is not the management account of an organization.")

    def require(self, call: Call) -> None:
        """Refuse calls of any account but the administrator in the Region of the call."""
        if self.of(call.region) != call.account:
            raise self._refused(f"{call.account} does not administer {self._service} in {call.region}.")

    def _refused(self, reason: str) -> AwsError:
        return AwsError(self._refusal, f"The request is rejected: {reason}")


def changed_tags(tags: dict[str, str], call: Call, given: str, keys: str) -> dict[str, str]:
    """Tags after a call that adds some, or removes others by their keys; given, keys: its members with them."""
    removed = call.parameters.get(keys) or []
    return {key: value for key, value in {**tags, **(call.parameters.get(given) or {})}.items() if key not in removed}


def answer_tags(
    service: str,
    find: Callable[[Call, str], dict[str, Any]],
    given: str = "tags",
    keys: str = "tagKeys",
    arn: str = "resourceArn",
) -> None:
    """Answer the three operations that most services have for tags.

    find: the record with the ARN of a call, whose tags are its member `Tags`; the others: the names of members.
    """
    def change(call: Call) -> None:
        record = find(call, call.parameters[arn])
        record["Tags"] = changed_tags(record["Tags"], call, given, keys)

    answers(service, "TagResource")(change)
    answers(service, "UntagResource")(change)
    answers(service, "ListTagsForResource")(lambda call: {given: find(call, call.parameters[arn])["Tags"]})
