"""Turns an HTTP request into the AWS call it makes, by botocore's service models and moto's request parsers."""

import gzip
import re
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from botocore.exceptions import UnknownServiceError
from botocore.model import OperationNotFoundError
from moto.core.model import OperationModel
from moto.core.parse import PROTOCOL_PARSERS, JSONParser, RestJSONParser
from moto.core.request import determine_request_protocol
from moto.core.utils import get_service_model
from moto.iam.models import get_account_id_from
from werkzeug.wrappers import Request

# Requests are signed with these names; the model of the service has another one.
MODEL_NAMES = {
    "access-analyzer": "accessanalyzer",
    "aoss": "opensearchserverless",
    "elasticloadbalancing": "elbv2",
    "es": "opensearch",
    "monitoring": "cloudwatch",
    "servicequotas": "service-quotas",
    "sso": "sso-admin",
    "states": "stepfunctions",
    "tagging": "resourcegroupstaggingapi",
}

CREDENTIAL = re.compile(r"Credential=(?P<key>[^/]+)/\d{8}/(?P<region>[^/]+)/(?P<service>[^/]+)/aws4_request")

TERRAFORM = re.compile(r"\bterraform-provider-aws/", re.IGNORECASE)


@dataclass
class Call:
    """One AWS request: who calls what, where, with which parameters (shaped as the operation's input), and how."""

    account: str
    region: str
    service: str
    operation: str = "?"
    parameters: dict[str, Any] = field(default_factory=dict)
    model: OperationModel | None = None
    protocol: str = ""
    problem: str = ""
    """Why the request could not be read as an operation of the service; empty when it could."""
    client: str = "other"
    """What sent the request: `terraform` (its AWS provider), or `other`."""


class _WireValues:
    """Leaves JSON numbers as they were sent: moto converts the string "5" to 5, which would hide a wrong type."""

    def _parse_integer(self, shape, value):
        # Numbers in a URI or header always arrive as text.
        return int(value) if "location" in shape.serialization else value

    _parse_long = _parse_integer


class _JSONParser(_WireValues, JSONParser):
    pass


class _RestJSONParser(_WireValues, RestJSONParser):
    pass


PARSERS = {**PROTOCOL_PARSERS, "json": _JSONParser, "rest-json": _RestJSONParser}


def read_call(environ: dict[str, Any]) -> Call | None:
    """The AWS call in a WSGI environment, or None when the request is not signed (not made by an AWS client)."""
    request = Request(environ)
    credential = CREDENTIAL.search(request.headers.get("Authorization", ""))
    if not credential:
        return None
    path = urlsplit(environ["RAW_URI"]).path or "/"
    service = MODEL_NAMES.get(credential["service"], credential["service"])
    if service == "s3" and path.startswith("/v20180820/"):
        service = "s3control"
    client = "terraform" if TERRAFORM.search(request.headers.get("User-Agent", "")) else "other"
    call = Call(get_account_id_from(credential["key"]), credential["region"], service, client=client)
    try:
        _read_operation(call, request, path)
    except UnknownServiceError:
        call.problem = f"no service {service} in botocore"
    except OperationNotFoundError as error:
        call.problem = str(error)
    except Exception as error:  # Whatever a parser trips over is a malformed request.
        call.problem = f"not readable as {call.operation}: {error!r}"
    return call


def _read_operation(call: Call, request: Request, path: str) -> None:
    service_model = get_service_model(call.service)
    call.protocol = determine_request_protocol(service_model, request.content_type)
    labels: dict[str, str] = {}
    if call.protocol == "json":
        call.operation = request.headers["X-Amz-Target"].rpartition(".")[2]
    elif call.protocol.startswith("rest-"):
        call.operation, labels = _route(call.service, request, path)
    else:
        call.operation = request.values["Action"]
    call.model = service_model.operation_model(call.operation)
    body = _body(call.model, request)
    call.parameters = PARSERS[call.protocol](call.model).parse(
        {
            "method": request.method,
            "values": request.values,
            "headers": request.headers,
            "body": body,
            "url_path": path,
            "url_params": labels,
        }
    )


def _body(model: OperationModel, request: Request) -> bytes:
    payload = model.input_shape and model.input_shape.serialization.get("payload")
    if payload and model.input_shape.members[payload].type_name == "blob":
        return b""  # A stream of bytes has no shape to check, and moto's parser would decode it as text.
    body = request.get_data()
    return gzip.decompress(body) if request.headers.get("Content-Encoding") == "gzip" else body


class _Route(NamedTuple):
    operation: str
    method: str
    path: re.Pattern[str]
    labels: list[str]
    query: dict[str, str]
    required: frozenset[tuple[str, str]]


@cache
def _routes(service: str) -> list[_Route]:
    """The REST operations of a service, the most specific first."""
    routes = []
    service_model = get_service_model(service)
    for name in service_model.operation_names:
        model = service_model.operation_model(name)
        if model.deprecated:  # S3 kept old operations at the addresses of their successors.
            continue
        uri, _, query = model.http["requestUri"].partition("?")
        pattern = re.sub(r"\\{[^}]*?\\\+\\}", "(.+)", re.escape(uri))
        pattern = re.sub(r"\\{[^}]*?\\}", "([^/]+)", pattern)
        shape = model.input_shape
        members = {member: shape.members[member].serialization for member in shape.required_members} if shape else {}
        required = {
            (traits["location"], traits.get("name", member))
            for member, traits in members.items()
            if traits.get("location") in ("header", "querystring")
        }
        literals = dict(part.partition("=")[::2] for part in query.split("&") if part)
        labels = re.findall(r"{([^}+]+)\+?}", uri)
        path = re.compile(pattern + "/?")
        routes.append(_Route(name, model.http["method"], path, labels, literals, frozenset(required)))
    return sorted(routes, key=lambda r: (len(r.labels), -len(r.query), -len(r.required), -len(r.path.pattern)))


def _route(service: str, request: Request, path: str) -> tuple[str, dict[str, str]]:
    """The operation at this method and address, and the values of the labels in its path."""
    matches = [
        (route, match)
        for route in _routes(service)
        if route.method == request.method
        and (match := route.path.fullmatch(path))
        and all(request.args.get(key) == value for key, value in route.query.items())
    ]
    if not matches:
        raise OperationNotFoundError(f"no operation of {service} at {request.method} {request.full_path}")

    def complete(route: _Route) -> bool:
        sent = {"header": request.headers, "querystring": request.args}
        return all(name in sent[location] for location, name in route.required)

    # GetObject and ListParts, for example, share an address; only the second requires an upload id. Some clients
    # say which operation they mean.
    named = (found for found in matches if found[0].operation == request.args.get("x-id"))
    completed = (found for found in matches if complete(found[0]))
    route, match = next(chain(named, completed, matches))
    return route.operation, dict(zip(route.labels, match.groups()))
