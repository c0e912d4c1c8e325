"""CloudWatch Logs: account policies, subscriptions to a destination, metric filters, key and class of a log group."""

import json
from time import time
from typing import Any

from moto.firehose.models import firehose_backends
from moto.kinesis.models import kinesis_backends
from moto.logs.exceptions import ResourceNotFoundException
from moto.logs.models import LogGroup, LogsBackend, SubscriptionFilter, logs_backends
from werkzeug.wrappers import Response

from emulator.calls import Call
from emulator.operations import AwsError, answers, completes

_account_policies: dict[tuple[str, str], dict[tuple[str, str], dict[str, Any]]] = {}
"""Policies by (type, name) of each (account, Region)."""


def account_policies(account: str, region: str, policy_type: str) -> list[dict[str, Any]]:
    """The account policies of a type in one account and Region."""
    policies = _account_policies.get((account, region), {})
    return [policy for (kind, _), policy in policies.items() if kind == policy_type]


@answers("logs", "PutAccountPolicy")
def _put_account_policy(call: Call) -> dict[str, Any]:
    kind, name = call.parameters["policyType"], call.parameters["policyName"]
    if kind == "SUBSCRIPTION_FILTER_POLICY":
        _require_target(json.loads(call.parameters["policyDocument"])["DestinationArn"])
        if any(policy["policyName"] != name for policy in account_policies(call.account, call.region, kind)):
            raise AwsError("LimitExceededException", "An account has one subscription filter policy in each Region.")
    policy = {"scope": "ALL", **call.parameters, "accountId": call.account, "lastUpdatedTime": int(time() * 1000)}
    _account_policies.setdefault((call.account, call.region), {})[kind, name] = policy
    return {"accountPolicy": policy}


@answers("logs", "DescribeAccountPolicies")
def _describe_account_policies(call: Call) -> dict[str, Any]:
    name = call.parameters.get("policyName")
    policies = account_policies(call.account, call.region, call.parameters["policyType"])
    return {"accountPolicies": [policy for policy in policies if name in (None, policy["policyName"])]}


@answers("logs", "DeleteAccountPolicy")
def _delete_account_policy(call: Call) -> None:
    policies = _account_policies.get((call.account, call.region), {})
    if not policies.pop((call.parameters["policyType"], call.parameters["policyName"]), None):
        raise AwsError("ResourceNotFoundException", "The specified account policy does not exist.")


def _group(call: Call) -> LogGroup:
    group = logs_backends[call.account][call.region].groups.get(call.parameters["logGroupName"])
    if not group:
        raise AwsError("ResourceNotFoundException", "The specified log group does not exist.")
    return group


_DROPPED = ("distribution", "applyOnTransformedLogs", "fieldSelectionCriteria", "emitSystemFields")
"""Of what is said of a subscription, what moto does not keep."""


# moto treats every `logs` target as a log group, so that a destination is never found, and cannot update one of two
# filters. AWS takes a destination of any account, or a stream or function of this one.
@answers("logs", "PutSubscriptionFilter")
def _put_subscription_filter(call: Call) -> None:
    group = _group(call)
    name, target = call.parameters["filterName"], call.parameters["destinationArn"]
    _require_target(target)
    if name not in group.subscription_filters and len(group.subscription_filters) == 2:
        raise AwsError("LimitExceededException", "Resource limit exceeded.")
    subscription = SubscriptionFilter(
        name, group.name, call.parameters["filterPattern"], target, call.parameters.get("roleArn")
    )
    subscription.said = {member: call.parameters[member] for member in _DROPPED if member in call.parameters}
    group.subscription_filters[name] = subscription


def target_exists(arn: str) -> bool:
    """Whether the target of a subscription exists; Lambda functions are not looked up."""
    _, _, service, region, account, resource = arn.split(":", 5)
    name = resource.partition("/")[2]
    if service == "logs":
        return arn in logs_backends[account][region].destinations
    if service == "kinesis":
        return name in kinesis_backends[account][region].streams
    if service == "firehose":
        return name in firehose_backends[account][region].delivery_streams
    return service == "lambda"


def _require_target(arn: str) -> None:
    if not target_exists(arn):
        raise AwsError("InvalidParameterException", f"Could not deliver test message to {arn}.")


_describe_filter = SubscriptionFilter.to_json
SubscriptionFilter.said = {}
SubscriptionFilter.to_json = lambda self: {**_describe_filter(self), "distribution": "ByLogStream", **self.said}


# moto takes the key of a log group only when the group is created.
@answers("logs", "AssociateKmsKey")
def _associate_key(call: Call) -> None:
    _group(call).kms_key_id = call.parameters["kmsKeyId"]


@answers("logs", "DisassociateKmsKey")
def _disassociate_key(call: Call) -> None:
    _group(call).kms_key_id = None


# moto drops the class of a log group; AWS returns it, and applies account policies only to the class STANDARD.
@completes("logs", "CreateLogGroup")
def _keep_log_group_class(call: Call, _: Response) -> None:
    _group(call).log_group_class = call.parameters.get("logGroupClass", "STANDARD")


_describe_group = LogGroup.to_describe_dict
LogGroup.log_group_class = "STANDARD"
LogGroup.to_describe_dict = lambda self: {**_describe_group(self), "logGroupClass": self.log_group_class}

_put_metric_filter = LogsBackend.put_metric_filter
_delete_group = LogsBackend.delete_log_group


def _replace_metric_filter(self: LogsBackend, name: str, pattern: str, group: str, transformations: Any) -> None:
    if group not in self.groups:
        raise ResourceNotFoundException
    self.filters.delete_filter(name, group)
    _put_metric_filter(self, name, pattern, group, transformations)


def _delete_group_with_metric_filters(self: LogsBackend, log_group_name: str) -> None:
    _delete_group(self, log_group_name)
    for metric_filter in self.filters.get_matching_filters(log_group_name=log_group_name):
        self.filters.delete_filter(metric_filter["filterName"], log_group_name)


# moto keeps a metric filter beside its successor of the same name, and without its log group.
LogsBackend.put_metric_filter = _replace_metric_filter
LogsBackend.delete_log_group = _delete_group_with_metric_filters
