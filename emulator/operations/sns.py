"""SNS: what the policy of a topic may be about, and subscriptions by email, which wait for somebody to confirm them."""

import json
from typing import Any

from moto.sns.exceptions import SNSInvalidParameter
from moto.sns.models import SNSBackend, Subscription, Topic

from emulator.operations import listed

_ACTIONS = {
    "sns:addpermission",
    "sns:deletetopic",
    "sns:getdataprotectionpolicy",
    "sns:gettopicattributes",
    "sns:listsubscriptionsbytopic",
    "sns:listtagsforresource",
    "sns:publish",
    "sns:putdataprotectionpolicy",
    "sns:receive",
    "sns:removepermission",
    "sns:settopicattributes",
    "sns:subscribe",
}
"""https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html, and `Receive`,
which is in the policies that AWS gave to topics by itself."""

_policy = Topic.policy


def _set_policy(self: Topic, policy: str) -> None:
    for statement in listed(json.loads(policy)["Statement"]):
        if any(action.lower() not in _ACTIONS for action in listed(statement.get("Action", []))):
            raise SNSInvalidParameter("Invalid parameter: Policy statement action out of service scope!")
        if listed(statement.get("Resource", [])) != [self.arn]:
            raise SNSInvalidParameter(f"Invalid parameter: Policy statement must apply to {self.arn} alone.")
    _policy.fset(self, policy)


# moto looks at the actions of AddPermission only. A wildcard, which would include actions that are about no topic, is
# refused too.
Topic.policy = property(_policy.fget, _set_policy)

_subscribe = SNSBackend.subscribe
_unsubscribe = SNSBackend.unsubscribe


def _subscribe_unconfirmed(self: SNSBackend, topic_arn: str, endpoint: str, protocol: str) -> Subscription:
    subscription = _subscribe(self, topic_arn, endpoint, protocol)
    if protocol.startswith("email"):
        subscription.attributes.update(PendingConfirmation=True, ConfirmationWasAuthenticated=False)
    return subscription


def _unsubscribe_confirmed(self: SNSBackend, subscription_arn: str) -> None:
    subscription: Any = self.subscriptions.get(subscription_arn)
    if subscription and subscription.attributes["PendingConfirmation"]:
        reason = "Cannot unsubscribe a subscription that is pending confirmation"
        raise SNSInvalidParameter(f"Invalid parameter: SubscriptionArn Reason: {reason}")
    _unsubscribe(self, subscription_arn)


# Nobody reads the mail. AWS keeps what is not confirmed for some days, or until the topic is deleted.
SNSBackend.subscribe = _subscribe_unconfirmed
SNSBackend.unsubscribe = _unsubscribe_confirmed
