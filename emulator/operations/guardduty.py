"""GuardDuty: detectors and their features, and where findings are exported to."""

from datetime import datetime, timezone
from typing import Any
from uuid import uuid4

from moto.s3.exceptions import MissingBucket
from moto.s3.models import s3_backends

from emulator.calls import Call
from emulator.operations import AwsError, Register, answers
from emulator.operations.administration import answer_tags
from emulator.operations.outcomes import failure, folder, newest

_NOT_OWNED = "The request is rejected because the input detectorId is not owned by the current account."
INVALID = "The request is rejected because the one or more input parameters have invalid values."

_FOUNDATIONS = ("CLOUD_TRAIL", "DNS_LOGS", "FLOW_LOGS")
"""What no detector is without."""

FEATURES: dict[str, tuple[str, ...]] = {
    "S3_DATA_EVENTS": (),
    "EKS_AUDIT_LOGS": (),
    "EBS_MALWARE_PROTECTION": (),
    "RDS_LOGIN_EVENTS": (),
    "LAMBDA_NETWORK_LOGS": (),
    "EKS_RUNTIME_MONITORING": ("EKS_ADDON_MANAGEMENT",),
    "RUNTIME_MONITORING": ("EKS_ADDON_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT"),
}
"""Each feature, and what is configured beside it; the answers have this order."""

_RUNTIME = {"EKS_RUNTIME_MONITORING", "RUNTIME_MONITORING"}
"""Two ways to watch the same, which need an agent."""

_UNABLE = "UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY"

detectors = Register("BadRequestException")


def now() -> str:
    """The time, as GuardDuty writes it."""
    return datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def configure(kept: dict[str, Any], new: list[dict[str, Any]], member: str, off: str) -> dict[str, Any]:
    """Change features, which are kept by name; member: what says whether one is on; off: the value that says not."""
    for feature in new:
        name = feature["Name"]
        if name in _RUNTIME and feature[member] != off:
            if any(kept.get(other, {}).get(member, off) != off for other in _RUNTIME - {name}):
                message = f"{INVALID} Only one kind of runtime monitoring can be enabled."
                raise AwsError("BadRequestException", message)
        given = {each["Name"]: each[member] for each in feature.get("AdditionalConfiguration") or []}
        unknown = set(given) - set(FEATURES[name])
        if unknown:
            raise AwsError("BadRequestException", f"{INVALID} {name} has no {sorted(unknown)}.")
        before = {each["Name"]: each[member] for each in kept.get(name, {}).get("AdditionalConfiguration", [])}
        kept[name] = {
            "Name": name,
            member: feature[member],
            "AdditionalConfiguration": [
                {"Name": each, member: given.get(each, before.get(each, off))} for each in FEATURES[name]
            ],
        }
    return kept


def create(account: str, region: str, said: dict[str, Any]) -> str:
    """Create a detector; its id. What it is not told, it enables, but for what needs an agent."""
    existing = detectors.of(account, region)
    if existing:
        message = "The request is rejected because a detector already exists for the current account."
        raise AwsError("BadRequestException", message)
    features = [{"Name": name, "Status": "DISABLED" if name in _RUNTIME else "ENABLED"} for name in FEATURES]
    identifier = uuid4().hex
    existing[identifier] = {
        "CreatedAt": now(),
        "ServiceRole": f"arn:aws:iam::{account}:role/aws-service-role/guardduty.amazonaws.com/"
        "AWSServiceRoleForAmazonGuardDuty",
        "FindingPublishingFrequency": "SIX_HOURS",
        "Status": "ENABLED",
        "Features": configure({}, features, "Status", "DISABLED"),
        "Tags": said.get("Tags") or {},
        "Destinations": {},
        "Organization": {},
    }
    change(existing[identifier], said)
    return identifier


def change(detector: dict[str, Any], said: dict[str, Any]) -> None:
    """Change a detector as `CreateDetector` and `UpdateDetector` say it."""
    sources = said.get("DataSources") or {}
    named = {
        "S3_DATA_EVENTS": sources.get("S3Logs", {}).get("Enable"),
        "EKS_AUDIT_LOGS": sources.get("Kubernetes", {}).get("AuditLogs", {}).get("Enable"),
        "EBS_MALWARE_PROTECTION": sources.get("MalwareProtection", {})
        .get("ScanEc2InstanceWithFindings", {})
        .get("EbsVolumes"),
    }
    status = {True: "ENABLED", False: "DISABLED"}
    features = [{"Name": name, "Status": status[on]} for name, on in named.items() if on is not None]
    configure(detector["Features"], features + (said.get("Features") or []), "Status", "DISABLED")
    if said.get("Enable") is not None:
        detector["Status"] = status[said["Enable"]]
    if said.get("FindingPublishingFrequency"):
        detector["FindingPublishingFrequency"] = said["FindingPublishingFrequency"]
    detector["UpdatedAt"] = now()


def detector_of(call: Call) -> dict[str, Any]:
    """The detector a call is about."""
    detector = detectors.all(call).get(call.parameters["DetectorId"])
    if not detector:
        raise AwsError("BadRequestException", _NOT_OWNED)
    return detector


# moto's detectors know no tags that change, keep features as they were given, and may be many.
@answers("guardduty", "CreateDetector")
def _create_detector(call: Call) -> dict[str, Any]:
    return {"DetectorId": create(call.account, call.region, call.parameters)}


