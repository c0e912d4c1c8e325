"""EventBridge: an event is accepted whatever becomes of it at its targets."""

import logging
from copy import copy

from moto.events.models import EventMessageType, Rule

log = logging.getLogger("emulator")

_send = Rule.send_to_targets


def _send_to_targets(self: Rule, original_event: EventMessageType, transform_input: bool = True) -> None:
    for target in self.targets:
        alone = copy(self)
        alone.targets = [target]
        try:
            _send(alone, original_event, transform_input)
        except NotImplementedError:
            log.info("an event is not delivered to %s, which only AWS can do", target["Arn"])
        except Exception as error:  # Whatever a target trips over is not the sender's problem.
            log.warning("an event did not reach %s: %r", target["Arn"], error)


# With moto, PutEvents itself fails when a target fails or is of a kind that moto cannot deliver to (a state machine,
# for example), and the targets after that one get nothing. AWS answers before it delivers.
Rule.send_to_targets = _send_to_targets
