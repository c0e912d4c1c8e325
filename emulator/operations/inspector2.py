"""Inspector: what is scanned in which account, members, and the administrator of the organization."""

from datetime import datetime, timezone
from typing import Any

from emulator.calls import Call
from emulator.operations import AwsError, Register, answers
from emulator.operations.administration import Administration, members

_TYPES = {
    "EC2": "ec2",
    "ECR": "ecr",
    "LAMBDA": "lambda",
    "LAMBDA_CODE": "lambdaCode",
    "CODE_REPOSITORY": "codeRepository",
}

_scans = Register("ResourceNotFoundException")
"""What is scanned in an account and Region: each type of resource by itself."""

_members = Register("ResourceNotFoundException")
_organizations = Register("ResourceNotFoundException")
"""What the administrator enables in new accounts, named `autoEnable`."""

_administration = Administration("Inspector", "inspector2.amazonaws.com", "AccessDeniedException")


def _may_act_on(call: Call, account: str) -> bool:
    administers = _administration.of(call.region) == call.account
    return account == call.account or (administers and _members.all(call).get(account) == "ENABLED")


def _status(account: str, region: str) -> dict[str, Any]:
    """An account and its types of resources as `Enable` and `Disable` describe them."""
    scanned = _scans.of(account, region)
    return {
        "accountId": account,
        "status": "ENABLED" if scanned else "DISABLED",
        "resourceStatus": {name: "ENABLED" if key in scanned else "DISABLED" for key, name in _TYPES.items()},
    }


def _asked(call: Call) -> tuple[list[str], list[dict[str, Any]]]:
    """The accounts a call is about that the caller may act on, and the refusals for the others."""
    asked = call.parameters.get("accountIds") or [call.account]
    refused = [account for account in asked if not _may_act_on(call, account)]
    failures = [
        {
            "accountId": account,
            **({} if call.operation == "BatchGetAccountStatus" else {"status": "DISABLED"}),
            "resourceStatus": dict.fromkeys(_TYPES.values(), "DISABLED"),
            "errorCode": "ACCESS_DENIED",
            "errorMessage": f"{account} is not a member of {call.account}.",
        }
        for account in refused
    ]
    return [account for account in asked if account not in refused], failures


# moto lets everybody enable everything everywhere.
@answers("inspector2", "Enable")
def _enable(call: Call) -> dict[str, Any]:
    accounts, failures = _asked(call)
    types = call.parameters["resourceTypes"]
    for account in accounts:
        scanned = _scans.of(account, call.region)
        if "LAMBDA_CODE" in types and "LAMBDA" not in {*types, *scanned}:
            raise AwsError("ValidationException", "The code of functions is scanned only where functions are.")
        scanned.update(dict.fromkeys(types, True))
    return {"accounts": [_status(account, call.region) for account in accounts], "failedAccounts": failures}


@answers("inspector2", "Disable")
def _disable(call: Call) -> dict[str, Any]:
    accounts, failures = _asked(call)
    types = call.parameters.get("resourceTypes") or list(_TYPES)
    for account in accounts:
        scanned = _scans.of(account, call.region)
        if account == call.account and _administration.of(call.region) == account and not set(scanned) - set(types):
            if "ENABLED" in _members.all(call).values():
                raise AwsError("ConflictException", "The administrator has members, which must be removed first.")
        for kind in types:
            scanned.pop(kind, None)
    return {"accounts": [_status(account, call.region) for account in accounts], "failedAccounts": failures}


@answers("inspector2", "BatchGetAccountStatus")
def _account_status(call: Call) -> dict[str, Any]:
    accounts, failures = _asked(call)

    def state(status: str) -> dict[str, str]:
        return {"status": status, "errorCode": "", "errorMessage": ""}

    found = (_status(account, call.region) for account in accounts)
    states = [
        {
            "accountId": each["accountId"],
            "state": state(each["status"]),
            "resourceState": {name: state(status) for name, status in each["resourceStatus"].items()},
        }
        for each in found
    ]
    return {"accounts": states, "failedAccounts": failures}


