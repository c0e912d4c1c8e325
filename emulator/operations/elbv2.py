"""Elastic Load Balancing: network and gateway load balancers, and certificates from elsewhere."""

from typing import Any

from moto.elbv2 import models
from moto.elbv2.models import ELBv2Backend, FakeListener, FakeLoadBalancer

_ARN_TYPES = {"application": "app", "network": "net", "gateway": "gwy"}

_create_balancer = ELBv2Backend.create_load_balancer
_modify_listener = ELBv2Backend.modify_listener


def _create_load_balancer(
    self: ELBv2Backend, *arguments: Any, tags: list[dict[str, str]] | None = None, **options: Any
) -> FakeLoadBalancer:
    balancer = _create_balancer(self, *arguments, **options)
    del self.load_balancers[balancer.arn]
    balancer.arn = balancer.arn.replace(":loadbalancer/app/", f":loadbalancer/{_ARN_TYPES[balancer.type]}/")
    self.load_balancers[balancer.arn] = balancer
    self.tagging_service.tag_resource(balancer.arn, tags)
    return balancer


# moto gives every load balancer the ARN of an application load balancer.
ELBv2Backend.create_load_balancer = _create_load_balancer


def _modify(
    self: ELBv2Backend,
    arn: str,
    port: str | None = None,
    protocol: str | None = None,
    ssl_policy: str | None = None,
    certificates: list[dict[str, Any]] | None = None,
    actions: list[dict[str, Any]] | None = None,
) -> FakeListener:
    if protocol not in ("TLS", "UDP", "TCP_UDP", "GENEVE"):
        return _modify_listener(self, arn, port, protocol, ssl_policy, certificates, actions)
    listener = _modify_listener(self, arn, port, None, ssl_policy, None, actions or [])
    listener.protocol = protocol
    if certificates:
        listener.certificate = certificates[0]["CertificateArn"]
        listener.certificates = [certificate["CertificateArn"] for certificate in certificates]
    return listener


# moto refuses to modify a listener of these protocols, although it creates them.
ELBv2Backend.modify_listener = _modify

# A certificate is made by people, in ways that are none of this project's business, so it is taken for granted; moto
# looks for it, and the Terraform provider tries for five minutes.
models.register_certificate = lambda **_: None
