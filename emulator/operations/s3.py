"""S3: bucket configurations kept whole, and no bucket policy enforced."""

from typing import Any

from moto.iam.access_control import PermissionResult
from moto.s3.exceptions import MissingBucket
from moto.s3.models import FakeBucket, s3_backends
from werkzeug.wrappers import Response

from emulator.calls import Call
from emulator.operations import AwsError, answers, completes


def create_bucket(account: str, name: str, region: str) -> None:
    """Create a bucket that exists before any call does."""
    s3_backends[account]["aws"].create_bucket(name, region)


def _bucket(call: Call) -> FakeBucket:
    try:
        return s3_backends[call.account]["aws"].get_bucket(call.parameters["Bucket"])
    except MissingBucket:
        raise AwsError("NoSuchBucket", "The specified bucket does not exist.", 404) from None


# moto rebuilds these configurations from the fields it knows, losing target_object_key_format and
# source_selection_criteria among others, and accepts logging only with one spelling of the target bucket's policy.
# AWS returns what was put. Nothing is replicated, and no access log is written.
@answers("s3", "PutBucketLogging")
def _put_logging(call: Call) -> None:
    bucket = _bucket(call)
    enabled = call.parameters["BucketLoggingStatus"].get("LoggingEnabled")
    if enabled:
        target = s3_backends[call.account]["aws"].buckets.get(enabled["TargetBucket"])
        if not target or target.region_name != bucket.region_name:
            raise AwsError("InvalidTargetBucketForLogging", "The target must be a bucket of the same Region.")
    bucket.logging_status = call.parameters["BucketLoggingStatus"]


@answers("s3", "GetBucketLogging")
def _get_logging(call: Call) -> dict[str, Any]:
    return getattr(_bucket(call), "logging_status", {})


@answers("s3", "PutBucketReplication")
def _put_replication(call: Call) -> None:
    bucket = _bucket(call)
    if not bucket.is_versioned:
        raise AwsError("InvalidRequest", f"Versioning must be 'Enabled' on the bucket {bucket.name}.")
    bucket.replication = call.parameters["ReplicationConfiguration"]


@answers("s3", "GetBucketReplication")
def _get_replication(call: Call) -> dict[str, Any]:
    configuration = getattr(_bucket(call), "replication", None)
    if not configuration:
        raise AwsError("ReplicationConfigurationNotFoundError", "No replication configuration.", 404)
    return {"ReplicationConfiguration": configuration}


# Of lifecycle rules, moto drops filters by object size and the default minimum size of transitions.
@answers("s3", "PutBucketLifecycleConfiguration")
def _put_lifecycle(call: Call) -> dict[str, Any]:
    default = call.parameters.get("TransitionDefaultMinimumObjectSize", "all_storage_classes_128K")
    bucket = _bucket(call)
    bucket.lifecycle = {**call.parameters["LifecycleConfiguration"], "TransitionDefaultMinimumObjectSize": default}
    return {"TransitionDefaultMinimumObjectSize": default}


@answers("s3", "GetBucketLifecycleConfiguration")
def _get_lifecycle(call: Call) -> dict[str, Any]:
    lifecycle = getattr(_bucket(call), "lifecycle", None)
    if not lifecycle:
        raise AwsError("NoSuchLifecycleConfiguration", "No lifecycle configuration.", 404)
    return lifecycle


@answers("s3", "DeleteBucketLifecycle")
def _delete_lifecycle(call: Call) -> None:
    _bucket(call).lifecycle = None


# moto acts on notifications to queues, topics and functions, but does not return that EventBridge is enabled.
@completes("s3", "PutBucketNotificationConfiguration")
def _keep_notifications(call: Call, _: Response) -> None:
    _bucket(call).notifications = call.parameters["NotificationConfiguration"]


@answers("s3", "GetBucketNotificationConfiguration")
def _get_notifications(call: Call) -> dict[str, Any]:
    return getattr(_bucket(call), "notifications", {})


# moto takes a filter of metrics for something else that is asked of the bucket. Here nothing is counted.
@answers("s3", "PutBucketMetricsConfiguration")
def _put_metrics(call: Call) -> None:
    bucket = _bucket(call)
    bucket.metrics = {**getattr(bucket, "metrics", {}), call.parameters["Id"]: call.parameters["MetricsConfiguration"]}


def _metrics(call: Call) -> dict[str, Any]:
    filters = getattr(_bucket(call), "metrics", {})
    if call.parameters["Id"] not in filters:
        raise AwsError("NoSuchConfiguration", "The specified configuration does not exist.", 404)
    return filters


@answers("s3", "GetBucketMetricsConfiguration")
def _get_metrics(call: Call) -> dict[str, Any]:
    return {"MetricsConfiguration": _metrics(call)[call.parameters["Id"]]}


@answers("s3", "ListBucketMetricsConfigurations")
def _list_metrics(call: Call) -> dict[str, Any]:
    filters = list(getattr(_bucket(call), "metrics", {}).values())
    return {"IsTruncated": False, "MetricsConfigurationList": filters}


@answers("s3", "DeleteBucketMetricsConfiguration")
def _delete_metrics(call: Call) -> None:
    del _metrics(call)[call.parameters["Id"]]


# moto denies an object request when any Deny statement of the bucket policy names its action, whatever the
# statement's conditions and principals: a policy that requires TLS would close the bucket. Permissions are proven by
# policy simulation, so the emulator evaluates no bucket policy at all.
FakeBucket.get_permission = lambda self, action, resource: PermissionResult.NEUTRAL
