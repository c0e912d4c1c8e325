"""KMS: the rotation period of a key."""

import json
from typing import Any

from moto.kms import models
from moto.kms.responses import KmsResponse

_generate_private_key = models.generate_private_key
_enable_rotation = KmsResponse.enable_key_rotation
_get_rotation = KmsResponse.get_key_rotation_status


def _private_key(key_spec: str) -> Any:
    return None if key_spec == "SYMMETRIC_DEFAULT" else _generate_private_key(key_spec)


def _enable_key_rotation(self: KmsResponse) -> str:
    answer = _enable_rotation(self)
    key = self.kms_backend.describe_key(self._get_param("KeyId"))
    key.rotation_period = self._get_param("RotationPeriodInDays", 365)
    return answer


def _get_key_rotation_status(self: KmsResponse) -> str:
    status = json.loads(_get_rotation(self))
    if status["KeyRotationEnabled"]:
        key = self.kms_backend.describe_key(self._get_param("KeyId"))
        status["RotationPeriodInDays"] = key.rotation_period
    return json.dumps(status)


# moto drops the period; AWS keeps it (365 days when none is given) and returns it while rotation is enabled.
KmsResponse.enable_key_rotation = _enable_key_rotation
KmsResponse.get_key_rotation_status = _get_key_rotation_status

# moto makes a pair of RSA keys for a symmetric key too, which signs nothing; all callers wait while it does.
models.generate_private_key = _private_key
