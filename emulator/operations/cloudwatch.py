"""CloudWatch: composite alarms, which moto describes and cannot make."""

import re

from moto.cloudwatch.models import cloudwatch_backends

from emulator.calls import Call
from emulator.operations import AwsError, answers

_MOST_CHILDREN = 100


# In AWS the alarms that the rule names must be there, in the same account and Region, and an alarm that a composite one
# names cannot be deleted before it.
@answers("cloudwatch", "PutCompositeAlarm")
def _put_composite_alarm(call: Call) -> None:
    asked, backend = call.parameters, cloudwatch_backends[call.account][call.region]
    children = set(re.findall(r'(?:ALARM|OK|INSUFFICIENT_DATA)\(\s*"?([^")]+)"?\s*\)', asked["AlarmRule"]))
    if missing := children - set(backend.alarms):
        raise AwsError("ValidationError", f"AlarmRule names alarms that do not exist: {', '.join(sorted(missing))}")
    if not children or len(children) > _MOST_CHILDREN:
        raise AwsError("ValidationError", f"AlarmRule names between 1 and {_MOST_CHILDREN} alarms.")
    backend.put_metric_alarm(
        name=asked["AlarmName"],
        rule=asked["AlarmRule"],
        description=asked.get("AlarmDescription"),
        actions_enabled=asked.get("ActionsEnabled", True),
        alarm_actions=asked.get("AlarmActions") or [],
        ok_actions=asked.get("OKActions"),
        insufficient_data_actions=asked.get("InsufficientDataActions"),
        tags=asked.get("Tags"),
        namespace=None,
        metric_name=None,
        comparison_operator=None,
        evaluation_periods=None,
        period=None,
        threshold=None,
        statistic=None,
        dimensions=[],
    )


@answers("cloudwatch", "DeleteAlarms")
def _delete_alarms(call: Call) -> None:
    backend, names = cloudwatch_backends[call.account][call.region], set(call.parameters["AlarmNames"])
    composite = [alarm for alarm in backend.alarms.values() if alarm.rule and alarm.name not in names]
    for name in names:
        if any(f'"{name}"' in alarm.rule for alarm in composite):
            raise AwsError("ValidationError", f"A composite alarm depends on {name}.")
    backend.delete_alarms(names)
