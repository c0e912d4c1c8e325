"""GuardDuty: the administrator of the organization, its members, and what it enables in them."""

from typing import Any

from emulator.calls import Call
from emulator.operations import AwsError, answers
from emulator.operations.administration import Administration, is_management, members
from emulator.operations.guardduty import FEATURES, INVALID, change, configure, create, detector_of, detectors, now

# Only Organizations ends the registration: the management account is told to deregister it in a step of its own.
_administration = Administration("GuardDuty", "guardduty.amazonaws.com", "BadRequestException", stays_registered=True)


# GuardDuty is enabled for the account that is designated, in the Region of the call.
@answers("guardduty", "EnableOrganizationAdminAccount")
def _designate(call: Call) -> dict[str, Any]:
    account = call.parameters["AdminAccountId"]
    _administration.designate(call, account)
    if not detectors.of(account, call.region):
        create(account, call.region, {})
    return {}


@answers("guardduty", "DisableOrganizationAdminAccount")
def _remove(call: Call) -> dict[str, Any]:
    account = _administration.remove(call, call.parameters["AdminAccountId"])
    for detector in detectors.of(account, call.region).values():
        detector["Organization"].clear()
    return {}


@answers("guardduty", "ListOrganizationAdminAccounts")
def _list_administrators(call: Call) -> dict[str, Any]:
    account = _administration.of(call.region)
    return {"AdminAccounts": [{"AdminAccountId": account, "AdminStatus": "ENABLED"}] if account else []}


def _administered(call: Call) -> dict[str, Any]:
    """How the caller treats the organization, which only the administrator may ask and say."""
    detector = detector_of(call)
    _administration.require(call)
    if not detector["Organization"]:
        features = [{"Name": name, "AutoEnable": "NONE"} for name in FEATURES]
        none = configure({}, features, "AutoEnable", "NONE")
        detector["Organization"].update(AutoEnable="NONE", Features=none, Members=[])
    return detector["Organization"]


def _enrol(region: str, organization: dict[str, Any]) -> None:
    """Enable in members what is enabled for all of them: features, and GuardDuty itself.

    Not GuardDuty in the management account, where no administrator can make the role that it needs.
    """
    everywhere = organization["AutoEnable"] == "ALL"
    features = [
        {"Name": name, "Status": "ENABLED", "AdditionalConfiguration": _enabled(its["AdditionalConfiguration"])}
        for name, its in organization["Features"].items()
        if its["AutoEnable"] == "ALL"
    ]
    none = [{"Name": name, "Status": "DISABLED"} for name in FEATURES]
    for account in organization["Members"]:
        if everywhere and not detectors.of(account, region) and not is_management(account):
            create(account, region, {"Features": none})
        for detector in detectors.of(account, region).values():
            change(detector, {"Enable": everywhere or None, "Features": features})


def _enabled(additional: list[dict[str, str]]) -> list[dict[str, str]]:
    """What is enabled for all members beside a feature, as their detectors say it."""
    return [{"Name": each["Name"], "Status": "ENABLED"} for each in additional if each["AutoEnable"] == "ALL"]


# Members stay members when nobody is enabled automatically any more.
@answers("guardduty", "UpdateOrganizationConfiguration")
def _update_organization(call: Call) -> dict[str, Any]:
    kept, said = _administered(call), call.parameters
    if ("AutoEnable" in said) == ("AutoEnableOrganizationMembers" in said):
        raise AwsError("BadRequestException", f"{INVALID} Exactly one of the two ways to enable members must be given.")
    configure(kept["Features"], said.get("Features") or [], "AutoEnable", "NONE")
    kept["AutoEnable"] = said.get("AutoEnableOrganizationMembers") or ("NEW" if said["AutoEnable"] else "NONE")
    if kept["AutoEnable"] == "ALL":
        kept["Members"] = [account for account in members(call.account) if account != call.account]
    _enrol(call.region, kept)
    return {}


@answers("guardduty", "DescribeOrganizationConfiguration")
def _describe_organization(call: Call) -> dict[str, Any]:
    kept = _administered(call)
    automatic = {name: {"AutoEnable": its["AutoEnable"] != "NONE"} for name, its in kept["Features"].items()}
    return {
        "AutoEnable": kept["AutoEnable"] != "NONE",
        "AutoEnableOrganizationMembers": kept["AutoEnable"],
        "MemberAccountLimitReached": False,
        "DataSources": {
            "S3Logs": automatic["S3_DATA_EVENTS"],
            "Kubernetes": {"AuditLogs": automatic["EKS_AUDIT_LOGS"]},
            "MalwareProtection": {
                "ScanEc2InstanceWithFindings": {"EbsVolumes": automatic["EBS_MALWARE_PROTECTION"]}
            },
        },
        "Features": list(kept["Features"].values()),
    }


_ASSOCIATED = ("Enabled", "Disabled")
"""What the relationship of an associated member is called; that of another is `Created`."""


def _member(call: Call, account: str) -> dict[str, Any]:
    """A member as the caller's administrator sees it: enabled only if it has a detector that is."""
    identifier, detector = next(iter(detectors.of(account, call.region).items()), ("", None))
    status = detector["Status"].capitalize() if detector else "Created"
    return {
        "AccountId": account,
        "DetectorId": identifier,
        "MasterId": call.account,
        "AdministratorId": call.account,
        "Email": "",
        "RelationshipStatus": status,
        "UpdatedAt": detector["UpdatedAt"] if detector else now(),
    }


@answers("guardduty", "ListMembers")
def _list_members(call: Call) -> dict[str, Any]:
    every = call.parameters.get("OnlyAssociated") == "false"
    found = [_member(call, account) for account in detector_of(call)["Organization"].get("Members", [])]
    return {"Members": [each for each in found if every or each["RelationshipStatus"] in _ASSOCIATED]}
