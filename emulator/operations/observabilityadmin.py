"""CloudWatch (observabilityadmin): rules by which an organization centralizes its log groups; nothing is copied."""

from time import time
from typing import Any

from emulator.calls import Call
from emulator.operations import AwsError, Register, answers
from emulator.operations.administration import answer_tags, is_delegated, is_management, members, trusts

_PRINCIPAL = "observabilityadmin.amazonaws.com"

_rules = Register("ResourceNotFoundException")
"""By name, in the account and Region of their creator."""


def _require_administrator(call: Call) -> None:
    if not is_management(call.account) and not is_delegated(call.account, _PRINCIPAL):
        message = f"{call.account} neither manages the organization nor administers CloudWatch for it."
        raise AwsError("AccessDeniedException", message)


def _rule(call: Call) -> dict[str, Any]:
    """The rule that a call names, by its name or its ARN."""
    _require_administrator(call)
    return _rules.get(call, call.parameters["RuleIdentifier"].rpartition("/")[2])


def _health(call: Call, rule: dict[str, Any]) -> dict[str, str]:
    """Whether a rule could copy, as AWS judges it, and why not."""
    if not trusts(call.account, _PRINCIPAL):
        return {"RuleHealth": "Unhealthy", "FailureReason": "TRUSTED_ACCESS_NOT_ENABLED"}
    if rule["CentralizationRule"]["Destination"].get("Account") not in members(call.account):
        return {"RuleHealth": "Unhealthy", "FailureReason": "DESTINATION_ACCOUNT_NOT_IN_ORGANIZATION"}
    return {"RuleHealth": "Healthy"}


# moto does not have this service.
@answers("observabilityadmin", "CreateCentralizationRuleForOrganization")
def _create(call: Call) -> dict[str, Any]:
    _require_administrator(call)
    name, now = call.parameters["RuleName"], int(time() * 1000)
    if name in _rules.all(call):
        raise AwsError("ConflictException", f"{name} exists already.")
    arn = f"arn:aws:observabilityadmin:{call.region}:{call.account}:organization-centralization-rule/{name}"
    _rules.all(call)[name] = {
        "RuleName": name,
        "RuleArn": arn,
        "CreatorAccountId": call.account,
        "CreatedRegion": call.region,
        "CreatedTimeStamp": now,
        "LastUpdateTimeStamp": now,
        "CentralizationRule": call.parameters["Rule"],
        "Tags": call.parameters.get("Tags") or {},
    }
    return {"RuleArn": arn}


@answers("observabilityadmin", "GetCentralizationRuleForOrganization")
def _get(call: Call) -> dict[str, Any]:
    rule = _rule(call)
    return {**rule, **_health(call, rule)}


@answers("observabilityadmin", "UpdateCentralizationRuleForOrganization")
def _update(call: Call) -> dict[str, Any]:
    rule = _rule(call)
    rule.update(CentralizationRule=call.parameters["Rule"], LastUpdateTimeStamp=int(time() * 1000))
    return {"RuleArn": rule["RuleArn"]}


@answers("observabilityadmin", "DeleteCentralizationRuleForOrganization")
def _delete(call: Call) -> None:
    _rules.delete(call, _rule(call)["RuleName"])


@answers("observabilityadmin", "ListCentralizationRulesForOrganization")
def _list(call: Call) -> dict[str, Any]:
    _require_administrator(call)
    prefix, everywhere = call.parameters.get("RuleNamePrefix") or "", call.parameters.get("AllRegions")
    regions = [region for account, region in _rules.owners() if account == call.account]
    kept = [_rules.of(call.account, region) for region in regions if everywhere or region == call.region]
    summaries = []
    for rule in (rule for rules in kept for name, rule in rules.items() if name.startswith(prefix)):
        destination = rule["CentralizationRule"]["Destination"]
        named = {"DestinationAccountId": destination.get("Account"), "DestinationRegion": destination["Region"]}
        summaries.append({**rule, **_health(call, rule), **named})
    return {"CentralizationRuleSummaries": summaries}


answer_tags(
    "observabilityadmin",
    lambda call, arn: _rules.get(call, arn.rpartition("/")[2]),
    given="Tags",
    keys="TagKeys",
    arn="ResourceARN",
)
