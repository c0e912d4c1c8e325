"""What Organizations accepts as the content of a service control policy or a resource control policy."""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from moto.iam.exceptions import MalformedPolicyDocument
from moto.iam.policy_validation import IAMPolicyDocumentValidator

from emulator.operations import listed


class Limits(NamedTuple):
    """How much of one type of policy there may be."""

    characters: int
    """Of one policy, white space between its elements included."""

    attached: int
    """Policies on one root, unit or account, AWS's own included; what is inherited does not count."""


LIMITS = {
    # AWS now documents ten on a target. Kept is what it documented before, which is refused nowhere.
    "SERVICE_CONTROL_POLICY": Limits(10240, 5),
    "RESOURCE_CONTROL_POLICY": Limits(5120, 5),
}
"""https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html"""

RESOURCE_CONTROLLED_SERVICES = frozenset(
    """
    aoss appconfig appstream autoscaling autoscaling-plans budgets clouddirectory cloudfront cloudsearch
    cloudtrail-data codeartifact codebuild codecommit codepipeline cognito-identity cognito-idp comprehend
    comprehendmedical compute-optimizer cost-optimization-hub dax dsql dynamodb ecr ecr-public events firehose fis fms
    gamelift health inspector-scan kendra kinesisvideo kms logs memorydb networkmonitor notifications opensearch
    pca-connector-ad personalize polly pricing resource-groups rolesanywhere s3 secretsmanager servicediscovery signin
    sqs sts support swf textract timestream-influxdb transcribe transfer translate wafv2 workspaces xray
    """.split()
)
"""https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html#rcp-supported-services"""

_ACTION = re.compile(r"(?P<service>[a-z0-9-]+):[A-Za-z0-9*?]+")


def problem(kind: str, content: str) -> str | None:
    """What is wrong with the content of a policy of this type; other types than the two are not looked at."""
    rules = _RULES.get(kind)
    if not rules:
        return None
    try:
        statements = _statements(content)
        for found in (each for statement in statements for each in rules(statement)):
            return found
        # Beyond its own rules each is written in the language of IAM policies, which moto knows; it has no principal.
        plain = [{name: value for name, value in each.items() if name != "Principal"} for each in statements]
        IAMPolicyDocumentValidator(json.dumps({"Version": "2012-10-17", "Statement": plain})).validate()
    except MalformedPolicyDocument as error:
        return error.message
    except ValueError as error:
        return str(error)
    return None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("An element occurs twice.")
    return found


def _statements(content: str) -> list[dict[str, Any]]:
    document = json.loads(content, object_pairs_hook=_unique)
    if not isinstance(document, dict) or set(document) != {"Version", "Statement"}:
        raise ValueError("A policy consists of Version and Statement.")
    if document["Version"] != "2012-10-17":
        raise ValueError("The version of a policy is 2012-10-17.")
    statements = listed(document["Statement"])
    if not statements or not all(isinstance(each, dict) for each in statements):
        raise ValueError("A policy has at least one statement, and statements are objects.")
    return statements


def _values(statement: dict[str, Any], *names: str) -> list[Any]:
    """Everything that elements with these names say, be it one value or several."""
    return [value for name in names for value in listed(statement.get(name, []))]


def _service(action: Any) -> str | None:
    """The prefix of the service in a well-formed action; none in `*`, or where a wildcard is part of it."""
    match = _ACTION.fullmatch(str(action))
    return match["service"] if match else None


def _service_control(statement: dict[str, Any]) -> Iterator[str]:
    """https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html"""
    for name in ("Principal", "NotPrincipal"):
        if name in statement:
            yield f"A service control policy has no {name}."
    for action in _values(statement, "Action", "NotAction"):
        if action != "*" and not _service(action):
            yield f"{action} is no action of a service."
    if statement.get("Effect") == "Allow" and _values(statement, "Resource") != ["*"]:
        yield "A statement that allows is about all resources."


def _resource_control(statement: dict[str, Any]) -> Iterator[str]:
    """https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html"""
    for name in ("NotPrincipal", "NotAction"):
        if name in statement:
            yield f"A resource control policy has no {name}."
    if statement.get("Effect") != "Deny":
        yield "A resource control policy does nothing but deny."
    if statement.get("Principal") != "*":
        yield "The principal of a resource control policy is *; conditions say who is meant."
    for action in _values(statement, "Action"):
        if _service(action) not in RESOURCE_CONTROLLED_SERVICES:
            yield f"{action} is no action of a service that supports resource control policies."


_RULES = {"SERVICE_CONTROL_POLICY": _service_control, "RESOURCE_CONTROL_POLICY": _resource_control}
