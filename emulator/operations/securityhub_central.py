"""Security Hub: the findings of all Regions in one, and the organization configured from there by policies."""

from datetime import datetime, timezone
from typing import Any
from uuid import uuid4

from emulator.calls import Call
from emulator.operations import AwsError, answers
from emulator.operations.administration import organization
from emulator.operations.securityhub_state import (
    administration,
    administrator_in,
    aggregators,
    associations,
    central_home,
    configurations,
    hub_of,
    is_linked,
    lineage_of,
    policies,
    standards_in,
)


def _configuration(call: Call) -> dict[str, Any]:
    """How the organization is configured in the Region of the call: in a linked one, as in the home Region."""
    hub_of(call)
    if administrator_in(call.region) != call.account:
        administration.require(call)
    home = central_home()
    if home and is_linked(*home, call.region):
        return configurations.of(*home)["default"]
    local = {"Type": "LOCAL", "AutoEnable": False, "AutoEnableStandards": "DEFAULT"}
    return configurations.all(call).setdefault("default", local)


# Central configuration starts from a home Region, and makes the administrator that of the linked Regions too.
@answers("securityhub", "UpdateOrganizationConfiguration")
def _update_organization(call: Call) -> dict[str, Any]:
    kept, said = _configuration(call), call.parameters
    if kept["Type"] == "CENTRAL" and central_home() != (call.account, call.region):
        raise AwsError("InvalidInputException", "The organization is configured from another Region.")
    kind = (said.get("OrganizationConfiguration") or {}).get("ConfigurationType") or kept["Type"]
    automatic = said["AutoEnable"], said.get("AutoEnableStandards") or kept["AutoEnableStandards"]
    if kind == "CENTRAL":
        if automatic != (False, "NONE"):
            message = "Auto Enable and AutoEnableStandards can not be enabled for Central Configuration"
            raise AwsError("InvalidInputException", message)
        if not aggregators.all(call):
            raise AwsError("InvalidInputException", f"There is no finding aggregator in {call.region}.")
        if central_home() not in (None, (call.account, call.region)):
            raise AwsError("InvalidInputException", "The organization is configured from another Region.")
    elif kept["Type"] == "CENTRAL":
        associations.all(call).clear()
        policies.all(call).clear()
    kept.update(Type=kind, AutoEnable=automatic[0], AutoEnableStandards=automatic[1])
    return {}


@answers("securityhub", "DescribeOrganizationConfiguration")
def _describe_organization(call: Call) -> dict[str, Any]:
    kept = _configuration(call)
    return {
        "AutoEnable": kept["AutoEnable"],
        "AutoEnableStandards": kept["AutoEnableStandards"],
        "MemberAccountLimitReached": False,
        "OrganizationConfiguration": {"ConfigurationType": kept["Type"], "Status": "ENABLED"},
    }


def _aggregator(call: Call) -> dict[str, Any]:
    return aggregators.get(call, call.parameters["FindingAggregatorArn"])


def _aggregators_of(account: str) -> dict[str, Any]:
    """The one aggregator of an account, in whichever Region it is, by its ARN."""
    owned = (aggregators.of(*owner) for owner in aggregators.owners() if owner[0] == account)
    return next((found for found in owned if found), {})


# moto has no finding aggregators.
@answers("securityhub", "CreateFindingAggregator")
def _create_aggregator(call: Call) -> dict[str, Any]:
    hub_of(call)
    if _aggregators_of(call.account):
        raise AwsError("InvalidInputException", "There is a finding aggregator already.")
    arn = f"arn:aws:securityhub:{call.region}:{call.account}:finding-aggregator/{uuid4()}"
    aggregator = {"FindingAggregatorArn": arn, "FindingAggregationRegion": call.region, **call.parameters}
    aggregators.all(call)[arn] = aggregator
    return aggregator


# Any Region may ask for it, and only its own change it.
@answers("securityhub", "GetFindingAggregator")
def _get_aggregator(call: Call) -> dict[str, Any]:
    arn = call.parameters["FindingAggregatorArn"]
    found = _aggregators_of(call.account).get(arn)
    if not found:
        raise AwsError("ResourceNotFoundException", f"{arn} does not exist.")
    return found


@answers("securityhub", "UpdateFindingAggregator")
def _update_aggregator(call: Call) -> dict[str, Any]:
    aggregator = _aggregator(call)
    aggregator.pop("Regions", None)
    aggregator.update(call.parameters)
    return aggregator


@answers("securityhub", "DeleteFindingAggregator")
def _delete_aggregator(call: Call) -> dict[str, Any]:
    _aggregator(call)
    if central_home() == (call.account, call.region):
        raise AwsError("InvalidInputException", "The organization is configured centrally from this Region.")
    aggregators.all(call).clear()
    return {}


@answers("securityhub", "ListFindingAggregators")
def _list_aggregators(call: Call) -> dict[str, Any]:
    return {"FindingAggregators": [{"FindingAggregatorArn": arn} for arn in _aggregators_of(call.account)]}