@answers("inspector2", "EnableDelegatedAdminAccount")
def _designate(call: Call) -> dict[str, Any]:
    account = call.parameters["delegatedAdminAccountId"]
    if _administration.of(call.region) == account:
        raise AwsError("ConflictException", f"{account} is the delegated administrator already.")
    _administration.designate(call, account)
    return {"delegatedAdminAccountId": account}


@answers("inspector2", "DisableDelegatedAdminAccount")
def _remove(call: Call) -> dict[str, Any]:
    account = _administration.remove(call, call.parameters["delegatedAdminAccountId"])
    _members.of(account, call.region).clear()
    _organizations.of(account, call.region).clear()
    return {"delegatedAdminAccountId": account}


@answers("inspector2", "ListDelegatedAdminAccounts")
def _list_administrators(call: Call) -> dict[str, Any]:
    account = _administration.of(call.region)
    return {"delegatedAdminAccounts": [{"accountId": account, "status": "ENABLED"}] if account else []}


@answers("inspector2", "GetDelegatedAdminAccount")
def _get_administrator(call: Call) -> dict[str, Any]:
    account = _administration.of(call.region)
    if not account:
        raise AwsError("ResourceNotFoundException", "There is no delegated administrator.")
    return {"delegatedAdmin": {"accountId": account, "relationshipStatus": "ENABLED"}}


def _automatic(call: Call) -> dict[str, bool]:
    _administration.require(call)
    if not _scans.all(call):
        message = "Invoking account does not have access to the organization configuration: it is not enabled."
        raise AwsError("AccessDeniedException", message)
    return _organizations.all(call).setdefault("autoEnable", dict.fromkeys(_TYPES.values(), False))


@answers("inspector2", "UpdateOrganizationConfiguration")
def _update_organization(call: Call) -> dict[str, Any]:
    automatic = _automatic(call)
    automatic.update({name: bool(value) for name, value in call.parameters["autoEnable"].items()})
    return {"autoEnable": automatic}


@answers("inspector2", "DescribeOrganizationConfiguration")
def _describe_organization(call: Call) -> dict[str, Any]:
    return {"autoEnable": _automatic(call), "maxAccountLimitReached": False}


@answers("inspector2", "AssociateMember")
def _associate(call: Call) -> dict[str, Any]:
    _administration.require(call)
    account = call.parameters["accountId"]
    if account not in members(call.account) or account == call.account:
        raise AwsError("ValidationException", f"{account} is not another account of the organization.")
    if _members.all(call).get(account) == "ENABLED":
        message = "The request is rejected because the given account ID is already a member or associated member of the"
        raise AwsError("ValidationException", f"{message} current account.")
    _members.all(call)[account] = "ENABLED"
    return {"accountId": account}


@answers("inspector2", "DisassociateMember")
def _disassociate(call: Call) -> dict[str, Any]:
    _administration.require(call)
    account = call.parameters["accountId"]
    _members.get(call, account)
    _members.all(call)[account] = "REMOVED"
    return {"accountId": account}


def _member(call: Call, account: str) -> dict[str, Any]:
    return {
        "accountId": account,
        "relationshipStatus": _members.get(call, account),
        "delegatedAdminAccountId": call.account,
        "updatedAt": datetime.now(timezone.utc),
    }


@answers("inspector2", "GetMember")
def _get_member(call: Call) -> dict[str, Any]:
    return {"member": _member(call, call.parameters["accountId"])}


@answers("inspector2", "ListMembers")
def _list_members(call: Call) -> dict[str, Any]:
    found = [_member(call, account) for account in _members.all(call)]
    only = call.parameters.get("onlyAssociated", True)
    return {"members": [each for each in found if not only or each["relationshipStatus"] == "ENABLED"]}
