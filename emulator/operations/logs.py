"""CloudWatch Logs: account policies, subscriptions to a destination, and the class of a log group."""

from time import time
from typing import Any

from moto.firehose.models import firehose_backends
from moto.kinesis.models import kinesis_backends
from moto.logs.models import LogGroup, SubscriptionFilter, logs_backends
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
    policies = _account_policies.setdefault((call.account, call.region), {})
    policy = {
        "scope": "ALL",
        **call.parameters,
        "accountId": call.account,
        "lastUpdatedTime": int(time() * 1000),
    }
    policies[policy["policyType"], policy["policyName"]] = policy
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


# moto treats every `logs` target as a log group, so that a destination is never found, cannot update one of two
# filters, and drops the distribution. AWS takes a destination of any account, or a stream or function of this one.
@answers("logs", "PutSubscriptionFilter")
def _put_subscription_filter(call: Call) -> None:
    group = logs_backends[call.account][call.region]._find_log_group(log_group_name=call.parameters["logGroupName"])
    name, target = call.parameters["filterName"], call.parameters["destinationArn"]
    if not _exists(target):
        raise AwsError("InvalidParameterException", f"Could not deliver test message to {target}.")
    if name not in group.subscription_filters and len(group.subscription_filters) == 2:
        raise AwsError("LimitExceededException", "Resource limit exceeded.")
    subscription = SubscriptionFilter(
        name, group.name, call.parameters["filterPattern"], target, call.parameters.get("roleArn")
    )
    subscription.distribution = call.parameters.get("distribution", "ByLogStream")
    group.subscription_filters[name] = subscription


def _exists(arn: str) -> bool:
    """Whether a subscription's target exists; the functions and buckets of the service Lambda are not looked up."""
    _, _, service, region, account, resource = arn.split(":", 5)
    if service == "logs":
        return arn in logs_backends[account][region].destinations
    if service == "kinesis":
        return resource.partition("/")[2] in kinesis_backends[account][region].streams
    if service == "firehose":
        return resource.partition("/")[2] in firehose_backends[account][region].delivery_streams
    return service == "lambda"


_describe_filter = SubscriptionFilter.to_json
SubscriptionFilter.distribution = "ByLogStream"
SubscriptionFilter.to_json = lambda self: {**_describe_filter(self), "distribution": self.distribution}


# moto drops the class of a log group; AWS returns it, and applies account policies only to the class STANDARD.
@completes("logs", "CreateLogGroup")
def _keep_log_group_class(call: Call, _: Response) -> None:
    group = logs_backends[call.account][call.region].groups[call.parameters["logGroupName"]]
    group.log_group_class = call.parameters.get("logGroupClass", "STANDARD")


_describe_group = LogGroup.to_describe_dict
LogGroup.log_group_class = "STANDARD"
LogGroup.to_describe_dict = lambda self: {**_describe_group(self), "logGroupClass": self.log_group_class}
