"""Access Analyzer: analyzers of accounts and of the organization, and rules that archive findings."""

from datetime import datetime, timezone
from typing import Any

from moto.iam.models import iam_backends

from emulator.calls import Call
from emulator.operations import AwsError, Register, answers
from emulator.operations.administration import answer_tags, is_delegated, is_management, organization, trusts

_PRINCIPAL = "access-analyzer.amazonaws.com"
_ROLE = "AWSServiceRoleForAccessAnalyzer"

# How many of each type an account may have in a Region.
_QUOTAS = {"ACCOUNT": 1, "ORGANIZATION": 5}

_analyzers = Register("ResourceNotFoundException")


def _require_organization(call: Call) -> None:
    """Refuse an analyzer of the organization to whom it does not belong, or before its prerequisites."""
    backend = organization(call.account)
    if not backend or not trusts(call.account, _PRINCIPAL):
        raise AwsError("ValidationException", f"The organization has no trusted access for {_PRINCIPAL}.")
    if not is_management(call.account) and not is_delegated(call.account, _PRINCIPAL):
        raise AwsError("AccessDeniedException", f"{call.account} does not administer Access Analyzer.")
    management = backend.org.master_account_id
    roles = iam_backends[management]["aws"].roles.values()
    own = any(_analyzers.of(account, region) for account, region in _analyzers.owners() if account == management)
    if not own and not any(role.name == _ROLE for role in roles):
        message = "Access Analyzer Service Linked Role is not in the organizational management account"
        raise AwsError("ConflictException", message)


# moto does not have this service.
@answers("accessanalyzer", "CreateAnalyzer")
def _create_analyzer(call: Call) -> dict[str, Any]:
    said = call.parameters
    name, kind = said["analyzerName"], said["type"]
    if kind.startswith("ORGANIZATION"):
        _require_organization(call)
    if name in _analyzers.all(call):
        raise AwsError("ConflictException", f"{name} exists already.")
    if sum(each["type"] == kind for each in _analyzers.all(call).values()) >= _QUOTAS.get(kind, 100):
        raise AwsError("ServiceQuotaExceededException", f"There are as many analyzers of type {kind} as may be.")
    arn = f"arn:aws:access-analyzer:{call.region}:{call.account}:analyzer/{name}"
    _analyzers.all(call)[name] = {
        "arn": arn,
        "name": name,
        "type": kind,
        "createdAt": datetime.now(timezone.utc),
        "status": "ACTIVE",
        "configuration": said.get("configuration") or _default(kind),
        "Tags": said.get("tags") or {},
        "Rules": {rule["ruleName"]: _rule(rule) for rule in said.get("archiveRules") or []},
    }
    return {"arn": arn}


def _default(kind: str) -> dict[str, Any] | None:
    return {"unusedAccess": {"unusedAccessAge": 90}} if kind.endswith("UNUSED_ACCESS") else None


def _analyzer(call: Call) -> dict[str, Any]:
    return _analyzers.get(call, call.parameters["analyzerName"])


@answers("accessanalyzer", "GetAnalyzer")
def _get_analyzer(call: Call) -> dict[str, Any]:
    return {"analyzer": {**_analyzer(call), "tags": _analyzer(call)["Tags"]}}


@answers("accessanalyzer", "ListAnalyzers")
def _list_analyzers(call: Call) -> dict[str, Any]:
    kind = call.parameters.get("type")
    found = [each for each in _analyzers.all(call).values() if kind in (None, each["type"])]
    return {"analyzers": [{**each, "tags": each["Tags"]} for each in found]}


# How long access counts as used cannot change; what is left out of the analysis can.
@answers("accessanalyzer", "UpdateAnalyzer")
def _update_analyzer(call: Call) -> dict[str, Any]:
    analyzer, new = _analyzer(call), call.parameters.get("configuration")
    age = ((analyzer["configuration"] or {}).get("unusedAccess") or {}).get("unusedAccessAge")
    if new and (new.get("unusedAccess") or {}).get("unusedAccessAge", age) != age:
        raise AwsError("ValidationException", "The age of unused access cannot change.")
    if new and "unusedAccess" in new:
        new = {"unusedAccess": {"unusedAccessAge": age, **new["unusedAccess"]}}
    analyzer["configuration"] = new or analyzer["configuration"]
    return {"configuration": analyzer["configuration"]}


@answers("accessanalyzer", "DeleteAnalyzer")
def _delete_analyzer(call: Call) -> None:
    _analyzers.delete(call, call.parameters["analyzerName"])


answer_tags("accessanalyzer", lambda call, arn: _analyzers.get(call, arn.rpartition("/")[2]))


def _rule(said: dict[str, Any]) -> dict[str, Any]:
    now = datetime.now(timezone.utc)
    return {"ruleName": said["ruleName"], "filter": said["filter"], "createdAt": now, "updatedAt": now}


def _found_rule(call: Call) -> dict[str, Any]:
    rule = _analyzer(call)["Rules"].get(call.parameters["ruleName"])
    if not rule:
        raise AwsError("ResourceNotFoundException", f"{call.parameters['ruleName']} does not exist.")
    return rule


@answers("accessanalyzer", "CreateArchiveRule")
def _create_rule(call: Call) -> None:
    rules = _analyzer(call)["Rules"]
    if call.parameters["ruleName"] in rules:
        raise AwsError("ConflictException", f"{call.parameters['ruleName']} exists already.")
    rules[call.parameters["ruleName"]] = _rule(call.parameters)


@answers("accessanalyzer", "GetArchiveRule")
def _get_rule(call: Call) -> dict[str, Any]:
    return {"archiveRule": _found_rule(call)}


@answers("accessanalyzer", "UpdateArchiveRule")
def _update_rule(call: Call) -> None:
    _found_rule(call).update(filter=call.parameters["filter"], updatedAt=datetime.now(timezone.utc))


@answers("accessanalyzer", "DeleteArchiveRule")
def _delete_rule(call: Call) -> None:
    del _analyzer(call)["Rules"][_found_rule(call)["ruleName"]]


@answers("accessanalyzer", "ListArchiveRules")
def _list_rules(call: Call) -> dict[str, Any]:
    return {"archiveRules": list(_analyzer(call)["Rules"].values())}
