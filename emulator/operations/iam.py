"""IAM: the names of service-linked roles, boundaries of roles, and AWS's managed policies without the wait for them."""

import json
from collections.abc import Callable
from functools import cache, wraps
from inspect import signature
from typing import Any

from moto.iam import models
from moto.iam.exceptions import NotFoundException
from moto.iam.models import SERVICE_NAME_CONVERSION, AWSManagedPolicy, IAMBackend, Role

_create = IAMBackend.create_service_linked_role


def _create_service_linked_role(self: IAMBackend, service_name: str, description: str, suffix: str) -> Role:
    parts = service_name.removesuffix(".amazonaws.com").split(".")
    if parts[-1] in SERVICE_NAME_CONVERSION:
        return _create(self, service_name, description, suffix)
    name = "".join(word.capitalize() for part in reversed(parts) for word in part.split("-"))
    statement = {"Action": ["sts:AssumeRole"], "Effect": "Allow", "Principal": {"Service": [service_name]}}
    return self.create_role(
        f"AWSServiceRoleFor{name}_{suffix}" if suffix else f"AWSServiceRoleFor{name}",
        json.dumps({"Version": "2012-10-17", "Statement": [statement]}),
        f"/aws-service-role/{service_name}/",
        permissions_boundary=None,
        description=description,
        tags=[],
        max_session_duration="3600",
        linked_service=service_name,
    )


# moto joins the parts of every service's name with an underscore, as only Application Auto Scaling does, and leaves a
# single part in lower case. In AWS what follows an underscore is the custom suffix that the caller asked for, and
# Terraform reads it that way; Config's role is AWSServiceRoleForConfig.
IAMBackend.create_service_linked_role = _create_service_linked_role


def _within_boundary_that_exists(method: Callable[..., Any]) -> Callable[..., Any]:
    parameters = signature(method)

    @wraps(method)
    def checked(self: IAMBackend, *given: Any, **named: Any) -> Any:
        boundary = parameters.bind(self, *given, **named).arguments["permissions_boundary"]
        if boundary and boundary not in self.managed_policies:
            raise NotFoundException(f"Scope ARN: {boundary} does not exist or is not attachable.")
        return method(self, *given, **named)

    return checked


# moto takes any name for the boundary of a role; in AWS it is that of a policy which exists.
IAMBackend.create_role = _within_boundary_that_exists(IAMBackend.create_role)
IAMBackend.put_role_permissions_boundary = _within_boundary_that_exists(IAMBackend.put_role_permissions_boundary)


@cache
def _aws_policies() -> dict[str, dict[str, object]]:
    return json.loads(models.aws_managed_policies_data)


def _init_aws_policies(self: IAMBackend) -> list[AWSManagedPolicy]:
    return [
        AWSManagedPolicy.from_data(name, self.account_id, self.region_name, policy)
        for name, policy in _aws_policies().items()
    ]


# To find the account of an access key, moto creates the IAM of every account in every partition, and reads the text of
# all managed policies for each: seconds during which nothing is answered. There is one partition here.
models.PARTITION_NAMES = ["aws"]
IAMBackend._init_aws_policies = _init_aws_policies
