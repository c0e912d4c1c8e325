"""Firewall Manager: the administrator of the organization."""

from typing import Any

from emulator.calls import Call
from emulator.operations import AwsError, answers
from emulator.operations.administration import Administration, is_management, organization

_REGION = "us-east-1"

_administration = Administration("Firewall Manager", "fms.amazonaws.com", "InvalidOperationException")


def _require_region(call: Call) -> None:
    if call.region != _REGION:
        raise AwsError("InvalidOperationException", f"This operation is available in {_REGION} only.")


# moto does not have this service.
@answers("fms", "AssociateAdminAccount")
def _associate(call: Call) -> None:
    _require_region(call)
    account = call.parameters["AdminAccount"]
    if is_management(account):
        raise AwsError("InvalidOperationException", "The administrator must be a member account.")
    _administration.designate(call, account)


@answers("fms", "GetAdminAccount")
def _get_administrator(call: Call) -> dict[str, Any]:
    _require_region(call)
    account = _administration.of(_REGION)
    if not account or organization(call.account) is not organization(account):
        raise AwsError("ResourceNotFoundException", "There is no administrator account.")
    return {"AdminAccount": account, "RoleStatus": "READY"}


@answers("fms", "DisassociateAdminAccount")
def _disassociate(call: Call) -> None:
    _require_region(call)
    if call.account != _administration.of(_REGION):
        message = "Operation: DisassociateAdminAccount is only available to Administration account"
        raise AwsError("AccessDeniedException", message)
    _administration.resign(_REGION)
