"""Step Functions: the check of a definition before it is deployed."""

import json
from typing import Any

from moto.stepfunctions.models import stepfunctions_backends

from emulator.calls import Call
from emulator.operations import answers


# moto cannot be asked; the Terraform provider asks while it plans. Only what is not a state machine at all is found.
@answers("stepfunctions", "ValidateStateMachineDefinition")
def _validate_definition(call: Call) -> dict[str, Any]:
    problem = ""
    try:
        definition = json.loads(call.parameters["definition"])
        missing = [name for name in ("StartAt", "States") if name not in definition]
        if missing:
            problem = f"The definition has no {' and no '.join(missing)}."
        elif definition["StartAt"] not in definition["States"]:
            problem = f"There is no state {definition['StartAt']} to start at."
    except ValueError as error:
        problem = f"The definition is not JSON: {error}"
    diagnostics = [{"severity": "ERROR", "code": "SCHEMA_VALIDATION_FAILED", "message": problem}] if problem else []
    return {"result": "FAIL" if problem else "OK", "diagnostics": diagnostics, "truncated": False}


# moto publishes versions but does not list them; the Terraform provider asks for the versions of every state machine.
@answers("stepfunctions", "ListStateMachineVersions")
def _list_versions(call: Call) -> dict[str, Any]:
    backend = stepfunctions_backends[call.account][call.region]
    machine = backend.describe_state_machine(call.parameters["stateMachineArn"])
    versions = [
        {"stateMachineVersionArn": version.arn, "creationDate": version.creation_date}
        for _, version in sorted(machine.versions.items(), reverse=True)
    ]
    return {"stateMachineVersions": versions}