@answers("guardduty", "GetDetector")
def _get_detector(call: Call) -> dict[str, Any]:
    detector = detector_of(call)
    status = {name: {"Status": feature["Status"]} for name, feature in detector["Features"].items()}
    always = {"Status": "ENABLED"}
    sources = {
        **{name: always for name in ("CloudTrail", "DNSLogs", "FlowLogs")},
        "S3Logs": status["S3_DATA_EVENTS"],
        "Kubernetes": {"AuditLogs": status["EKS_AUDIT_LOGS"]},
        "MalwareProtection": {
            "ScanEc2InstanceWithFindings": {"EbsVolumes": status["EBS_MALWARE_PROTECTION"]},
            "ServiceRole": detector["ServiceRole"],
        },
    }
    foundations = [{"Name": name, **always} for name in _FOUNDATIONS]
    return {**detector, "DataSources": sources, "Features": [*foundations, *detector["Features"].values()]}


@answers("guardduty", "UpdateDetector")
def _update_detector(call: Call) -> dict[str, Any]:
    change(detector_of(call), call.parameters)
    return {}


# The administrator has members until it is no longer one, or lets go of them.
@answers("guardduty", "DeleteDetector")
def _delete_detector(call: Call) -> dict[str, Any]:
    if detector_of(call)["Organization"].get("Members"):
        message = "The request is rejected because the current account cannot delete detector while it has invited or"
        raise AwsError("BadRequestException", f"{message} associated members.")
    del detectors.all(call)[call.parameters["DetectorId"]]
    return {}


@answers("guardduty", "ListDetectors")
def _listdetectors(call: Call) -> dict[str, Any]:
    return {"DetectorIds": list(detectors.all(call))}


def _tagged(call: Call, arn: str) -> dict[str, Any]:
    identifier = arn.rpartition("detector/")[2].partition("/")[0]
    detector = detectors.all(call).get(identifier)
    if not detector:
        raise AwsError("BadRequestException", _NOT_OWNED)
    return detector["Destinations"].get(arn.rpartition("/")[2], detector)


answer_tags("guardduty", _tagged, "Tags", "TagKeys", "ResourceArn")


def _require_folder(call: Call, arn: str) -> None:
    """GuardDuty looks for the bucket and, in that of another account, for the folder it writes to under a prefix."""
    name, _, prefix = arn.rpartition(":::")[2].partition("/")
    folder = f"{prefix.strip('/')}/AWSLogs/{call.account}/GuardDuty/{call.region}/"
    try:
        bucket = s3_backends[call.account]["aws"].get_bucket(name)
    except MissingBucket:
        raise AwsError("BadRequestException", f"{INVALID} There is no bucket {name}.") from None
    if prefix and bucket.account_id != call.account and folder not in bucket.keys:
        raise AwsError("BadRequestException", f"{INVALID} There is no object {folder} in {name}.")


def _destination(call: Call) -> dict[str, Any]:
    destination = detector_of(call)["Destinations"].get(call.parameters["DestinationId"])
    if not destination:
        raise AwsError("BadRequestException", INVALID)
    return destination


def _published(call: Call, destination: dict[str, Any]) -> dict[str, Any]:
    """A destination, and since when nothing can be published to it, if so."""
    name, _, prefix = destination["DestinationProperties"]["DestinationArn"].rpartition(":::")[2].partition("/")
    findings = f"{folder(prefix)}AWSLogs/{call.account}/GuardDuty/{call.region}/"
    delivered = newest(name, findings, ".jsonl")
    failed = failure(call.account, call.region, "guardduty export", destination["DestinationId"], delivered)
    since = {"PublishingFailureStartTimestamp": int(failed.at.timestamp() * 1000)} if failed else {}
    return {**destination, **since, "Status": _UNABLE if failed else "PUBLISHING"}


# moto exports no findings.
@answers("guardduty", "CreatePublishingDestination")
def _create_destination(call: Call) -> dict[str, Any]:
    destinations = detector_of(call)["Destinations"]
    if destinations:
        raise AwsError("BadRequestException", "The request is rejected because a destination exists already.")
    _require_folder(call, call.parameters["DestinationProperties"]["DestinationArn"])
    identifier = uuid4().hex
    destinations[identifier] = {
        "DestinationId": identifier,
        "DestinationType": call.parameters["DestinationType"],
        "PublishingFailureStartTimestamp": 0,
        "DestinationProperties": call.parameters["DestinationProperties"],
        "Tags": call.parameters.get("Tags") or {},
    }
    return {"DestinationId": identifier}


@answers("guardduty", "DescribePublishingDestination")
def _describe_destination(call: Call) -> dict[str, Any]:
    return _published(call, _destination(call))


@answers("guardduty", "UpdatePublishingDestination")
def _update_destination(call: Call) -> dict[str, Any]:
    destination, properties = _destination(call), call.parameters.get("DestinationProperties")
    if properties:
        _require_folder(call, properties["DestinationArn"])
        destination["DestinationProperties"] = properties
    return {}


@answers("guardduty", "DeletePublishingDestination")
def _delete_destination(call: Call) -> dict[str, Any]:
    _destination(call)
    del detector_of(call)["Destinations"][call.parameters["DestinationId"]]
    return {}


@answers("guardduty", "ListPublishingDestinations")
def _list_destinations(call: Call) -> dict[str, Any]:
    return {"Destinations": [_published(call, each) for each in detector_of(call)["Destinations"].values()]}
