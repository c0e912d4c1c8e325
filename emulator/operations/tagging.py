"""Resource Groups Tagging: the resources whose tags moto does not gather."""

from collections.abc import Iterator
from typing import Any

from moto.resourcegroupstaggingapi.models import ResourceGroupsTaggingAPIBackend
from moto.wafv2.models import wafv2_backends

from emulator.operations import cloudfront, network_firewall

_gather = ResourceGroupsTaggingAPIBackend._get_resources_generator


def _kept_elsewhere(account: str, region: str) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """The ARN and the tags of those resources in one account and Region; global ones are in us-east-1."""
    yield from network_firewall.tagged(account, region)
    for scope in (region, "aws") if region == "us-east-1" else (region,):
        backend = wafv2_backends[account][scope]
        for web_acl in list(backend.wacls.values()):
            yield web_acl.arn, backend.tagging_service.list_tags_for_resource(web_acl.arn)["Tags"]
    if region == "us-east-1":
        yield from cloudfront.tagged(account)


def _is_of_type(arn: str, filters: list[str]) -> bool:
    """Whether an ARN is of a type such as `wafv2`, `wafv2:regional/webacl` or `network-firewall:firewall`."""
    _, _, service, _, _, resource = arn.split(":", 5)
    return not filters or any(f"{service}:{resource}/".startswith((f"{each}:", f"{each}/")) for each in filters)


def _has_tags(tags: list[dict[str, str]], filters: list[dict[str, Any]]) -> bool:
    values = {tag["Key"]: tag["Value"] for tag in tags}
    return all(
        each["Key"] in values and (not each.get("Values") or values[each["Key"]] in each["Values"]) for each in filters
    )


def _get_resources(
    self: ResourceGroupsTaggingAPIBackend,
    tag_filters: list[dict[str, Any]] | None = None,
    resource_type_filters: list[str] | None = None,
) -> Iterator[dict[str, Any]]:
    yield from _gather(self, tag_filters, resource_type_filters)
    for arn, tags in _kept_elsewhere(self.account_id, self.region_name):
        if tags and _is_of_type(arn, resource_type_filters or []) and _has_tags(tags, tag_filters or []):
            yield {"ResourceARN": arn, "Tags": tags}


# moto gathers nothing of WAF and Network Firewall, and distributions under a type of its own. As in AWS, what never had
# a tag is not found.
ResourceGroupsTaggingAPIBackend._get_resources_generator = _get_resources
