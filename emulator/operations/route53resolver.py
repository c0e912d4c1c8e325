"""Route 53 Resolver: query logging configurations have tags, an end, and failures."""

from typing import Any

from moto.route53resolver.models import (
    ResolverQueryLogConfigAssociation,
    Route53ResolverBackend,
    route53resolver_backends,
)

from emulator.calls import Call
from emulator.operations import AwsError, answers
from emulator.operations.outcomes import failure, folder, newest

_require_arn = Route53ResolverBackend._matched_arn


def _matched_arn(self: Route53ResolverBackend, resource_arn: str) -> None:
    if not any(config.arn == resource_arn for config in self.resolver_query_log_configs.values()):
        _require_arn(self, resource_arn)


# moto tags endpoints and rules only.
Route53ResolverBackend._matched_arn = _matched_arn


# moto neither ends an association nor deletes a configuration. AWS refuses to delete one that is associated.
@answers("route53resolver", "DisassociateResolverQueryLogConfig")
def _disassociate(call: Call) -> dict[str, Any]:
    backend = route53resolver_backends[call.account][call.region]
    configuration = backend.get_resolver_query_log_config(call.parameters["ResolverQueryLogConfigId"])
    for association in backend.resolver_query_log_config_associations.values():
        if (association.resolver_query_log_config_id, association.resource_id) == (
            configuration.id,
            call.parameters["ResourceId"],
        ):
            del backend.resolver_query_log_config_associations[association.id]
            configuration.association_count -= 1
            return {"ResolverQueryLogConfigAssociation": {**association.description(), "Status": "DELETING"}}
    raise AwsError("ResourceNotFoundException", "The VPC is not associated with the configuration.")


@answers("route53resolver", "DeleteResolverQueryLogConfig")
def _delete(call: Call) -> dict[str, Any]:
    backend = route53resolver_backends[call.account][call.region]
    configuration = backend.get_resolver_query_log_config(call.parameters["ResolverQueryLogConfigId"])
    if configuration.association_count:
        raise AwsError("InvalidRequestException", "The configuration is still associated with a VPC.")
    del backend.resolver_query_log_configs[configuration.id]
    return {"ResolverQueryLogConfig": {**configuration.description(), "Status": "DELETING"}}


def _judge(backend: Route53ResolverBackend, association: ResolverQueryLogConfigAssociation) -> None:
    """Let an association say how the latest delivery for its VPC went."""
    destination = backend.resolver_query_log_configs[association.resolver_query_log_config_id].destination_arn
    name, _, prefix = destination.rpartition(":::")[2].partition("/")
    part = f"AWSLogs/{backend.account_id}/vpcdnsquerylogs/{association.resource_id}/"
    delivered = newest(name, folder(prefix), part)
    failed = failure(backend.account_id, backend.region_name, "resolver query logs", association.resource_id, delivered)
    association.status = "ACTION_NEEDED" if failed else "ACTIVE"
    association.error, association.error_message = (failed.code, failed.message) if failed else ("NONE", "")


_list_associations = Route53ResolverBackend.list_resolver_query_log_config_associations
_get_association = Route53ResolverBackend.get_resolver_query_log_config_association


def _list_judged(self: Route53ResolverBackend, *asked: Any, **page: Any) -> Any:
    for association in self.resolver_query_log_config_associations.values():
        _judge(self, association)
    return _list_associations(self, *asked, **page)


def _get_judged(self: Route53ResolverBackend, **asked: str) -> ResolverQueryLogConfigAssociation:
    association = _get_association(self, **asked)
    _judge(self, association)
    return association


# moto's associations are well for ever.
Route53ResolverBackend.list_resolver_query_log_config_associations = _list_judged
Route53ResolverBackend.get_resolver_query_log_config_association = _get_judged
