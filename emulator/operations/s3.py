"""S3: bucket configurations kept whole, and no bucket policy enforced."""

from typing import Any

from moto.iam.access_control import PermissionResult
from moto.s3.models import FakeBucket, s3_backends
from werkzeug.wrappers import Response

from emulator.calls import Call
from emulator.operations import AwsError, answers, completes


def _bucket(call: Call) -> FakeBucket:
    return s3_backends[call.account]["aws"].get_bucket(call.parameters["Bucket"])


# moto rebuilds these configurations from the fields it knows, losing target_object_key_format and
# source_selection_criteria among others, and accepts logging only with one spelling of the target bucket's policy.
# AWS returns what was put. Nothing is replicated and no access log is written.
@answers("s3", "PutBucketLogging")
def _put_logging(call: Call) -> None:
    bucket = _bucket(call)
    enabled = call.parameters["BucketLoggingStatus"].get("LoggingEnabled")
    if enabled:
        target = s3_backends[call.account]["aws"].buckets.get(enabled["TargetBucket"])
        if not target or target.region_name != bucket.region_name:
            raise AwsError("InvalidTargetBucketForLogging", "The target bucket must exist in the same account and Region.")
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
        raise AwsError("ReplicationConfigurationNotFoundError", "The replication configuration was not found.")
    return {"ReplicationConfiguration": configuration}


# moto answers every bucket with this default; AWS returns what was put with the rules.
@completes("s3", "PutBucketLifecycleConfiguration")
def _keep_transition_default(call: Call, _: Response) -> None:
    _bucket(call).transition_default = call.parameters.get("TransitionDefaultMinimumObjectSize", "all_storage_classes_128K")


@completes("s3", "GetBucketLifecycleConfiguration")
def _return_transition_default(call: Call, response: Response) -> None:
    response.headers["x-amz-transition-default-minimum-object-size"] = _bucket(call).transition_default


# moto denies an object request when any Deny statement of the bucket policy names its action, whatever the
# statement's conditions and principals: a policy that requires TLS would close the bucket. Permissions are proven by
# policy simulation, so the emulator evaluates no bucket policy at all.
FakeBucket.get_permission = lambda self, action, resource: PermissionResult.NEUTRAL
