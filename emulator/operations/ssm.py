"""Systems Manager: State Manager associations, resource data syncs and service settings."""

from datetime import datetime, timezone
from typing import Any
from uuid import uuid4

from moto.ssm.models import SimpleSystemManagerBackend, ssm_backends

from emulator.calls import Call
from emulator.operations import AwsError, Register, answers
from emulator.operations.outcomes import failure, folder, newest

_associations = Register("AssociationDoesNotExist")
_syncs = Register("ResourceDataSyncNotFoundException")
_settings = Register("ServiceSettingNotFound")

_validate = SimpleSystemManagerBackend._validate_resource_type_and_id


def _validate_resource(self: SimpleSystemManagerBackend, resource_type: str, resource_id: str) -> str:
    if resource_type != "Association":
        return _validate(self, resource_type, resource_id)
    if resource_id not in _associations.of(self.account_id, self.region_name):
        raise AwsError("InvalidResourceId", f"There is no association {resource_id}.")
    return resource_id


# moto has no associations, and so no tags of them.
SimpleSystemManagerBackend._validate_resource_type_and_id = _validate_resource


@answers("ssm", "CreateAssociation")
def _create_association(call: Call) -> dict[str, Any]:
    asked, backend = dict(call.parameters), ssm_backends[call.account][call.region]
    # Documents of AWS, whose names start like nobody else's may, are taken for granted; moto has none.
    if not asked["Name"].lower().startswith(("aws", "amazon", "amzn")) and asked["Name"] not in backend._documents:
        raise AwsError("InvalidDocument", f"There is no document {asked['Name']}.")
    identifier, now = str(uuid4()), datetime.now(timezone.utc)
    tags = {tag["Key"]: tag["Value"] for tag in asked.pop("Tags", [])}
    association = {
        "DocumentVersion": "$DEFAULT",
        "ApplyOnlyAtCronInterval": False,
        **asked,
        "AssociationId": identifier,
        "AssociationVersion": "1",
        "Date": now,
        "LastUpdateAssociationDate": now,
        "Overview": {"Status": "Pending", "DetailedStatus": "Creating"},
    }
    _associations.all(call)[identifier] = association
    backend.add_tags_to_resource("Association", identifier, tags)
    return {"AssociationDescription": association}


@answers("ssm", "DescribeAssociation")
def _describe_association(call: Call) -> dict[str, Any]:
    return {"AssociationDescription": _associations.get(call, call.parameters["AssociationId"])}


# What is not given in an update is no longer set, as in AWS.
@answers("ssm", "UpdateAssociation")
def _update_association(call: Call) -> dict[str, Any]:
    association = _associations.get(call, call.parameters["AssociationId"])
    kept = {
        name: association[name]
        for name in ("Name", "AssociationId", "Date", "Overview", "DocumentVersion", "ApplyOnlyAtCronInterval")
    }
    version = str(int(association["AssociationVersion"]) + 1)
    association.clear()
    association.update(kept, LastUpdateAssociationDate=datetime.now(timezone.utc))
    association.update(call.parameters, AssociationVersion=version)
    return {"AssociationDescription": association}


@answers("ssm", "DeleteAssociation")
def _delete_association(call: Call) -> None:
    _associations.delete(call, call.parameters["AssociationId"])


@answers("ssm", "ListAssociations")
def _list_associations(call: Call) -> dict[str, Any]:
    found = list(_associations.all(call).values())
    for condition in call.parameters.get("AssociationFilterList") or []:
        if condition["key"] not in ("AssociationId", "AssociationName", "Name"):
            raise NotImplementedError(f"no filter by {condition['key']}")
        found = [each for each in found if each.get(condition["key"]) == condition["value"]]
    return {"Associations": found}


# moto has no resource data syncs.
@answers("ssm", "CreateResourceDataSync")
def _create_sync(call: Call) -> None:
    name = call.parameters["SyncName"]
    if name in _syncs.all(call):
        raise AwsError("ResourceDataSyncAlreadyExistsException", f"{name} exists already.")
    now = datetime.now(timezone.utc)
    _syncs.all(call)[name] = {"SyncType": "SyncToDestination", **call.parameters, "SyncCreatedTime": now}


def _synchronized(call: Call, sync: dict[str, Any]) -> dict[str, Any]:
    """How the latest synchronization of an account and Region went: nothing, where none is known."""
    destination = sync.get("S3Destination")
    part = f"/accountid={call.account}/region={call.region}/"
    delivered = destination and newest(destination["BucketName"], folder(destination.get("Prefix")), part)
    failed = failure(call.account, call.region, "resource data sync", sync["SyncName"], delivered)
    succeeded = {"LastSuccessfulSyncTime": delivered} if delivered else {}
    if failed:
        return {"LastStatus": "Failed", "LastSyncTime": failed.at, "LastSyncStatusMessage": failed.message, **succeeded}
    return {"LastStatus": "Successful", "LastSyncTime": delivered, **succeeded} if delivered else {}


@answers("ssm", "ListResourceDataSync")
def _list_syncs(call: Call) -> dict[str, Any]:
    kind = call.parameters.get("SyncType")
    found = [sync for sync in _syncs.all(call).values() if kind in (None, sync["SyncType"])]
    return {"ResourceDataSyncItems": [{**sync, **_synchronized(call, sync)} for sync in found]}


@answers("ssm", "DeleteResourceDataSync")
def _delete_sync(call: Call) -> None:
    _syncs.delete(call, call.parameters["SyncName"])


def _setting(call: Call) -> dict[str, Any]:
    """A setting as it is; its default is not known here, and is `$None`. It may be named by its ARN."""
    name = call.parameters["SettingId"].rpartition(":servicesetting")[2]
    default = {
        "SettingId": name,
        "SettingValue": "$None",
        "LastModifiedDate": datetime.now(timezone.utc),
        "LastModifiedUser": "System",
        "ARN": f"arn:aws:ssm:{call.region}:{call.account}:servicesetting{name}",
        "Status": "Default",
    }
    return _settings.all(call).setdefault(name, default)


# moto has no service settings.
@answers("ssm", "GetServiceSetting")
def _get_setting(call: Call) -> dict[str, Any]:
    return {"ServiceSetting": _setting(call)}


@answers("ssm", "UpdateServiceSetting")
def _update_setting(call: Call) -> None:
    _setting(call).update(SettingValue=call.parameters["SettingValue"], Status="Customized")


@answers("ssm", "ResetServiceSetting")
def _reset_setting(call: Call) -> dict[str, Any]:
    _settings.delete(call, _setting(call)["SettingId"])
    return {"ServiceSetting": _setting(call)}
