"""IAM: the names of service-linked roles."""

import json

from moto.iam.models import SERVICE_NAME_CONVERSION, IAMBackend, Role

_create = IAMBackend.create_service_linked_role


def _create_service_linked_role(self: IAMBackend, service_name: str, description: str, suffix: str) -> Role:
    parts = service_name.removesuffix(".amazonaws.com").split(".")
    if len(parts) == 1 or parts[-1] in SERVICE_NAME_CONVERSION:
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


# moto joins the parts of every service's name with an underscore, as only Application Auto Scaling does. In AWS what
# follows an underscore is the custom suffix that the caller asked for, and Terraform reads it that way.
IAMBackend.create_service_linked_role = _create_service_linked_role
