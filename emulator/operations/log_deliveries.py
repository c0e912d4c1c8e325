"""CloudWatch Logs, delivery of vended logs: any source, any log type, a destination in any account of the Region."""

from typing import Any

from moto.logs.models import Delivery, DeliveryDestination, DeliverySource, logs_backends

from emulator.calls import Call
from emulator.operations import AwsError, answers


# moto has a short list of services, each with its log types, which AWS has outgrown. In AWS a source is one log type of
# one resource for good, and no other source of the account has the same.
@answers("logs", "PutDeliverySource")
def _put_source(call: Call) -> dict[str, Any]:
    asked, backend = call.parameters, logs_backends[call.account][call.region]
    name, resource, log_type = asked["name"], asked["resourceArn"], asked["logType"]
    for other in backend.delivery_sources.values():
        if ((resource, log_type) == (other.resource_arns[0], other.log_type)) != (name == other.name):
            raise AwsError("ConflictException", f"Delivery source {other.name} has this name, or this log.")
    if name in backend.delivery_sources and asked.get("tags"):
        raise AwsError("ConflictException", "Tags can only be given when a resource is created.")
    source = backend.delivery_sources.get(name)
    if not source:
        source = DeliverySource(call.account, call.region, name, resource, log_type, asked.get("tags"))
        backend.delivery_sources[name] = source
        backend.tag_resource(source.arn, asked.get("tags", {}))
    return {"deliverySource": source.to_dict()}


def _destination(arn: str) -> DeliveryDestination:
    _, _, _, region, account, _, name = arn.split(":", 6)
    destination = logs_backends[account][region].delivery_destinations.get(name)
    if not destination:
        raise AwsError("ResourceNotFoundException", "The requested delivery destination does not exist.")
    return destination


# moto only finds destinations of the same account. In AWS the fields and the folder of a delivery that names none are
# those of its source; here they are always CloudFront's.
@answers("logs", "CreateDelivery")
def _create_delivery(call: Call) -> dict[str, Any]:
    asked, backend = call.parameters, logs_backends[call.account][call.region]
    source = backend.get_delivery_source(asked["deliverySourceName"])
    destination = _destination(asked["deliveryDestinationArn"])
    if destination.arn.split(":")[3] != call.region:
        raise AwsError("ValidationException", "The destination must be in the Region of the source.")
    for other in backend.deliveries.values():
        if (other.delivery_source_name, other.destination_type) == (source.name, destination.delivery_destination_type):
            raise AwsError("ConflictException", "The source has a delivery to this type of destination.")
    delivery = Delivery(
        call.account,
        call.region,
        source.name,
        destination.arn,
        destination.delivery_destination_type,
        asked.get("recordFields"),
        asked.get("fieldDelimiter"),
        asked.get("s3DeliveryConfiguration"),
        asked.get("tags"),
    )
    backend.deliveries[delivery.id] = delivery
    backend.tag_resource(delivery.arn, asked.get("tags", {}))
    return {"delivery": delivery.to_dict()}


# moto cannot change a delivery.
@answers("logs", "UpdateDeliveryConfiguration")
def _update_delivery(call: Call) -> None:
    delivery = logs_backends[call.account][call.region].get_delivery(call.parameters["id"])
    delivery.record_fields = call.parameters.get("recordFields", delivery.record_fields)
    delivery.field_delimiter = call.parameters.get("fieldDelimiter", delivery.field_delimiter)
    delivery.s3_delivery_configuration = call.parameters.get(
        "s3DeliveryConfiguration", delivery.s3_delivery_configuration
    )


# moto deletes what a delivery still uses; AWS refuses.
@answers("logs", "DeleteDeliverySource")
def _delete_source(call: Call) -> None:
    backend = logs_backends[call.account][call.region]
    source = backend.get_delivery_source(call.parameters["name"])
    if any(delivery.delivery_source_name == source.name for delivery in backend.deliveries.values()):
        raise AwsError("ConflictException", f"A delivery uses {source.name}.")
    backend.delete_delivery_source(source.name)


@answers("logs", "DeleteDeliveryDestination")
def _delete_destination(call: Call) -> None:
    backend = logs_backends[call.account][call.region]
    destination = backend.get_delivery_destination(call.parameters["name"])
    for _, _, other in list(logs_backends.iter_backends()):
        if any(delivery.delivery_destination_arn == destination.arn for delivery in other.deliveries.values()):
            raise AwsError("ConflictException", f"A delivery uses {destination.name}.")
    backend.delete_delivery_destination(destination.name)
