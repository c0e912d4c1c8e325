"""Organizations: policies, their types, and what they are attached to.

moto keeps the records. It attaches AWS's own policies though no type is enabled, and refuses next to nothing.
"""

import re
from typing import Any

from moto.organizations import utils
from moto.organizations.models import FakePolicy, OrganizationsBackend

from emulator.calls import Call
from emulator.operations import AwsError, answers
from emulator.operations.administration import is_delegated, is_management, organization
from emulator.operations.policy_content import LIMITS, problem

_TARGET = re.compile(r"r-[0-9a-z]{4,32}|\d{12}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}")

_arn = FakePolicy.arn.fget
_attach_anywhere = OrganizationsBackend.attach_policy


def _policy_arn(self: FakePolicy) -> str:
    kind = self.type.lower()
    return f"arn:aws:organizations::aws:policy/{kind}/{self.id}" if self.aws_managed else _arn(self)


# What AWS makes belongs to no organization.
FakePolicy.arn = property(_policy_arn)


def _enabled(backend: OrganizationsBackend) -> set[str]:
    """The types of policies that are enabled in the root."""
    return {each["Type"] for root in backend.ou if root.type == "ROOT" for each in root.policy_types}


def _attach_own(self: OrganizationsBackend, **asked: str) -> None:
    if self.get_policy_by_id(asked["PolicyId"]).type in _enabled(self):
        _attach_anywhere(self, **asked)


# moto has its own policies attached to all that is created. Requests are answered below.
OrganizationsBackend.attach_policy = _attach_own


def _refused(code: str, reason: str, message: str) -> AwsError:
    error = AwsError(code, message)
    error.Reason = reason
    return error


def _readable(call: Call) -> OrganizationsBackend:
    """The caller's organization, for whoever may look at its policies."""
    backend = organization(call.account)
    if not backend:
        raise AwsError("AWSOrganizationsNotInUseException", "Your account is not a member of an organization.")
    if not is_management(call.account) and not is_delegated(call.account):
        raise AwsError("AccessDeniedException", "You don't have permissions to access this resource.")
    return backend


def _changeable(call: Call) -> OrganizationsBackend:
    """The caller's organization, for the management account; no delegation policy says that others may change it."""
    backend = _readable(call)
    if not is_management(call.account):
        raise AwsError("AccessDeniedException", "You don't have permissions to access this resource.")
    return backend


def _targets(backend: OrganizationsBackend) -> list[Any]:
    """Everything a policy can be attached to: the root, units and accounts."""
    return [*backend.ou, *backend.accounts]


def _target(backend: OrganizationsBackend, call: Call) -> Any:
    identifier = call.parameters["TargetId"]
    if not _TARGET.fullmatch(identifier):
        raise _refused("InvalidInputException", "INVALID_PATTERN_TARGET_ID", f"{identifier} is no target.")
    for target in _targets(backend):
        if target.id == identifier:
            return target
    raise AwsError("TargetNotFoundException", "You specified a target that doesn't exist.")


def _policy(backend: OrganizationsBackend, call: Call) -> FakePolicy:
    return backend.get_policy_by_id(call.parameters["PolicyId"])


def _own_policy(backend: OrganizationsBackend, call: Call) -> FakePolicy:
    """The policy of a call that only those of the organization itself allow, and not AWS's."""
    policy = _policy(backend, call)
    if policy.aws_managed:
        message = "You specified a policy that is managed by AWS and can't be modified."
        raise _refused("InvalidInputException", "IMMUTABLE_POLICY", message)
    return policy


def _of_type(target: Any, kind: str) -> list[FakePolicy]:
    return [policy for policy in target.attached_policies if policy.type == kind]


def _check(backend: OrganizationsBackend, kind: str, call: Call, updated: FakePolicy | None = None) -> None:
    """Refuse a name that another policy has, and content that policies of this type cannot have."""
    name, content = call.parameters.get("Name"), call.parameters.get("Content")
    if any(policy.name == name and policy is not updated for policy in backend.policies):
        raise AwsError("DuplicatePolicyException", "A policy with the same name already exists.")
    if content is None:
        return
    if kind in LIMITS and len(content) > LIMITS[kind].characters:
        message = f"You have exceeded the maximum policy size: {len(content)} of {LIMITS[kind].characters} characters."
        raise _refused("ConstraintViolationException", "POLICY_CONTENT_LIMIT_EXCEEDED", message)
    found = problem(kind, content)
    if found:
        raise AwsError("MalformedPolicyDocumentException", f"The provided policy document is malformed: {found}")


