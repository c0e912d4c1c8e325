"""Security Hub: hubs, the administrator of the organization, standards and products."""

from typing import Any

from emulator.calls import Call
from emulator.operations import AwsError, answers
from emulator.operations.administration import answer_tags, members
from emulator.operations.securityhub_state import (
    ACTIVATED_PRODUCTS,
    DEFAULT_STANDARDS,
    administration,
    administrator_in,
    aggregators,
    central_home,
    configurations,
    create_hub,
    hub_of,
    hubs,
    is_enabled,
    is_linked,
    policies,
    require_local,
    standards_in,
    subscribe,
)

_OTHER_PRODUCTS = ("ssm-patch-manager", "iot-device-defender")
"""Products of AWS whose findings somebody must accept."""


# moto has hubs that do not change, and neither standards nor products.
@answers("securityhub", "EnableSecurityHub")
def _enable_hub(call: Call) -> dict[str, Any]:
    require_local(call)
    if hubs.all(call):
        raise AwsError("ResourceConflictException", "Account is already subscribed to Security Hub")
    said = call.parameters
    default = [arn for arn in standards_in(call.region) if arn.endswith(DEFAULT_STANDARDS)]
    standards = default if said.get("EnableDefaultStandards", True) else []
    hub = create_hub(call.account, call.region, standards, said.get("ControlFindingGenerator") or "SECURITY_CONTROL")
    hub["Tags"] = said.get("Tags") or {}
    return {}


@answers("securityhub", "DescribeHub")
def _describe_hub(call: Call) -> dict[str, Any]:
    return hub_of(call)


@answers("securityhub", "UpdateSecurityHubConfiguration")
def _update_hub(call: Call) -> dict[str, Any]:
    require_local(call)
    hub_of(call).update({name: value for name, value in call.parameters.items() if value is not None})
    return {}


@answers("securityhub", "DisableSecurityHub")
def _disable_hub(call: Call) -> dict[str, Any]:
    require_local(call)
    hub_of(call)
    if administrator_in(call.region) == call.account:
        raise AwsError("InvalidInputException", "Cannot disable Security Hub on the Security Hub administrator")
    hubs.all(call).clear()
    aggregators.all(call).clear()
    return {}


def _tagged(call: Call, arn: str) -> dict[str, Any]:
    return policies.get(call, arn.rpartition("/")[2]) if ":configuration-policy/" in arn else hub_of(call)


answer_tags("securityhub", _tagged, "Tags", "TagKeys", "ResourceArn")


# Security Hub is enabled for the account that is designated.
@answers("securityhub", "EnableOrganizationAdminAccount")
def _designate(call: Call) -> dict[str, Any]:
    account = call.parameters["AdminAccountId"]
    administration.designate(call, account)
    if not hubs.of(account, call.region):
        create_hub(account, call.region, [])
    return {"AdminAccountId": account}


# The administrator of a central configuration can only be replaced once there is none.
@answers("securityhub", "DisableOrganizationAdminAccount")
def _remove(call: Call) -> dict[str, Any]:
    home = central_home()
    if home and is_linked(*home, call.region):
        raise AwsError("InvalidInputException", "The organization is configured centrally by this administrator.")
    account = administration.remove(call, call.parameters["AdminAccountId"])
    configurations.of(account, call.region).clear()
    return {}


@answers("securityhub", "ListOrganizationAdminAccounts")
def _list_administrators(call: Call) -> dict[str, Any]:
    account = administrator_in(call.region)
    return {"AdminAccounts": [{"AccountId": account, "Status": "ENABLED"}] if account else []}


# moto lists who was invited. The members of an organization are those for whom its policy, or somebody else, enabled it.
@answers("securityhub", "ListMembers")
def _list_members(call: Call) -> dict[str, Any]:
    hub_of(call)
    if administrator_in(call.region) != call.account:
        return {"Members": []}
    found = [each for each in members(call.account) if each != call.account and is_enabled(each, call.region)]
    return {
        "Members": [
            {"AccountId": each, "AdministratorId": call.account, "MasterId": call.account, "MemberStatus": "Enabled"}
            for each in found
        ]
    }


# moto has no standards.
@answers("securityhub", "BatchEnableStandards")
def _enable_standards(call: Call) -> dict[str, Any]:
    require_local(call)
    hub = hub_of(call)
    asked = [request["StandardsArn"] for request in call.parameters["StandardsSubscriptionRequests"]]
    unknown = set(asked) - set(standards_in(call.region))
    if unknown:
        raise AwsError("InvalidInputException", f"There is no standard {sorted(unknown)} in {call.region}.")
    return {"StandardsSubscriptions": [subscribe(hub, standard) for standard in asked]}


@answers("securityhub", "GetEnabledStandards")
def _get_standards(call: Call) -> dict[str, Any]:
    asked, enabled = call.parameters.get("StandardsSubscriptionArns"), hub_of(call)["Standards"]
    return {"StandardsSubscriptions": [each for arn, each in enabled.items() if not asked or arn in asked]}


@answers("securityhub", "BatchDisableStandards")
def _disable_standards(call: Call) -> dict[str, Any]:
    require_local(call)
    enabled = hub_of(call)["Standards"]
    removed = [enabled.pop(arn) for arn in call.parameters["StandardsSubscriptionArns"] if arn in enabled]
    return {"StandardsSubscriptions": [{**each, "StandardsStatus": "DELETING"} for each in removed]}


@answers("securityhub", "DescribeStandards")
def _describe_standards(call: Call) -> dict[str, Any]:
    hub_of(call)
    return {"Standards": [{"StandardsArn": arn, "Name": name} for arn, name in standards_in(call.region).items()]}


# moto has no products. Those of AWS are accepted already, but for the few that somebody must accept.
@answers("securityhub", "EnableImportFindingsForProduct")
def _enable_product(call: Call) -> dict[str, Any]:
    hub = hub_of(call)
    name = call.parameters["ProductArn"].rpartition("::product/")[2]
    if name.startswith("aws/") and name.removeprefix("aws/") not in ACTIVATED_PRODUCTS + _OTHER_PRODUCTS:
        raise AwsError("ResourceNotFoundException", f"There is no product {name}.")
    arn = hub["HubArn"].replace("hub/default", f"product-subscription/{name}")
    if arn in hub["Products"]:
        raise AwsError("ResourceConflictException", f"The findings of {name} are imported already.")
    hub["Products"].add(arn)
    return {"ProductSubscriptionArn": arn}


@answers("securityhub", "ListEnabledProductsForImport")
def _list_products(call: Call) -> dict[str, Any]:
    return {"ProductSubscriptions": sorted(hub_of(call)["Products"])}


@answers("securityhub", "DisableImportFindingsForProduct")
def _disable_product(call: Call) -> dict[str, Any]:
    products, arn = hub_of(call)["Products"], call.parameters["ProductSubscriptionArn"]
    if arn not in products:
        raise AwsError("ResourceNotFoundException", f"{arn} does not exist.")
    products.remove(arn)
    return {}
