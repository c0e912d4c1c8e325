"""The server process, and the accounts behind it."""

import time
import unittest
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from threading import Lock, RLock
from typing import Any

from botocore.exceptions import ClientError
from werkzeug.wrappers import Response

from emulator.gateway import Gateway
from emulator.tests.server import ARCHIVE, MANAGEMENT, WORKLOAD, Server, shared


def setUpModule() -> None:
    global server
    server = shared()


class Process(unittest.TestCase):
    def test_it_exits_cleanly_when_terminated(self) -> None:
        other = Server()
        other.client("s3", WORKLOAD).list_buckets()
        self.assertEqual(other.stop(), 0)

    def test_a_client_may_talk_to_it_without_a_proxy(self) -> None:
        s3 = server.client("s3", WORKLOAD, direct=True)
        s3.create_bucket(Bucket="direct", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
        s3.put_object(Bucket="direct", Key="folder/key", Body=b"body")
        self.assertEqual(s3.get_object(Bucket="direct", Key="folder/key")["Body"].read(), b"body")

    def test_what_is_encrypted_for_aws_itself_is_passed_on_to_nobody(self) -> None:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({"https": server.url}))
        with self.assertRaisesRegex(urllib.error.URLError, "Tunnel connection failed: 403"):
            opener.open("https://sts.eu-west-1.amazonaws.com/", timeout=10)

    def test_calls_are_listed_in_order_with_the_account_of_the_assumed_role_and_a_count(self) -> None:
        client = server.client("sqs", ARCHIVE, "us-east-1")
        for _ in range(3):
            client.list_queues()
        self.assertEqual(
            [call for call in server.get("calls") if call["service"] == "sqs"],
            [
                {
                    "account": ARCHIVE,
                    "region": "us-east-1",
                    "service": "sqs",
                    "operation": "ListQueues",
                    "client": "other",
                    "count": 3,
                }
            ],
        )

    def test_calls_of_terraform_are_counted_by_themselves(self) -> None:
        client = server.client("swf", ARCHIVE)
        provider = "APN/1.0 HashiCorp/1.0 Terraform/1.11.4 (+https://www.terraform.io) terraform-provider-aws/6.25.0"

        def as_terraform(request: Any, **_: Any) -> None:
            request.headers["User-Agent"] = f"{provider} (+https://registry.terraform.io/providers/hashicorp/aws)"

        client.list_domains(registrationStatus="REGISTERED")
        client.meta.events.register("before-send.swf", as_terraform)
        for _ in range(2):
            client.list_domains(registrationStatus="REGISTERED")
        counts = {call["client"]: call["count"] for call in server.get("calls") if call["service"] == "swf"}
        self.assertEqual(counts, {"other": 1, "terraform": 2})

    def test_an_operation_nobody_implements_is_answered_so_that_clients_do_not_retry(self) -> None:
        for service, operation in (
            ("auditmanager", "ListAssessments"),  # moto has not even the service,
            ("account", "ListRegions"),  # or has nothing at the address,
            ("ssm", "DescribeAssociationExecutions"),  # or has no more than the name.
        ):
            with self.subTest(f"{service} {operation}"), self.assertRaises(ClientError) as raised:
                server.client(service, WORKLOAD)._make_api_call(operation, {})
            self.assertEqual(raised.exception.response["ResponseMetadata"]["HTTPStatusCode"], 501)
            self.assertIn(operation, str(raised.exception))

    def test_what_moto_refuses_one_of_our_operations_is_refused_as_the_service_would(self) -> None:
        with self.assertRaises(ClientError) as raised:
            server.client("logs", WORKLOAD).delete_delivery_source(name="unknown")
        self.assertEqual(raised.exception.response["Error"]["Code"], "ResourceNotFoundException")
        self.assertEqual(raised.exception.response["ResponseMetadata"]["HTTPStatusCode"], 400)

    def test_one_call_is_answered_at_a_time(self) -> None:
        overlaps, busy = [], Lock()

        class Slow(Gateway):
            def __init__(self) -> None:
                self.lock = RLock()

            def answer_call(self, environ: dict[str, Any], body: bytes) -> Response:
                free = busy.acquire(blocking=False)
                overlaps.append(not free)
                time.sleep(0.01)
                if free:
                    busy.release()
                return Response()

        slow = Slow()
        with ThreadPoolExecutor(5) as threads:
            list(threads.map(slow.answer, [{"PATH_INFO": "/", "wsgi.input": BytesIO()} for _ in range(10)]))
        self.assertEqual(overlaps, [False] * 10)


class Accounts(unittest.TestCase):
    def test_a_role_acts_in_its_own_account(self) -> None:
        for account in (MANAGEMENT, ARCHIVE, WORKLOAD):
            self.assertEqual(server.client("sts", account).get_caller_identity()["Account"], account)

    def test_every_account_sees_the_organization_with_the_given_ids(self) -> None:
        for account in (MANAGEMENT, ARCHIVE, WORKLOAD):
            organization = server.client("organizations", account).describe_organization()["Organization"]
            self.assertEqual(organization["Id"], "o-abcd123456")
            self.assertEqual(organization["MasterAccountId"], MANAGEMENT)
            self.assertEqual(organization["FeatureSet"], "ALL")

    def test_the_organization_has_the_given_root_and_accounts(self) -> None:
        client = server.client("organizations", MANAGEMENT)
        self.assertEqual([root["Id"] for root in client.list_roots()["Roots"]], ["r-ab12"])
        accounts = {account["Id"]: account["Name"] for account in client.list_accounts()["Accounts"]}
        self.assertEqual(accounts, {MANAGEMENT: "master", ARCHIVE: "log-archive", WORKLOAD: "workload"})

    def test_trusted_access_starts_empty_and_takes_any_service(self) -> None:
        other = Server()
        self.addCleanup(other.stop)
        client = other.client("organizations", MANAGEMENT)
        self.assertEqual(client.list_aws_service_access_for_organization()["EnabledServicePrincipals"], [])
        client.enable_aws_service_access(ServicePrincipal="observabilityadmin.amazonaws.com")
        [enabled] = client.list_aws_service_access_for_organization()["EnabledServicePrincipals"]
        self.assertEqual(enabled["ServicePrincipal"], "observabilityadmin.amazonaws.com")
        with self.assertRaises(ClientError):
            client.enable_aws_service_access(ServicePrincipal="example.com")


if __name__ == "__main__":
    unittest.main()
