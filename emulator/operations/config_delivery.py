"""Config: whether recorders, delivery channels and aggregators have delivered."""

from datetime import datetime
from typing import Any

import botocore.session
from moto.config.models import ConfigAggregator, ConfigDeliveryChannel, config_backends

from emulator.calls import Call
from emulator.operations import answers
from emulator.operations.administration import members
from emulator.operations.outcomes import failure, folder, newest

# AWS's guide shows these in capitals, its service model does not.
# https://docs.aws.amazon.com/config/latest/developerguide/verify-delivery-status.html
_SUCCESS, _FAILURE = "SUCCESS", "FAILURE"


def _delivered(account: str, region: str, folder_name: str = "") -> datetime | None:
    """When Config last wrote for an account and Region to the bucket of its channel: anything, or into one folder."""
    times = [
        newest(
            channel.s3_bucket_name,
            f"{folder(channel.s3_key_prefix)}AWSLogs/{account}/Config/{region}/",
            f"/{folder_name}/" if folder_name else "",
        )
        for channel in config_backends[account][region].delivery_channels.values()
    ]
    return max((time for time in times if time), default=None)


# moto's recorders wait for their first change for ever.
@answers("config", "DescribeConfigurationRecorderStatus")
def _describe_recorder_status(call: Call) -> dict[str, Any]:
    asked = call.parameters.get("ConfigurationRecorderNames") or []
    statuses = config_backends[call.account][call.region].describe_configuration_recorder_status(asked)
    delivered = _delivered(call.account, call.region)
    for status in statuses:
        failed = failure(call.account, call.region, "config recorder", status["name"], delivered)
        if failed:
            status.update(lastStatus=_FAILURE, lastErrorCode=failed.code, lastErrorMessage=failed.message)
        elif delivered:
            status.update(lastStatus=_SUCCESS)
    return {"ConfigurationRecordersStatus": statuses}


def _exported(call: Call, channel: ConfigDeliveryChannel, source: str, folder_name: str) -> dict[str, Any]:
    """How it went with files of one kind: nothing, where none was delivered and none failed."""
    delivered = _delivered(call.account, call.region, folder_name)
    failed = failure(call.account, call.region, source, channel.name, delivered)
    succeeded = {"lastSuccessfulTime": delivered} if delivered else {}
    if failed:
        error = {"lastErrorCode": failed.code, "lastErrorMessage": failed.message}
        return {"lastStatus": _FAILURE, "lastAttemptTime": failed.at, **error, **succeeded}
    return {"lastStatus": _SUCCESS, "lastAttemptTime": delivered, **succeeded} if delivered else {}


def _streamed(call: Call, channel: ConfigDeliveryChannel) -> dict[str, Any]:
    """How it went with the notifications of a channel, if it has a topic for them."""
    if not channel.sns_topic_arn:
        return {"lastStatus": "NOT_APPLICABLE"}
    failed = failure(call.account, call.region, "config stream", channel.name, None)
    if not failed:
        return {}
    error = {"lastErrorCode": failed.code, "lastErrorMessage": failed.message}
    return {"lastStatus": _FAILURE, "lastStatusChangeTime": failed.at, **error}


# moto does not have this operation.
@answers("config", "DescribeDeliveryChannelStatus")
def _describe_channel_status(call: Call) -> dict[str, Any]:
    backend = config_backends[call.account][call.region]
    described = backend.describe_delivery_channels(call.parameters.get("DeliveryChannelNames") or [])
    channels = [backend.delivery_channels[each["name"]] for each in described]
    return {
        "DeliveryChannelsStatus": [
            {
                "name": channel.name,
                "configHistoryDeliveryInfo": _exported(call, channel, "config history", "ConfigHistory"),
                "configSnapshotDeliveryInfo": _exported(call, channel, "config snapshots", "ConfigSnapshot"),
                "configStreamDeliveryInfo": _streamed(call, channel),
            }
            for channel in channels
        ]
    }


def _sources(call: Call, aggregator: ConfigAggregator) -> list[tuple[str, str]]:
    """The accounts and Regions whose data an aggregator collects."""
    organization = aggregator.organization_aggregation_source
    sources = [organization] if organization else aggregator.account_aggregation_sources
    every = botocore.session.get_session().get_available_regions("config")
    return [
        (account, region)
        for source in sources
        for account in (members(call.account) if organization else source.account_ids)
        for region in source.aws_regions or every
    ]


def _source(call: Call, aggregator: str, account: str, region: str) -> dict[str, Any]:
    """What an aggregator has of one account and Region: what Config delivered there is collected at once."""
    said = {"SourceId": account, "SourceType": "ACCOUNT", "AwsRegion": region}
    delivered = _delivered(account, region)
    failed = failure(account, region, "config aggregation", aggregator, delivered)
    if failed:
        error = {"LastErrorCode": failed.code, "LastErrorMessage": failed.message}
        return {**said, "LastUpdateStatus": "FAILED", "LastUpdateTime": failed.at, **error}
    return {**said, "LastUpdateStatus": "SUCCEEDED", "LastUpdateTime": delivered} if delivered else said


_PAGE = 100
"""How many sources an answer has at most, which is also how many it has by default."""


# moto does not have this operation.
@answers("config", "DescribeConfigurationAggregatorSourcesStatus")
def _describe_sources_status(call: Call) -> dict[str, Any]:
    name, asked = call.parameters["ConfigurationAggregatorName"], call.parameters.get("UpdateStatus")
    begin, size = int(call.parameters.get("NextToken") or 0), call.parameters.get("Limit") or _PAGE
    backend = config_backends[call.account][call.region]
    backend.describe_configuration_aggregators([name], None, None)
    found = [_source(call, name, *source) for source in _sources(call, backend.config_aggregators[name])]
    wanted = [each for each in found if not asked or each.get("LastUpdateStatus") in asked]
    more = {"NextToken": str(begin + size)} if begin + size < len(wanted) else {}
    return {"AggregatedSourceStatusList": wanted[begin : begin + size], **more}
