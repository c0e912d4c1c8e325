"""Macie: accounts and members, the administrator of the organization, and where discovery results are stored."""

from datetime import datetime, timezone
from typing import Any

from moto.s3.exceptions import MissingBucket
from moto.s3.models import s3_backends

from emulator.calls import Call
from emulator.operations import AwsError, Register, answers
from emulator.operations.administration import Administration, answer_tags, is_management, members

_sessions = Register("AccessDeniedException")
"""The session of an account in a Region, named `default`."""

_members = Register("ResourceNotFoundException")
"""The members of an administrator in a Region, by account."""

_administration = Administration("Macie", "macie.amazonaws.com", "AccessDeniedException")


def _now() -> datetime:
    return datetime.now(timezone.utc)


def _enable(account: str, region: str, **said: Any) -> None:
    _sessions.of(account, region)["default"] = {
        "findingPublishingFrequency": "FIFTEEN_MINUTES",
        "status": "ENABLED",
        "serviceRole": f"arn:aws:iam::{account}:role/aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie",
        "createdAt": _now(),
        "updatedAt": _now(),
        "autoEnable": False,
        "export": {},
        "publication": {"publishClassificationFindings": False, "publishPolicyFindings": True},
        **{name: value for name, value in said.items() if value and name != "clientToken"},
    }


def _session(call: Call) -> dict[str, Any]:
    session = _sessions.all(call).get("default")
    if not session:
        raise AwsError("AccessDeniedException", "Macie is not enabled.")
    return session


# moto's sessions forget how often findings are published, and organizations have no members.
@answers("macie2", "EnableMacie")
def _enable_macie(call: Call) -> dict[str, Any]:
    if _sessions.all(call):
        raise AwsError("ConflictException", "Macie has already been enabled")
    _enable(call.account, call.region, **call.parameters)
    return {}


@answers("macie2", "GetMacieSession")
def _get_session(call: Call) -> dict[str, Any]:
    return _session(call)


@answers("macie2", "UpdateMacieSession")
def _update_session(call: Call) -> dict[str, Any]:
    _session(call).update({name: value for name, value in call.parameters.items() if value}, updatedAt=_now())
    return {}


@answers("macie2", "DisableMacie")
def _disable_macie(call: Call) -> dict[str, Any]:
    _session(call)
    administrator = _administration.of(call.region)
    if administrator == call.account and _members.all(call):
        raise AwsError("ConflictException", "Cannot disable Macie while member accounts are associated with it")
    if administrator and _members.of(administrator, call.region).get(call.account, {}).get("status") == "Enabled":
        raise AwsError("ConflictException", "Cannot disable Macie while associated with an administrator account")
    _sessions.all(call).clear()
    return {}


# Macie is enabled for the account that is designated, in the Region of the call.
@answers("macie2", "EnableOrganizationAdminAccount")
def _designate(call: Call) -> dict[str, Any]:
    account = call.parameters["adminAccountId"]
    _administration.designate(call, account)
    if not _sessions.of(account, call.region):
        _enable(account, call.region)
    return {}


# The members of an administrator are let go with it.
@answers("macie2", "DisableOrganizationAdminAccount")
def _remove(call: Call) -> dict[str, Any]:
    account = _administration.remove(call, call.parameters["adminAccountId"])
    _members.of(account, call.region).clear()
    return {}


@answers("macie2", "ListOrganizationAdminAccounts")
def _list_administrators(call: Call) -> dict[str, Any]:
    account = _administration.of(call.region)
    return {"adminAccounts": [{"accountId": account, "status": "ENABLED"}] if account else []}


def _administered(call: Call) -> dict[str, Any]:
    session = _session(call)
    _administration.require(call)
    return session


@answers("macie2", "UpdateOrganizationConfiguration")
def _update_organization(call: Call) -> dict[str, Any]:
    _administered(call)["autoEnable"] = call.parameters["autoEnable"]
    return {}


@answers("macie2", "DescribeOrganizationConfiguration")
def _describe_organization(call: Call) -> dict[str, Any]:
    return {"autoEnable": _administered(call)["autoEnable"], "maxAccountLimitReached": False}


