"""A client that got no answer repeats its call, and must not find that it is refused because it was obeyed."""

import unittest
from typing import Any
from uuid import uuid4

from emulator.tests.server import ARCHIVE, WORKLOAD, shared


def setUpModule() -> None:
    global server
    server = shared()


def attempt(client: Any, operation: str, parameters: dict[str, Any], invocation: str, number: int) -> Any:
    """One attempt of a call as an AWS SDK makes it."""

    def mark(request: Any, **_: Any) -> None:
        request.headers["amz-sdk-invocation-id"] = invocation
        request.headers["amz-sdk-request"] = f"attempt={number}; max=2"

    name = f"before-send.{client.meta.service_model.service_id.hyphenize()}.{operation}"
    client.meta.events.register(name, mark, unique_id="attempt")
    try:
        return client._make_api_call(operation, parameters)
    finally:
        client.meta.events.unregister(name, unique_id="attempt")


class Repeats(unittest.TestCase):
    def test_a_repeated_call_is_answered_as_before_and_counted_once(self) -> None:
        client, invocation = server.client("logs", WORKLOAD, "sa-east-1"), str(uuid4())
        for number in (1, 2):
            attempt(client, "CreateLogGroup", {"logGroupName": "repeated"}, invocation, number)
        [count] = [
            call["count"]
            for call in server.get("calls")
            if (call["region"], call["operation"]) == ("sa-east-1", "CreateLogGroup")
        ]
        self.assertEqual(count, 1)

    def test_what_our_own_operations_answered_is_repeated_too(self) -> None:
        client, invocation = server.client("detective", ARCHIVE, "ap-south-1"), str(uuid4())
        member = {"AccountId": WORKLOAD, "EmailAddress": "workload@example.com"}
        parameters = {"GraphArn": client.create_graph()["GraphArn"], "Accounts": [member]}
        first, second = (attempt(client, "CreateMembers", parameters, invocation, number) for number in (1, 2))
        self.assertEqual([each["AccountId"] for each in first["Members"]], [WORKLOAD])
        self.assertEqual(second["Members"], first["Members"])

    def test_another_call_with_the_same_parameters_is_new(self) -> None:
        client = server.client("logs", WORKLOAD, "ap-south-1")
        attempt(client, "CreateLogGroup", {"logGroupName": "twice"}, str(uuid4()), 1)
        with self.assertRaises(client.exceptions.ResourceAlreadyExistsException):
            attempt(client, "CreateLogGroup", {"logGroupName": "twice"}, str(uuid4()), 1)

    def test_a_refusal_is_not_remembered(self) -> None:
        client, invocation = server.client("logs", WORKLOAD, "ap-south-1"), str(uuid4())
        parameters = {"logGroupName": "late", "retentionInDays": 1}
        with self.assertRaises(client.exceptions.ResourceNotFoundException):
            attempt(client, "PutRetentionPolicy", parameters, invocation, 1)
        client.create_log_group(logGroupName="late")
        attempt(client, "PutRetentionPolicy", parameters, invocation, 2)


if __name__ == "__main__":
    unittest.main()
