"""Kinesis: the tags a stream is created with."""

from moto.kinesis.models import kinesis_backends
from werkzeug.wrappers import Response

from emulator.calls import Call
from emulator.operations import completes


@completes("kinesis", "CreateStream")
def _tag_stream(call: Call, _: Response) -> None:
    # moto drops the tags in CreateStream; AWS applies them.
    tags = call.parameters.get("Tags")
    if tags:
        kinesis_backends[call.account][call.region].add_tags_to_stream(None, call.parameters["StreamName"], tags)
