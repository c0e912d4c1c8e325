"""Data Exports (bcm-data-exports): exports of cost and usage."""

from datetime import datetime, timezone
from typing import Any
from uuid import uuid4

from emulator.calls import Call
from emulator.operations import Register, answers, with_tags, without_tags

_exports = Register("ResourceNotFoundException")
"""By ARN."""


# moto does not have this service.
@answers("bcm-data-exports", "CreateExport")
def _create(call: Call) -> dict[str, Any]:
    arn = f"arn:aws:bcm-data-exports:{call.region}:{call.account}:export/{call.parameters['Export']['Name']}-{uuid4()}"
    now = datetime.now(timezone.utc)
    _exports.all(call)[arn] = {
        "Export": {**call.parameters["Export"], "ExportArn": arn},
        "ExportStatus": {"StatusCode": "HEALTHY", "CreatedAt": now, "LastUpdatedAt": now},
        "Tags": call.parameters.get("ResourceTags", []),
    }
    return {"ExportArn": arn}


def _found(call: Call, member: str = "ExportArn") -> dict[str, Any]:
    return _exports.get(call, call.parameters[member])


@answers("bcm-data-exports", "GetExport")
def _get(call: Call) -> dict[str, Any]:
    return _found(call)


@answers("bcm-data-exports", "UpdateExport")
def _update(call: Call) -> dict[str, Any]:
    export = _found(call)
    export["Export"] = {**call.parameters["Export"], "ExportArn": call.parameters["ExportArn"]}
    export["ExportStatus"]["LastUpdatedAt"] = datetime.now(timezone.utc)
    return {"ExportArn": call.parameters["ExportArn"]}


@answers("bcm-data-exports", "DeleteExport")
def _delete(call: Call) -> dict[str, Any]:
    _exports.delete(call, call.parameters["ExportArn"])
    return {"ExportArn": call.parameters["ExportArn"]}


@answers("bcm-data-exports", "ListExports")
def _list(call: Call) -> dict[str, Any]:
    return {
        "Exports": [
            {"ExportArn": arn, "ExportName": export["Export"]["Name"], "ExportStatus": export["ExportStatus"]}
            for arn, export in _exports.all(call).items()
        ]
    }


@answers("bcm-data-exports", "ListTagsForResource")
def _list_tags(call: Call) -> dict[str, Any]:
    return {"ResourceTags": _found(call, "ResourceArn")["Tags"]}


@answers("bcm-data-exports", "TagResource")
def _tag(call: Call) -> None:
    export = _found(call, "ResourceArn")
    export["Tags"] = with_tags(export["Tags"], call.parameters["ResourceTags"])


@answers("bcm-data-exports", "UntagResource")
def _untag(call: Call) -> None:
    export = _found(call, "ResourceArn")
    export["Tags"] = without_tags(export["Tags"], call.parameters["ResourceTagKeys"])
