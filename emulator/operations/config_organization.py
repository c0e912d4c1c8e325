"""Config: rules and conformance packs that one account deploys to every account of the organization."""

import json
from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any
from uuid import uuid4

import yaml
from moto.config.models import ConfigRule, config_backends

from emulator.calls import Call
from emulator.operations import AwsError, Register, answers
from emulator.operations.administration import is_delegated, is_management, members, trusts

_PRINCIPAL = "config-multiaccountsetup.amazonaws.com"

_rules = Register("NoSuchOrganizationConfigRuleException")
_packs = Register("NoSuchOrganizationConformancePackException")

_METADATA = {
    "OrganizationManagedRuleMetadata": "AWS",
    "OrganizationCustomPolicyRuleMetadata": "CUSTOM_POLICY",
    "OrganizationCustomRuleMetadata": "CUSTOM_LAMBDA",
}


def _require_administrator(call: Call) -> None:
    """Refuse accounts that may not deploy to the organization."""
    if not is_management(call.account) and not is_delegated(call.account, _PRINCIPAL):
        message = f"{call.account} neither manages the organization nor administers Config for it."
        raise AwsError("OrganizationAccessDeniedException", message)
    # AWS enables it by itself, unknown to Terraform.
    if not trusts(call.account, _PRINCIPAL):
        message = f"The organization has no trusted access for {_PRINCIPAL}."
        raise AwsError("OrganizationAccessDeniedException", message)


def _deploy(call: Call, kept: dict[str, Any], change: str) -> None:
    """Deploy to every account that is not excluded, which fails where no recorder is."""
    now, deployed = datetime.now(timezone.utc), {}
    for account in members(call.account):
        if account in (call.parameters.get("ExcludedAccounts") or []):
            continue
        recorded = bool(config_backends[account][call.region].recorders)
        failure = {
            "ErrorCode": "NoAvailableConfigurationRecorder",
            "ErrorMessage": "Configuration recorder is not available to create or update config rule.",
        }
        status = f"{change}_SUCCESSFUL" if recorded else f"{change}_FAILED"
        deployed[account] = {"Status": status, "LastUpdateTime": now, **({} if recorded else failure)}
    kept.update(Deployed=deployed, LastUpdateTime=now)


def _statuses(kept: dict[str, Any], asked: str | None) -> list[dict[str, Any]]:
    """How it went in each account, with a certain outcome if one is asked for."""
    statuses = [{"AccountId": account, **status} for account, status in kept["Deployed"].items()]
    return [each for each in statuses if asked in (None, each["Status"])]


def _overall(kept: dict[str, Any]) -> dict[str, Any]:
    failures = [each for each in kept["Deployed"].values() if each["Status"].endswith("_FAILED")]
    worst = next(iter([*failures, *kept["Deployed"].values()]), {"Status": "CREATE_SUCCESSFUL"})
    return {**worst, "LastUpdateTime": kept["LastUpdateTime"]}


def _put(register: Register, call: Call, name: str, said: dict[str, Any], arn: Callable[[], str]) -> dict[str, Any]:
    """Keep what was said, under the same ARN if it is there already, and deploy it."""
    existing = register.all(call).get(name)
    kept = {"Arn": existing["Arn"] if existing else arn(), "Said": said}
    _deploy(call, kept, "UPDATE" if existing else "CREATE")
    register.all(call)[name] = kept
    return kept


def _selected(register: Register, call: Call, member: str) -> dict[str, dict[str, Any]]:
    names = call.parameters.get(member) or list(register.all(call))
    return {name: register.get(call, name) for name in names}


def _check_managed(call: Call, name: str, identifier: str, parameters: str | None) -> None:
    """Have moto refuse a managed rule that does not exist or is given parameters it does not have."""
    source = {"Owner": "AWS", "SourceIdentifier": identifier}
    rule = {"ConfigRuleName": name, "Source": source, **({"InputParameters": parameters} if parameters else {})}
    ConfigRule(call.account, call.region, rule, {})


# moto has no rules of an organization.
@answers("config", "PutOrganizationConfigRule")
def _put_rule(call: Call) -> dict[str, Any]:
    _require_administrator(call)
    said, name = dict(call.parameters), call.parameters["OrganizationConfigRuleName"]
    if len([kind for kind in _METADATA if said.get(kind)]) != 1:
        raise AwsError("InvalidParameterValueException", "Exactly one kind of rule must be described.")
    managed = said.get("OrganizationManagedRuleMetadata")
    if managed:
        _check_managed(call, name, managed["RuleIdentifier"], managed.get("InputParameters"))
    prefix = f"arn:aws:config:{call.region}:{call.account}:organization-config-rule"
    kept = _put(_rules, call, name, said, lambda: f"{prefix}/{name}-{uuid4().hex[:8]}")
    return {"OrganizationConfigRuleArn": kept["Arn"]}


# The text of a policy is only returned by an operation of its own.
@answers("config", "DescribeOrganizationConfigRules")
def _describe_rules(call: Call) -> dict[str, Any]:
    _require_administrator(call)
    rules = []
    for kept in _selected(_rules, call, "OrganizationConfigRuleNames").values():
        said = {**kept["Said"], "OrganizationConfigRuleArn": kept["Arn"], "LastUpdateTime": kept["LastUpdateTime"]}
        policy = said.get("OrganizationCustomPolicyRuleMetadata")
        if policy:
            text = {name: value for name, value in policy.items() if name != "PolicyText"}
            said["OrganizationCustomPolicyRuleMetadata"] = text
        rules.append(said)
    return {"OrganizationConfigRules": rules}