@answers("organizations", "CreatePolicy")
def _create(call: Call) -> dict[str, Any]:
    backend = _changeable(call)
    _check(backend, call.parameters["Type"], call)
    return backend.create_policy(**call.parameters)


@answers("organizations", "UpdatePolicy")
def _update(call: Call) -> dict[str, Any]:
    backend = _changeable(call)
    policy = _own_policy(backend, call)
    _check(backend, policy.type, call, policy)
    return backend.update_policy(**call.parameters)


@answers("organizations", "DescribePolicy")
def _describe(call: Call) -> dict[str, Any]:
    return _policy(_readable(call), call).describe()


@answers("organizations", "DeletePolicy")
def _delete(call: Call) -> None:
    backend = _changeable(call)
    policy = _own_policy(backend, call)
    if any(policy in target.attached_policies for target in _targets(backend)):
        message = "The policy is attached to one or more entities. You must detach it from all of them before."
        raise AwsError("PolicyInUseException", message)
    backend.policies.remove(policy)


@answers("organizations", "ListPolicies")
def _list(call: Call) -> dict[str, Any]:
    backend = _readable(call)
    return {"Policies": [_summary(each) for each in backend.policies if each.type == call.parameters["Filter"]]}


def _summary(policy: FakePolicy) -> dict[str, Any]:
    return policy.describe()["Policy"]["PolicySummary"]


@answers("organizations", "ListPoliciesForTarget")
def _list_for_target(call: Call) -> dict[str, Any]:
    target = _target(_readable(call), call)
    return {"Policies": [_summary(each) for each in _of_type(target, call.parameters["Filter"])]}


@answers("organizations", "ListTargetsForPolicy")
def _list_targets(call: Call) -> dict[str, Any]:
    backend = _readable(call)
    policy = _policy(backend, call)
    attached = [target for target in _targets(backend) if policy in target.attached_policies]
    return {"Targets": [{"TargetId": t.id, "Arn": t.arn, "Name": t.name, "Type": t.type} for t in attached]}


@answers("organizations", "AttachPolicy")
def _attach(call: Call) -> None:
    backend = _changeable(call)
    policy, target = _policy(backend, call), _target(backend, call)
    if policy.type not in _enabled(backend):
        raise AwsError("PolicyTypeNotEnabledException", f"{policy.type} is not enabled in the root.")
    if policy in target.attached_policies:
        raise AwsError("DuplicatePolicyAttachmentException", f"{policy.id} is attached to {target.id} already.")
    if policy.type in LIMITS and len(_of_type(target, policy.type)) >= LIMITS[policy.type].attached:
        message = f"You have attached the maximum number of policies of type {policy.type} to {target.id}."
        raise _refused("ConstraintViolationException", "MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED", message)
    _attach_anywhere(backend, **call.parameters)


@answers("organizations", "DetachPolicy")
def _detach(call: Call) -> None:
    backend = _changeable(call)
    policy, target = _policy(backend, call), _target(backend, call)
    if policy not in target.attached_policies:
        raise AwsError("PolicyNotAttachedException", f"{policy.id} is not attached to {target.id}.")
    if policy.id == utils.DEFAULT_RCP_POLICY_ID:
        message = "You can't detach this Amazon Web Services managed policy."
        raise _refused("InvalidInputException", "NON_DETACHABLE_POLICY", message)
    if policy.type == "SERVICE_CONTROL_POLICY" and _of_type(target, policy.type) == [policy]:
        message = "You cannot remove the last policy attached to the specified target."
        raise _refused("ConstraintViolationException", "MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED", message)
    backend.detach_policy(**call.parameters)


# In AWS this is done in the background; here it is done when the answer comes.
@answers("organizations", "EnablePolicyType")
def _enable(call: Call) -> dict[str, Any]:
    backend = _changeable(call)
    answer = backend.enable_policy_type(**call.parameters)
    for policy in backend.policies:
        if policy.aws_managed and policy.type == call.parameters["PolicyType"]:
            for target in _targets(backend):
                _attach_anywhere(backend, PolicyId=policy.id, TargetId=target.id)
    return answer


@answers("organizations", "DisablePolicyType")
def _disable(call: Call) -> dict[str, Any]:
    backend = _changeable(call)
    answer = backend.disable_policy_type(**call.parameters)
    for target in _targets(backend):
        for policy in _of_type(target, call.parameters["PolicyType"]):
            backend.detach_policy(PolicyId=policy.id, TargetId=target.id)
    return answer
