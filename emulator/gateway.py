"""The WSGI application: reads each AWS call, records and checks it, and has it answered by a handler or by moto."""

import io
import json
import logging
import traceback
from collections import OrderedDict
from collections.abc import Callable
from functools import cache
from threading import RLock
from typing import Any

from moto.core import responses, utils
from moto.core.exceptions import JsonRESTError, ServiceException
from moto.core.serialize import get_serializer_class
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.wrappers import Response
from werkzeug.wsgi import get_input_stream

from emulator import delivery, operations
from emulator.calls import Call, read_call
from emulator.operations import outcomes
from emulator.validation import violations

log = logging.getLogger("emulator")

REMEMBERED_ANSWERS = 4096
"""Of the calls that may change something; at a hundred in a second, enough for the longest wait between attempts."""

COUNTED_BY = ("account", "region", "service", "operation", "client")
"""What tells calls apart in the record of all calls."""


class Gateway:
    """moto behind a record of all calls, a check of their parameters, and the operations of our own.

    `GET /emulator/calls` and `GET /emulator/violations` answer with what was seen so far, and `POST
    /emulator/deliveries` takes what services are to have delivered. One call is answered at a time: moto is not made
    for threads (a loop over roles fails when another thread adds one), and Python would not be faster with them.
    """

    def __init__(self) -> None:
        operations.install()
        delivery.install()
        self.moto = DomainDispatcherApplication(_create_app)
        # These are the same for every request, and moto reads folders (its own, or all of botocore's), or a class, for
        # the answer.
        self.moto.get_backend_for_host = cache(self.moto.get_backend_for_host)
        utils.create_loader = cache(utils.create_loader)
        responses.method_names_from_class = cache(responses.method_names_from_class)
        self.lock = RLock()
        self.calls: dict[tuple[str, ...], int] = {}
        """How often each was called, by the members of a call that `COUNTED_BY` names."""
        self.violations: list[dict[str, str]] = []
        self.answered: OrderedDict[str, Response] = OrderedDict()
        """The latest successes, by the id that a client gives to all attempts of one call."""

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        return self.answer(environ)(environ, start_response)

    def answer(self, environ: dict[str, Any]) -> Response:
        """The response to one HTTP request."""
        if environ.get("REQUEST_METHOD") == "CONNECT":
            # A client that would speak to AWS itself, encrypted, through this proxy.
            return Response("nothing of the emulator's reaches AWS", 403)
        if environ["PATH_INFO"] == "/emulator/calls":
            with self.lock:
                return _json([dict(zip(COUNTED_BY, key), count=count) for key, count in self.calls.items()])
        if environ["PATH_INFO"] == "/emulator/violations":
            with self.lock:
                return _json(self.violations)

        body = get_input_stream(environ).read()
        if environ["PATH_INFO"] == "/emulator/deliveries":
            with self.lock:
                return _told(body)
        with self.lock:
            return self.answer_call(environ, body)

    def answer_call(self, environ: dict[str, Any], body: bytes) -> Response:
        """The response to the request of an AWS client, or to one for moto itself."""

        def with_body() -> dict[str, Any]:
            return {**environ, "wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}

        call = read_call(with_body())
        if call is None:
            return Response.from_app(self.moto, with_body(), buffered=True)
        # A client that got no answer repeats the call. AWS knows it again by a client token; moto ignores those, and
        # would refuse to create twice what it has created.
        invocation = environ.get("HTTP_AMZ_SDK_INVOCATION_ID", "")
        if invocation in self.answered:
            attempt = environ.get("HTTP_AMZ_SDK_REQUEST", "")
            log.warning("%s %s was repeated (%s), and is answered as before", call.service, call.operation, attempt)
            return self.answered[invocation]
        response = self.answer_new_call(call, with_body)
        if invocation and environ["REQUEST_METHOD"] not in ("GET", "HEAD") and response.status_code < 300:
            self.answered[invocation] = response
            if len(self.answered) > REMEMBERED_ANSWERS:
                self.answered.popitem(last=False)
        return response

    def answer_new_call(self, call: Call, with_body: Callable[[], dict[str, Any]]) -> Response:
        """The response to a call that was not answered before; with_body: the request, for moto to read."""
        valid = self.record(call)
        try:
            handler = operations.handler(call)
            if handler:
                return _serialize(call, handler(call))
            response = Response.from_app(self.moto, with_body(), buffered=True)
            if response.data.startswith(b"<!doctype html>"):
                # No service answers with a page, which a client would take for something that does not exist.
                raise NotImplementedError("moto has nothing at this address")
            if response.status_code < 300:
                operations.complete(call, response)
            return response
        except ServiceException as error:
            return _serialize(call, error, getattr(error, "status", None))
        except JsonRESTError as error:  # What a handler had moto do, and moto refuses.
            return _serialize(call, operations.AwsError(error.error_type, error.message), error.code)
        except Exception as error:
            # AWS clients repeat a call after most 5xx answers; not after 501.
            if valid and not isinstance(error, NotImplementedError):
                log.warning("%s %s failed:\n%s", call.service, call.operation, traceback.format_exc())
            message = f"The emulator has no {call.service} {call.operation}: {error!r}"
            return _serialize(call, operations.AwsError("NotImplemented", message), 501)

    def record(self, call: Call) -> bool:
        """Count the call and keep what is wrong with its parameters; whether nothing is."""
        key = tuple(getattr(call, member) for member in COUNTED_BY)
        found = violations(call)
        self.calls[key] = self.calls.get(key, 0) + 1
        self.violations += [
            {
                "account": call.account,
                "region": call.region,
                "service": call.service,
                "operation": call.operation,
                "path": path,
                "message": message,
            }
            for path, message in found
        ]
        return not found


def _create_app(service: str | None) -> Any:
    if service is None:
        raise NotImplementedError("moto does not have this service")
    return create_backend_app(service)


def _told(body: bytes) -> Response:
    """The response to what a test tells of a delivery."""
    try:
        outcomes.tell(json.loads(body))
    except (TypeError, ValueError) as error:
        return Response(str(error), status=400)
    return Response(status=204)


def _json(value: Any) -> Response:
    return Response(json.dumps(value, indent=2), content_type="application/json")


def _serialize(call: Call, result: Any, status: int | None = None) -> Response:
    """A result, or an exception, in the protocol of the service."""
    if not call.model:
        return Response(str(result), status=status or 400)
    serializer = get_serializer_class(call.service, call.protocol)(operation_model=call.model)
    answer = serializer.serialize(result)
    return Response(answer["body"], status or answer["status_code"], answer["headers"])