def _require_central(call: Call) -> None:
    if central_home() != (call.account, call.region):
        message = "Must be a Security Hub delegated administrator with Central Configuration enabled"
        raise AwsError("AccessDeniedException", message)


def _policy(call: Call, member: str = "Identifier") -> dict[str, Any]:
    _require_central(call)
    return policies.get(call, call.parameters[member].rpartition("/")[2])


def _check_policy(call: Call) -> None:
    """A policy says of every control whether it is on, by naming either those that are or those that are not."""
    said = call.parameters.get("ConfigurationPolicy", {}).get("SecurityHub") or {}
    if not said.get("ServiceEnabled"):
        return
    controls = said.get("SecurityControlsConfiguration") or {}
    if ("EnabledSecurityControlIdentifiers" in controls) == ("DisabledSecurityControlIdentifiers" in controls):
        message = "A policy must name either the controls that are enabled or those that are not."
        raise AwsError("InvalidInputException", message)
    unknown = set(said.get("EnabledStandardIdentifiers") or []) - set(standards_in(call.region))
    if unknown:
        raise AwsError("InvalidInputException", f"There is no standard {sorted(unknown)} in {call.region}.")


# moto has no central configuration.
@answers("securityhub", "CreateConfigurationPolicy")
def _create_policy(call: Call) -> dict[str, Any]:
    _require_central(call)
    _check_policy(call)
    said = dict(call.parameters)
    if any(policy["Name"] == said["Name"] for policy in policies.all(call).values()):
        raise AwsError("ResourceConflictException", f"There is a policy named {said['Name']} already.")
    identifier, now = str(uuid4()), datetime.now(timezone.utc)
    policy = {
        "Arn": f"arn:aws:securityhub:{call.region}:{call.account}:configuration-policy/{identifier}",
        "Id": identifier,
        "CreatedAt": now,
        "UpdatedAt": now,
        "Tags": said.pop("Tags", None) or {},
        **said,
    }
    policies.all(call)[identifier] = policy
    return policy


@answers("securityhub", "GetConfigurationPolicy")
def _get_policy(call: Call) -> dict[str, Any]:
    return _policy(call)


@answers("securityhub", "UpdateConfigurationPolicy")
def _update_policy(call: Call) -> dict[str, Any]:
    policy = _policy(call)
    _check_policy(call)
    kept = {name: value for name, value in call.parameters.items() if name not in ("Identifier", "UpdatedReason")}
    policy.update(kept, UpdatedAt=datetime.now(timezone.utc))
    return policy


@answers("securityhub", "DeleteConfigurationPolicy")
def _delete_policy(call: Call) -> dict[str, Any]:
    identifier = _policy(call)["Id"]
    if identifier in associations.all(call).values():
        raise AwsError("ResourceInUseException", "The policy is associated with an account, a unit or the root.")
    del policies.all(call)[identifier]
    return {}


@answers("securityhub", "ListConfigurationPolicies")
def _list_policies(call: Call) -> dict[str, Any]:
    _require_central(call)
    return {
        "ConfigurationPolicySummaries": [
            {
                **{name: policy[name] for name in ("Arn", "Id", "Name", "UpdatedAt")},
                "ServiceEnabled": policy["ConfigurationPolicy"]["SecurityHub"]["ServiceEnabled"],
            }
            for policy in policies.all(call).values()
        ]
    }


_TARGETS = {"AccountId": "ACCOUNT", "OrganizationalUnitId": "ORGANIZATIONAL_UNIT", "RootId": "ROOT"}


def _association(call: Call) -> dict[str, Any]:
    """What decides for the target of a call."""
    [(kind, target)] = call.parameters["Target"].items()
    associated = associations.all(call)
    closest = next((each for each in lineage_of(call.account, target) if each in associated), None)
    if closest is None:
        raise AwsError("ResourceNotFoundException", f"No policy is associated with {target}.")
    return {
        "ConfigurationPolicyId": associated[closest],
        "TargetId": target,
        "TargetType": _TARGETS[kind],
        "AssociationType": "APPLIED" if closest == target else "INHERITED",
        "UpdatedAt": datetime.now(timezone.utc),
        "AssociationStatus": "SUCCESS",
    }


@answers("securityhub", "StartConfigurationPolicyAssociation")
def _associate(call: Call) -> dict[str, Any]:
    policy = _policy(call, "ConfigurationPolicyIdentifier")
    [target] = call.parameters["Target"].values()
    backend = organization(call.account)
    if target not in {each.id for each in [*backend.accounts, *backend.ou]}:
        raise AwsError("ResourceNotFoundException", f"{target} is not in the organization.")
    associations.all(call)[target] = policy["Id"]
    return _association(call)


@answers("securityhub", "GetConfigurationPolicyAssociation")
def _get_association(call: Call) -> dict[str, Any]:
    _require_central(call)
    return _association(call)


@answers("securityhub", "StartConfigurationPolicyDisassociation")
def _disassociate(call: Call) -> dict[str, Any]:
    _require_central(call)
    [target] = call.parameters["Target"].values()
    associations.delete(call, target)
    return {}