@answers("config", "DescribeOrganizationConfigRuleStatuses")
def _describe_rule_statuses(call: Call) -> dict[str, Any]:
    _require_administrator(call)
    statuses = []
    for name, kept in _selected(_rules, call, "OrganizationConfigRuleNames").items():
        overall = _overall(kept)
        status = overall.pop("Status")
        statuses.append({"OrganizationConfigRuleName": name, "OrganizationRuleStatus": status, **overall})
    return {"OrganizationConfigRuleStatuses": statuses}


@answers("config", "GetOrganizationConfigRuleDetailedStatus")
def _get_rule_statuses(call: Call) -> dict[str, Any]:
    _require_administrator(call)
    name = call.parameters["OrganizationConfigRuleName"]
    asked = (call.parameters.get("Filters") or {}).get("MemberAccountRuleStatus")
    statuses = _statuses(_rules.get(call, name), asked)
    return {
        "OrganizationConfigRuleDetailedStatus": [
            {"ConfigRuleName": f"OrgConfigRule-{name}", "MemberAccountRuleStatus": each.pop("Status"), **each}
            for each in statuses
        ]
    }


@answers("config", "GetOrganizationCustomRulePolicy")
def _get_rule_policy(call: Call) -> dict[str, Any]:
    _require_administrator(call)
    said = _rules.get(call, call.parameters["OrganizationConfigRuleName"])["Said"]
    return {"PolicyText": (said.get("OrganizationCustomPolicyRuleMetadata") or {}).get("PolicyText")}


@answers("config", "DeleteOrganizationConfigRule")
def _delete_rule(call: Call) -> None:
    _require_administrator(call)
    _rules.delete(call, call.parameters["OrganizationConfigRuleName"])


def _check_template(call: Call, body: str) -> None:
    """Refuse a template without rules, and one with managed rules that do not exist."""
    try:
        resources = yaml.safe_load(body)["Resources"].items()
    except (yaml.YAMLError, TypeError, KeyError, AttributeError) as error:
        message = f"The template has no resources: {error!r}"
        raise AwsError("OrganizationConformancePackTemplateValidationException", message) from None
    for name, resource in resources:
        if resource["Type"] not in ("AWS::Config::ConfigRule", "AWS::Config::RemediationConfiguration"):
            message = f"{name} is of type {resource['Type']}, which no conformance pack may have."
            raise AwsError("OrganizationConformancePackTemplateValidationException", message)
        properties = resource["Properties"]
        source, parameters = properties.get("Source", {}), properties.get("InputParameters")
        if source.get("Owner") == "AWS":
            given = json.dumps(parameters) if parameters else None
            _check_managed(call, properties["ConfigRuleName"], source["SourceIdentifier"], given)


# moto's packs of an organization are deployed nowhere.
@answers("config", "PutOrganizationConformancePack")
def _put_pack(call: Call) -> dict[str, Any]:
    _require_administrator(call)
    said, name = dict(call.parameters), call.parameters["OrganizationConformancePackName"]
    body = said.pop("TemplateBody", None)
    if bool(body) == bool(said.pop("TemplateS3Uri", None)):
        raise AwsError("ValidationException", "Exactly one of a template and its address must be given.")
    if body:
        _check_template(call, body)
    prefix = f"arn:aws:config:{call.region}:{call.account}:organization-conformance-pack"
    kept = _put(_packs, call, name, said, lambda: f"{prefix}/{name}-{uuid4().hex[:8]}")
    return {"OrganizationConformancePackArn": kept["Arn"]}


@answers("config", "DescribeOrganizationConformancePacks")
def _describe_packs(call: Call) -> dict[str, Any]:
    _require_administrator(call)
    return {
        "OrganizationConformancePacks": [
            {
                "ConformancePackInputParameters": [],
                **kept["Said"],
                "OrganizationConformancePackArn": kept["Arn"],
                "LastUpdateTime": kept["LastUpdateTime"],
            }
            for kept in _selected(_packs, call, "OrganizationConformancePackNames").values()
        ]
    }


@answers("config", "DescribeOrganizationConformancePackStatuses")
def _describe_pack_statuses(call: Call) -> dict[str, Any]:
    _require_administrator(call)
    selected = _selected(_packs, call, "OrganizationConformancePackNames").items()
    return {
        "OrganizationConformancePackStatuses": [
            {"OrganizationConformancePackName": name, **_overall(kept)} for name, kept in selected
        ]
    }


@answers("config", "GetOrganizationConformancePackDetailedStatus")
def _get_pack_statuses(call: Call) -> dict[str, Any]:
    _require_administrator(call)
    name = call.parameters["OrganizationConformancePackName"]
    statuses = _statuses(_packs.get(call, name), (call.parameters.get("Filters") or {}).get("Status"))
    named = [{"ConformancePackName": f"OrgConformsPack-{name}", **each} for each in statuses]
    return {"OrganizationConformancePackDetailedStatuses": named}


@answers("config", "DeleteOrganizationConformancePack")
def _delete_pack(call: Call) -> None:
    _require_administrator(call)
    _packs.delete(call, call.parameters["OrganizationConformancePackName"])
