"""Detective: behavior graphs, their members, and the administrator of the organization."""

from datetime import datetime, timezone
from typing import Any
from uuid import uuid4

from emulator.calls import Call
from emulator.operations import Register, answers
from emulator.operations.administration import Administration, answer_tags, members

_graphs = Register("ResourceNotFoundException")
"""By ARN, at most one in each account and Region."""

# Removing the administrator leaves it registered with Organizations, as the reference of the operation says.
_administration = Administration("Detective", "detective.amazonaws.com", "AccessDeniedException", stays_registered=True)


def _now() -> datetime:
    return datetime.now(timezone.utc)


def _create(account: str, region: str, tags: dict[str, str]) -> str:
    """The one graph of an account in a Region, whether it is new or not; its ARN."""
    graphs = _graphs.of(account, region)
    if not graphs:
        arn = f"arn:aws:detective:{region}:{account}:graph:{uuid4().hex}"
        graphs[arn] = {"Arn": arn, "CreatedTime": _now(), "Tags": {}, "Members": {}, "AutoEnable": False}
    [graph] = graphs.values()
    graph["Tags"].update(tags)
    return graph["Arn"]


# moto does not have this service.
@answers("detective", "CreateGraph")
def _create_graph(call: Call) -> dict[str, Any]:
    return {"GraphArn": _create(call.account, call.region, call.parameters.get("Tags") or {})}


@answers("detective", "DeleteGraph")
def _delete_graph(call: Call) -> None:
    _graphs.delete(call, call.parameters["GraphArn"])


@answers("detective", "ListGraphs")
def _list_graphs(call: Call) -> dict[str, Any]:
    return {"GraphList": list(_graphs.all(call).values())}


answer_tags("detective", _graphs.get, "Tags", "TagKeys", "ResourceArn")


# Designating an administrator creates its graph in the Region of the call.
@answers("detective", "EnableOrganizationAdminAccount")
def _designate(call: Call) -> None:
    account = call.parameters["AccountId"]
    _administration.designate(call, account)
    _create(account, call.region, {})


@answers("detective", "DisableOrganizationAdminAccount")
def _remove(call: Call) -> None:
    account = _administration.remove(call)
    for graph in _graphs.of(account, call.region).values():
        graph["Members"].clear()
        graph["AutoEnable"] = False


@answers("detective", "ListOrganizationAdminAccounts")
def _list_administrators(call: Call) -> dict[str, Any]:
    _administration.require_management(call)
    account = _administration.of(call.region)
    graphs = _graphs.of(account, call.region) if account else {}
    now = _now()
    return {"Administrators": [{"AccountId": account, "GraphArn": arn, "DelegationTime": now} for arn in graphs]}


def _graph(call: Call) -> dict[str, Any]:
    return _graphs.get(call, call.parameters["GraphArn"])


@answers("detective", "UpdateOrganizationConfiguration")
def _update_organization(call: Call) -> None:
    _administration.require(call)
    _graph(call)["AutoEnable"] = bool(call.parameters.get("AutoEnable"))


@answers("detective", "DescribeOrganizationConfiguration")
def _describe_organization(call: Call) -> dict[str, Any]:
    _administration.require(call)
    return {"AutoEnable": _graph(call)["AutoEnable"]}


# Accounts of the administrator's organization are members at once; others are invited. Who is a member already is
# reported as not processed, and not refused.
@answers("detective", "CreateMembers")
def _create_members(call: Call) -> dict[str, Any]:
    graph, now = _graph(call), _now()
    created, unprocessed = [], []
    administers = _administration.of(call.region) == call.account
    for account in call.parameters["Accounts"]:
        identifier = account["AccountId"]
        if identifier in graph["Members"] or identifier == call.account:
            unprocessed.append({"AccountId": identifier, "Reason": "Account is already a member"})
            continue
        at_once = administers and identifier in members(call.account)
        graph["Members"][identifier] = {
            "AccountId": identifier,
            "EmailAddress": account["EmailAddress"],
            "GraphArn": graph["Arn"],
            "MasterId": call.account,
            "AdministratorId": call.account,
            "Status": "ENABLED" if at_once else "INVITED",
            "InvitedTime": now,
            "UpdatedTime": now,
            "InvitationType": "ORGANIZATION" if at_once else "INVITATION",
        }
        created.append(graph["Members"][identifier])
    return {"Members": created, "UnprocessedAccounts": unprocessed}


@answers("detective", "ListMembers")
def _list_members(call: Call) -> dict[str, Any]:
    return {"MemberDetails": list(_graph(call)["Members"].values())}


@answers("detective", "GetMembers")
def _get_members(call: Call) -> dict[str, Any]:
    kept, asked = _graph(call)["Members"], call.parameters["AccountIds"]
    unknown = [{"AccountId": account, "Reason": "Not a member"} for account in asked if account not in kept]
    return {"MemberDetails": [kept[each] for each in asked if each in kept], "UnprocessedAccounts": unknown}


@answers("detective", "DeleteMembers")
def _delete_members(call: Call) -> dict[str, Any]:
    kept, asked = _graph(call)["Members"], call.parameters["AccountIds"]
    deleted = [account for account in asked if kept.pop(account, None)]
    unknown = [{"AccountId": account, "Reason": "Not a member"} for account in asked if account not in deleted]
    return {"AccountIds": deleted, "UnprocessedAccounts": unknown}