@answers("macie2", "PutClassificationExportConfiguration")
def _put_export(call: Call) -> dict[str, Any]:
    session, configuration = _session(call), call.parameters["configuration"]
    destination = configuration.get("s3Destination")
    if destination:
        try:
            s3_backends[call.account]["aws"].get_bucket(destination["bucketName"])
        except MissingBucket:
            message = f"There is no bucket {destination['bucketName']}."
            raise AwsError("ValidationException", message) from None
    session["export"] = configuration
    return {"configuration": configuration}


@answers("macie2", "GetClassificationExportConfiguration")
def _get_export(call: Call) -> dict[str, Any]:
    return {"configuration": _session(call)["export"]}


# moto does not have these; what was not said is AWS's default.
@answers("macie2", "PutFindingsPublicationConfiguration")
def _put_publication(call: Call) -> dict[str, Any]:
    _session(call)["publication"].update(call.parameters.get("securityHubConfiguration") or {})
    return {}


@answers("macie2", "GetFindingsPublicationConfiguration")
def _get_publication(call: Call) -> dict[str, Any]:
    return {"securityHubConfiguration": _session(call)["publication"]}


# Macie enables itself in accounts that become members, but for the management account.
@answers("macie2", "CreateMember")
def _create_member(call: Call) -> dict[str, Any]:
    _administered(call)
    account = call.parameters["account"]["accountId"]
    if account not in members(call.account) or account == call.account:
        raise AwsError("ValidationException", f"{account} is not another account of the organization.")
    if account in _members.all(call):
        raise AwsError("ConflictException", f"{account} is a member already.")
    if not _sessions.of(account, call.region):
        if is_management(account):
            raise AwsError("ValidationException", "Macie is not enabled in the management account.")
        _enable(account, call.region)
    arn = f"arn:aws:macie2:{call.region}:{call.account}:member/{account}"
    tags = call.parameters.get("tags") or {}
    _members.all(call)[account] = {"arn": arn, "status": "Enabled", "Tags": tags, "invitedAt": _now()}
    return {"arn": arn}


def _member(call: Call, account: str) -> dict[str, Any]:
    """A member as it is described; those of an organization have no email."""
    member = _members.get(call, account)
    return {
        "accountId": account,
        "administratorAccountId": call.account,
        "masterAccountId": call.account,
        "arn": member["arn"],
        "relationshipStatus": member["status"],
        "invitedAt": member["invitedAt"],
        "updatedAt": member["invitedAt"],
        "tags": member["Tags"],
    }


@answers("macie2", "GetMember")
def _get_member(call: Call) -> dict[str, Any]:
    _session(call)
    return _member(call, call.parameters["id"])


@answers("macie2", "ListMembers")
def _list_members(call: Call) -> dict[str, Any]:
    _session(call)
    every = call.parameters.get("onlyAssociated") == "false"
    found = [_member(call, account) for account in _members.all(call)]
    return {"members": [each for each in found if every or each["relationshipStatus"] in ("Enabled", "Paused")]}


@answers("macie2", "UpdateMemberSession")
def _update_member(call: Call) -> dict[str, Any]:
    _administered(call)
    status = {"ENABLED": "Enabled", "PAUSED": "Paused"}
    _members.get(call, call.parameters["id"])["status"] = status[call.parameters["status"]]
    return {}


@answers("macie2", "DisassociateMember")
def _disassociate_member(call: Call) -> dict[str, Any]:
    _administered(call)
    _members.get(call, call.parameters["id"])["status"] = "Removed"
    return {}


# The provider takes this refusal for a success, and leaves the member behind.
@answers("macie2", "DeleteMember")
def _delete_member(call: Call) -> dict[str, Any]:
    _session(call)
    if _members.get(call, call.parameters["id"])["status"] != "Removed":
        raise AwsError("ConflictException", "The request failed: member accounts are associated with your account")
    _members.delete(call, call.parameters["id"])
    return {}


answer_tags("macie2", lambda call, arn: _members.get(call, arn.rpartition("/")[2]))
