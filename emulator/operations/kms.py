"""KMS: the rotation period of a key."""

import json

from moto.kms.responses import KmsResponse

_enable_rotation = KmsResponse.enable_key_rotation
_get_rotation = KmsResponse.get_key_rotation_status


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
