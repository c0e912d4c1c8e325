"""Route 53 Resolver: query logging configurations have tags, and an end."""

from typing import Any

from moto.route53resolver.models import Route53ResolverBackend, route53resolver_backends

from emulator.calls import Call
from emulator.operations import AwsError, answers

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
