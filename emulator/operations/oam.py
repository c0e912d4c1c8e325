"""Observability Access Manager: sinks that show the metrics of other accounts, and the links to them."""

import json
from typing import Any
from uuid import uuid4

from emulator.calls import Call
from emulator.operations import AwsError, Register, answers, listed
from emulator.operations.administration import organization

_MOST_LINKS = 5

# By ARN, in the account and Region that made them.
_sinks = Register("ResourceNotFoundException")
_links = Register("ResourceNotFoundException")


def _arn(call: Call, kind: str) -> tuple[str, str]:
    name = str(uuid4())
    return f"arn:aws:oam:{call.region}:{call.account}:{kind}/{name}", name


def _sink_of(arn: str) -> dict[str, Any]:
    """A sink of any account."""
    _, _, _, region, account, _ = [*arn.split(":", 5), *[""] * 6][:6]
    sink = _sinks.of(account, region).get(arn)
    if not sink:
        raise AwsError("ResourceNotFoundException", f"{arn} does not exist.")
    return {**sink, "Account": account, "Region": region}


# moto does not have this service.
@answers("oam", "CreateSink")
def _create_sink(call: Call) -> dict[str, Any]:
    if _sinks.all(call):
        raise AwsError("ServiceQuotaExceededException", "An account has one sink in a Region.")
    arn, name = _arn(call, "sink")
    sink = {"Arn": arn, "Id": name, "Name": call.parameters["Name"], "Tags": call.parameters.get("Tags") or {}}
    _sinks.all(call)[arn] = sink
    return sink


@answers("oam", "GetSink")
def _get_sink(call: Call) -> dict[str, Any]:
    return {name: _sinks.get(call, call.parameters["Identifier"])[name] for name in ("Arn", "Id", "Name", "Tags")}


@answers("oam", "ListSinks")
def _list_sinks(call: Call) -> dict[str, Any]:
    return {"Items": [{name: each[name] for name in ("Arn", "Id", "Name")} for each in _sinks.all(call).values()]}


@answers("oam", "DeleteSink")
def _delete_sink(call: Call) -> None:
    arn = call.parameters["Identifier"]
    _sinks.get(call, arn)
    if _attached(arn):
        raise AwsError("ConflictException", "The sink has links.")
    _sinks.delete(call, arn)


@answers("oam", "PutSinkPolicy")
def _put_policy(call: Call) -> dict[str, Any]:
    sink, policy = _sinks.get(call, call.parameters["SinkIdentifier"]), call.parameters["Policy"]
    if "\n" in policy:
        raise AwsError("InvalidParameterException", "A policy has no newlines.")
    sink["Policy"] = json.dumps(json.loads(policy))
    return _get_policy(call)


@answers("oam", "GetSinkPolicy")
def _get_policy(call: Call) -> dict[str, Any]:
    sink = _sinks.get(call, call.parameters["SinkIdentifier"])
    if "Policy" not in sink:
        raise AwsError("ResourceNotFoundException", "The sink has no policy.")
    return {"SinkArn": sink["Arn"], "SinkId": sink["Id"], "Policy": sink["Policy"]}


def _attached(sink: str) -> list[dict[str, Any]]:
    """Links of all accounts to a sink."""
    everywhere = [link for owner in _links.owners() for link in _links.of(*owner).values()]
    return [link for link in everywhere if link["SinkArn"] == sink]


def _shareable(sink: dict[str, Any]) -> set[str]:
    """What the policy of a sink lets others share."""
    types: set[str] = set()
    for statement in json.loads(sink.get("Policy", '{"Statement": []}'))["Statement"]:
        for condition in statement.get("Condition", {}).values():
            types |= set(listed(condition.get("oam:ResourceTypes", [])))
    return types - {"false"}


def _require_admission(call: Call, sink: dict[str, Any], types: list[str]) -> None:
    # Permissions are proven by policy simulation; this is what would be forgotten: a policy, and the same Region.
    if sink["Account"] == call.account or sink["Region"] != call.region:
        raise AwsError("InvalidParameterException", "A sink is of another account, and of the same Region.")
    ours = organization(call.account)
    if not ours or ours is not organization(sink["Account"]) or not set(types) <= _shareable(sink):
        raise AwsError("InvalidParameterException", "The policy of the sink does not admit the link.")


@answers("oam", "CreateLink")
def _create_link(call: Call) -> dict[str, Any]:
    asked = call.parameters
    sink = _sink_of(asked["SinkIdentifier"])
    _require_admission(call, sink, asked["ResourceTypes"])
    links = _links.all(call)
    if any(link["SinkArn"] == sink["Arn"] for link in links.values()):
        raise AwsError("ConflictException", "There is a link to this sink.")
    if len(links) >= _MOST_LINKS:
        raise AwsError("ServiceQuotaExceededException", f"An account has {_MOST_LINKS} links in a Region.")
    arn, name = _arn(call, "link")
    links[arn] = {
        "Arn": arn,
        "Id": name,
        "Label": asked["LabelTemplate"].replace("$AccountName", call.account),
        "LabelTemplate": asked["LabelTemplate"],
        "LinkConfiguration": asked.get("LinkConfiguration"),
        "ResourceTypes": asked["ResourceTypes"],
        "SinkArn": sink["Arn"],
        "Tags": asked.get("Tags") or {},
    }
    return links[arn]


@answers("oam", "GetLink")
def _get_link(call: Call) -> dict[str, Any]:
    return _links.get(call, call.parameters["Identifier"])


@answers("oam", "UpdateLink")
def _update_link(call: Call) -> dict[str, Any]:
    link = _links.get(call, call.parameters["Identifier"])
    _require_admission(call, _sink_of(link["SinkArn"]), call.parameters["ResourceTypes"])
    link["ResourceTypes"] = call.parameters["ResourceTypes"]
    link["LinkConfiguration"] = call.parameters.get("LinkConfiguration")
    return link


@answers("oam", "ListLinks")
def _list_links(call: Call) -> dict[str, Any]:
    shown = ("Arn", "Id", "Label", "ResourceTypes", "SinkArn")
    return {"Items": [{name: each[name] for name in shown} for each in _links.all(call).values()]}


@answers("oam", "ListAttachedLinks")
def _list_attached_links(call: Call) -> dict[str, Any]:
    sink = _sinks.get(call, call.parameters["SinkIdentifier"])
    found = _attached(sink["Arn"])
    return {"Items": [{"LinkArn": each["Arn"], **{n: each[n] for n in ("Label", "ResourceTypes")}} for each in found]}


@answers("oam", "DeleteLink")
def _delete_link(call: Call) -> None:
    _links.delete(call, call.parameters["Identifier"])


def _tagged(call: Call) -> dict[str, str]:
    """The tags of a sink or a link of the caller."""
    arn = call.parameters["ResourceArn"]
    return (_sinks if ":sink/" in arn else _links).get(call, arn)["Tags"]


@answers("oam", "TagResource")
def _tag(call: Call) -> None:
    _tagged(call).update(call.parameters["Tags"])


@answers("oam", "UntagResource")
def _untag(call: Call) -> None:
    for key in call.parameters["TagKeys"]:
        _tagged(call).pop(key, None)


@answers("oam", "ListTagsForResource")
def _list_tags(call: Call) -> dict[str, Any]:
    return {"Tags": _tagged(call)}
