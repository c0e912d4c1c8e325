"""CloudFront: distributions kept whole, under their right ARN."""

from datetime import datetime, timezone
from typing import Any
from uuid import uuid4

from emulator.calls import Call
from emulator.operations import AwsError, Register, answers, with_tags, without_tags

_distributions = Register("NoSuchDistribution", 404)
"""CloudFront is one for all Regions; its requests are signed for us-east-1."""


def tagged(account: str) -> list[tuple[str, list[dict[str, str]]]]:
    """The ARN and the tags of every distribution of an account."""
    return [(found["ARN"], found["Tags"]) for found in _distributions.of(account, "us-east-1").values()]


# AWS returns these whether they were given or not, and the Terraform provider relies on it.
_EMPTY = dict.fromkeys(("Aliases", "CacheBehaviors", "CustomErrorResponses", "OriginGroups"), {"Quantity": 0})


def _answer(distribution: dict[str, Any]) -> dict[str, Any]:
    return {"Distribution": distribution, "ETag": distribution["ETag"]}


def _create(call: Call, configuration: dict[str, Any], tags: list[dict[str, str]]) -> dict[str, Any]:
    identifier = f"E{uuid4().hex[:13].upper()}"
    trusted = {"Enabled": False, "Quantity": 0}
    distribution = {
        "Id": identifier,
        "ARN": f"arn:aws:cloudfront::{call.account}:distribution/{identifier}",
        "Status": "Deployed",
        "LastModifiedTime": datetime.now(timezone.utc),
        "InProgressInvalidationBatches": 0,
        "DomainName": f"{identifier.lower()}.cloudfront.net",
        "ActiveTrustedSigners": trusted,
        "ActiveTrustedKeyGroups": trusted,
        "DistributionConfig": {**_EMPTY, **configuration},
        "ETag": uuid4().hex,
        "Tags": tags,
    }
    _distributions.all(call)[identifier] = distribution
    return _answer(distribution)


# moto returns other values for what was not given (of the cache and the certificate), deploys only after it was asked
# several times, and its ARN lacks a colon.
@answers("cloudfront", "CreateDistribution")
def _create_distribution(call: Call) -> dict[str, Any]:
    return _create(call, call.parameters["DistributionConfig"], [])


@answers("cloudfront", "CreateDistributionWithTags")
def _create_distribution_with_tags(call: Call) -> dict[str, Any]:
    asked = call.parameters["DistributionConfigWithTags"]
    return _create(call, asked["DistributionConfig"], asked["Tags"].get("Items", []))


@answers("cloudfront", "GetDistribution")
def _get(call: Call) -> dict[str, Any]:
    return _answer(_distributions.get(call, call.parameters["Id"]))


@answers("cloudfront", "GetDistributionConfig")
def _get_configuration(call: Call) -> dict[str, Any]:
    distribution = _distributions.get(call, call.parameters["Id"])
    return {"DistributionConfig": distribution["DistributionConfig"], "ETag": distribution["ETag"]}


def _changing(call: Call) -> dict[str, Any]:
    distribution = _distributions.get(call, call.parameters["Id"])
    if call.parameters.get("IfMatch") != distribution["ETag"]:
        raise AwsError("PreconditionFailed", "The ETag is not that of the latest version.", 412)
    return distribution


@answers("cloudfront", "UpdateDistribution")
def _update(call: Call) -> dict[str, Any]:
    distribution = _changing(call)
    distribution.update(DistributionConfig={**_EMPTY, **call.parameters["DistributionConfig"]}, ETag=uuid4().hex)
    return _answer(distribution)


@answers("cloudfront", "DeleteDistribution")
def _delete(call: Call) -> None:
    if _changing(call)["DistributionConfig"]["Enabled"]:
        raise AwsError("DistributionNotDisabled", "The distribution must be disabled first.", 409)
    _distributions.delete(call, call.parameters["Id"])


@answers("cloudfront", "ListDistributions")
def _list(call: Call) -> dict[str, Any]:
    found = [{**found, **found["DistributionConfig"]} for found in _distributions.all(call).values()]
    page = {"Marker": "", "MaxItems": 100, "IsTruncated": False, "Quantity": len(found), "Items": found}
    return {"DistributionList": page}


def _by_arn(call: Call) -> dict[str, Any]:
    return _distributions.get(call, call.parameters["Resource"].rpartition("/")[2])


@answers("cloudfront", "ListTagsForResource")
def _list_tags(call: Call) -> dict[str, Any]:
    return {"Tags": {"Items": _by_arn(call)["Tags"]}}


@answers("cloudfront", "TagResource")
def _tag(call: Call) -> None:
    distribution = _by_arn(call)
    distribution["Tags"] = with_tags(distribution["Tags"], call.parameters["Tags"].get("Items", []))


@answers("cloudfront", "UntagResource")
def _untag(call: Call) -> None:
    distribution = _by_arn(call)
    distribution["Tags"] = without_tags(distribution["Tags"], call.parameters["TagKeys"].get("Items", []))
