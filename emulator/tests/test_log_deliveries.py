"""Vended logs travel from a source in one account to a destination in another."""

import unittest
from typing import Any

from botocore.exceptions import ClientError

from emulator.tests.server import ARCHIVE, WORKLOAD, shared


def setUpModule() -> None:
    global logs, archive
    server = shared()
    logs, archive = server.client("logs", WORKLOAD), server.client("logs", ARCHIVE)


def destination(name: str) -> str:
    """Create a delivery destination in the archive account; its ARN."""
    answer = archive.put_delivery_destination(
        name=name, deliveryDestinationConfiguration={"destinationResourceArn": "arn:aws:s3:::archive/vended"}
    )
    return answer["deliveryDestination"]["arn"]


def source(name: str, log_type: str = "ERROR_LOGS", **options: Any) -> dict[str, Any]:
    """Create a delivery source of the workload account: one log of an event bus of the same name."""
    bus = f"arn:aws:events:eu-west-1:{WORKLOAD}:event-bus/{options.pop('bus', name)}"
    return logs.put_delivery_source(name=name, resourceArn=bus, logType=log_type, **options)["deliverySource"]


class Sources(unittest.TestCase):
    def test_a_resource_has_one_source_for_each_type_of_log(self) -> None:
        for log_type in ("ERROR_LOGS", "INFO_LOGS", "TRACE_LOGS"):
            created = source(f"orders-{log_type}", log_type, bus="orders")
            self.assertEqual((created["service"], created["logType"]), ("events", log_type))
        with self.assertRaisesRegex(ClientError, "ConflictException"):
            source("orders-again", "INFO_LOGS", bus="orders")

    def test_a_source_may_be_put_again_but_not_for_another_log(self) -> None:
        first = source("stable", tags={"Stage": "test"})
        self.assertEqual(source("stable")["arn"], first["arn"])
        self.assertEqual(logs.list_tags_for_resource(resourceArn=first["arn"])["tags"], {"Stage": "test"})
        for changed in ({"log_type": "INFO_LOGS"}, {"bus": "other"}, {"tags": {"Stage": "changed"}}):
            with self.subTest(changed), self.assertRaisesRegex(ClientError, "ConflictException"):
                source("stable", **changed)


class Deliveries(unittest.TestCase):
    def test_a_delivery_goes_to_another_account_and_may_change(self) -> None:
        target = destination("archive")
        source("delivered")
        folder = {"suffixPath": "/events/{yyyy}", "enableHiveCompatiblePath": False}
        created = logs.create_delivery(
            deliverySourceName="delivered", deliveryDestinationArn=target, s3DeliveryConfiguration=folder
        )["delivery"]
        self.assertEqual((created["deliveryDestinationType"], created["s3DeliveryConfiguration"]), ("S3", folder))
        logs.update_delivery_configuration(
            id=created["id"],
            recordFields=["a"],
            fieldDelimiter=",",
            s3DeliveryConfiguration={**folder, "suffixPath": "/changed"},
        )
        described = logs.get_delivery(id=created["id"])["delivery"]
        self.assertEqual(described["s3DeliveryConfiguration"]["suffixPath"], "/changed")
        self.assertEqual((described["recordFields"], described["fieldDelimiter"]), (["a"], ","))

    def test_a_source_has_one_delivery_to_a_type_of_destination(self) -> None:
        source("once")
        asked = {"deliverySourceName": "once", "deliveryDestinationArn": destination("first")}
        logs.create_delivery(**asked)
        with self.assertRaisesRegex(ClientError, "ConflictException"):
            logs.create_delivery(**{**asked, "deliveryDestinationArn": destination("second")})

    def test_a_delivery_stays_in_its_region_and_needs_a_destination(self) -> None:
        source("lost")
        arn = f"arn:aws:logs:eu-west-1:{ARCHIVE}:delivery-destination:nowhere"
        with self.assertRaisesRegex(ClientError, "ResourceNotFoundException"):
            logs.create_delivery(deliverySourceName="lost", deliveryDestinationArn=arn)
        elsewhere = shared().client("logs", WORKLOAD, "us-east-1")
        elsewhere.put_delivery_source(
            name="lost", resourceArn=f"arn:aws:events:us-east-1:{WORKLOAD}:event-bus/lost", logType="ERROR_LOGS"
        )
        with self.assertRaisesRegex(ClientError, "must be in the Region of the source"):
            elsewhere.create_delivery(deliverySourceName="lost", deliveryDestinationArn=destination("lost"))

    def test_what_a_delivery_uses_is_deleted_after_it(self) -> None:
        target = destination("used")
        source("used")
        identifier = logs.create_delivery(deliverySourceName="used", deliveryDestinationArn=target)["delivery"]["id"]
        for delete in (
            lambda: logs.delete_delivery_source(name="used"),
            lambda: archive.delete_delivery_destination(name="used"),
        ):
            with self.assertRaisesRegex(ClientError, "ConflictException"):
                delete()
        logs.delete_delivery(id=identifier)
        logs.delete_delivery_source(name="used")
        archive.delete_delivery_destination(name="used")
        with self.assertRaisesRegex(ClientError, "ResourceNotFoundException"):
            archive.get_delivery_destination(name="used")


if __name__ == "__main__":
    unittest.main()
