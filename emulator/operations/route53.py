"""Route 53: query logging to a group of us-east-1, and zones that are private because they have a VPC."""

import re
from typing import Any
from uuid import uuid4

from moto.logs.models import logs_backends
from moto.route53.models import QueryLoggingConfig, route53_backends
from werkzeug.wrappers import Response

from emulator.calls import Call
from emulator.operations import AwsError, answers, completes


# moto only finds a log group whose ARN ends in `:*`; AWS takes, and returns, the ARN either way.
@answers("route53", "CreateQueryLoggingConfig")
def _create_query_logging(call: Call) -> dict[str, Any]:
    zone, group = call.parameters["HostedZoneId"], call.parameters["CloudWatchLogsLogGroupArn"]
    backend = route53_backends[call.account]["aws"]
    backend.get_hosted_zone(zone)
    known = {group.arn for group in logs_backends[call.account]["us-east-1"].groups.values()}
    if group.removesuffix(":*") not in known:
        raise AwsError("NoSuchCloudWatchLogsLogGroup", "There is no such log group in us-east-1.", 404)
    if any(logging.hosted_zone_id == zone for logging in backend.query_logging_configs.values()):
        raise AwsError("QueryLoggingConfigAlreadyExists", "The zone has query logging already.", 409)
    logging = QueryLoggingConfig(str(uuid4()), zone, group)
    backend.query_logging_configs[logging.id] = logging
    configuration = {"Id": logging.id, "HostedZoneId": zone, "CloudWatchLogsLogGroupArn": group}
    return {"QueryLoggingConfig": configuration, "Location": logging.location}


# moto takes the VPC of a zone only when the zone is also said to be private, which AWS concludes from the VPC.
@completes("route53", "CreateHostedZone")
def _keep_vpc(call: Call, response: Response) -> None:
    vpc = call.parameters.get("VPC")
    if vpc:
        identifier = re.search(r"<Id>/hostedzone/(\w+)</Id>", response.get_data(as_text=True))[1]
        zone = route53_backends[call.account]["aws"].get_hosted_zone(identifier)
        zone.private_zone = True
        zone.vpcs = []
        zone.add_vpc(vpc["VPCId"], vpc["VPCRegion"])
